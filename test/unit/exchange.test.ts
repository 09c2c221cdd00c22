import { expect, it } from 'vitest';
import { isSameLine, lineKey } from '../../lib/exchange.ts';

it('places are in the same line exactly where their keys are equal', () => {
  const place = { function: 'save', url: 'https://a.example/a.js', line: 1, column: 2 };
  const original = { ...place, url: 'src/a.ts', line: 41 };
  const places = [
    place,
    { ...place, column: 900 },
    { ...place, function: '' },
    { ...place, line: 2 },
    { ...place, url: 'https://a.example/b.js' },
    { ...place, original },
    { ...place, line: 7, original },
    { ...place, original: { ...original, line: 42 } },
  ];
  for (const one of places)
    for (const other of places) expect(isSameLine(one, other)).toBe(lineKey(one) === lineKey(other));
  expect(isSameLine({ ...place, original }, { ...place, line: 7, original })).toBe(true);
});
