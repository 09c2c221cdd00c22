/**
 * Whether a failure passes by itself. The order of trust: the reply's explicit word, a documented code of a recognised service, a wait or
 * an exhausted limit, a code word or sentence whose meaning is plain, the HTTP status. "Permanent" never stands beside a wait.
 */
import type { Permanence } from '../../catalog/schema.ts';
import type { Ground, Remedy } from '../../finding.ts';
import { failingStatus, isCodeLike, repeatsStatus } from './codes.ts';
import { type Plain, plainSentence, plainWord, wordsOf } from './plain-words.ts';
import type { SelfDescription, StatedWait, Where } from './types.ts';

export interface Verdict {
  readonly permanence: Permanence;
  readonly ground: Ground;
  /** Where it stands; undefined for what the catalogue says. */
  readonly where: Where | undefined;
  /** What stands there; undefined where nothing is quoted. */
  readonly quoted: string | undefined;
  readonly remedy: Remedy | undefined;
  /** The wait that holds beside the verdict: none beside a permanent one. */
  readonly wait: StatedWait | undefined;
}

export interface VerdictInput {
  readonly description: SelfDescription;
  /** HTTP status of the exchange; 0 where there is none. */
  readonly status: number;
  /** The status of the failed part of a reply: an item of a batch. */
  readonly partStatus: number | undefined;
  /** What the entry of a recognised service says; undefined for unlisted codes and standard envelopes. */
  readonly documented: Permanence | undefined;
  /** A code that the catalogue knows in a standard's envelope: there its entry says what the code means. */
  readonly listed: { readonly code: string; readonly permanence: Permanence } | undefined;
  /** What a status means, as the catalogue of HTTP statuses has it. */
  readonly ofStatus: (status: number) => Permanence;
}

export function verdictOf(input: VerdictInput): Verdict {
  const { description, documented } = input;
  const { repeat, wait } = description;
  if (repeat?.value === 'helps') return temporary('explicit', repeat.where, repeat.value, wait);
  if (repeat) return new Permanent('explicit', repeat.where, repeat.value, input);
  if (documented === 'temporary') return temporary('documented', undefined, undefined, wait);
  const isWait = isAsked(wait) && (!isLimitReset(wait) || mayBeOfLimit(input));
  if (documented === 'permanent' && !isWait) return new Permanent('documented', undefined, undefined, input);
  if (isWait) return temporary('wait', wait?.where, wait?.stated, wait);
  // The documentation leaves it open, and words that mean something elsewhere must not close it.
  if (documented === 'unknown') return UNDECIDED;
  const plain = plainOf(input);
  if (plain) {
    const { ground, where, text } = plain;
    return plain.plain === 'passing' || plain.plain === 'maybe-passing'
      ? temporary(ground, where, text, wait)
      : new Permanent(ground, where, text, input);
  }
  const status = effectiveStatus(input);
  const permanence = status === 0 ? 'unknown' : input.ofStatus(status);
  return {
    permanence,
    ground: permanence === 'unknown' ? 'nothing' : 'status',
    where: { kind: 'status' },
    quoted: undefined,
    remedy: undefined,
    wait: permanence === 'permanent' ? undefined : wait,
  };
}

const UNDECIDED: Verdict = {
  permanence: 'unknown',
  ground: 'documented',
  where: undefined,
  quoted: undefined,
  remedy: undefined,
  wait: undefined,
};

function temporary(
  ground: Ground,
  where: Where | undefined,
  quoted: string | undefined,
  wait: StatedWait | undefined,
): Verdict {
  return { permanence: 'temporary', ground, where, quoted, remedy: undefined, wait };
}

/** What cures it is worked out when somebody asks. */
class Permanent implements Verdict {
  readonly permanence = 'permanent';
  readonly wait = undefined;

  constructor(
    readonly ground: Ground,
    readonly where: Where | undefined,
    readonly quoted: string | undefined,
    private readonly input: VerdictInput,
  ) {}

  get remedy(): Remedy | undefined {
    const plain = plainOf(this.input);
    return plain && remedyOf(plain, this.input);
  }
}

function isLimitReset(wait: StatedWait | undefined): boolean {
  return wait?.where.kind === 'header' && /limit/i.test(wait.where.name) && !/retry/i.test(wait.where.name);
}

/**
 * Whether a rate limit can be why a request was refused. Some services tell its state in every reply: a request that was the last of
 * its window and wrong all the same is wrong in the next window, too, and what is spent does not come back with that.
 */
