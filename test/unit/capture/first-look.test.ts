import { expect, it, vi } from 'vitest';
import { firstListed } from '../../../lib/capture/first-look.ts';
import type { NetworkSource, Timers } from '../../../lib/capture/network.ts';
import { CHROMIUM } from '../../../lib/har/dialects.ts';

/** The HARs that are read one after the other; an error is one that cannot be read, undefined one that never comes. */
function looking(hars: readonly (readonly unknown[] | Error | undefined)[], more: Partial<NetworkSource> = {}) {
  const left = [...hars];
  const readHar = vi.fn(() => {
    const har = left.shift();
    if (har === undefined) return new Promise<never>(() => {});
    return har instanceof Error ? Promise.reject(har) : Promise.resolve(har);
  });
  const stop = new AbortController();
  const timers: Timers = { now: () => 0, wait: () => new Promise((resolve) => setTimeout(resolve)) };
  const source: NetworkSource = { dialect: CHROMIUM, losesEvents: false, onFinished: () => {}, readHar, ...more };
  return {
    readHar,
    stop,
    look: (isOver = () => false) => firstListed({ source, timers, isOver, signal: stop.signal }),
  };
}

it('ends with the first HAR that lists something, whatever came before it', async () => {
  const { look, readHar } = looking([[], new Error('not now'), undefined, [], [{}]]);
  await look();
  expect(readHar).toHaveBeenCalledTimes(5);
});

it('ends when somebody else has seen traffic', async () => {
  const { look, readHar } = looking([[], [], []]);
  await look(() => readHar.mock.calls.length === 2);
  expect(readHar).toHaveBeenCalledTimes(2);
});

it('ends with the page', async () => {
  const { look, stop } = looking([[]]);
  const ended = look();
  stop.abort();
  await expect(ended).resolves.toBeUndefined();
});

it('reads no HAR where that has a price', async () => {
  const { look, readHar } = looking([[{}]], { losesEvents: true });
  await look();
  expect(readHar).not.toHaveBeenCalled();
});
