/** What producers of HARs mean where the format leaves it open. One row a producer. */
import type { Creator, Log } from 'har-format';
import { membersOf, textOf } from './checked.ts';

export interface HarDialect {
  readonly id: string;
  /** Values of `log.creator.name`. Chromium's exporter calls itself WebInspector, and so do its relatives. */
  readonly creators: readonly string[];
  /**
   * What a status 0 without an error means. `unfinished`: the producer names an error for every request that failed.
   * `concluded`: it names none, and describes the response of a request once it has ended. `failed`: little can be presumed.
   */
  readonly silence: 'unfinished' | 'concluded' | 'failed';
}

export const CHROMIUM: HarDialect = { id: 'chromium', creators: ['WebInspector'], silence: 'unfinished' };
export const FIREFOX: HarDialect = { id: 'firefox', creators: ['Firefox'], silence: 'concluded' };
export const OTHER: HarDialect = { id: 'other', creators: [], silence: 'failed' };

const DIALECTS: readonly HarDialect[] = [
  CHROMIUM,
  FIREFOX,
  // Writes status -1 and the browser's error as `_failureText`.
  { id: 'playwright', creators: ['Playwright'], silence: 'unfinished' },
];

export function dialectOf(log: unknown): HarDialect {
  const name = textOf(membersOf<Creator>(membersOf<Log>(log).creator).name);
  return DIALECTS.find(({ creators }) => creators.includes(name)) ?? OTHER;
}
