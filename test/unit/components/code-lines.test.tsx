// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import type { PanelHost } from '../../../components/host.ts';
import type { CodePlace } from '../../../lib/exchange.ts';
import type { CodeView } from '../../../lib/har/code-view.ts';
import { finding, host, http, session } from './fakes.ts';
import { all, click, one, settled, show } from './mounted.tsx';

const PLACE: CodePlace = { function: 'saveOrder', url: 'https://shop.example/app.min.js', line: 1, column: 900 };
const ORIGINAL: CodeView = {
  place: { ...PLACE, url: 'webpack://shop/src/orders.ts', line: 41, column: 9 },
  isOriginal: true,
  lines: [39, 40, 41, 42, 43].map((number) => ({ number, text: `  line${number}();` })),
};
const row = (code: string) => `[role=row][data-code="${code}"]`;

/** The panel on two failures of different lines, with the details of the first. */
async function open(originalOf: PanelHost['originalOf']) {
  const held = session();
  held.add(http('1', { url: 'https://a.example/1', initiator: PLACE }), finding({ code: '1' }));
  held.add(http('2', { url: 'https://a.example/2', initiator: { ...PLACE, line: 2 } }), finding({ code: '2' }));
  held.add(http('3', { url: 'https://a.example/3' }), finding({ code: '3' }));
  await show(host({ session: held, ...(originalOf && { originalOf }) }));
  await click(row('1'));
}

/** Waits until the browser's answer is drawn. */
const answered = () => vi.waitFor(() => expect(one('[data-part=source]').getAttribute('aria-busy')).toBe('false'));
const initiator = () => one('[data-part=initiator]').textContent;

it('the original is named with its lines, and the line that asks is marked', async () => {
  await open(async () => ORIGINAL);
  await answered();
  expect(initiator()).toContain('saveOrder in app.min.js:1');
  expect(initiator()).toContain('In the original: saveOrder in orders.ts:41');
  expect(all<HTMLLIElement>('[data-part=source] li').map(({ value, textContent }) => [value, textContent])).toEqual(
    ORIGINAL.lines.map(({ number, text }) => [number, text]),
  );
  expect(all('[data-part=source] mark').map(({ textContent }) => textContent)).toEqual(['  line41();']);
  expect(one('[data-part=source] [aria-current]').textContent).toBe('  line41();');
});

it('where the row knows the original it is named first, and the code that runs above the lines', async () => {
  const held = session();
  held.add(http('1', { initiator: { ...PLACE, original: ORIGINAL.place } }), finding());
  await show(host({ session: held, originalOf: async () => ORIGINAL }));
  await click('[role=row][data-family]');
  await answered();
  expect(initiator()).toContain('Asked by saveOrder in orders.ts:41');
  expect(initiator()).toContain('As the browser runs it: saveOrder in app.min.js:1');
});

it('generated code is called so', async () => {
  await open(async (place) => ({ place, isOriginal: false, lines: [{ number: 1, text: 'a();b()' }] }));
  await answered();
  expect(initiator()).toContain('Generated code');
  expect(one('[data-part=source] mark').textContent).toBe('a();b()');
});

it('an original without its text is named alone', async () => {
  await open(async () => ({ ...ORIGINAL, lines: [] }));
  await answered();
  expect(initiator()).toContain('orders.ts:41');
  expect(all('[data-part=source] li')).toEqual([]);
});

it('its room is taken until the browser has answered, and given back where it holds no script', async () => {
  const answers: ((view: CodeView | undefined) => void)[] = [];
  await open(() => new Promise((resolve) => answers.push(resolve)));
  expect(one('[data-part=source]').textContent).toBe('');
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  answers[0]?.(undefined);
  await vi.waitFor(() => expect(document.querySelector('[data-part=source]')).toBeNull());
  expect(initiator()).toContain('saveOrder in app.min.js:1');
});

it.each([
  ['that cannot be asked', PLACE, undefined],
  ['that is asked for a place without a line', { ...PLACE, line: undefined }, async () => ORIGINAL],
])('there is none in a browser %s', async (_, initiator, originalOf) => {
  const held = session();
  held.add(http('1', { initiator: initiator as CodePlace }), finding());
  await show(host({ session: held, originalOf }));
  await click('[role=row][data-family]');
  expect(document.querySelector('[data-part=initiator]')).not.toBeNull();
  expect(document.querySelector('[data-part=source]')).toBeNull();
});

it('an answer that comes after another row was selected is not shown', async () => {
  const answers: ((view: CodeView) => void)[] = [];
  await open(() => new Promise((resolve) => answers.push(resolve)));
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  await click(row('2'));
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[0]?.(ORIGINAL);
  await settled();
  expect(one('[data-part=source]').textContent).toBe('');
  answers[1]?.({ place: { ...PLACE, line: 2 }, isOriginal: false, lines: [{ number: 2, text: 'second' }] });
  await answered();
  expect(initiator()).toContain('second');
  await click(row('3'));
  expect(document.querySelector('[data-part=source]')).toBeNull();
});

it('the same line of a later repeat is not asked for again', async () => {
  const originalOf = vi.fn(async () => ORIGINAL);
  const held = session();
  held.add(http('1', { initiator: PLACE }), finding());
  await show(host({ session: held, originalOf }));
  await click('[role=row][data-family]');
  await answered();
  held.add(http('2', { initiator: { ...PLACE } }), finding());
  await settled();
  expect(originalOf).toHaveBeenCalledTimes(1);
});

it('code is text, whatever it says', async () => {
  const text = '<img src=x onerror="hacked()">\u202e"gnp.exe';
  await open(async (place) => ({ place, isOriginal: false, lines: [{ number: 1, text }] }));
  await answered();
  expect(all('img')).toEqual([]);
  expect(one('[data-part=source] li').textContent).toMatch(/^<img src=x onerror="hacked\(\)">/);
  expect(one('[data-part=source] li').textContent).not.toContain('\u202e');
});
