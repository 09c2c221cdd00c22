import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tapEventOf } from '../../../lib/capture/tap-event.ts';

describe('an event from the page', () => {
  it('is checked member by member, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const event = tapEventOf(value);
        expect(event === undefined || typeof event.at === 'number').toBe(true);
      }),
    );
  });

  it.each([
    { type: 'open', socket: 1, at: 1, url: 'x'.repeat(10_000) },
    { type: 'open', socket: -1, at: 1, url: 'wss://a/' },
    { type: 'close', socket: 1, at: 1, code: 1e99, reason: '', clean: true },
    { type: 'close', socket: 1, at: Number.NaN, code: 1000, reason: '', clean: true },
    { type: 'ready', socket: 1, at: 1, protocol: {} },
    { type: 'evil', socket: 1, at: 1 },
  ])('%j is none', (value) => {
    expect(tapEventOf(value)).toBeUndefined();
  });
});
