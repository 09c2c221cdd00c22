import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, moveTo, readChoices, setShown, setWidth } from '../../../components/list/columns.ts';
import { FIELDS } from '../../../lib/session/fields/index.ts';
import { createFieldTable } from '../../../lib/session/fields/table.ts';
import { madeUpWords } from '../../failures.ts';

const { columns } = createFieldTable(FIELDS, madeUpWords());
const STANDARD = readChoices(undefined, columns);
/** Pixels of the longest verdict in English. */
const VERDICT = 91;
const needs =
  (code: number, verdict = VERDICT) =>
  (id: string) =>
    id === 'kind' ? verdict : code;
const always = () => true;
const never = () => false;
const ids = (room: number, choices = STANDARD, isTold = never) =>
  layOut(choices, columns, room, needs(48), isTold).map(({ field }) => field.id);
const widthOf = (id: string, room: number, need = 48, choices = STANDARD) =>
  layOut(choices, columns, room, needs(need), never).find(({ field }) => field.id === id)?.width ?? 0;

describe('columns', () => {
  it.each([
    [
      2_000,
      ['time', 'code', 'name', 'kind', 'method', 'url', 'channel', 'seen', 'larger-than', 'duration', 'waterfall'],
    ],
    [990, ['time', 'code', 'name', 'kind', 'method', 'url', 'channel', 'seen']],
    [860, ['time', 'code', 'name', 'kind', 'method', 'url', 'seen']],
    [700, ['time', 'code', 'name', 'kind', 'url']],
    [560, ['time', 'code', 'name', 'kind', 'url']],
    [420, ['code', 'name', 'kind', 'url']],
    [200, ['code', 'name', 'url']],
    [10, ['code']],
  ])('in %i pixels are %j', (room, expected) => expect(ids(room)).toEqual(expected));

  it('tell who asked where some row does, or where the user wants them to', () => {
    expect(ids(2_000, STANDARD, always).slice(5, 7)).toEqual(['url', 'initiator']);
    expect(ids(2_000, setShown(STANDARD, 'initiator', true))).toContain('initiator');
    expect(ids(2_000, setShown(STANDARD, 'initiator', false), always)).not.toContain('initiator');
  });

  it('take exactly the room there is, as soon as it holds the smallest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 3_000 }), fc.integer({ min: 40, max: 400 }), (room, need) => {
        const laidOut = layOut(STANDARD, columns, room, needs(need, need), always);
        const total = laidOut.reduce((sum, { width }) => sum + width, 0);
        expect(total).toBeLessThanOrEqual(room);
        if (laidOut.length > 2) expect(total).toBeGreaterThan(room - laidOut.length - 1);
      }),
    );
  });

  it('leave diagnoses and addresses a comfortable width before spare columns take room, but for those that somebody chose', () => {
    for (let room = 750; room < 2_000; room += 50) {
      const shown = ids(room);
      const isSpare = shown.some((id) => ['method', 'channel', 'larger-than', 'duration', 'waterfall'].includes(id));
      if (isSpare) expect(widthOf('name', room)).toBeGreaterThanOrEqual(240);
      if (isSpare) expect(widthOf('url', room)).toBeGreaterThanOrEqual(260);
    }
    expect(ids(800, setShown(STANDARD, 'initiator', true))).toContain('initiator');
    expect(ids(800, setWidth(STANDARD, 'duration', 70))).toContain('duration');
    const only = STANDARD.map((one) => ({ ...one, shown: one.id === 'duration' }));
    expect(ids(10, only)).toEqual(['duration']);
  });

  it('take no more than the room of an icon where there is no room for its word', () => {
    for (let room = 300; room < 900; room += 10)
      expect(widthOf('kind', room) === 26 || widthOf('kind', room) >= 90).toBe(true);
  });

  it('give a long code its room before names and addresses grow, up to twice its width and no more than there is', () => {
    expect(widthOf('code', 860, 300)).toBeGreaterThan(110);
    expect(widthOf('code', 2_000, 200)).toBe(200);
    expect(widthOf('code', 2_000, 300)).toBe(220);
    expect(widthOf('name', 2_000, 200)).toBeLessThan(widthOf('name', 2_000));
    expect([widthOf('code', 420, 300), widthOf('code', 420, 48)]).toEqual([110, 48]);
  });

  it('show an icon where the verdict has no room for its word', () => {
    expect(widthOf('kind', 420)).toBeLessThan(90);
    expect(widthOf('kind', 860)).toBe(VERDICT);
  });

  it('give the verdict the room of its longest word, whatever the language', () => {
    const verdict = (room: number, need: number) =>
      layOut(STANDARD, columns, room, needs(48, need), always).find(({ field }) => field.id === 'kind')?.width;
    expect([verdict(1_500, 113), verdict(720, 113), verdict(720, 65)]).toEqual([113, 113, 90]);
    expect(verdict(420, 113)).toBe(26);
  });

  it('keep a width that was chosen', () => {
    const chosen = setWidth(STANDARD, 'name', 333);
    expect(widthOf('name', 2_000, 48, chosen)).toBe(333);
    expect(widthOf('name', 2_000, 48, setWidth(chosen, 'name', undefined))).toBe(widthOf('name', 2_000));
    expect(setWidth(STANDARD, 'name', -5).find(({ id }) => id === 'name')?.width).toBe(26);
  });

  it('can be moved, left out and brought in', () => {
    expect(ids(2_000, moveTo(STANDARD, 'url', 'time')).slice(0, 3)).toEqual(['url', 'time', 'code']);
    expect(ids(2_000, moveTo(STANDARD, 'time', 'name')).slice(0, 3)).toEqual(['code', 'name', 'time']);
    expect(moveTo(STANDARD, 'nothing', 'time')).toBe(STANDARD);
    expect(ids(2_000, setShown(STANDARD, 'time', false))).not.toContain('time');
    expect(ids(3_000, setShown(STANDARD, 'domain', true))).toContain('domain');
  });

  it('never all go', () => {
    const one = columns.reduce((choices, { id }) => setShown(choices, id, false), STANDARD);
    expect(one.filter(({ shown }) => shown)).toHaveLength(1);
  });
});

describe('what was remembered', () => {
  it('comes back as it was', () => {
    const chosen = setWidth(moveTo(setShown(STANDARD, 'time', false), 'url', 'code'), 'name', 200);
    expect(readChoices(JSON.parse(JSON.stringify(chosen)), columns)).toEqual(chosen);
  });

  it('by an older version lacks a column, which stands where it stands at first', () => {
    const older = STANDARD.filter(({ id }) => id !== 'name' && id !== 'time');
    expect(readChoices(older, columns)).toEqual(STANDARD);
  });

  it('may be anything', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.array(
            fc.record({ id: fc.constantFrom('time', 'url', 'x'), shown: fc.jsonValue(), width: fc.jsonValue() }),
          ),
        ),
        (remembered) => {
          const choices = readChoices(remembered, columns);
          expect(choices.map(({ id }) => id).sort()).toEqual(columns.map(({ id }) => id).sort());
          for (const { width = 26 } of choices) expect(width).toBeGreaterThanOrEqual(26);
        },
      ),
    );
  });
});
