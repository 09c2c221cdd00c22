import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_RULES, NO_RULES, parseRules } from '../../../lib/redact/rules.ts';

describe('rules of users', () => {
  it('are taken as they are', () => {
    const rules = { keys: ['seat'], headers: ['X-Seat'], literals: ['acme corp'], hideAddresses: true };
    expect(parseRules(rules)).toEqual({ rules, faults: [] });
    expect(parseRules(undefined)).toEqual({ rules: NO_RULES, faults: [] });
  });

  it('lose what cannot be used, and one line says what', () => {
    const { rules, faults } = parseRules({
      keys: [' seat ', '', 7, 'seat'],
      headers: 'X-Seat',
      literals: ['ab', 'abc'],
      hideAddresses: 'yes',
    });
    expect(rules).toEqual({ keys: ['seat'], headers: [], literals: ['abc'], hideAddresses: false });
    expect(faults).toEqual([
      'hideAddresses is neither true nor false',
      'keys[1] is empty',
      'keys[2] is no text',
      'headers is no list',
      'literals[0] has fewer than 3 characters',
    ]);
  });

  it('are capped', () => {
    const { rules, faults } = parseRules({ keys: Array.from({ length: MAX_RULES + 1 }, (_, i) => `k${i}`) });
    expect(rules.keys).toHaveLength(MAX_RULES);
    expect(faults).toEqual([`keys has more than ${MAX_RULES} members`]);
  });

  it('are no longer than a name and a value can be', () => {
    const { rules, faults } = parseRules({
      keys: ['k'.repeat(200), 'k'.repeat(201)],
      literals: ['x'.repeat(2_000), 'x'.repeat(2_001)],
    });
    expect(rules).toMatchObject({ keys: ['k'.repeat(200)], literals: ['x'.repeat(2_000)] });
    expect(faults).toEqual(['keys[1] has more than 200 characters', 'literals[1] has more than 2000 characters']);
  });

  it('throw on nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(Array.isArray(parseRules(input).rules.keys)).toBe(true);
      }),
    );
  });
});
