/** What becomes of a value whose name says that it is a secret. */
import { ESCAPES } from './codecs.ts';
import type { Names, SecretClass } from './names.ts';
import { isSpent } from './pseudonym.ts';
import { type Context, type Hide, hide, type Kind, type Reading, type Spelling } from './reading.ts';
import { isCard } from './shapes.ts';
import { isLicence, isMessage, isPlain, isToldWord } from './values.ts';

/** The scheme of credentials, which stays (RFC 9110 section 11.1). */
const SCHEME =
  /^\s*(?:Bearer|Basic|Digest|Negotiate|NTLM|Token|ApiKey|Api-Key|AWS4-HMAC-SHA256|GoogleLogin|DPoP|Hawk|MAC|OAuth|SharedKey|Splunk)\s+(?=\S)/i;

/** A shorter secret is looked for nowhere else: it may be any word. */
const MIN_ECHO = 6;

/** A longer numbered name is nobody's word: `page-2` stands everywhere, `demo-key-77` does not. */
const MIN_NAMELIKE = 8;

export interface Named {
  readonly name: string | undefined;
  readonly class: SecretClass;
  readonly kind?: Kind;
  /** The secret where it is written in another way. */
  readonly value?: string;
  readonly spelling?: Spelling;
  /** Nobody else can mean it: it is looked for even where it is short. */
  readonly isEchoed?: true;
  readonly isMild?: boolean;
}

/** Hides the value between two offsets for its name. The scheme of credentials stays, and what is hidden already. */
export function hideNamed(out: Reading, start: number, end: number, named: Named): void {
  const raw = out.plain.slice(start, end);
  const value = named.value ?? raw;
  if (isSpent(value) || value.trim() === '') return;
  const scheme = raw === value ? (SCHEME.exec(value)?.[0].length ?? 0) : 0;
  const secret = value.slice(scheme);
  hide(out, start + scheme, end, {
    secret,
    kind: named.kind ?? kindOf(secret, named.class),
    spelling: named.spelling ?? 'plain',
    name: named.name,
    isMild: named.isMild ?? false,
    echo: echoOf(secret, named),
  });
}

/** What a value is taken for by its name. */
const KINDS: Readonly<Record<SecretClass, Kind>> = {
  password: 'secret',
  code: 'secret',
  token: 'token',
  contact: 'personal detail',
  own: 'value',
};

/** A password of one word, and a code: long enough that a reply hardly has it for another reason. */
const WORD = /^\p{L}{8,40}$/u;
const CODE = /^\d{6,8}$/;

function echoOf(secret: string, { class: kind, isEchoed }: Named): Hide['echo'] {
  if (isEchoed || isTelling(secret, kind)) return 'parts';
  const isWord = kind === 'code' ? CODE.test(secret) : kind === 'password' && WORD.test(secret) && !isToldWord(secret);
  return isWord ? 'word' : 'none';
}

/** A name may say less than a look: an address under `login`, a card number under `pan`. */
function kindOf(secret: string, named: SecretClass): Kind {
  if (/^[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@]{2,63}$/.test(secret)) return 'e-mail';
  return isCard(secret) ? 'card number' : KINDS[named];
}

/**
 * Whether a secret is worth looking for elsewhere. A plain word, a number of few digits and a phrase of two words stand in many places
 * that have nothing to do with it.
 */
export function isTelling(secret: string, kind: SecretClass): boolean {
  const text = secret.trim();
  if (text.length < MIN_ECHO || !/[\p{L}\p{N}]/u.test(text)) return false;
  if (kind === 'token' && MOMENT.test(text)) return false;
  if (/^[\d .()+/-]+$/.test(text)) return text.replace(/\D+/g, '').length > 7;
  if (/^\p{L}+(?:[ _-]\p{L}+)?$/u.test(text)) return looksUnlike(text);
  if (kind === 'contact') return false;
  if (kind === 'password' || kind === 'own') return true;
  return text.length < MIN_NAMELIKE ? !isPlain(text) : !isMessage(text) && !isLicence(text);
}

/** A label, the name of a variable or a header, of which a reply speaks: `{"password": "Wachtwoord"}`, `{"secrets": ["DB_PASSWORD"]}`. */
export function isNameOfSecret(value: string, names: Names): boolean {
  return (
    /^(?:\p{Lu}\p{Ll}\D{1,60}|[A-Z]{2,20}(?:_[A-Z]{2,20}){1,5}|X(?:-[A-Za-z]{2,20}){1,5})$/u.test(value) &&
    (names.secret(value) !== undefined || names.isKey(value))
  );
}

/** Seconds or milliseconds since 1970, from 2001 to 2033: what a session or a cookie notes of when it began stands in many places. */
const MOMENT = /^1\d{9}(?:\d{3})?$/;

/** Letters alone, yet no words. */
function looksUnlike(text: string): boolean {
  return text.length > 11 && !isPlain(text);
}

/** A value whose raw text may have escapes, decoded. */
export function unescaped(raw: string): string {
  return raw.includes('\\') ? ESCAPES.decode(raw) : raw;
}

/** The context of what stands under a name. */
export function under(context: Context, name: string | undefined): Context {
  return context.label === name ? context : { ...context, label: name };
}
