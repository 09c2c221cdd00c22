import { expect, it } from 'vitest';
import type { LineMessage } from '../../../lib/capture/socket-line.ts';
import { MAX_MARKS, SocketTrace } from '../../../lib/capture/socket-trace.ts';

const message = (data: string | Uint8Array): LineMessage => ({ direction: 'receive', at: 1, data, size: data.length });
const traceOf = (...all: (string | Uint8Array)[]) => new SocketTrace(all.map(message));

it('is like another where they agree, the more the longer, and no trace of the same socket where they differ', () => {
  expect(traceOf('a', 'b').likeness(traceOf('a', 'b'))).toBe(4);
  expect(traceOf('a', 'b').likeness(traceOf('a'))).toBe(1);
  expect(traceOf('a').likeness(traceOf('b'))).toBeUndefined();
});

it('looks at so many messages, and at the beginning and the size of each', () => {
  const many = Array.from({ length: MAX_MARKS }, () => 'same');
  expect(traceOf(...many, 'one').likeness(traceOf(...many, 'other'))).toBe(2 * MAX_MARKS);
  const long = 'x'.repeat(256);
  expect(traceOf(`${long}a`).likeness(traceOf(`${long}b`))).toBe(2);
  expect(traceOf(`${long}a`).likeness(traceOf(long))).toBeUndefined();
});

it('takes nothing that comes after a gap', () => {
  const trace = traceOf('a');
  trace.end();
  trace.add(message('b'));
  expect(trace.likeness(traceOf('a', 'c'))).toBe(1);
});
