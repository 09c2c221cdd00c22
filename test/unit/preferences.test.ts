import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, parsePreferences } from '../../lib/preferences.ts';

it('are read as they were stored', () => {
  const stored = {
    density: 'comfortable',
    recordStacks: true,
    keepSession: true,
    keptFailures: 100_000,
    format: 'slack',
    rules: { keys: ['a'], headers: ['X-B'], literals: ['ccc'], hideAddresses: true },
    traces: [{ host: 'a.example', label: 'Tool', url: 'https://tool.example/{trace}' }],
  };
  expect(parsePreferences(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
});

it.each([undefined, null, 7, 'x', [], { format: 'word', rules: 'none', keptFailures: 10 ** 9 }])(
  'are the standard ones for %j',
  (input) => {
    expect(parsePreferences(input)).toEqual(DEFAULT_PREFERENCES);
  },
);

it('lose only what cannot be used', () => {
  const { rules, format } = parsePreferences({
    format: 'json',
    rules: { keys: ['good', 7, ''], literals: 'x' },
    more: 1,
  });
  expect([rules.keys, rules.literals, format]).toEqual([['good'], [], 'json']);
});

it('can be read from anything, and stay what they were read as', () => {
  const json = fc.jsonValue();
  const shaped = fc.record({
    format: json,
    density: json,
    traces: json,
    recordStacks: json,
    keepSession: json,
    keptFailures: json,
    rules: fc.record({ keys: json, headers: json, literals: json, hideAddresses: json }),
  });
  fc.assert(
    fc.property(fc.oneof(json, shaped), (input) => {
      const preferences = parsePreferences(input);
      expect(parsePreferences(JSON.parse(JSON.stringify(preferences)))).toEqual(preferences);
    }),
  );
});
