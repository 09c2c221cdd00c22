/** Patterns over repeats, put into the words of the locale file. */
import { findPatterns, type Pattern } from '../diagnose/patterns.ts';
import type { Failure } from '../finding.ts';

type Translate = (key: string, ...substitutions: string[]) => string;

/** One sentence for each pattern in repeats of one failure, oldest first. */
export function warningsOf(failures: readonly Failure[], translate: Translate): string[] {
  return findPatterns(failures).map((pattern) => sentence(pattern, translate));
}

function sentence(pattern: Pattern, translate: Translate): string {
  switch (pattern.kind) {
    case 'too-soon':
      return translate(
        'warningTooSoon',
        String(pattern.early),
        seconds(pattern.shortestMs),
        seconds(pattern.askedMs),
        String(pattern.retries),
      );
    case 'hopeless':
      return translate('warningHopeless', String(pattern.attempts), seconds(pattern.spanMs));
    case 'burst':
      return translate('warningBurst', String(pattern.attempts), seconds(pattern.spanMs));
    default:
      return pattern satisfies never;
  }
}

/** Seconds with one decimal place below ten, whole ones above, and never 0. */
function seconds(ms: number): string {
  const s = ms / 1000;
  return s < 10 ? String(Math.max(0.1, Math.round(s * 10) / 10)) : String(Math.round(s));
}
