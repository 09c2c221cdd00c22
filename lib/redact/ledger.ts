/**
 * What is secret in one document. First everything that goes into it is read and its secrets are learned, then it is written: each
 * secret has one pseudonym, wherever it stands, and an echo of one is found whatever comes first.
 */
import { base64Text } from './codecs.ts';
import { createEchoes, type Echoes, type Sought } from './echoes.ts';
import { hostLabel } from './pseudonym.ts';
import type { Hide, Kind, Reading, Spelling } from './reading.ts';
import { isTelling } from './secrets.ts';
import { isPlain } from './values.ts';

/** Where something stood, as a fact; `words.ts` of a view or report puts it into words. */
export type Place =
  | 'address'
  | 'request header'
  | 'response header'
  | 'request body'
  | 'response body'
  | 'message'
  | 'text';

/** One secret that was found, in the order in which they were written. */
export interface Hidden {
  /** What stands in its place before a dialect escapes it, e.g. `<token 1>`. */
  readonly pseudonym: string;
  /** What it was taken for. */
  readonly kind: Kind;
  /** The secret itself, for a preview on this machine and for nothing else. */
  readonly value: string;
  /** How often it was found. */
  readonly count: number;
  /** Where it was first found, and under which name. */
  readonly place: Place;
  readonly name: string | undefined;
}

/** What anything can be taken for that looks unlike a word. */
const BY_LOOK: ReadonlySet<Kind> = new Set(['token', 'secret']);

export interface LedgerOptions {
  /** Exact texts that a user wants hidden wherever they stand. */
  readonly literals: readonly string[];
  /** Pseudonyms whose secrets the user chose to show in this copy. */
  readonly shown: ReadonlySet<string>;
  /** What comes out is parsed again: addresses with pseudonyms in them stay addresses. */
  readonly forFile: boolean;
}

export interface Ledger {
  /** What stands in the document anyway: hosts, codes, names of the catalogue. No echo replaces a part of it. */
  keep(text: string): void;
  /**
   * Takes note of all secrets of a reading. Other texts of the document may quote a reply, with its lines joined and without what names
   * a secret in it; a reply may repeat a word that a page sent as a password.
   */
  learn(reading: Reading, of?: 'reply' | 'request'): void;
  /** The text of a reading, or the beginning of it, with pseudonyms in the place of secrets; one that goes on beyond `upTo` is hidden. */
  write(reading: Reading, place: Place, upTo?: number): string;
  hidden(): readonly Hidden[];
  /** How many places have been hidden so far, repeats included and what is shown left out. */
  count(): number;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly secret: string;
  readonly kind: Kind;
  readonly name: string | undefined;
  /** Spells a pseudonym for the place. */
  readonly put: (pseudonym: string) => string;
}

/** A secret to look for, and what it was found as. */
type Found = Sought & Pick<Hide, 'kind' | 'name'>;

/** Secrets of a reply that are looked for in what quotes the reply: words and numbers that hardly are anything else. */
const QUOTABLE = /^(?:\p{L}{5,40}|\d{5,8})$/u;
/** Shortest echo of a secret that may stand within a longer word, in characters. */
const MIN_WITHIN = 8;
/** A number, which within a longer one is another; but the number of a telephone stands behind that of its country. */
const NUMBER = /^\d+$/;
/** A day, with which many moments begin that have nothing to do with it. */
const DAY = /^\d{1,4}([./-])\d{1,2}\1\d{1,4}$/;
/** Base64 whose first byte is a character of ASCII that is seen. */
const TEXT_IN_BASE64 = /^[I-Za-f][A-Za-z0-9+/_-]{7,}={0,2}$/;
/** Longest secret that is looked for in its decoded form, in characters. */
const MAX_DECODED = 10_000;

