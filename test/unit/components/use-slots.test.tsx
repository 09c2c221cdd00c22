// @vitest-environment happy-dom
import fc from 'fast-check';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useSlots } from '../../../components/list/use-slots.ts';
import { capacityOf, lastTop, ROW_HEIGHT, visibleSlice, WHOLE } from '../../../components/list/window.ts';

/** Ten rows are in view. */
const HEIGHT = 10 * ROW_HEIGHT;

interface Shown {
  readonly rows: readonly string[];
  readonly top: number;
  readonly isFollowing?: boolean;
}

let root: HTMLElement;
/** What the list asked to be run later. */
let later: (() => void) | undefined;
/** Rows that were drawn since the list was last shown. */
let drawn: number[];

function List({ rows, top, isFollowing = false }: Shown) {
  const sliceOf = (reach?: number) => visibleSlice(top, HEIGHT, rows.length, ROW_HEIGHT, reach);
  return useSlots({
    rows,
    slice: sliceOf(),
    view: sliceOf(0),
    capacity: capacityOf(HEIGHT),
    isFollowing,
    schedule: (run, _, signal) => {
      later = run;
      signal.addEventListener('abort', () => {
        if (later === run) later = undefined;
      });
    },
    draw: (index, key) => {
      drawn.push(index);
      return (
        <p key={key} data-index={index}>
          {rows[index]}
        </p>
      );
    },
  });
}

async function show(shown: Shown): Promise<void> {
  drawn = [];
  await act(() => render(<List {...shown} />, root));
}

async function runLater(): Promise<void> {
  drawn = [];
  await act(() => later?.());
}

const texts = () => [...root.children].map(({ textContent }) => textContent);
const listOf = (count: number, name = 'row') => Array.from({ length: count }, (_, i) => `${name} ${i}`);
const view = ({ rows, top }: Shown) => {
  const { start, end } = visibleSlice(top, HEIGHT, rows.length, ROW_HEIGHT, 0);
  return rows.slice(start, end);
};
const slice = ({ rows, top }: Shown) => {
  const { start, end } = visibleSlice(top, HEIGHT, rows.length);
  return rows.slice(start, end);
};

beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
  later = undefined;
});
afterEach(() => {
  render(null, root);
  root.remove();
});

describe('rows of a long list', () => {
  const rows = listOf(WHOLE + 100);

  it('come first where they are in view, and beyond its edges a moment later', async () => {
    await show({ rows, top: 100 * ROW_HEIGHT });
    await runLater();
    const jumped = { rows, top: 200 * ROW_HEIGHT };
    await show(jumped);
    expect(drawn.map((index) => rows[index])).toEqual(view(jumped));
    expect(texts().slice(6, -6)).toEqual(view(jumped));
    await runLater();
    expect(texts()).toEqual(slice(jumped));
  });

  it('take over the elements of others, which keep their places when the list jumps', async () => {
    await show({ rows, top: 100 * ROW_HEIGHT });
    await runLater();
    const before = [...root.children];
    await show({ rows, top: 200 * ROW_HEIGHT });
    await runLater();
    expect([...root.children]).toEqual(before);
    await show({ rows, top: 203 * ROW_HEIGHT });
    expect(new Set(root.children)).toEqual(new Set(before));
  });

  it('are all drawn at once while the list scrolls or follows its end', async () => {
    await show({ rows, top: 100 * ROW_HEIGHT });
    await runLater();
    const scrolled = { rows, top: 105 * ROW_HEIGHT };
    await show(scrolled);
    expect(texts()).toEqual(slice(scrolled));
    expect(later).toBeUndefined();

    const end = (count: number) => ({ rows: listOf(count), top: lastTop(count, HEIGHT), isFollowing: true });
    await show(end(WHOLE + 100));
    await runLater();
    await show(end(WHOLE + 103));
    expect(texts()).toEqual(slice(end(WHOLE + 103)));
    expect(later).toBeUndefined();
  });

  it('are the right ones whatever happens to the list', async () => {
    const change = fc.record({
      count: fc.integer({ min: 0, max: 2 * WHOLE }),
      name: fc.constantFrom('row', 'other'),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      isFollowing: fc.boolean(),
      waits: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        for (const { count, name, at, isFollowing, waits } of changes) {
          const end = lastTop(count, HEIGHT);
          const shown = { rows: listOf(count, name), top: isFollowing ? end : Math.floor(at * end), isFollowing };
          await show(shown);
          const indexes = [...root.children].map((row) => Number((row as HTMLElement).dataset.index));
          expect(new Set(indexes).size).toBe(indexes.length);
          expect(Math.max(-1, ...indexes)).toBeLessThan(count);
          expect(texts()).toEqual(expect.arrayContaining(view(shown)));
          if (waits) await runLater();
          if (!later) expect(texts()).toEqual(slice(shown));
        }
      }),
      { numRuns: 500 },
    );
  });
});

it('a short list is drawn whole at once, each row in an element of its own', async () => {
  const shown = { rows: listOf(30), top: 0 };
  await show(shown);
  expect(texts()).toEqual(slice(shown));
  expect(later).toBeUndefined();
  const [, second] = root.children;
  await show({ rows: shown.rows, top: ROW_HEIGHT });
  expect(root.children[1]).toBe(second);
});
