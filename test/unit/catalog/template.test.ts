import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate, fillTemplate } from '../../../lib/catalog/template.ts';

describe('a text template', () => {
  it.each([
    ['Post not found', 'Post not found'],
    ['Post not found', 'Post not found.'],
    ['Post not found.', ' Post not found '],
    ["Playset '{name}' not found", "Playset 'evening mix' not found"],
    ['Storage quota exceeded. Used: {used} / {quota}', 'Storage quota exceeded. Used: 48.2MB / 50MB'],
    ['{a} of {b}', 'of of of'],
  ])('%j fits %j', (template, text) => {
    expect(compileTemplate(template).match(text)).toBeDefined();
  });

  it.each([
    ['Post not found', 'post not found'],
    ['Post not found', 'Blog Post not found'],
    ['Post not found', 'Post not found today'],
    ["Playset '{name}' not found", "Playset '' not found"],
    ['{a} of {b}', ' of b'],
    ['aXXa{b}', 'aXX'],
  ])('%j does not fit %j', (template, text) => {
    expect(compileTemplate(template).match(text)).toBeUndefined();
  });

  it('hands out what stood in its places', () => {
    expect(compileTemplate('rate limited, {seconds} seconds left').match('rate limited, 37 seconds left')).toEqual({
      seconds: '37',
    });
  });

  it('fits every text that it makes', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(
        word,
        word,
        word,
        fc.stringMatching(/^[^.\s]{1,20}$/),
        fc.stringMatching(/^[^.\s]{1,20}$/),
        (a, b, c, x, y) => {
          const template = `${a} {x} ${b} {y} ${c}`;
          expect(compileTemplate(template).match(fillTemplate(template, { x, y }))).toBeDefined();
        },
      ),
    );
  });

  it('stays linear on a text made to trip backtracking', () => {
    const hostile = `${'a '.repeat(50_000)}!`;
    expect(compileTemplate('{a} {b} {c} {d} {e} {f}?').match(hostile)).toBeUndefined();
  });
});