function mayBeOfLimit(input: VerdictInput): boolean {
  const plain = plainOf(input);
  const status = effectiveStatus(input);
  if (plain) return plain.plain === 'passing' || plain.plain === 'maybe-passing';
  return status < 400 || status >= 500 || OF_LIMITS.has(status);
}

/** Statuses below 500 that rate limits refuse with: RFC 6585 section 4, and what services took before there was that. */
const OF_LIMITS: ReadonlySet<number> = new Set([403, 420, 429]);

/** A wait with a length, zero included: the server asks to come back. */
function isAsked(wait: StatedWait | undefined): boolean {
  return wait?.afterMs !== undefined;
}

/** The status that judges: that of the part that failed, the exchange's own where it is one of failure, else what the body says. */
function effectiveStatus({ status, partStatus, description }: VerdictInput): number {
  if (partStatus !== undefined) return partStatus;
  if (status >= 400) return status;
  // On a socket a code of that size is mostly an HTTP status.
  return description.status?.value ?? (status === 0 ? (failingStatus(description.code?.value) ?? 0) : 0);
}

interface PlainMeaning {
  readonly plain: Plain;
  readonly ground: 'code-word' | 'sentence';
  readonly where: Where;
  /** The code or the sentence. */
  readonly text: string;
}

/** What an entry's verdict amounts to among plain meanings; what is unknown says nothing. */
const OF_ENTRY: Readonly<Record<Permanence, Plain | undefined>> = {
  temporary: 'passing',
  permanent: 'lasting',
  unknown: undefined,
};

function plainOf(input: VerdictInput): PlainMeaning | undefined {
  const { codes, code } = input.description;
  const status = effectiveStatus(input);
  for (const { value, where } of code && !codes.includes(code) ? [code, ...codes] : codes) {
    const plain = value === input.listed?.code ? OF_ENTRY[input.listed.permanence] : plainWord(value);
    if (plain !== undefined && allows(plain, status, 'code-word', input.status))
      return { plain, ground: 'code-word', where, text: value };
  }
  const { said } = input.description;
  if (!said) return undefined;
  const { where, value: text } = said;
  // The name of the status says no more than the status.
  if (repeatsStatus(text, status)) return undefined;
  // A text without spaces is a code in words: `invalidAuthToken`.
  const plain = plainSentence(text) ?? (isCodeLike(text) ? plainWord(text) : undefined);
  return plain !== undefined && allows(plain, status, 'sentence', input.status)
    ? { plain, ground: 'sentence', where, text }
    : undefined;
}

/** Statuses beside which a word like "timeout" or "unavailable" may be passing: RFC 9110 section 15, RFC 8470, RFC 6585. */
const MAY_PASS: ReadonlySet<number> = new Set([0, 402, 408, 409, 423, 425, 429, 500, 502, 503, 504, 507, 509, 529]);
/** Statuses beside which a sentence about money is about this call; RFC 9110 section 15.5, RFC 6585 section 4. 0: none. */
const SPENT_STATUSES: ReadonlySet<number> = new Set([0, 400, 402, 403, 429]);
/** Statuses that say nothing lasting themselves, so that a sentence may. */
const OPEN_STATUSES: ReadonlySet<number> = new Set([0, 400, 402, 409, 418, 422, 423]);

/** Whether a plain meaning may decide beside a status: that of the failed part or of the body inside a success, where it gives one. */
function allows(plain: Plain, status: number, ground: 'code-word' | 'sentence', httpStatus: number): boolean {
  switch (plain) {
    case 'passing':
      return ground === 'code-word' || status !== 401;
    case 'spent':
      return ground === 'code-word' || SPENT_STATUSES.has(status);
    case 'maybe-passing':
      return MAY_PASS.has(status) || (status > 500 && status < 600);
    case 'expired':
    case 'lasting':
      // A rate limit or an overloaded server is not made lasting by a word that happens to stand beside it.
      if (status === 429 || status === 408 || status === 425 || status > 500) return false;
      return ground === 'code-word' || OPEN_STATUSES.has(status) || httpStatus < 400 || plain === 'expired';
    default:
      return plain satisfies never;
  }
}

const CREDENTIALS = /^(?:token|session|jwt|credentials?|auth|authentication|ticket|login|signature|cookie|bearer|sas)$/;

function remedyOf({ plain, text }: PlainMeaning, { status }: VerdictInput): Remedy | undefined {
  if (plain === 'spent') return 'payment';
  return plain === 'expired' && (status === 401 || wordsOf(text).some((word) => CREDENTIALS.test(word)))
    ? 'new-credential'
    : undefined;
}
