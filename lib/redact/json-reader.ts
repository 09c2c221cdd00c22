/** Reads JSON by the names of its members, and by the members beside which a value stands. */
import type { Claim } from './claims.ts';
import { ESCAPES } from './codecs.ts';
import { isHarmless } from './harmless.ts';
import { type Container, type Leaf, type MemberName, type Node, readTape } from './json.ts';
import { beside, isValuing, type Roles } from './json-siblings.ts';
import type { Names, SecretClass } from './names.ts';
import { looksRandom } from './random.ts';
import { type Context, hide, layer, type Reading } from './reading.ts';
import { hideNamed, isNameOfSecret, unescaped } from './secrets.ts';
import { type Form, isOpaque, isPlain, isReadByItself, isSecretValue } from './values.ts';

/** What is known of a value before it is read. */
interface Known {
  readonly class: SecretClass | undefined;
  readonly name: string | undefined;
  /** The page sent it, and its own name says that it is a secret. */
  readonly strict: boolean;
  /** A sentence about the value. */
  readonly isSaid?: boolean;
  /** What it is a part of is a secret; it may be what is told of it. */
  readonly isPart?: boolean;
}

/**
 * Reads the JSON that begins at `from`. Gives the offset at which it ends or breaks; `from` where there is none. `at` is the place of
 * `text` in the text of `out`.
 */
export function readJson(text: string, from: number, at: number, context: Context, out: Reading): number {
  const { nodes, names, end } = readTape(text, from);
  const claims = new Map<Node, Claim>();
  const known = new Map<Container, Known>();
  const roles: Roles = new Map();
  for (const node of nodes) {
    const what = knownOf(node, claims.get(node), node.parent && known.get(node.parent), context);
    if ('children' in node) {
      known.set(node, what);
      if (isBytes(node, what, text)) hideBytes(node, what, at, out);
      beside(node, text, context, claims, roles);
      continue;
    }
    readLeaf(node, what, node.parent && known.get(node.parent)?.name, text, at, context, out);
  }
  for (const name of names) readName(name, known.get(name.parent)?.class, text, at, context, out);
  return end;
}

function knownOf(
  node: Node,
  claim: Claim | undefined,
  parent: Known | undefined,
  { names, sent, label }: Context,
): Known {
  if (claim)
    return {
      class: claim.class,
      name: claim.name,
      strict: claim.isOwn && (sent || isCookieList(parent)),
      isSaid: claim.isSaid ?? false,
    };
  if (node.name !== undefined) {
    const own = isListOfThings(node) ? undefined : (names.secret(node.name) ?? withinClass(node, parent, names));
    if (own !== undefined) return { class: own, name: node.name, strict: sent };
    // Within `credentials` or `session` every value may be secret that is not called something else.
    const inherited = parent?.class === undefined || isOther(node.name, names) ? undefined : parent.class;
    return {
      class: inherited,
      name: node.name,
      strict: isCookieList(parent) && /^value$/i.test(node.name),
      isPart: !sent && !isValuing(node.name.toLowerCase()),
    };
  }
  return parent ?? { class: undefined, name: label, strict: sent };
}

/** Names of lists that are secret where they hold texts, and where they hold objects mostly mean something else: the cells of a notebook. */
const THINGS = /^(?:assertions|cells)$/i;

const isListOfThings = (node: Node) =>
  node.kind === 'array' &&
  THINGS.test(node.name ?? '') &&
  node.children.length > 0 &&
  node.children.every(({ kind }) => kind === 'object');

/** Whatever stands in a cookie is hidden, however short. */
const isCookieList = (parent: Known | undefined) => /cookies?$/i.test(parent?.name ?? '');

/** What is shown of a card and a cookie on purpose. */
const SHOWN = /^(?:domain|last[-_]?(?:4|four|digits)|exp(?:iry|iration)?[-_]?(?:year|month))$/i;

function isOther(name: string, names: Names): boolean {
  return SHOWN.test(name) || names.isAbout(name) || (names.isId(name) && !DIGEST.test(name));
}

