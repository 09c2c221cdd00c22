/** Reads XML and HTML: elements and attributes by their names, and by the names beside them. Each text is read without its entities. */
import { ENTITIES, MARKUP } from './codecs.ts';
import type { SecretClass } from './names.ts';
import { readNamedValues } from './pairs.ts';
import { isPasswordPlace, isSignIn } from './positional.ts';
import { MIN_RANDOM } from './random.ts';
import { type Context, deeper, layer, type Reading } from './reading.ts';
import { hideNamed, isNameOfSecret, under } from './secrets.ts';
import { isOpaque, isSecretValue } from './values.ts';

/** True for a text that has tags. */
export function looksLikeMarkup(text: string): boolean {
  return MARKED.test(text.includes('</') ? text : text.replace(IN_PATH, ''));
}

/** A segment of a path that was never filled in, or that somebody took out: `/users/<LOGIN>/keys`. */
const IN_PATH =
  /(?<=[/+])<{1,2}[A-Za-z][\w-]{0,60}>{1,2}(?=[/{?#.@+)\]"'\s]|$)|(?<!>)<{1,2}[A-Za-z][\w-]{0,60}>{1,2}(?=\/)/g;

/** Tells whether a tag stands for a segment of a path: one that nothing closes. */
function segmentsIn(text: string): (index: number, element: string) => boolean {
  const closed = new Set([...text.matchAll(/<\/([\p{L}_][\p{L}\p{M}\p{N}_:.-]{0,80})/gu)].map(([, name]) => name));
  const places = new Set([...text.matchAll(IN_PATH)].map(({ index, 0: tag }) => index + tag.lastIndexOf('<')));
  return (index, element) => places.has(index) && !closed.has(element);
}

const MARKED = /<(?:[A-Za-z_][\w:.-]{0,60}[\s/>]|\/[A-Za-z_]|!(?:--|DOCTYPE|\[CDATA)|\?xml)/i;

const TAG =
  /<(\/?)([\p{L}_][\p{L}\p{M}\p{N}_:.-]{0,80})((?:\s[^<>]{0,4000})?)\/?>|<!\[CDATA\[|\]\]>|<!--|-->|<\?[^<>]{0,1000}>|<![^<>]{0,1000}>/gu;
const ATTRIBUTE = /([\p{L}_:@][\p{L}\p{M}\p{N}_:.-]{0,80})\s{0,8}=\s{0,8}(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/gu;

/** Attributes that hold the name of what an element is, and those that hold its value. */
const NAMING = /^(?:name|id|key|property|field|param|parameter|label|itemprop|for|type)$/i;
const VALUING = /^(?:value|content|default|data-value|placeholder)$/i;
const ADDRESSING =
  /^(?:href|src|action|formaction|cite|data|poster|srcset|background|ping|xlink:href|url|uri|location)$/i;

/** Elements that hold the value of the one around them: `<setting name="apiKey"><value>`. */
const VALUE_ELEMENT = /^(?:[a-z]{0,20}value|val|string|text|data|content|default|span|code|td|dd|b|i|em|strong|pre)$/i;

/** The call of XML-RPC. */
const METHOD = /<methodName>\s{0,20}([\w.:-]{1,60})\s{0,20}<\/methodName>/;

/** An argument without a name: `arg1`, `in1`. */
const PLACE = /^(?:arg|in|param|parameter|p)(\d)$/i;

/** What an argument of a call of XML-RPC is: a password by its place where the page sent it, else what nobody named. */
function argumentOf(call: string, place: number, value: string, sent: boolean): Claim | undefined {
  if (sent && isPasswordPlace(call, place, 2)) return { name: call, class: 'password' };
  return isOpaque(value) ? { name: call, class: 'token' } : undefined;
}

/** What stands between two placeholders that look like elements: `--password <password> --user <name>`. */
const OPTION = /^\s*-{1,2}[A-Za-z][\w-]{0,40}\s*$/;

interface Claim {
  readonly name: string;
  readonly class: SecretClass;
  /** A sentence made it, so that only a single word that nobody chose is its value. */
  readonly isLoose?: true;
  /** The name of the element itself says it. */
  readonly isOwn?: true;
}

/** Reads all of `text`. */
export function readMarkup(text: string, at: number, context: Context, out: Reading): void {
  let from = 0;
  let claim: Claim | undefined;
  let next: Claim | undefined;
  let label = context.label;
  const call = METHOD.exec(text)?.[1];
  const isCall = call !== undefined && isSignIn(call);
  let given = 0;
  /** The element around arguments without names: `<login><arg0>`. */
  let around = '';
  /** What the cells at the head of a table say of those below. */
  let heads: (Claim | undefined)[] = [];
  /** The place of the cell in its row, and whether a value stands before it. */
  let cell = 0;
  let isBehindValue = false;

  /** `isOpened`: another element begins there. */
  function readUpTo(end: number, isOpened = false): void {
    const raw = text.slice(from, end);
    if (raw.trim() === '') return;
    if (label === 'td' && heads.length > 1 && /\s/.test(raw.trim())) next = undefined;
    const argument = isCall && raw.trim() !== call ? argumentOf(call, given++, raw.trim(), context.sent) : undefined;
    if (isOpened && claim?.isOwn && OPTION.test(raw)) claim = undefined;
    next = readText(raw, at + from, claim ?? next ?? argument, under(context, label), out);
    // One of several heads speaks of its column, one alone or among values of the cell behind it.
    if (label !== 'th' || isBehindValue) return;
    heads[cell - 1] = next;
    if (cell > 1) next = undefined;
  }

  const isSegment = segmentsIn(text);
  for (const match of text.matchAll(TAG)) {
    const [whole, slash, element = '', attributes = ''] = match;
    if (element !== '' && isSegment(match.index, element)) continue;
    readUpTo(match.index, slash === '' && element !== '');
    from = match.index + whole.length;
    if (element === '') {
      if (whole.startsWith('<?') || whole.startsWith('<!D')) readAttributes(whole, at + match.index, context, out);
    } else if (slash === '/') {
      claim = undefined;
      label = undefined;
    } else {
      const start = at + match.index + 1 + element.length;
      // A sentence may have brackets around a secret, which look like a tag.
      if (element.length >= MIN_RANDOM) context.readRuns(element, start - element.length, context, out);
      const named = attributes === '' ? undefined : readAttributes(attributes, start, context, out);
      const local = element.slice(element.lastIndexOf(':') + 1);
      const own = context.names.secret(local);
      label = local;
      if (local === 'table') heads = [];
      if (local === 'tr') {
        cell = 0;
        isBehindValue = false;
      }
      if (local === 'th' || local === 'td') cell++;
      if (local === 'td') isBehindValue = true;
      if (local === 'th' && cell > 1) next = undefined;
      const inherited = VALUE_ELEMENT.test(local) ? claim : undefined;
      const ofColumn = local === 'td' && heads.length > 1 ? heads[cell - 1] : undefined;
      claim = own === undefined ? (named ?? ofColumn ?? inherited) : { name: local, class: own, isOwn: true };
      if (isSignIn(local)) around = local;
      else if (claim === undefined && around !== '' && isPasswordPlace(around, Number(PLACE.exec(local)?.[1] ?? 0), 2))
        claim = { name: around, class: 'password' };
    }
  }
  readUpTo(text.length);
}

/** Reads the text of an element. Gives what it claims for the next text, where it is the name of a secret: `<key>password</key>`. */
function readText(
  raw: string,
  at: number,
  claim: Claim | undefined,
  context: Context,
  out: Reading,
): Claim | undefined {
  const text = raw.trim();
  const start = at + raw.indexOf(text);
  const value = ENTITIES.decode(text);
  const isStrict = context.sent && claim?.isOwn === true && claim.class === 'password';
  if (
    claim &&
    isSecretValue(claim.class, value, 'string', isStrict) &&
    (!claim.isLoose || isOpaqueWord(value) || (claim.class === 'code' && ONE_TIME.test(value))) &&
    (isStrict || !isNameOfSecret(value, context.names))
  ) {
    hideNamed(out, start, start + text.length, { ...claim, value });
    return undefined;
  }
  const below: Context = {
    ...deeper(under(context, claim?.name ?? context.label)),
    near: claim?.class ?? context.near,
    inMarkup: true,
  };
  layer(ENTITIES, text, start, below, out);
  if (text.length > MAX_LEAD) return undefined;
  const lead = value.replace(/\s*[:：]$/, '');
  if (lead.includes(' ')) return looseClaim(lead, context);
  const secret = context.names.secret(lead.slice(1 + Math.max(lead.lastIndexOf('.'), lead.lastIndexOf('/'))));
  return secret === undefined ? undefined : { name: lead, class: secret };
}

/** Longest text whose last words may name what the next element holds, in characters. */
const MAX_LEAD = 200;

/** Digits of a one-time code. */
const ONE_TIME = /^\d{4,8}$/;

const isOpaqueWord = (value: string) => !/\s/.test(value) && isOpaque(value);

/** `<td>API key</td>`, `Your new password is <b>`: the last words name what follows. */
function looseClaim(lead: string, { names }: Context): Claim | undefined {
  const words = lead.replace(/\s+(?:is|was|ist|lautet|est|es)$/i, '').split(/\s+/);
  const name = words.slice(-2).join(' ');
  const secret = names.secret(name);
  return secret === undefined ? undefined : { name, class: secret, isLoose: true };
}

/** Reads the attributes of a tag. Gives what they claim for its text. */
function readAttributes(text: string, at: number, context: Context, out: Reading): Claim | undefined {
  const found: { readonly name: string; readonly value: string; readonly start: number }[] = [];
  let from = 0;
  for (const match of text.matchAll(ATTRIBUTE)) {
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const end = match.index + match[0].length;
    readGap(text.slice(from, match.index), at + from, context, out);
    found.push({ name: match[1] ?? '', value, start: end - value.length - (match[4] === undefined ? 1 : 0) });
    from = end;
  }
  readGap(text.slice(from), at + from, context, out);
  let claim: Claim | undefined;
  for (const { name, value } of found) {
    const secret = NAMING.test(name) ? context.names.secret(value) : undefined;
    if (secret !== undefined) claim = { name: value, class: secret };
  }
  for (const { name, value, start } of found) {
    if (value === '') continue;
    const decoded = ENTITIES.decode(value);
    const own = NAMING.test(name) ? undefined : context.names.secret(name.replace(/^data-/i, ''));
    const secret = own === undefined ? (VALUING.test(name) ? claim : undefined) : { name, class: own };
    if (secret && isSecretValue(secret.class, decoded, 'string', false))
      hideNamed(out, at + start, at + start + value.length, { ...secret, value: decoded });
    else if (value.length > 3)
      layer(
        ENTITIES,
        value,
        at + start,
        { ...deeper(under(context, name)), inMarkup: false, inAddress: ADDRESSING.test(name) },
        out,
      );
  }
  return claim;
}

/** What stands in a tag and is no attribute. */
function readGap(text: string, at: number, context: Context, out: Reading): void {
  if (text.trim().length > 2) context.read(text, at, { ...deeper(context), inMarkup: true }, out);
}

/** The text among the tags once more as a whole: a name and its value may stand in two elements. */
export function readAcrossTags(text: string, at: number, context: Context, out: Reading): void {
  layer(MARKUP, text, at, { ...deeper(context), inMarkup: true, read: readNamedValues }, out);
}
