/** What a page does about a failure: patterns over its repeats, as facts. */
import type { Failure } from '../finding.ts';

export type Pattern =
  /** `early` of `retries` came sooner than the server, the reason text or the documented backoff asks for. */
  | {
      readonly kind: 'too-soon';
      readonly early: number;
      readonly retries: number;
      readonly askedMs: number;
      readonly shortestMs: number;
    }
  /** Retrying something that waiting cannot cure. */
  | { readonly kind: 'hopeless'; readonly attempts: number; readonly spanMs: number }
  /** Many retries of something temporary within moments, with no known rule for waiting. */
  | { readonly kind: 'burst'; readonly attempts: number; readonly spanMs: number };

/** Two repeats can be a coincidence (two parts of a page asking the same). */
const MIN_HOPELESS = 3;
const MIN_BURST = 5;
/** Repeats closer together than this on average are no sensible retry. */
const BURST_GAP_MS = 1_000;

/** Looks at repeats of one failure, oldest first. */
export function findPatterns(failures: readonly Failure[]): Pattern[] {
  const first = failures[0];
  const last = failures.at(-1);
  if (!first || !last || failures.length < 2) return [];
  const early = earlyRepeats(failures);
  if (early) return [early];
  const spanMs = last.exchange.at - first.exchange.at;
  const attempts = failures.length;
  if (last.finding.permanence === 'permanent' && attempts >= MIN_HOPELESS)
    return [{ kind: 'hopeless', attempts, spanMs }];
  const isBurst = attempts >= MIN_BURST && spanMs / (attempts - 1) < BURST_GAP_MS;
  return isBurst && last.finding.permanence === 'temporary' ? [{ kind: 'burst', attempts, spanMs }] : [];
}

function earlyRepeats(failures: readonly Failure[]): Pattern | undefined {
  let early = 0;
  let askedMs = 0;
  let shortestMs = Number.POSITIVE_INFINITY;
  for (const [i, failure] of failures.entries()) {
    const next = failures[i + 1];
    const asked = failure.finding.retry?.afterMs ?? 0;
    if (!next) break;
    const gap = next.exchange.at - failure.exchange.at;
    if (gap < 0 || gap >= asked) continue;
    early++;
    askedMs = Math.max(askedMs, asked);
    shortestMs = Math.min(shortestMs, gap);
  }
  return early > 0 ? { kind: 'too-soon', early, retries: failures.length - 1, askedMs, shortestMs } : undefined;
}
