import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, manyLines, oneLine } from '../../lib/text.ts';

describe('oneLine', () => {
  it.each([
    ['plain', 'plain'],
    ['two\nlines\tand\r\na tab', 'two lines and a tab'],
    ['nul\u0000bell\u0007', 'nul\ufffdbell\ufffd'],
    ['gnp.\u202eexe', 'gnp.\ufffdexe'],
    ['\u2066isolated\u2069', '\ufffdisolated\ufffd'],
    ['a\u200fb\u2028c', 'a\ufffdb\ufffdc'],
    ['שלום عليكم', 'שלום عليكم'],
  ])('%j becomes %j', (from, to) => expect(oneLine(from)).toBe(to));

  it('is never longer than it may be and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        const line = oneLine(text, max);
        expect(line.length).toBeLessThanOrEqual(max);
        expect(line).not.toMatch(/\p{Surrogate}/u);
        expect(line).not.toMatch(/[\n\r\t\u202a-\u202e]/);
      }),
    );
  });

  it('does not cut an emoji in two', () => expect(cut('ab😀cd', 4)).toBe('ab…'));
});

it('manyLines keeps lines and shows what would reorder them', () => {
  expect(manyLines('a\n\tb\u202ec', 100)).toBe('a\n\tb<U+202E>c');
});
