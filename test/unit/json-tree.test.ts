import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childAt, childrenOf, type JsonNode, MAX_TREE, memberAt, rootOf } from '../../lib/json-tree.ts';

function root(text: string): JsonNode {
  const found = rootOf(text);
  if (!found) throw new Error(`no JSON: ${text.slice(0, 100)}`);
  return found;
}
const source = (text: string, { start, end }: JsonNode) => text.slice(start, end);

/** A value put together again from the nodes of its text. */
function rebuilt(text: string, node: JsonNode): unknown {
  if (node.kind === 'value') return JSON.parse(source(text, node));
  const { nodes } = childrenOf(text, node, 0, 1_000_000);
  if (node.kind === 'list') return nodes.map((child) => rebuilt(text, child));
  return Object.fromEntries(nodes.map((child) => [child.key, rebuilt(text, child)]));
}

const containers = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));

describe('a tree of JSON', () => {
  it('holds what the text holds', () => {
    fc.assert(
      fc.property(containers, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(JSON.stringify(rebuilt(text, root(text)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('keeps digits and repeated members as they were sent', () => {
    const text = '{ "n": 12345678901234567890.10, "a": 1, "a": 2 }';
    const { nodes } = childrenOf(text, root(text), 0, 10);
    expect(nodes.map((node) => [node.key, source(text, node)])).toEqual([
      ['n', '12345678901234567890.10'],
      ['a', '1'],
      ['a', '2'],
    ]);
  });

  it('gives children by the page', () => {
    const text = JSON.stringify(Array.from({ length: 250 }, (_, i) => i));
    const page = childrenOf(text, root(text), 100, 100);
    expect([page.nodes[0]?.index, page.nodes.length, page.more]).toEqual([100, 100, true]);
    expect(childrenOf(text, root(text), 200, 100).more).toBe(false);
  });

  it.each(['', 'true', '"text"', '{', '[1,]', '{"a":1} x', `[${' '.repeat(MAX_TREE)}]`])(
    'is not made of what is no object or list, or too long (%#)',
    (text) => {
      expect(rootOf(text)).toBeUndefined();
    },
  );

  it('takes any text without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(rootOf(text)?.end ?? 0).toBeLessThanOrEqual(text.length)));
  });

  it('opens level by level, however deep it is', () => {
    const depth = 100_000;
    const text = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const found = rootOf(text);
    if (found) expect(childrenOf(text, found, 0, 1).nodes[0]).toMatchObject({ start: 1, end: text.length - 1 });
    expect(found === undefined || found.end === text.length).toBe(true);
  });

  it('finds the child that holds a position', () => {
    const text = '{"a": [1, 2], "b": "x,]}"}';
    expect(childAt(text, root(text), text.indexOf('2'))).toBe(0);
    expect(childAt(text, root(text), text.indexOf(']}"'))).toBe(1);
    expect(childAt(text, root(text), 0)).toBe(-1);
  });
});

describe('a blamed member', () => {
  const text = JSON.stringify({ order: { items: [{ sku: 'a' }, { sku: 'b' }] }, 'a/b': 1, email: 'x' });
  it.each([
    ['order.items[1].sku', '"b"'],
    ['order.items.0.sku', '"a"'],
    ['/order/items/1/sku', '"b"'],
    ['$.email', '"x"'],
    ['/a~1b', '1'],
    ['items', '[{"sku":"a"},{"sku":"b"}]'],
  ])('is found by %s', (path, found) => {
    const node = memberAt(text, root(text), path);
    expect(node && source(text, node)).toBe(found);
  });

  it.each(['', 'nothing', 'order.items[7].sku', '.'.repeat(100_000), 'a.'.repeat(100_000)])(
    'that is not there is not found (%#)',
    (path) => {
      expect(memberAt(text, root(text), path)).toBeUndefined();
    },
  );
});
