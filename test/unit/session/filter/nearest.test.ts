import { expect, it } from 'vitest';
import { nearest } from '../../../../lib/session/filter/nearest.ts';

const KEYS = ['code', 'kind', 'confidence', 'status-code'];

it.each([
  ['code', 'code'],
  ['CODE', 'code'],
  ['cdoe', 'code'],
  ['cod', 'code'],
  ['coode', 'code'],
  ['cade', 'code'],
  ['con', 'confidence'],
  ['statuscode', 'status-code'],
  ['stotos-cood', 'status-code'],
  ['stotos-xxxx', undefined],
  ['cxyz', undefined],
  ['k', 'kind'],
  ['x', undefined],
  ['', undefined],
])('for %j is meant %j', (word, meant) => expect(nearest(word, KEYS)).toBe(meant));

it('the first of two that are as near is meant, and the nearer one before a farther', () => {
  expect(nearest('cat', ['cart', 'cast'])).toBe('cart');
  expect(nearest('cats', ['cabby', 'cat'])).toBe('cat');
  expect(nearest('cab', ['cob', 'cabby'])).toBe('cabby');
});

it('no word is meant by one that is too long to be compared, and long candidates are by their beginning', () => {
  expect(nearest('x'.repeat(40), [`${'x'.repeat(39)}y`])).toBeDefined();
  expect(nearest('x'.repeat(41), ['x'.repeat(41)])).toBeUndefined();
  expect(nearest(`y${'x'.repeat(39)}`, ['x'.repeat(1_000)])).toBeDefined();
});
