import { describe, expect, it } from 'vitest';
import { findPatterns } from '../../../lib/diagnose/patterns.ts';
import type { Finding } from '../../../lib/finding.ts';
import { failure } from '../../failures.ts';
import { AT } from '../../fixtures.ts';

function repeats(gapsMs: readonly number[], over: Partial<Finding>) {
  let at = AT;
  return [0, ...gapsMs].map((gap) => {
    at += gap;
    return failure({ ...over }, { at });
  });
}

describe('patterns over repeats', () => {
  it('notices repeats that came sooner than the server asked for', () => {
    const failures = repeats([500, 40_000, 700], { retry: { afterMs: 37_000, from: 'Retry-After' } });
    expect(findPatterns(failures)).toEqual([
      { kind: 'too-soon', early: 2, retries: 3, askedMs: 37_000, shortestMs: 500 },
    ]);
  });

  it('has nothing to say of a page that waits', () => {
    expect(findPatterns(repeats([38_000], { retry: { afterMs: 37_000, from: 'Retry-After' } }))).toEqual([]);
  });

  it('notices that something permanent is being repeated', () => {
    const failures = repeats([60_000, 60_000], { permanence: 'permanent' });
    expect(findPatterns(failures)).toEqual([{ kind: 'hopeless', attempts: 3, spanMs: 120_000 }]);
  });

  it('notices a burst of something temporary', () => {
    const failures = repeats([100, 100, 100, 100], { permanence: 'temporary' });
    expect(findPatterns(failures)).toEqual([{ kind: 'burst', attempts: 5, spanMs: 400 }]);
  });

  it.each([[[]], [[5000, 5000, 5000, 5000]]])('sees nothing in gaps of %j ms', (gaps) => {
    expect(findPatterns(repeats(gaps, { permanence: 'temporary' }))).toEqual([]);
  });
});
