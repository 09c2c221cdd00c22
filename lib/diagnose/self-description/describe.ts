/**
 * What a failing reply says about itself: code, words, blamed field, links, request id, further errors, wait, a word on repeating.
 * Pure, bounded, and it throws on no input. Each part is worked out when it is first asked for: a diagnosis needs the code and the
 * wait at once, the rest when somebody looks.
 */
import type { Header } from '../../exchange.ts';
import { bucketWait, longest, toWait, waitInWords, waitMs } from '../waits.ts';
import { isGeneric } from './codes.ts';
import { linksOf, repeatOf, requestIdOf, statusOf } from './facts.ts';
import { describeHeaders, type HeaderStatements } from './headers.ts';
import { codesOf } from './main-code.ts';
import {
  cap,
  MAX_CODE,
  MAX_SAID,
  type SelfDescription,
  type Stated,
  type StatedLink,
  type StatedWait,
} from './types.ts';
import { type Walked, walk } from './walk.ts';
import { errorsOf, paramInWords, paramOf, saidOf } from './words.ts';

/** A failing reply, or the part of a reply in which a failure stands. */
export interface Reply {
  /** HTTP status; 0 on a socket or where none is known. */
  readonly status: number;
  readonly headers: readonly Header[];
  /** How long before `now` the headers came, in ms; 0 where absent. */
  readonly headersAgeMs?: number;
  /** The error as a plain value: a decoded body, a member or a line of one. Undefined where the body holds no members. */
  readonly value: unknown;
  /** Where `value` stands in the body. */
  readonly path: readonly string[];
  /** What a page or a text says, where the body is one. */
  readonly prose: Prose | undefined;
  /** When the reply ended, epoch ms. */
  readonly now: number;
  /** What the carrier says where the value itself says nothing: the packet's name as a code, the item's key as what is blamed. */
  readonly carrier?: { readonly code?: string | undefined; readonly param?: string | undefined } | undefined;
}

/** The telling parts of an HTML page or a plain text. */
export interface Prose {
  readonly said: string;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly links: readonly StatedLink[];
}

const NOTHING_WALKED: Walked = { places: [], statements: [], fieldErrors: [] };
const NO_HEADERS: HeaderStatements = {
  codes: [],
  said: undefined,
  requestId: undefined,
  links: [],
  repeat: undefined,
  asked: undefined,
  reset: undefined,
};

export function describe(reply: Reply): SelfDescription {
  return new Description(reply);
}

/** A value that is worked out once. */
type Once<T> = { readonly value: T } | undefined;

interface Codes {
  readonly code: Stated<string> | undefined;
  readonly all: readonly Stated<string>[];
  /** Where the body's own main code stands. */
  readonly at: readonly string[] | undefined;
}

class Description implements SelfDescription {
  readonly #reply: Reply;
  readonly #walked: Walked;
  readonly #stated: HeaderStatements;
  #codes: Codes | undefined;
  #said: Once<Stated<string> | undefined>;
  #wait: Once<StatedWait | undefined>;
  #links: Once<readonly StatedLink[]>;

  constructor(reply: Reply) {
    const { status, value, path, now, headers, headersAgeMs } = reply;
    this.#reply = reply;
    this.#walked = typeof value === 'object' && value !== null ? walk(value, path, isRefusal(status)) : NOTHING_WALKED;
    this.#stated = headers.length > 0 ? describeHeaders(headers, status, now, headersAgeMs) : NO_HEADERS;
  }

  get code(): Stated<string> | undefined {
    return this.#readCodes.code;
  }

  get codes(): readonly Stated<string>[] {
    return this.#readCodes.all;
  }

