/** One thing that is wrong with a family document. */
import { cut } from '../text.ts';

export interface Fault {
  /** Members from the top, joined by dots: `entries.3.codes.0`. Empty: the document itself. */
  readonly path: string;
  /** What should stand there, in words. */
  readonly expected: string;
  /** What stands there, shortened. */
  readonly found: string;
}

/** A value is quoted up to this many characters. */
const MAX_QUOTED = 60;

/** A value as a fault shows it. */
export function found(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') {
    return JSON.stringify(cut(value, MAX_QUOTED));
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
