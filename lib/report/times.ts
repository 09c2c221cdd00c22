/** Times and lengths of time, as reports write them. */
import { numeral, type Redacted } from '../redact/redacted.ts';

/** Milliseconds that a date can have (ECMA-262, time values and time range). */
const MAX_DATE = 8.64e15;

/** ISO 8601 with the zone's offset, to the millisecond. `at` in epoch milliseconds, `offset` in minutes east of UTC. No date: `unknown time`. */
export function isoWithOffset(at: number, offset: number): Redacted<string> {
  const minutes = Number.isFinite(offset) ? Math.trunc(offset) : 0;
  return numeral(at + minutes * 60_000, (moment) => {
    if (!(Math.abs(moment) <= MAX_DATE)) return 'unknown time';
    const local = new Date(moment).toISOString().slice(0, -1);
    if (minutes === 0) return `${local}Z`;
    const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
    return `${local}${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  });
}

/** ISO 8601 in UTC. What is no date is the beginning of time, so that every program can read it. */
export function isoTime(at: number): Redacted<string> {
  return numeral(at, (moment) => new Date(Math.abs(moment) <= MAX_DATE ? moment : 0).toISOString());
}

/** `1.5 s`. */
export function seconds(ms: number): Redacted<string> {
  return numeral(ms, (length) => `${Math.round(length / 100) / 10} s`);
}
