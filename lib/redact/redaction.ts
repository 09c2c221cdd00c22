/**
 * Redaction: the only way out for anything that was on the wire. One redaction is opened for a document; everything that goes into it
 * is collected, then written. Redaction is idempotent.
 */
import type { Header } from '../exchange.ts';
import { MAX_OPAQUE, readAddress, readPairs } from './address.ts';
import { withoutControls } from './controls.ts';
import { isRequestId, readHeader } from './headers.ts';
import { createLedger, type Hidden, type Place } from './ledger.ts';
import { withCodes } from './names.ts';
import { createContext } from './read.ts';
import { type Context, type Reader, type Reading, readingOf } from './reading.ts';
import { asRedacted, type Redacted } from './redacted.ts';
import { NO_RULES, type RedactionRules } from './rules.ts';

export { withControls, withoutControls } from './controls.ts';
export type { Hidden, Place } from './ledger.ts';
export type { Redacted } from './redacted.ts';

/** How much of what was found comes out. */
export type Disclosure =
  /** Nothing but the secrets behind these pseudonyms, which the user chose to show in this copy. */
  | { readonly kind: 'redacted'; readonly shown: ReadonlySet<string> }
  /** Everything, as it was on the wire. */
  | { readonly kind: 'raw' };

export const REDACTED: Disclosure = { kind: 'redacted', shown: new Set() };

export interface RedactionOptions {
  readonly rules?: RedactionRules;
  readonly disclosure?: Disclosure;
  /** Leave host names whole: for a reader who has the recording anyway and must find the entry in it. */
  readonly keepHosts?: boolean;
  /** What comes out is parsed again: addresses with pseudonyms in them stay addresses. Implies `keepControls`. */
  readonly forFile?: boolean;
  /** Controls stay as they are, for a writer that spells them itself: JSON, a shell. */
  readonly keepControls?: boolean;
}

/** What is known of a body. */
export interface BodyFacts {
  /** As sent, parameters included; empty when unknown. */
  readonly mimeType: string;
  /** Its end is missing, so its last word may be the beginning of a secret. */
  readonly isCut?: boolean;
  /** The page sent it. */
  readonly sent: boolean;
  /** It went to an address that signs somebody in or checks a one-time code. */
  readonly isSignIn?: boolean;
  /** Only so many characters of it are written, and an ellipsis where there are more. It is read as a whole. */
  readonly upTo?: number;
}

/** The kinds of text on the wire; `T` is what becomes of each. */
export interface Places<T> {
  url(url: string): T;
  header(header: Header, sent: boolean): T;
  body(text: string, facts: BodyFacts): T;
  /** A message of a socket, a payload of a packet, an event of a stream. */
  message(text: string, facts: Pick<BodyFacts, 'sent' | 'isCut'>): T;
  text(text: string): T;
}

export interface Redaction {
  /** Everything comes out as it was. */
  readonly isRaw: boolean;
  /** Pass 1: learns the secrets of what will be written. */
  readonly collect: Places<void>;
  /** Pass 2. What was not collected is learned as it is written. The name of a header survives and is not part of what comes out. */
  readonly write: Places<Redacted<string>>;
  /** What stands in the document anyway: hosts, codes, names of the catalogue. No echo of a secret replaces a part of it. */
  keep(text: string): void;
  /** The same of the host of an address, unless there is a secret in it. */
  keepHost(url: string): void;
  /** The secrets written so far, those that are shown included. */
  hidden(): readonly Hidden[];
  /** How many places have been hidden so far, repeats included and what is shown left out. */
  count(): number;
}

