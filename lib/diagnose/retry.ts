/** When to try again: what the server, the close reason or the documented backoff says about waiting. */
import type { Family } from '../catalog/schema.ts';
import { type Header, header } from '../exchange.ts';
import type { RetryAdvice } from '../finding.ts';

/** A longer wait is a mistake or an attack, not advice: one year in milliseconds. */
const MAX_WAIT_MS = 365 * 24 * 3_600_000;

/** Values above this are points in time (epoch seconds), below it seconds to wait: 2001-09-09. */
const EPOCH_SECONDS_FROM = 1_000_000_000;
/** And above this, epoch milliseconds. */
const EPOCH_MS_FROM = EPOCH_SECONDS_FROM * 1000;

/** Statuses that say the limit itself was hit, so that a reset time is about this failure. RFC 6585 section 4, RFC 9110 section 15.6.4. */
const LIMIT_STATUSES: ReadonlySet<number> = new Set([429, 503]);

/** Headers that tell when a limit resets, in the order in which they are believed. */
const RESET_HEADERS = ['RateLimit', 'RateLimit-Reset', 'X-RateLimit-Reset', 'X-Rate-Limit-Reset'] as const;

function advice(ms: number, from: string): RetryAdvice | undefined {
  if (!Number.isFinite(ms) || ms > MAX_WAIT_MS) return undefined;
  return { afterMs: Math.max(0, Math.round(ms)), from };
}

/** `Retry-After` is whole seconds or an HTTP date (RFC 9110 section 10.2.3); a date is measured against the reply's own `Date`. */
function retryAfter(headers: readonly Header[], now: number): RetryAdvice | undefined {
  const value = header(headers, 'retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d{1,10}$/.test(value)) return advice(Number(value) * 1000, 'Retry-After');
  // All three forms of an HTTP date begin with the day's name (RFC 9110 section 5.6.7); Date.parse alone takes almost anything.
  const until = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(header(headers, 'date') ?? '');
  return advice(until - (Number.isNaN(sent) ? now : sent), 'Retry-After');
}

function resetTime(headers: readonly Header[], now: number): RetryAdvice | undefined {
  for (const name of RESET_HEADERS) {
    const value = header(headers, name);
    if (!value) continue;
    // `RateLimit: "default";r=0;t=30` (draft-ietf-httpapi-ratelimit-headers); the older headers hold a bare number.
    const digits = /(?:^|;)\s*t=(\d{1,13})/.exec(value)?.[1] ?? /^\s*(\d{1,13})(?:\.\d+)?\s*$/.exec(value)?.[1];
    if (digits) return advice(waitFor(Number(digits), now), name);
  }
  return undefined;
}

function waitFor(value: number, now: number): number {
  if (value >= EPOCH_MS_FROM) return value - now;
  if (value >= EPOCH_SECONDS_FROM) return value * 1000 - now;
  return value * 1000;
}

/**
 * Milliseconds of a wait as a body spells it: a number of seconds, digits, or a duration such as `30s`, `1.5s`, `200ms`, `2m`.
 * Undefined when it is none of these.
 */
export function parseWait(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 ? value * 1000 : undefined;
  if (typeof value !== 'string') return undefined;
  const match = /^\s*(\d{1,10}(?:\.\d{1,9})?)\s*(ms|s|sec|secs|seconds|m|min|minutes)?\s*$/i.exec(value);
  if (!match) return undefined;
  const unit = match[2]?.toLowerCase() ?? 's';
  const factor = unit === 'ms' ? 1 : unit.startsWith('m') ? 60_000 : 1000;
  return Number(match[1]) * factor;
}

export interface WaitSources {
  /** Response headers; empty on a socket. */
  readonly headers: readonly Header[];
  readonly status: number;
  /** What the shape's `retryAfter` or a template's `{seconds}` found, and the word for where that was. */
  readonly stated: { readonly value: unknown; readonly from: string } | undefined;
  /** The family's documented backoff where it governs this code. */
  readonly backoff: Family['backoff'];
  /** The moment of the failure, epoch ms. */
  readonly now: number;
}

/** The best advice there is: the header, then the words of the reply, then limit headers, then the documented backoff. */
export function retryAdvice({ headers, status, stated, backoff, now }: WaitSources): RetryAdvice | undefined {
  if (headers.length === 0 && !stated && !backoff) return undefined;
  const statedMs = stated && parseWait(stated.value);
  const found =
    retryAfter(headers, now) ??
    (stated && statedMs !== undefined ? advice(statedMs, stated.from) : undefined) ??
    (LIMIT_STATUSES.has(status) ? resetTime(headers, now) : undefined);
  if (!backoff) return found;
  const { baseMs, maxMs, attempts } = backoff;
  return {
    afterMs: found ? found.afterMs : baseMs,
    from: found ? found.from : 'backoff',
    backoff: { baseMs, maxMs, attempts },
  };
}
