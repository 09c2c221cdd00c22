import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tapEventOf } from '../../../lib/capture/tap-event.ts';

describe('an event from the page', () => {
  it('never throws, and what it is taken for is an event again', () => {
    const odd = <T>(value: fc.Arbitrary<T>) =>
      fc.oneof({ arbitrary: value, weight: 9 }, { arbitrary: fc.anything(), weight: 1 });
    const claimed = fc.record({
      type: odd(
        fc.constantFrom('open', 'found', 'ready', 'send', 'receive', 'error', 'close', 'lost', 'violation', 'call'),
      ),
      socket: odd(fc.nat()),
      at: odd(fc.oneof(fc.nat(), fc.double())),
      url: odd(fc.string()),
      protocol: odd(fc.string()),
      data: odd(fc.string()),
      binary: odd(fc.boolean()),
      size: odd(fc.nat()),
      code: odd(fc.nat()),
      reason: odd(fc.string()),
      clean: odd(fc.boolean()),
      count: odd(fc.nat()),
      method: odd(fc.constantFrom('GET', 'POST')),
      stack: odd(fc.string()),
      directive: odd(fc.constantFrom('connect-src', 'img-src', 'Not a directive')),
      file: odd(fc.string()),
      line: odd(fc.nat()),
      column: odd(fc.nat()),
      other: fc.anything(),
    });
    let events = 0;
    fc.assert(
      fc.property(fc.oneof(fc.anything(), claimed), (value) => {
        const event = tapEventOf(value);
        if (event === undefined) return;
        events++;
        expect(tapEventOf(event)).toEqual(event);
        expect(event).not.toHaveProperty('other');
        expect(() => new Date(event.at).toISOString()).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
    expect(events).toBeGreaterThan(50);
  });

  it.each([
    { type: 'open', socket: 1, at: 1, url: 'x'.repeat(10_000) },
    { type: 'open', socket: -1, at: 1, url: 'wss://a/' },
    { type: 'close', socket: 1, at: 1, code: 1e99, reason: '', clean: true },
    { type: 'close', socket: 1, at: Number.NaN, code: 1000, reason: '', clean: true },
    { type: 'error', socket: 1, at: 1e300 },
    { type: 'error', socket: 1, at: -1 },
    { type: 'ready', socket: 1, at: 1, protocol: {} },
    { type: 'violation', at: 1, url: 'x'.repeat(10_000), directive: 'img-src', file: '', line: 0, column: 0 },
    { type: 'violation', at: 1, url: 'https://a/', directive: '<b>img-src', file: '', line: 0, column: 0 },
    { type: 'violation', at: 1, url: 'https://a/', directive: 'img-src', file: '', line: -1, column: 0 },
    { type: 'call', at: 1, url: 'https://a/', method: 'GET', stack: 'x'.repeat(1_000_000) },
    { type: 'call', at: 1, url: 'https://a/', method: 'x'.repeat(1_000), stack: '' },
    { type: 'evil', socket: 1, at: 1 },
  ])('%j is none', (value) => {
    expect(tapEventOf(value)).toBeUndefined();
  });
});
