import { expect, it } from 'vitest';
import type { Failure } from '../../../lib/finding.ts';
import { warningsOf } from '../../../lib/words/warnings.ts';
import { failure } from '../../failures.ts';
import { AT } from '../../fixtures.ts';

/** The key with what is put into its places. */
const translate = (key: string, ...places: string[]) => [key, ...places].join(' ');

function repeats(gapMs: number, count: number, over: Parameters<typeof failure>[0]): Failure[] {
  return Array.from({ length: count }, (_, i) => failure(over, { at: AT + i * gapMs }));
}

it('warns of retries that came before the wait was over', () => {
  const failures = repeats(900, 2, { retry: { afterMs: 5_000, from: 'Retry-After' } });
  expect(warningsOf(failures, translate)).toEqual(['warningTooSoon 1 0.9 5 1']);
});

it('warns of retries that cannot help', () => {
  expect(warningsOf(repeats(20_000, 3, { permanence: 'permanent' }), translate)).toEqual(['warningHopeless 3 40']);
});

it('warns of a burst', () => {
  expect(warningsOf(repeats(100, 5, { permanence: 'temporary' }), translate)).toEqual(['warningBurst 5 0.4']);
});

it('never says that something took 0 seconds', () => {
  expect(warningsOf(repeats(1, 5, { permanence: 'temporary' }), translate)).toEqual(['warningBurst 5 0.1']);
});

it('does not warn of a single failure', () => {
  expect(warningsOf(repeats(0, 1, { permanence: 'permanent' }), translate)).toEqual([]);
});