/** Scheme and host of an address without user and port. */
const ORIGIN = /^[a-z][a-z0-9+.-]{0,30}:\/\/([a-z0-9.-]{1,255})(?=[:/?#]|$)/i;
const MAX_ORIGIN = 400;

/** Characters of readings that are held from the first pass to the second. */
const MAX_HELD = 8_000_000;

export function createRedaction({
  rules = NO_RULES,
  disclosure = REDACTED,
  keepHosts = false,
  forFile = false,
  keepControls = forFile,
}: RedactionOptions = {}): Redaction {
  const shown = keepControls ? (text: string) => text : withoutControls;
  if (disclosure.kind === 'raw') return raw(shown);
  const ledger = createLedger({ literals: rules.literals, shown: disclosure.shown, forFile });
  const received = createContext(rules, keepHosts);
  const sent: Context = { ...received, sent: true };
  const signIn: Context = { ...sent, names: withCodes(sent.names) };
  const ownHeaders = new Set(rules.headers.map((name) => name.toLowerCase()));
  const held = new Map<string, Reading>();
  /** Bodies are written without their address: what collecting knew of one holds for all that read the same. */
  const signIns = new Set<string>();
  let size = 0;

  /** The reading of a text, made once. */
  function reading(key: string, text: string, context: Context, read: Reader = context.read): Reading {
    const known = held.get(key);
    if (known) return known;
    const out = readingOf(text, read, context);
    ledger.learn(out, context.sent ? 'request' : key[0] === 'b' ? 'reply' : undefined);
    size += key.length;
    if (size <= MAX_HELD) held.set(key, out);
    return out;
  }

  const readings: Places<{ readonly reading: Reading; readonly place: Place; readonly upTo?: number | undefined }> = {
    url: (url) => {
      const text = url.includes('://') || url.length <= MAX_OPAQUE ? url : `${url.slice(0, MAX_OPAQUE)}…`;
      return {
        reading: reading(`u${text}`, text, received, readAddress),
        place: 'address',
      };
    },
    header: ({ name, value }, isSent) => {
      const of = reading(`h${isSent}${name}:${value}`, value, isSent ? sent : received, (plain, _, context, out) =>
        readHeader(name, plain, ownHeaders, context, out),
      );
      // A header of a session that repeats the id of the request hides no other.
      if (isRequestId(name) && of.hides.length === 0) ledger.keep(value);
      return { reading: of, place: isSent ? 'request header' : 'response header' };
    },
    body: (text, facts) => ({
      reading: bodyReading(text, facts),
      place: facts.sent ? 'request body' : 'response body',
      upTo: facts.upTo,
    }),
    message: (text, facts) => ({ reading: bodyReading(text, { mimeType: '', ...facts }), place: 'message' }),
    text: (text) => ({
      reading: reading(`t${text}`, text, received),
      place: 'text',
    }),
  };

  function bodyReading(whole: string, { mimeType, isCut = false, sent: isSent, isSignIn }: BodyFacts): Reading {
    const text = isCut ? `${withoutLastWord(whole)}…` : whole;
    const isForm = mimeType.toLowerCase().startsWith('application/x-www-form-urlencoded');
    if (isSent && isSignIn) signIns.add(text);
    const [sign, context] = isSent ? (signIns.has(text) ? ['signIn', signIn] : ['sent', sent]) : ['', received];
    return isForm
      ? reading(`f${sign}${text}`, text, { ...context, inAddress: true, asUrl: true }, readPairs)
      : reading(`b${sign}${text}`, text, context);
  }

  return {
    isRaw: false,
    collect: mapped(readings, () => {}),
    write: mapped(readings, (one) => asRedacted(shown(ledger.write(one.reading, one.place, one.upTo)))),
    keep: ledger.keep,
    keepHost(url) {
      const [origin = '', host = ''] = ORIGIN.exec(url.slice(0, MAX_ORIGIN)) ?? [];
      if (host !== '' && reading(`u${origin}`, origin, received, readAddress).hides.length === 0) ledger.keep(host);
    },
    hidden: ledger.hidden,
    count: ledger.count,
  };
}

function mapped<S, T>(places: Places<S>, to: (one: S) => T): Places<T> {
  return {
    url: (url) => to(places.url(url)),
    header: (header, sent) => to(places.header(header, sent)),
    body: (text, facts) => to(places.body(text, facts)),
    message: (text, facts) => to(places.message(text, facts)),
    text: (text) => to(places.text(text)),
  };
}

const AS_IT_IS: Places<string> = {
  url: (url) => url,
  header: ({ value }) => value,
  body: (text, { upTo }) => text.slice(0, upTo),
  message: (text) => text,
  text: (text) => text,
};

/** Lets everything but controls through, for a copy that the user asked for in so many words. */
function raw(shown: (text: string) => string): Redaction {
  return {
    isRaw: true,
    collect: mapped(AS_IT_IS, () => {}),
    write: mapped(AS_IT_IS, (text) => asRedacted(shown(text))),
    keep: () => {},
    keepHost: () => {},
    hidden: () => [],
    count: () => 0,
  };
}

/** A cut may have left the beginning of a secret: everything back to what ends a word goes. */
function withoutLastWord(text: string): string {
  let end = text.length;
  while (end > 0 && !' \n\r\t"\'<>{}[](),;:&='.includes(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}
