import { expect, it } from 'vitest';
import { createMemory } from '../../lib/memory.ts';

function over(held: Record<string, string>) {
  return createMemory(() => ({
    getItem: (name) => held[name] ?? null,
    setItem: (name, text) => {
      held[name] = text;
    },
  }));
}

it('what was kept is recalled, and what was not is undefined', () => {
  const memory = over({});
  memory.keep('columns', [{ id: 'time' }]);
  expect(memory.recall('columns')).toEqual([{ id: 'time' }]);
  expect(memory.recall('sort')).toBeUndefined();
});

it('what is no JSON counts as nothing', () => {
  expect(over({ columns: '{"id":' }).recall('columns')).toBeUndefined();
});

it('a browser that keeps nothing is no reason to fail', () => {
  const memory = createMemory(() => {
    throw new Error('SecurityError');
  });
  memory.keep('columns', []);
  expect(memory.recall('columns')).toBeUndefined();
});
