/** What tells a code from other words on a page of documentation, and the columns of its tables apart. */
import type { Permanence } from '../catalog/schema.ts';
import type { Cell } from './blocks.ts';

export type Role = 'code' | 'name' | 'meaning' | 'action' | 'retry' | 'status';

/** By the words of a column's head. The first that fits counts. */
const HEADS: readonly (readonly [Role, RegExp])[] = [
  [
    'action',
    /action|solution|resolution|resolve|remed|how to|to fix|what to do|handling|suggest|recommend|troubleshoot|next step|workaround/i,
  ],
  ['retry', /retr(?:y|ies|yable)|reconnect|transient|recoverable/i],
  ['status', /^(?:http|http status|http status code|http code|status code|http response(?: code)?)$/i],
  [
    'code',
    /\bcodes?\b|^(?:error|errno|errors|error type|error name|exception|constant|enum|slug|number|error id|id|key|reason|type|value|result|close|status)$/i,
  ],
  ['meaning', /descri|meaning|messag|explan|detail|summary|cause|reason|when|about|notes?|comment|text|what/i],
  ['name', /name|title|label|error|constant|symbol/i],
];

/** Heads of tables that list something else: parameters, fields, endpoints. */
const OTHER_TABLES =
  /^(?:parameters?|params?|arguments?|args?|fields?|propert(?:y|ies)|attributes?|headers?|methods?|endpoints?|scopes?|permissions?|options?|variables?|members?|keys?|events?|operations?|required|default|data type|plan|limits?)$/i;

/** Words by which a page, a heading or a head says that it is about errors. */
const ABOUT_ERRORS =
  /error|fault|fail|exception|problem|status|clos(?:e|ing)|reject|refus|disconnect|declin|warning|response code|return code|result code|trouble/i;

export function isAboutErrors(text: string): boolean {
  return ABOUT_ERRORS.test(text);
}

export function isOtherTable(head: readonly Cell[]): boolean {
  const first = head[0]?.text ?? '';
  return OTHER_TABLES.test(first.trim());
}

export function roleOf(head: string): Role | undefined {
  const text = head.trim();
  return HEADS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** A number, or one word of the kind that programs use. */
const NUMBER = /^-?\d{1,9}$/;
const WORD = /^[A-Za-z][\w.:/-]{1,120}$/;
/** Digits and capitals alone, at least one of each: SQLSTATE and its like. */
const MIXED = /^(?=\d*[A-Z])(?=[A-Z]*\d)[0-9A-Z]{4,10}$/;

/** The code that a whole cell gives; undefined where it holds words of a language. */
export function codeOf({ text, codes }: Cell, isCertain = false): string | undefined {
  const only = codes.length === 1 && codes[0] === text ? codes[0] : undefined;
  const bare = (only ?? text).replace(/^["'“‘]|["'”’]$/g, '').replace(/^(?:HTTP|error|code)\s+(?=\d)/i, '');
  if (NUMBER.test(bare) || MIXED.test(bare)) return bare;
  if (!WORD.test(bare)) return undefined;
  return only !== undefined || isCertain || looksMade(bare) ? bare : undefined;
}

/** A word that no language has: with an underscore, a digit, a dot or a hump inside, or all in capitals. */
export function looksMade(word: string): boolean {
  return (
    /[a-z0-9][_.:/][a-z0-9]/i.test(word) ||
    /[a-z][A-Z]/.test(word) ||
    /^[A-Z][A-Z0-9]{3,}$/.test(word) ||
    /^[A-Za-z]+-?\d+$/.test(word)
  );
}

/** Of `yes` and `no` in a column about repeating; undefined where it says neither plainly. */
export function permanenceIn(text: string): Permanence | undefined {
  if (/^\s*(?:yes|true|retryable|retry|✓|✔|✅|safe to retry|transient|temporary)(?:\b|$)/i.test(text))
    return 'temporary';
  return /^\s*(?:no|false|never|permanent|not retryable|do not retry|don't retry|✗|✘|❌|n)(?:\b|$)/i.test(text)
    ? 'permanent'
    : undefined;
}
