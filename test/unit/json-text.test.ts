import { describe, expect, it } from 'vitest';
import { indentJson, isJson } from '../../lib/json-text.ts';

describe('JSON that is set out', () => {
  it('has a line for each value, two spaces a level', () => {
    expect(indentJson('{"a":[1,{}],"b": "c\\"}"}')).toBe('{\n  "a": [\n    1,\n    {}\n  ],\n  "b": "c\\"}"\n}');
  });

  it('is broken: what closes more than was opened stands at the margin', () => {
    expect(indentJson('{}}]}1')).toBe('{}\n}\n]\n}1');
  });

  it('is cut: the string in which it ends stays as it is', () => {
    expect(indentJson('{"a":"b  c: {d')).toBe('{\n  "a": "b  c: {d');
    expect(indentJson('{"a":"b\\')).toBe('{\n  "a": "b\\');
  });

  it.each(['\\"', '"\\', '{ ', '"\n'])('takes time in proportion to its length: %j', (piece) => {
    // Four million characters: with a quadratic search this test would not end in time.
    expect(indentJson(piece.repeat(2_000_000))).not.toBe('');
  });

  it('is not set out where it is deeper than anybody reads', () => {
    expect(indentJson('['.repeat(64))).toBeDefined();
    expect(indentJson('['.repeat(65))).toBeUndefined();
  });

  it('is at most 200,000 characters long', () => {
    expect(isJson(`["${'x'.repeat(199_000)}"]`)).toBe(true);
    expect(isJson(`["${'x'.repeat(200_000)}"]`)).toBe(false);
  });
});