/** `{"session": {"id": …}}` says the same as `session_id`. */
function withinClass(node: Node, parent: Known | undefined, names: Names): SecretClass | undefined {
  const { name = '' } = node;
  if (parent?.name === undefined || !SECOND_WORD.test(name)) return undefined;
  // `secretKeyRef` and `tokenSettings` are no secrets, so that `key` is a key of theirs; records of tokens have ids.
  if (names.isAbout(parent.name) || (/^id$/i.test(name) && isRecord(node, parent))) return undefined;
  return names.secret(`${parent.name} ${name}`);
}

/** Lists of records that have an id beside what opens something; a session is opened by its id. */
const RECORDS = /(?:token|key|authori[sz]ation|licen[cs]e|credential|certificate|grant|assertion|cell)s$/i;

/** Whether a value is a member of a record in such a list, with others that tell of it. */
function isRecord({ parent }: Node, { name = '' }: Known): boolean {
  return (
    parent?.kind === 'object' && parent.parent?.kind === 'array' && parent.children.length > 1 && RECORDS.test(name)
  );
}

const BYTE = /^(?:\d\d?|1\d\d|2[0-4]\d|25[0-5])$/;
/** Fewer numbers are no secret. */
const MIN_BYTES = 8;

/** A list of bytes under the name of a secret, as Node and wallets write one; `tokens` of a language model are none. */
function isBytes({ kind, children }: Container, known: Known, text: string): boolean {
  if (kind !== 'array' || children.length < MIN_BYTES || known.class === undefined) return false;
  if (/tokens$/i.test(known.name ?? '')) return false;
  return children.every((child) => BYTE.test(text.slice(child.start, child.end)));
}

function hideBytes({ start, end }: Container, { name }: Known, at: number, out: Reading): void {
  hide(out, at + start, at + end, { kind: 'token', spelling: 'string', name });
}

/** Words and no number, of a token also a number of two digits: the state, the place or the label of something. */
const isWords = (value: string, known: Known) =>
  isPlain(value) && (known.class === 'password' ? !/\d/.test(value) : !/\d{3}|^\d/.test(value));

/** Words within a secret tell of it. A map of passwords has them for values: only a record in a list is asked for words there. */
function isRecordsWord({ parent }: Leaf, known: Known, value: string): boolean {
  return isWords(value, known) && (known.class !== 'password' || parent?.parent?.kind === 'array');
}

/** `{"secrets": ["DB_URL", "SENTRY_DSN"]}`: what a program calls its variables. */
const isListedName = ({ parent }: Leaf, value: string) =>
  parent?.kind === 'array' && /^[A-Z]{2,20}(?:_[A-Z]{2,20}){1,5}$/.test(value);

/** Small numbers by which things are classed: `{"licenseCodes": ["1043201"]}`; codes that open something are of a class of their own. */
const isClassed = (value: string, known: Known) =>
  known.class === 'token' && !known.strict && /codes$/i.test(known.name ?? '') && /^\d{1,8}$/.test(value);

/** `{"tan": [210, 180, 140]}`: a colour by its parts. */
const isColour = ({ parent }: Leaf, text: string) =>
  parent?.kind === 'array' &&
  (parent.children.length === 3 || parent.children.length === 4) &&
  parent.children.every((child) => BYTE.test(text.slice(child.start, child.end)));

/** An id that else is hidden for its look. */
const LONG_ID = /^[A-Za-z0-9_-]{20,128}$/;