export function createLedger({ literals, shown, forFile }: LedgerOptions): Ledger {
  const known = new Map<string, Found>();
  const kept = new Set<string>();
  const found = new Map<string, Hidden>();
  const numbers = new Map<string, number>();
  /** Secrets of replies that are no echo in general: plain words, numbers of few digits. */
  const quoted = new Map<string, Found>();
  /** What the document says is an id, and what a name says is a secret. */
  const ids = new Set<string>();
  const firm = new Set<string>();
  let echoes: Echoes | undefined;
  let quotes: Echoes | undefined;

  /** How a pseudonym is spelled for its place. */
  const put: Readonly<Record<Spelling, (pseudonym: string) => string>> = {
    plain: (pseudonym) => pseudonym,
    string: (pseudonym) => `"${pseudonym}"`,
    url: forFile ? encodeURIComponent : (pseudonym) => pseudonym,
    host: forFile ? hostLabel : (pseudonym) => pseudonym,
  };

  for (const literal of literals) note(literal, 'text', undefined, { cut: false, apart: false });

  function note(secret: string, kind: Kind, name: string | undefined, how: Pick<Sought, 'cut' | 'apart'>): void {
    if (known.has(secret)) return;
    known.set(secret, { secret, kind, name, ...how });
    echoes = undefined;
  }

  /** What a reply holds and nothing else gives away is looked for where the reply is quoted. */
  function learnQuoted({ secret, kind, name, echo }: Hide): void {
    const text = secret.trim();
    if ((echo !== 'none' && echo !== 'word') || !QUOTABLE.test(text) || quoted.has(text)) return;
    quoted.set(text, { secret: text, kind, name, cut: false, apart: true });
    quotes = undefined;
  }

  /** Whether a find is a secret here: not the name of a user that nobody signs in with, nor an id that only looks like a secret. */
  function isSecret({ secret, kind, name, isMild }: Pick<Hide, 'secret' | 'kind' | 'name' | 'isMild'>): boolean {
    const text = secret.trim();
    if (firm.has(text)) return true;
    return !isMild && !(name === undefined && BY_LOOK.has(kind) && ids.has(text));
  }

  /** What a secret says in another way is as secret: the text of its base64, and the password behind a name. */
  function learnHide({ secret, kind, name, echo }: Hide, isSent: boolean): void {
    const text = secret.trim();
    if (echo === 'none' || isFiller(text)) return;
    if (echo === 'word') {
      if (isSent) note(text, kind, name, { cut: false, apart: true });
      return;
    }
    const isWhole = text.length < MIN_WITHIN || DAY.test(text);
    const isNumber = kind !== 'personal detail' && NUMBER.test(text);
    note(text, kind, name, { cut: echo === 'parts' && !isWhole, apart: isWhole || (isNumber && 'number') });
    if (text.length > MAX_DECODED) return;
    // As a form writes it.
    if (text.includes(' ')) note(text.replaceAll(' ', '+'), kind, name, { cut: false, apart: false });
    const plain = TEXT_IN_BASE64.test(text) ? base64Text(text) : undefined;
    // A document in base64 is read for its secrets and is none itself.
    // Who signs in is as secret as what proves it.
    for (const pair of [text, plain ?? '']) if (pair.includes(':')) firm.add(pair.slice(0, pair.indexOf(':')));
    const whole = plain !== undefined && /^(?![{[<])[\x20-\x7e]+$/.test(plain) ? plain : undefined;
    for (const part of whole === undefined ? [] : [whole, whole.slice(whole.indexOf(':') + 1)])
      if (isTelling(part, 'password'))
        note(part, kind, name, { cut: part.length >= MIN_WITHIN, apart: part.length < MIN_WITHIN });
  }

  function pseudonymOf(secret: string, kind: Kind, name: string | undefined, place: Place): string {
    const seen = found.get(secret);
    if (seen) {
      found.set(secret, { ...seen, count: seen.count + 1 });
      return seen.pseudonym;
    }
    const n = (numbers.get(kind) ?? 0) + 1;
    numbers.set(kind, n);
    const pseudonym = `<${kind} ${n}>`;
    found.set(secret, { pseudonym, kind, value: secret, count: 1, place, name });
    return pseudonym;
  }

  function current(): Echoes {
    const isSought = (one: Found) => one.kind === 'text' || (isSecret(one) && !isKept(one.secret));
    echoes ??= createEchoes([...known.values()].filter(isSought));
    return echoes;
  }

  function currentQuotes(): Echoes {
    quotes ??= createEchoes([...quoted.values()].filter(({ secret }) => !isKept(secret)));
    return quotes;
  }

  function isKept(secret: string): boolean {
    const lower = secret.toLowerCase();
    for (const text of kept) if (text.includes(lower)) return true;
    return false;
  }

  /** All that is to be replaced in a reading's own text, as far as it begins before an offset. `isQuote`: it may quote a reply. */
  function editsOf(reading: Reading, isQuote: boolean, upTo = Number.POSITIVE_INFINITY): Edit[] {
    const edits: Edit[] = [];
    for (const find of reading.hides) {
      const { start, end, secret, kind, name, spelling } = find;
      if (start >= upTo || !isSecret(find)) continue;
      edits.push({ start, end, secret: secret.trim(), kind, name, put: put[spelling] });
    }
    for (const { start, end, codec, reading: inner } of reading.layers) {
      if (start >= upTo) continue;
      const within = merged(editsOf(inner, isQuote));
      if (within.length === 0) continue;
      const raw = reading.text.slice(start, end);
      const offsets = codec.offsets(raw);
      if (!offsets) {
        edits.push({ start, end, secret: raw, kind: 'token', name: within[0]?.name, put: (pseudonym) => pseudonym });
        continue;
      }
      for (const edit of within) {
        edits.push({
          ...edit,
          start: start + (offsets.starts[edit.start] ?? 0),
          end: start + (offsets.ends[edit.end - 1] ?? raw.length),
          put: (pseudonym) => codec.put(edit.put(pseudonym), forFile),
        });
      }
    }
    const echoed = [
      ...current().in(reading.text, upTo, reading.hides),
      ...(isQuote ? currentQuotes().in(reading.text, upTo, reading.hides) : []),
    ];
    const isHidden = coverOf(echoed.length === 0 ? [] : reading.hides);
    for (const { start, end, sought } of echoed) {
      if (start >= upTo || isHidden(start, end)) continue;
      const of = known.get(sought.secret) ?? quoted.get(sought.secret);
      const cut = reading.text.slice(start, end);
      // The code of an error alone, which the reply may hold as something else too.
      if (!known.has(sought.secret) && cut.length === reading.text.length) continue;
      if (!of || (cut.length < sought.secret.length && (isWord(cut) || isFiller(cut)))) continue;
      const whole = wholeSigns(reading, start, end);
      edits.push({
        start: whole.start,
        end: whole.end,
        secret: sought.secret,
        kind: of.kind,
        name: of.name,
        put: whole.put,
      });
    }
    return edits;
  }

  return {
    keep(text) {
      const lower = text.toLowerCase();
      if (lower === '' || kept.has(lower)) return;
      kept.add(lower);
      echoes = undefined;
      quotes = undefined;
    },
    learn(reading, of) {
      const rest = [reading];
      for (let one = rest.pop(); one; one = rest.pop()) {
        for (const id of one.ids) ids.add(id);
        if (one.ids.length > 0) echoes = undefined;
        for (const each of one.hides) {
          if (each.isMild) continue;
          if (each.name !== undefined) firm.add(each.secret.trim());
          learnHide(each, of === 'request');
          if (of === 'reply') learnQuoted(each);
        }
        for (const { reading: inner } of one.layers) rest.push(inner);
      }
    },
    write(reading, place, upTo = reading.text.length) {
      let out = '';
      let end = 0;
      for (const edit of merged(editsOf(reading, place === 'text', upTo))) {
        const pseudonym = pseudonymOf(edit.secret, edit.kind, edit.name, place);
        const raw = reading.text.slice(edit.start, edit.end);
        out += reading.text.slice(end, edit.start) + (shown.has(pseudonym) ? raw : edit.put(pseudonym));
        end = edit.end;
      }
      out += reading.text.slice(end, Math.max(end, upTo));
      return upTo < reading.text.length ? `${out}…` : out;
    },
    hidden: () => [...found.values()],
    count() {
      let sum = 0;
      for (const { pseudonym, count } of found.values()) if (!shown.has(pseudonym)) sum += count;
      return sum;
    },
  };
}

/** Whether a stretch begins or ends where something is hidden that covers it: each secret is an echo of itself. */
function coverOf(hides: readonly Hide[]): (start: number, end: number) => boolean {
  const ends = new Map<number, number>();
  const starts = new Map<number, number>();
  for (const { start, end } of hides) {
    ends.set(start, Math.max(end, ends.get(start) ?? end));
    starts.set(end, Math.min(start, starts.get(end) ?? start));
  }
  return (start, end) => (ends.get(start) ?? -1) >= end || (starts.get(end) ?? end) <= start;
}

/** An escape of JSON or percent-encoding that begins before an offset and goes on behind it. */
const BEGUN = /(?:\\u?[0-9a-fA-F]{0,3}|%[0-9a-fA-F]?)$/;

/** Where an echo stands, no escape cut in two, and the whole of a number or word of JSON. */
function wholeSigns({ text, bare }: Reading, start: number, end: number): Pick<Edit, 'start' | 'end' | 'put'> {
  const i = firstEndingAfter(bare, start);
  const from = bare[i] ?? Number.POSITIVE_INFINITY;
  if (from < end) return { start: from, end: Math.max(end, bare[i + 1] ?? end), put: (pseudonym) => `"${pseudonym}"` };
  const begun = BEGUN.exec(text.slice(Math.max(0, start - 5), start))?.[0] ?? '';
  const isOpen = /\\+$/.exec(text.slice(Math.max(start, end - 20), end))?.[0].length ?? 0;
  return { start: start - begun.length, end: end + (isOpen % 2), put: (pseudonym) => pseudonym };
}

/** Of stretches in order, start and end of each in one list, the index of the first that ends after an offset. */
function firstEndingAfter(stretches: readonly number[], offset: number): number {
  let low = 0;
  let high = stretches.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[2 * middle + 1] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return 2 * low;
}

/** Longest word, in characters. */
const MAX_WORD = 40;

/** What a cut left of a secret may be a word that stands there by itself. */
function isWord(cut: string): boolean {
  return cut.length <= MAX_WORD && !/\d/.test(cut) && isPlain(cut);
}

/** Fewer different letters and digits do not tell one value from another. */
const MIN_DIFFERENT = 4;

/** Whether a text is there to fill a place, as an id of zeros is: it stands wherever nothing is known. */
function isFiller(text: string): boolean {
  if (text.length < MIN_WITHIN || text.length > MAX_WORD) return false;
  const different = new Set<string>();
  for (const character of text) {
    if (character !== '-') different.add(character);
    if (different.size === MIN_DIFFERENT) return false;
  }
  return true;
}

/** In order and apart: of edits within others only the outer one counts; where two overlap, both are taken together. */
function merged(edits: readonly Edit[]): Edit[] {
  const sorted = [...edits].filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Edit[] = [];
  for (const edit of sorted) {
    const last = apart.at(-1);
    if (!last || edit.start >= last.end) apart.push(edit);
    else if (edit.end > last.end) apart[apart.length - 1] = { ...last, end: edit.end };
  }
  return apart;
}
