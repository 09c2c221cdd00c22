// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ROW_HEIGHT, WHOLE } from '../../../components/list/window.ts';
import type { Session } from '../../../lib/session/log.ts';
import { finding, host, http, session } from './fakes.ts';
import { click, one, press, settled, show } from './mounted.tsx';

/** Ten rows below the header row of 24 pixels. */
const HEIGHT = 24 + 10 * ROW_HEIGHT;
/** More than are drawn at once. */
const MANY = WHOLE + 50;

/** Observers of sizes, told by the test as the browser tells them: once a frame, after the layout. */
const observers = new Set<() => void>();

class FrameObserver implements ResizeObserver {
  constructor(private readonly told: () => void) {}
  observe() {
    observers.add(this.told);
  }
  unobserve() {}
  disconnect() {
    observers.delete(this.told);
  }
}

let written: number[] = [];

beforeEach(() => {
  written = [];
  vi.stubGlobal('ResizeObserver', FrameObserver);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT);
  vi.spyOn(Element.prototype, 'scrollTop', 'set').mockImplementation((top) => written.push(top));
  vi.spyOn(Element.prototype, 'scrollTop', 'get').mockImplementation(() => written.at(-1) ?? 0);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function frame() {
  for (const tell of [...observers]) tell();
  one('[role=grid]').dispatchEvent(new Event('scroll'));
  await settled();
}

async function scroll(to: number) {
  one('[role=grid]').scrollTop = to;
  one('[role=grid]').dispatchEvent(new Event('scroll'));
  await settled();
}

async function add(held: Session, from: number, count: number) {
  for (let i = from; i < from + count; i++) {
    held.add(http(`${i}`, { url: `https://${i}.example/` }), finding({ code: `E${i}` }));
  }
  await settled();
}

async function open() {
  const held = session();
  await add(held, 0, MANY);
  await show(host({ session: held }));
  await frame();
  return held;
}

const end = (rows: number) => (rows - 10) * ROW_HEIGHT;
const isDrawn = (row: number) => document.querySelector(`[role=row][data-code="E${row}"]`) !== null;

it('the list follows its end, and scrolls once a frame, not in the drawing', async () => {
  const held = await open();
  expect(written.at(-1)).toBe(end(MANY));
  written.length = 0;
  await add(held, MANY, 1);
  await add(held, MANY + 1, 1);
  expect(written).toEqual([]);
  expect(isDrawn(MANY + 1)).toBe(true);
  await frame();
  expect(new Set(written)).toEqual(new Set([end(MANY + 2)]));
});

it('rows that come between a scroll and its event do not end the following', async () => {
  const held = await open();
  await add(held, MANY, 5);
  one('[role=grid]').dispatchEvent(new Event('scroll'));
  await frame();
  expect(written.at(-1)).toBe(end(MANY + 5));
});

it('going back ends it, and going to the end takes it up again', async () => {
  const held = await open();
  await scroll(100);
  expect(isDrawn(5)).toBe(true);
  await add(held, MANY, 5);
  await frame();
  expect(written.at(-1)).toBe(100);
  await scroll(end(MANY + 5));
  await add(held, MANY + 5, 5);
  await frame();
  expect(written.at(-1)).toBe(end(MANY + 10));
});

it('open details stay with their row while others come', async () => {
  const held = await open();
  await click(`[role=row][data-code="E${MANY - 1}"]`);
  const top = written.at(-1);
  await add(held, MANY, 100);
  await frame();
  expect(written.at(-1)).toBe(top);
  expect(isDrawn(MANY - 1)).toBe(true);
  await press('Escape');
  await frame();
  expect(written.at(-1)).toBe(end(MANY + 100));
});

it('many rows at once are drawn where they are seen, then, some at a time, whole', async () => {
  let due: (() => void)[] = [];
  const held = session();
  await show(host({ session: held }), { schedule: (run, delayMs) => (delayMs === 250 ? run() : due.push(run)) });
  await add(held, 0, 150);
  await frame();
  const drawn: number[] = [];
  for (let steps = 0; steps < 30; steps++) {
    drawn.push(document.querySelectorAll('[role=row][data-code]').length);
    const now = due;
    due = [];
    for (const run of now) run();
    await settled();
  }
  expect(drawn[0]).toBeLessThan(30);
  expect(drawn.at(-1)).toBe(150);
  const grown = drawn.slice(1).map((count, i) => count - (drawn[i] ?? 0));
  expect(Math.max(...grown)).toBeLessThanOrEqual(2 * 40);
});
