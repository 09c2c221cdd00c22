/**
 * What was read in a text: the stretches that are secrets, and the stretches that hold another text in an encoding. Readers fill it,
 * the ledger learns from it, and writing puts pseudonyms into it. Offsets are in UTF-16 code units of the text.
 */
import type { Codec } from './codecs.ts';
import type { Names, SecretClass } from './names.ts';
import { blanked } from './pseudonym.ts';

/** What a secret was taken for; its pseudonym begins with it. */
export type Kind =
  | 'token'
  /** What somebody knows and nobody else may: a password, a PIN, a one-time code. */
  | 'secret'
  | 'personal detail'
  | 'key'
  | 'cookie'
  | 'credentials'
  | 'e-mail'
  | 'card number'
  | 'account number'
  | 'licence key'
  | 'private key'
  | 'address'
  | 'value'
  | 'text';

/** How a pseudonym is spelled where it stands. */
export type Spelling =
  /** As it is. */
  | 'plain'
  /** In quotes of JSON: it takes the place of a number. */
  | 'string'
  /** In an address. */
  | 'url'
  /** As a label of a host's name. */
  | 'host';

/** A stretch that is a secret. */
export interface Hide {
  readonly start: number;
  readonly end: number;
  /** The secret itself, decoded. */
  readonly secret: string;
  readonly kind: Kind;
  readonly spelling: Spelling;
  /** The name under which it stood; undefined where its look gave it away. */
  readonly name: string | undefined;
  /** Where else it is looked for: nowhere, only where the page sent it, as it is, or also cut. */
  readonly echo: 'none' | 'word' | 'whole' | 'parts';
  /** It is one only where the document holds the same as a secret elsewhere, as the name of a user that a page signed in with. */
  readonly isMild?: boolean;
}

/** A stretch that holds another text. */
export interface Layer {
  readonly start: number;
  readonly end: number;
  readonly codec: Codec;
  readonly reading: Reading;
}

export interface Reading {
  readonly text: string;
  /** The text with what is hidden already blanked: what readers read. */
  readonly plain: string;
  readonly hides: Hide[];
  readonly layers: Layer[];
  /** What stands under the names of ids: no secret for its look alone. */
  readonly ids: string[];
  /** Numbers and words of JSON, start and end of each, in order: a pseudonym in one takes the whole, in quotes. */
  readonly bare: number[];
}

/** What a reader knows about the place of a text. */
export interface Context {
  readonly names: Names;
  /** The page sent it: then names are taken at their word. */
  readonly sent: boolean;
  /** How many encodings it stood in. */
  readonly depth: number;
  /** How many texts it stood in that are written the same way: addresses in addresses, markup in multipart. */
  readonly nesting: number;
  /** What the name beside it says, where the text itself is a message about a secret. */
  readonly near: SecretClass | undefined;
  /** The name under which it stands, if there is one. */
  readonly label: string | undefined;
  /** It is an address or stands in one, where one may be relative. */
  readonly inAddress: boolean;
  /** It is a part of an address as it is written: pseudonyms are spelled accordingly. */
  readonly asUrl: boolean;
  /** It is a segment of a path, where most things are ids. */
  readonly inPath: boolean;
  /** It stands between tags. */
  readonly inMarkup: boolean;
  /** Hide IPv4 and IPv6 addresses too. */
  readonly hideAddresses: boolean;
  /** Leave host names whole. */
  readonly keepHosts: boolean;
  /** Short runs may be base64 of a text that a user's rule names. */
  readonly shortRuns: boolean;
  /** Reads a text of any kind that stands at `at` of the reading's text. */
  readonly read: Reader;
  /** Looks for what was drawn by lot, and for base64. */
  readonly readRuns: Reader;
}

/** Adds what it finds in `text`, which stands at `at` in the text of `out`. */
export type Reader = (text: string, at: number, context: Context, out: Reading) => void;

/** Encodings within encodings that are undone; what is wrapped deeper goes as a whole. */
export const MAX_LAYERS = 12;

/** The reading of a whole text. */
export function readingOf(text: string, read: Reader, context: Context): Reading {
  const out: Reading = { text, plain: blanked(text), hides: [], layers: [], ids: [], bare: [] };
  read(out.plain, 0, context, out);
  return out;
}

export function hide(out: Reading, start: number, end: number, find: Partial<Hide> & { readonly kind: Kind }): void {
  out.hides.push({
    start,
    end,
    secret: find.secret ?? out.text.slice(start, end),
    kind: find.kind,
    spelling: find.spelling ?? 'plain',
    name: find.name,
    echo: find.echo ?? 'none',
    isMild: find.isMild ?? false,
  });
}

/** Whether the name beside a text says that it only names something. */
export function isIdPlace({ label, names }: Context): boolean {
  return label !== undefined && names.isId(label);
}

/** The context of a text that stands in another without an encoding. */
export function deeper(context: Context): Context {
  return { ...context, nesting: context.nesting + 1 };
}

/** Reads what `raw` at `at` holds in an encoding, by the context's own reader. */
export function layer(codec: Codec, raw: string, at: number, context: Context, out: Reading): void {
  const text = codec.decode(raw);
  if (text === raw) {
    context.read(raw, at, context, out);
    return;
  }
  if (context.depth >= MAX_LAYERS) {
    hide(out, at, at + raw.length, { kind: 'text' });
    return;
  }
  const reading = readingOf(text, context.read, {
    ...context,
    depth: context.depth + 1,
    inMarkup: false,
    asUrl: false,
  });
  out.layers.push({ start: at, end: at + raw.length, codec, reading });
}
