import { beforeAll, describe, expect, it, vi } from 'vitest';
import { filterLanguage } from '../../../components/toolbar/language.ts';
import type { Row } from '../../../lib/session/rows.ts';
import { finding, host, http, NOON, session, storeOn } from './fakes.ts';

beforeAll(() => filterLanguage.load());

function filled() {
  const held = session();
  held.add(http('1'), finding());
  held.add(http('2', { at: NOON + 1 }), finding());
  held.add(
    http('3', { at: NOON + 2, url: 'https://b.example/' }),
    finding({ family: 'http', code: '500', permanence: 'unknown' }),
  );
  held.add(http('4', { at: NOON + 3, status: 200 }), undefined);
  const panelHost = host({ session: held });
  return { held, panelHost, store: storeOn(panelHost) };
}

const codes = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === 'failure' ? row.group.first.finding.code : 'healthy'));

describe('the list', () => {
  it('follows the session until it is detached', () => {
    const held = session();
    const ended = new AbortController();
    const store = storeOn(host({ session: held }), { signal: ended.signal });
    held.add(http('1'), finding());
    expect(store.rows.value).toHaveLength(1);
    ended.abort();
    held.add(http('2', { url: 'https://b.example/' }), finding());
    expect(store.rows.value).toHaveLength(1);
  });

  it('takes one picture of the session for each notification', () => {
    const held = session();
    const picture = vi.spyOn(held, 'snapshot');
    const store = storeOn(host({ session: held }));
    held.add(http('1'), finding());
    expect(store.rows.value.length + store.snapshot.value.counts.failures).toBe(2);
    expect(picture).toHaveBeenCalledTimes(2);
  });

  it('shows healthy exchanges on demand', () => {
    const { store } = filled();
    expect(codes(store.rows.value)).toEqual(['429', '500']);
    store.showAll.value = true;
    expect(codes(store.rows.value)).toEqual(['429', '500', 'healthy']);
  });

  it('narrows down with filter and chips, and clears them together', () => {
    const { store } = filled();
    store.filterText.value = 'domain:b.example';
    expect(codes(store.rows.value)).toEqual(['500']);
    store.toggleChip('family', 'makapix', false);
    store.toggleChip('kind', 'temporary', false);
    expect(store.rows.value).toEqual([]);
    expect(store.isFiltered.value).toBe(true);
    store.clearFilter();
    expect(codes(store.rows.value)).toEqual(['429', '500']);
    expect(store.isFiltered.value).toBe(false);
  });
});

describe('a chip', () => {
  it.each([
    [[['makapix', false]], ['makapix']],
    [
      [
        ['makapix', false],
        ['makapix', false],
      ],
      [],
    ],
    [
      [
        ['makapix', false],
        ['http', false],
      ],
      ['http'],
    ],
    [
      [
        ['makapix', true],
        ['http', true],
      ],
      ['makapix', 'http'],
    ],
    [
      [
        ['makapix', true],
        ['http', true],
        ['makapix', true],
      ],
      ['http'],
    ],
    [
      [
        ['makapix', true],
        ['http', true],
        ['makapix', false],
      ],
      ['makapix'],
    ],
  ] as const)('pressed as in %j leaves %j', (presses, pressed) => {
    const { store } = filled();
    for (const [family, several] of presses) store.toggleChip('family', family, several);
    expect([...(store.pressed.value.get('family') ?? [])]).toEqual(pressed);
  });
});

describe('the selection', () => {
  it('stays when the filter holds the row back, and when it repeats', () => {
    const { store, held } = filled();
    store.select(store.rows.value[0]);
    store.filterText.value = 'nothing-like-it';
    held.add(http('9', { at: NOON + 9 }), finding());
    expect(store.activeIndex.value).toBe(-1);
    expect(store.shownGroup.value?.count).toBe(3);
    expect([store.selectedGroups.value.length, store.heldBack.value]).toEqual([1, 1]);
  });

  it('moves with a failure whose diagnosis changes when its body arrives', () => {
    const { store, held } = filled();
    store.select(store.rows.value[1]);
    held.add(http('3', { at: NOON + 2, url: 'https://b.example/' }), finding({ family: 'aws', code: 'Throttling' }));
    expect(store.shownGroup.value?.last.finding.code).toBe('Throttling');
  });

  it('ends with clear', () => {
    const { store } = filled();
    store.select(store.rows.value[0]);
    store.openDetails();
    store.clear();
    expect(store.shownGroup.value).toBeUndefined();
    expect(store.selection.value.keys.size).toBe(0);
  });
});

describe('copying', () => {
  it('says that it is done, for a while', async () => {
    const { panelHost } = filled();
    const written: string[] = [];
    const later: (() => void)[] = [];
    const store = storeOn(panelHost, {
      writeClipboard: async (text) => void written.push(text),
      schedule: (run) => later.push(run),
    });
    store.select(store.rows.value[0]);
    await store.copyReport();
    expect(written).toEqual(['report of 2']);
    expect(store.copied.value).toBe('github');
    expect(store.announcement.value).toBe('Copied: 429 Upload rate limit exceeded (GitHub, 2 values hidden)');
    for (const run of later) run();
    expect([store.copied.value, store.announcement.value]).toEqual([undefined, '']);
  });

  it('hands out the text when the clipboard refuses', async () => {
    const { panelHost } = filled();
    const store = storeOn(panelHost, { writeClipboard: () => Promise.reject(new Error('NotAllowedError')) });
    store.select(store.rows.value[1]);
    await store.copyReport();
    expect(store.copied.value).toBeUndefined();
    expect(store.refused.value).toBe('report of 1');
    store.dismissRefused();
    expect(store.refused.value).toBeUndefined();
  });

  it('does nothing without a selection', async () => {
    const writeClipboard = vi.fn(async () => {});
    await storeOn(host(), { writeClipboard }).copyReport();
    expect(writeClipboard).not.toHaveBeenCalled();
  });
});
