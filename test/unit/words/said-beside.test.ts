import fc from 'fast-check';
import { expect, it } from 'vitest';
import { saidBeside } from '../../../lib/words/said-beside.ts';

it.each([
  [
    'Unprocessable Content',
    '422',
    'The email field must be a valid\n  email address.',
    'The email field must be a valid email address.',
  ],
  ['Not Found', '404', 'Order not found', 'Order not found'],
  ['Not Found', '404', 'Not found: order 17', 'order 17'],
  ['Not Found', '404', 'Not foundling', 'Not foundling'],
  ['API rate limit exceeded', '403', 'API rate limit exceeded for 203.0.113.7.', 'for 203.0.113.7.'],
])('tells after %j (%s) what %j adds to it', (name, code, said, beside) => {
  expect(saidBeside({ name, code, said })).toBe(beside);
});

it.each([
  ['Not Found', '404', ''],
  ['Not Found', '404', 'Not Found'],
  ['Not Found', '404', 'not found.'],
  ['Gateway Timeout', '504', '504 Gateway Time-out'],
  ['Rate limited, 37 seconds left', '1008', '37 seconds left'],
  [`${'a'.repeat(159)}…`, 'x', 'a'.repeat(400)],
])('tells nothing after %j (%s) of %j', (name, code, said) => {
  expect(saidBeside({ name, code, said })).toBe('');
});

it('stays one line of bounded length, whatever was said', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string({ maxLength: 1_000 }), (name, code, said) => {
      const beside = saidBeside({ name, code, said });
      expect(beside.length).toBeLessThanOrEqual(300);
      expect(beside).not.toMatch(/[\r\n\t]/);
    }),
  );
});