/** Names by which users know each other. */
const USER_NAME = /(?:user[-_]?name|login|screen[-_]?name)$/i;
const HANDLE = /^(?=.{0,40}\p{L})[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;

/** Whether a reply tells the name of a user as of anybody, and nothing that signs in beside it. */
function isPublicName({ name = '', parent }: Leaf, value: string, names: Names): boolean {
  if (!USER_NAME.test(name) || !HANDLE.test(value) || looksRandom(value)) return false;
  return !parent?.children.some((child) => {
    const kind = child.kind === 'string' ? names.secret(child.name ?? '') : undefined;
    return kind !== undefined && kind !== 'contact';
  });
}

/** Three words or more. */
const SENTENCE = /^\s*\S+\s+\S+\s+\S/;

/** Within a secret they are its own: `{"password": {"digest": …}}`. */
const DIGEST = /^(?:digest|hash|checksum)$/i;

const SECOND_WORD = /^(?:id|key|code|number|no|token|string|value|phrase|hash|community|answer)$/i;

/** `parent`: what the object or list around it is called. */
function readLeaf(
  leaf: Leaf,
  known: Known,
  parent: string | undefined,
  text: string,
  at: number,
  context: Context,
  out: Reading,
): void {
  const form: Form = leaf.kind;
  const start = leaf.kind === 'string' ? leaf.start + 1 : leaf.start;
  const raw = text.slice(start, leaf.contentEnd);
  if (leaf.kind !== 'string') out.bare.push(at + leaf.start, at + leaf.end);
  if (raw === '' || leaf.kind === 'word') return;
  let isMild = false;
  if (known.class !== undefined) {
    const value = unescaped(raw);
    const isSentence = known.isSaid === true && SENTENCE.test(value);
    const isTold =
      value === parent ||
      (known.isPart === true && form === 'string' && (isRecordsWord(leaf, known, value) || isReadByItself(value)));
    if (
      !isSentence &&
      !isTold &&
      !isColour(leaf, text) &&
      !isClassed(value, known) &&
      (known.strict || !(isNameOfSecret(value, context.names) || isListedName(leaf, value))) &&
      isSecretValue(known.class, value, form, known.strict)
    ) {
      const { name } = known;
      const spelling = form === 'number' ? 'string' : 'plain';
      isMild = known.class === 'contact' && !known.strict && isPublicName(leaf, value, context.names);
      hideNamed(out, at + start, at + leaf.contentEnd, { name, class: known.class, value, spelling, isMild });
      if (!isMild) return;
    }
  } else if (known.name !== undefined && LONG_ID.test(raw) && context.names.isId(known.name)) out.ids.push(raw);
  if (!context.shortRuns && isHarmless(raw)) return;
  const below: Context = {
    ...context,
    label: labelOf(known.name, parent, context.names),
    near: isMild ? context.near : (known.class ?? context.near),
  };
  if (form === 'number') {
    if (raw.length > 12) readNumber(raw, at + start, below, out);
  } else if (raw.includes('\\')) layer(ESCAPES, raw, at + start, below, out);
  else context.read(raw, at + start, below, out);
}

/** `{"cursors": {"after": "…"}}`, `{"traceId": {"stringValue": "…"}}`: what says only where or how something stands is called what it is a part of. */
function labelOf(name: string | undefined, parent: string | undefined, names: Names): string | undefined {
  return parent !== undefined && PLACE.test(name ?? '') && names.isId(parent) ? parent : name;
}

const PLACE = /^(?:after|before|next|prev|previous|start|end|first|last|current|self|S|value|string|string_?value)$/i;

/** A number that looks like a card takes quotes with its pseudonym, so that JSON stays JSON. */
function readNumber(raw: string, at: number, context: Context, out: Reading): void {
  const before = out.hides.length;
  context.read(raw, at, context, out);
  for (let i = before; i < out.hides.length; i++) {
    const find = out.hides[i];
    if (find) out.hides[i] = { ...find, start: at, end: at + raw.length, spelling: 'string' };
  }
}

const PLAIN_NAME = /^[A-Za-z_$@][\w$.@:-]{0,14}$/;

/** Names of members are texts as well: some services key a map by a token. */
function readName(
  name: MemberName,
  parent: SecretClass | undefined,
  text: string,
  at: number,
  context: Context,
  out: Reading,
): void {
  const raw = text.slice(name.start, name.end);
  if (parent !== undefined && isOpaque(name.name) && context.names.secret(name.name) === undefined) {
    hide(out, at + name.start, at + name.end, { kind: 'token', secret: name.name, echo: 'parts' });
    return;
  }
  if (PLAIN_NAME.test(raw)) return;
  const below = { ...context, label: undefined };
  if (raw.includes('\\')) layer(ESCAPES, raw, at + name.start, below, out);
  else context.read(raw, at + name.start, below, out);
}
