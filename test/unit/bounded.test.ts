import { expect, it } from 'vitest';
import { keepNewest } from '../../lib/bounded.ts';

it('a bounded map drops what was set longest ago', () => {
  const map = new Map<string, number>();
  for (const key of ['a', 'b', 'c', 'b', 'd']) keepNewest(map, key, map.size, 3);
  expect([...map.keys()]).toEqual(['c', 'b', 'd']);
  keepNewest(map, 'c', 9, 3);
  expect([...map]).toEqual([
    ['b', 3],
    ['d', 3],
    ['c', 9],
  ]);
});
