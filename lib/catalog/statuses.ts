/** What the `http` family says of a status, for families that borrow it (`unlisted: { as: 'http' }`). */
import type { Entry, Family, Shape } from './schema.ts';

/** What an entry or an unlisted code says. */
export type Verdict = Pick<Entry, 'name' | 'meaning' | 'action' | 'permanence' | 'basis' | 'source'>;

export interface StatusVerdict {
  readonly verdict: Verdict;
  /** The status has an entry of its own; otherwise its class speaks. */
  readonly listed: boolean;
}

export function compileStatuses(families: readonly Family[]): (status: number) => StatusVerdict | undefined {
  const http = families.find(({ id }) => id === 'http');
  const entries = new Map(http?.entries.flatMap((entry) => entry.codes.map((code) => [code, entry] as const)));
  return (status) => {
    const entry = entries.get(String(status));
    if (entry) return { verdict: entry, listed: true };
    const verdict = http?.shapes.find((shape) => coversStatus(shape, status))?.unlisted;
    return verdict && !('as' in verdict) ? { verdict, listed: false } : undefined;
  };
}

function coversStatus({ when, unlisted }: Shape, status: number): boolean {
  return unlisted !== undefined && when?.status !== undefined && inRanges(when.status, status);
}

/** True when the value lies in one of the closed ranges, or there are none. */
export function inRanges(ranges: readonly (readonly [number, number])[] | undefined, value: number): boolean {
  return !ranges || ranges.some(([from, to]) => value >= from && value <= to);
}
