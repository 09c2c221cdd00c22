import { describe, expect, it } from 'vitest';
import { layoutFor, parseSizes } from '../../../components/layout.ts';

describe('the details stand', () => {
  it.each([
    ['beside the list in a wide, low window', { width: 1500, height: 196 }, 'beside'],
    ['beside it where there is no height to stand below', { width: 640, height: 164 }, 'beside'],
    ['below it in a narrow, high window', { width: 420, height: 824 }, 'below'],
    ['on one page with it at 400 %', { width: 320, height: 900 }, 'page'],
    ['beside it before anything was measured', { width: 0, height: 0 }, 'beside'],
  ] as const)('%s', (_, room, placement) => {
    expect(layoutFor(room, {}).placement).toBe(placement);
  });

  it('wider in a low window, where their lines must be few', () => {
    expect(layoutFor({ width: 1500, height: 196 }, {})).toMatchObject({ low: true, size: 760 });
    expect(layoutFor({ width: 1500, height: 800 }, {})).toMatchObject({ low: false, size: 420 });
  });

  it('as wide as the user dragged them, as far as the list keeps room', () => {
    expect(layoutFor({ width: 1500, height: 800 }, { beside: 600 }).size).toBe(600);
    expect(layoutFor({ width: 800, height: 800 }, { beside: 5_000 }).size).toBe(570);
    expect(layoutFor({ width: 420, height: 824 }, { beside: 600 }).size).toBe(478);
  });
});

it.each([
  [
    { beside: 600, below: 300 },
    { beside: 600, below: 300 },
  ],
  [{ below: 300, other: true }, { below: 300 }],
  [{ beside: -1 }, undefined],
  [{ beside: '600' }, undefined],
  [{ below: Number.NaN }, undefined],
  ['600', undefined],
  [null, undefined],
])('stored sizes are checked: %j', (stored, sizes) => {
  expect(parseSizes(stored)).toEqual(sizes);
});
