/** Keeps a session where it outlives DevTools, for those who want it, and brings it back. */
import type { Failure } from '../finding.ts';
import type { Healthy } from './healthy.ts';
import type { Session } from './log.ts';

/** Where the session of one tab is kept. */
export interface KeptSession {
  /** Undefined where nothing is kept. */
  read(): Promise<string | undefined>;
  /** Takes the place of what was kept before; tells whether there was room. */
  write(text: string): Promise<boolean>;
  remove(): Promise<void>;
}

interface KeeperDeps {
  readonly session: Pick<Session, 'failures' | 'healthy' | 'subscribe'>;
  readonly kept: KeptSession;
  /** A recording of these exchanges, redacted. */
  readonly record: (source: {
    readonly failures: readonly Failure[];
    readonly healthy: readonly Healthy[];
  }) => Promise<string>;
  /** Reads such a recording into the session. */
  readonly restore: (text: string) => Promise<unknown>;
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Runs something after so many milliseconds, unless `signal` aborts before. */
  readonly schedule: (run: () => void, delayMs: number, signal: AbortSignal) => void;
  readonly onTrouble: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Failures, and healthy exchanges beside them, that are kept: the latest. */
const MAX_KEPT = 1_000;
/** Longest recording that is kept, in characters: Chromium has 10 MB for the sessions of all tabs together. */
export const MAX_TEXT = 2_000_000;
/** A change is kept after so many milliseconds, with all that came meanwhile. */
const AFTER_MS = 2_000;
/** After writing, so many times as long as it took is left to everything else. */
const REST = 20;

/** Brings back what is kept, then keeps every change until `signal` aborts. Resolves once it is back; never rejects. */
export async function keepSession(deps: KeeperDeps): Promise<void> {
  const { session, kept, restore, now, schedule, onTrouble, signal } = deps;
  let isDue = false;
  let isBusy = false;
  let restsUntil = Number.NEGATIVE_INFINITY;

  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      onTrouble(error);
    }
  };

  function arrange(): void {
    isBusy = true;
    schedule(() => void write(), Math.max(AFTER_MS, restsUntil - now()), signal);
  }

  async function write(): Promise<void> {
    isDue = false;
    const began = now();
    await attempt(() => writeLatest(deps));
    restsUntil = now() + REST * (now() - began);
    isBusy = false;
    if (isDue && !signal.aborted) arrange();
  }

  await attempt(async () => {
    const text = await kept.read();
    if (text !== undefined && !signal.aborted) await restore(text);
  });
  if (signal.aborted) return;
  session.subscribe(() => {
    isDue = true;
    if (!isBusy) arrange();
  }, signal);
  arrange();
}

/** As many of the latest exchanges as there is room for. */
async function writeLatest({ session, kept, record, signal }: KeeperDeps): Promise<void> {
  const failures = session.failures();
  const healthy = session.healthy();
  if (failures.length === 0 && healthy.length === 0) return kept.remove();
  for (let most = MAX_KEPT; most >= 1; most = Math.floor(most / 4)) {
    const text = await record({ failures: failures.slice(-most), healthy: healthy.slice(-most) });
    if (signal.aborted) return;
    if (text.length <= MAX_TEXT && (await kept.write(text))) return;
  }
}
