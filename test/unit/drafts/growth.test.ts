/** Two megabytes of what once cost their square. Nothing is measured here: with a quadratic search these tests would not end in time. */
import { expect, it } from 'vitest';
import { draftFromText } from '../../../lib/drafts/from-text.ts';

const LENGTH = 2_000_000;

it.each([
  'enum A { "\\',
  "enum A { '\\",
  'enum A { /*',
  'enum A { /*x*/',
  'enum A { a, /*x*/',
  'enum A { a = 1, /*x*/',
])('many of what ends %j are read', async (begin) => {
  const piece = begin.slice(begin.search(/["'/]/));
  expect(await draftFromText(begin + piece.repeat(LENGTH / piece.length))).toHaveProperty('ok');
});
