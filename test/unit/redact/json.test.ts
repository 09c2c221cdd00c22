import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTape } from '../../../lib/redact/json.ts';

const leaves = (text: string) =>
  readTape(text).nodes.flatMap((node) => ('children' in node ? [] : [[node.name, text.slice(node.start, node.end)]]));

describe('the tape of JSON', () => {
  it('has every value with its name', () => {
    expect(leaves('{"a": 1, "b": ["x", {"c\\u0064": null}], "": "\\""}')).toEqual([
      ['a', '1'],
      [undefined, '"x"'],
      ['cd', 'null'],
      ['', '"\\""'],
    ]);
  });

  it('goes on to where a cut text ends', () => {
    expect(leaves('{"a":{"b":"c d')).toEqual([['b', '"c d']]);
    expect(readTape('{"a":[1,').end).toBe('{"a":[1,'.length);
  });

  it('keeps the name of a member whose escapes are none', () => {
    expect(leaves('{"a\\q":1,"\\u00":2,"b\nc\\x":3}')).toEqual([
      ['a\\q', '1'],
      ['\\u00', '2'],
      ['b\nc\\x', '3'],
    ]);
  });

  it('ends where a text breaks, and where another value begins', () => {
    expect(readTape('{"a":1, b: 2}').end).toBe('{"a":1, '.length);
    expect(readTape('{"a":1}{"b":2}').end).toBe('{"a":1}'.length);
    expect(readTape('word').end).toBe(0);
  });

  it('has as many leaves as the parsed value', () => {
    const count = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Object.values(value).reduce((sum: number, one) => sum + count(one), 0)
        : 1;
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { nodes, end } = readTape(text);
        expect(end).toBe(text.length);
        expect(nodes.filter((node) => !('children' in node)).length).toBe(count(JSON.parse(text)));
      }),
    );
  });

  it('does not depend on how deep a text is nested', () => {
    const depth = 200_000;
    expect(readTape('['.repeat(depth) + ']'.repeat(depth)).nodes.length).toBe(depth);
    expect(readTape('{"a":'.repeat(depth)).nodes.length).toBe(depth);
  });
});