  get #readCodes(): Codes {
    this.#codes ??= this.#findCodes();
    return this.#codes;
  }

  #findCodes(): Codes {
    const { status, path, prose, carrier } = this.#reply;
    const { main, all } = codesOf(this.#walked.statements, status);
    const code = mainCode(main, this.#stated.codes[0], prose) ?? ofCarrier(carrier?.code, path);
    return {
      code,
      all: code && !all.includes(code) ? [code, ...all] : all,
      at: main?.where.kind === 'member' ? main.where.path : undefined,
    };
  }

  get said(): Stated<string> | undefined {
    this.#said ??= { value: this.#readSaid() };
    return this.#said.value;
  }

  #readSaid(): Stated<string> | undefined {
    return saidOf(this.#walked, this.#reply.status) ?? ofProse(this.#reply.prose?.said) ?? this.#stated.said;
  }

  get param(): Stated<string> | undefined {
    const { carrier, path, status } = this.#reply;
    return paramOf(this.#walked) ?? ofCarrier(carrier?.param, path) ?? paramOfWords(this.said, status);
  }

  get requestId(): Stated<string> | undefined {
    return requestIdOf(this.#walked) ?? this.#stated.requestId ?? ofProse(this.#reply.prose?.requestId);
  }

  get links(): readonly StatedLink[] {
    this.#links ??= {
      value: [...linksOf(this.#walked, this.said), ...this.#stated.links, ...(this.#reply.prose?.links ?? [])],
    };
    return this.#links.value;
  }

  get errors() {
    return errorsOf(this.#walked, this.#readCodes.at, this.said?.value, this.#reply.status);
  }

  get wait(): StatedWait | undefined {
    this.#wait ??= { value: this.#readWait() };
    return this.#wait.value;
  }

  /**
   * The wait that counts. What the server asks for outright (a header or a member) goes before a sentence, and both before the reset of a
   * limit that is used up: a limit fills again later than this one call may be repeated. Among equals the longest sane one counts.
   */
  #readWait(): StatedWait | undefined {
    const { statements, places } = this.#walked;
    const { asked, reset } = this.#stated;
    const { now } = this.#reply;
    let outright = asked;
    let hasRate = false;
    for (const statement of statements) {
      if (statement.role === 'rate') hasRate = true;
      if (statement.role !== 'wait') continue;
      const { value, path, unitMs, name } = statement;
      const ms = waitMs(value, now, unitMs);
      // A count of nothing is no advice: `"throttle_seconds":0` stands in replies that ask for no wait at all.
      if (ms === 0 && !/retry/i.test(name)) continue;
      const wait = toWait(ms, value, { kind: 'member', path });
      if (wait) outright = outright ? longest([outright, wait]) : wait;
    }
    return outright ?? (hasRate ? bucketWait(places) : undefined) ?? this.#waitInWords() ?? reset;
  }

  #waitInWords(): StatedWait | undefined {
    const { now, prose } = this.#reply;
    for (const statement of this.#walked.statements) {
      const { role, value } = statement;
      if ((role !== 'message' && role !== 'code-or-message') || typeof value !== 'string') continue;
      const found = waitInWords(value, now);
      if (found) return toWait(found.ms, found.stated, { kind: 'member', path: statement.path });
    }
    const found = prose && waitInWords(prose.said, now);
    return found ? toWait(found.ms, found.stated, { kind: 'text' }) : undefined;
  }

  get repeat() {
    return repeatOf(this.#walked) ?? this.#stated.repeat;
  }

  get status() {
    return statusOf(this.#walked);
  }
}

/** The body's own code, unless it only repeats the status and a header or the page says more. */
function mainCode(
  ofBody: Stated<string> | undefined,
  ofHeader: Stated<string> | undefined,
  prose: Prose | undefined,
): Stated<string> | undefined {
  const others = ofHeader ?? ofProse(prose?.code);
  if (!ofBody) return others;
  return others && isGeneric(ofBody.value) && !isGeneric(others.value) ? others : ofBody;
}

function ofProse(text: string | undefined): Stated<string> | undefined {
  return text === undefined || text === '' ? undefined : { value: cap(text, MAX_SAID), where: { kind: 'text' } };
}

function ofCarrier(text: string | undefined, path: readonly string[]): Stated<string> | undefined {
  return text === undefined ? undefined : { value: cap(text, MAX_CODE), where: { kind: 'member', path } };
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500;
}

function paramOfWords(said: Stated<string> | undefined, status: number): Stated<string> | undefined {
  if (!said || !isRefusal(status)) return undefined;
  const field = paramInWords(said.value);
  return field === undefined ? undefined : { value: field, where: said.where };
}
