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

  /** One of each type: whatever is not as here is none. */
  const EVENTS: readonly Readonly<Record<string, unknown>>[] = [
    { type: 'open', socket: 1, at: 1, url: 'wss://a/' },
    { type: 'found', socket: 1, at: 1, url: 'wss://a/', protocol: '' },
    { type: 'ready', socket: 1, at: 1, protocol: 'mqtt' },
    { type: 'send', socket: 1, at: 1, data: 'x', binary: false, size: 1 },
    { type: 'receive', socket: 1, at: 1, data: 'x', binary: false, size: 1 },
    { type: 'error', socket: 1, at: 1 },
    { type: 'close', socket: 1, at: 1, code: 1000, reason: '', clean: true },
    { type: 'lost', at: 1, count: 3 },
    { type: 'call', at: 1, method: 'GET', url: 'https://a/', stack: '' },
    { type: 'violation', at: 1, url: 'https://a/', directive: 'img-src', file: '', line: 0, column: 0 },
  ];
  const LONG = {
    url: 8_193,
    protocol: 8_193,
    reason: 8_193,
    file: 8_193,
    data: 90_000,
    stack: 16_385,
    method: 41,
    directive: 41,
  };
  const wrong = (name: string, value: unknown): readonly unknown[] => {
    if (name === 'type') return ['evil', 1, undefined];
    if (typeof value === 'boolean') return [undefined, 1, 'true'];
    if (name === 'at') return [undefined, '1', -1, 1e16, Number.NaN, Number.POSITIVE_INFINITY];
    if (typeof value === 'number') return [undefined, '1', -1, 0.5, 1e99, Number.NaN];
    const long = 'x'.repeat(LONG[name as keyof typeof LONG]);
    return [undefined, 7, {}, { length: 1 }, long, ...(name === 'directive' ? ['<b>img-src'] : [])];
  };

  it.each(EVENTS)('$type is one', (event) => {
    expect(tapEventOf(event)).toEqual(event);
    expect(tapEventOf({ ...event, more: 1 })).toEqual(event);
  });

  it.each(EVENTS.flatMap((event) => Object.keys(event).map((name) => [event.type, name, event] as const)))(
    '%s is none without a right %s',
    (_, name, event) => {
      for (const value of wrong(name, event[name]))
        expect(tapEventOf({ ...event, [name]: value }), String(value).slice(0, 40)).toBeUndefined();
    },
  );
});
