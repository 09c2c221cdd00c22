import { describe, expect, it } from 'vitest';
import { HarEntry } from '../../lib/har/entry.ts';
import { harTimings, spansOf } from '../../lib/phases.ts';
import { harEntry } from '../har.ts';

const phasesOf = (timings: unknown) => new HarEntry(harEntry({ extra: { timings } })).phases;

describe('the phases of an exchange', () => {
  it('are those that took place, TLS apart from the connection', () => {
    expect(phasesOf({ blocked: 2, dns: -1, connect: 30, ssl: 20, send: 0.5, wait: 100, receive: 7 })).toEqual({
      blocked: 2,
      connect: 10,
      ssl: 20,
      send: 0.5,
      wait: 100,
      receive: 7,
    });
  });

  it.each([
    ['nothing', undefined],
    ['no object', 'fast'],
    ['an empty object', {}],
    ['phases that did not take place', { dns: -1, connect: -1 }],
    ['what is no amount', { wait: Number.NaN, send: null, dns: 1e300, receive: {} }],
  ])('are unknown where timings are %s', (_, timings) => {
    expect(phasesOf(timings)).toBeUndefined();
  });

  it('never take a negative time, whatever the parts say', () => {
    expect(phasesOf({ connect: 5, ssl: 50 })).toEqual({ connect: 0, ssl: 50 });
  });

  it('come one after the other', () => {
    expect(spansOf({ wait: 100, blocked: 2, receive: 7 })).toEqual([
      { phase: 'blocked', from: 0, took: 2 },
      { phase: 'wait', from: 2, took: 100 },
      { phase: 'receive', from: 102, took: 7 },
    ]);
  });

  it('are the same after a way through a HAR', () => {
    const phases = { blocked: 2, connect: 10, ssl: 20, send: 0.5, wait: 100 };
    expect(phasesOf(harTimings(phases))).toEqual(phases);
    expect(harTimings(phases)).toMatchObject({ dns: -1, connect: 30, receive: -1 });
  });
});
