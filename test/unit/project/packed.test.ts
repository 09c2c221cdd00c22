/** What makes the package small. */
import { describe, expect, it } from 'vitest';
import { packGroups } from '../../../build/chunk-groups.ts';
import { shortened } from '../../../build/small-assets.ts';

describe('packs of services', () => {
  const groupsOf = (sizes: Readonly<Record<string, number>>, most: number) =>
    Object.fromEntries(packGroups(new Map(Object.entries(sizes)), most));

  it('share a chunk with their neighbours, up to its size', () =>
    expect(groupsOf({ 'c.json': 4, 'a.json': 5, 'b.json': 5, 'd.json': 6 }, 10)).toEqual({
      'a.json': 0,
      'b.json': 0,
      'c.json': 1,
      'd.json': 1,
    }));

  it('have one of their own where they are larger', () =>
    expect(groupsOf({ 'a.json': 20, 'b.json': 1 }, 10)).toEqual({ 'a.json': 0, 'b.json': 1 }));
});

describe('JSON in the package', () => {
  it('has no notes for translators, and every word for users', () => {
    const wording = {
      name: { message: 'Name', description: 'A name.' },
      description: { message: 'What it does', placeholders: { a: { content: '$1' } } },
    };
    expect(JSON.parse(shortened('_locales/en/messages.json', JSON.stringify(wording)))).toEqual({
      name: { message: 'Name' },
      description: { message: 'What it does', placeholders: { a: { content: '$1' } } },
    });
  });

  it('is the same document elsewhere, on one line', () => {
    const text = JSON.stringify({ description: 'kept', list: [1, 2] }, null, 2);
    expect(shortened('family.schema.json', text)).toBe('{"description":"kept","list":[1,2]}');
  });
});
