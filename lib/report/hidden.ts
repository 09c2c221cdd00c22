/** What redaction took out of a report, told usefully: what it was, and where it stood. */
import type { Place } from '../redact/redaction.ts';

/** One secret that was found, in the order in which they were written. */
export interface Hidden {
  /** What stands in its place before a dialect escapes it, e.g. `<token 1>`. */
  readonly pseudonym: string;
  readonly kind: string;
  /** The secret itself, for a preview on this machine and for nothing else. */
  readonly value: string;
  readonly count: number;
  readonly place?: Place | undefined;
  readonly name?: string | undefined;
}

/** Where a secret was first found: "`authorization` request header"; empty where that is not known. */
export function hiddenPlace({ place, name }: Pick<Hidden, 'place' | 'name'>): string {
  if (place === undefined) return '';
  return name === undefined ? place : `\`${name}\` ${place}`;
}
