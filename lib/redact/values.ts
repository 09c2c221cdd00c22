/** What a value can be, by its letters: a word of a closed set, a sentence about a value, a name that somebody gave, or something opaque. */

import { isCodeWord } from './code.ts';
import { idShape, isAccount, isPoint } from './ids.ts';
import type { SecretClass } from './name-table.ts';
import { isMaskWord, isPlaceholder, isStandIn } from './placeholders.ts';
import { isSpent } from './pseudonym.ts';
import { looksLikeWords } from './random.ts';

/** States that a reply reports under the name of a secret. */
const STATES = new Set(
  `required missing expired invalid incorrect wrong blank empty unset set present absent taken duplicate unknown unauthorized forbidden denied
  string number boolean object array integer text min max minlength maxlength pattern format type enum uuid email
  read write readonly get list set delete recover backup restore purge create update manage all none selected
  change reset rotate verify import export revoke grant view edit generate regenerate validate renew refresh encrypt decrypt
  limited throttled declined exceeded unavailable timeout blocked suspended pending verified unverified
  revoked granted disabled enabled inactive active locked mismatch malformed failed rejected unsupported short long weak common compromised
  erforderlich ungültig abgelaufen falsch fehlt leer requis invalide expiré manquant incorrecte requerido inválido expirado vacío obligatorio
  obbligatorio scaduto mancante obrigatório verplicht ongeldig verlopen wymagane nieprawidłowe обязательно неверный`.split(
    /\s+/,
  ),
);

/** Words without which hardly a sentence about a value does, in the languages that frameworks are translated into. */
const SAYS = new Set(
  `is isn't isnt are aren't was were be been has have had must should may might can can't cannot could couldn't need needs not no too already
  required invalid missing expired exceeded failed failure denied mismatch blank empty least most characters character letters valid wrong
  declined unavailable exhausted unexpected fails too many requests attempts retry again later
  incorrect unknown unsupported forbidden unauthorized locked disabled revoked rejected malformed match matches exists exist contain contains
  please enter provide provided use used found allowed unable error expected received got bad mismatched tried must
  ungültige ungültiger ungültiges falsches ist sind war muss müssen darf soll nicht kein keine ungültig erforderlich bereits zu mindestens falsch fehlt bitte
  est sont n'est doit doivent pas invalide requis déjà trop obligatoire veuillez
  es son está debe deben válida válido inválida inválido requerido obligatorio demasiado ya
  è sono deve non valido valida obbligatorio troppo già são não é inválido inválida obrigatório já muito
  moet niet ongeldig verplicht te al jest są musi nie nieprawidłowy wymagane już har må ikke måste inte ogiltig er ugyldig
  должен должно не неверный обязательно уже является`.split(/\s+/),
);

/** What sentences about a value call it. A passphrase of several words hardly holds one. */
const SUBJECTS = new Set(
  `password passwords passwort kennwort passphrase token tokens key keys secret session sessions cookie constraint credential credentials signature
  contraseña sesión senha sessão clé jeton wachtwoord sleutel hasło пароль токен api-key api-schlüssel`.split(/\s+/),
);

/** Scripts that write no spaces; a sentence in them is told by its length. */
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{4,}/;

/** True for what a server writes about a value: a state, or a sentence. */
export function isMessage(value: string): boolean {
  const words = value.trim().split(/\s+/, 60);
  if (words.length === 1) return isState(value.trim()) || (UNSPACED.test(value) && !/[A-Za-z]|\d{3}/.test(value));
  const plain = words.map((word) => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
  if (UNSPACED.test(value)) return true;
  const letters = plain.filter((word) => /^[\p{L}'’-]+$/u.test(word)).length;
  if (letters * 2 < plain.length) return false;
  if (plain.some((word) => SAYS.has(word.replace('’', "'")) || /^n'/.test(word))) return true;
  const isProse = /^["'«¿¡]?\p{L}/u.test(value.trim());
  if (isProse && plain.some((word) => SUBJECTS.has(word)) && (letters > 3 || words.every((word) => !isOpaque(word))))
    return true;
  return words.length > 2 && /^["'«]?\p{Lu}/u.test(value) && /[.!?]["'»]?$/.test(value.trim());
}

/** Words in lower case without those of a sentence: `blue horse eats soup`. */
const PASSPHRASE = /^[\p{Ll}\d]{2,16}(?:[ -][\p{Ll}\d]{2,16}){2,11}$/u;
const OF_SENTENCES = /(?:^| )(?:an?|the|and|or|for|from|with|of|to|in|on|at|by|as|see|your|our|my|this|that)(?: |$)/;

/** True for what somebody may have chosen of several words. */
export const isPassphrase = (value: string) => PASSPHRASE.test(value) && !OF_SENTENCES.test(value) && !isMessage(value);

/** True for a word that sentences about a value are made of: no one that somebody chose. */
export function isToldWord(word: string): boolean {
  const lower = word.toLowerCase();
  return SAYS.has(lower) || SUBJECTS.has(lower) || isState(word);
}

/** A state, or a code that has one among its words: `not_found`, `expiredToken`. */
function isState(word: string): boolean {
  // A rule of a validator: `min:8`.
  if (!/^[\p{L}_.=-]+$/u.test(word)) return /^[a-z_]{2,20}:\d{1,5}(?:,\d{1,5})?$/.test(word);
  const pair = /^[\p{L}_-]{2,40}=(\p{L}{2,20})$/u.exec(word);
  if (STATES.has((pair?.[1] ?? word).toLowerCase())) return true;
  const words = word
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '_')
    .toLowerCase()
    .split(/[_.-]/);
  return (
    words.length > 1 &&
    words.length < 7 &&
    words.every((one) => /^\p{L}{2,20}$/u.test(one)) &&
    words.some((one) => STATES.has(one) || (one.length >= MIN_TELLING && SAYS.has(one)))
  );
}

/** Shorter words of a sentence, such as `be` and `no`, stand in chosen passwords by chance: `AwBE.AAAA`. */
const MIN_TELLING = 4;

/** Characters of a plain identifier at the most. */
const MAX_PLAIN = 120;
/** Digits of a plain identifier at the most: more make a number that may be somebody's. */
const MAX_DIGITS = 8;
const PART_SEPARATORS = /[\s\-_./:+,()[\];'"’]+/;
/** A date or time (RFC 3339), also without the signs between its parts; other numbers of as many digits are none. */
const DATE =
  /^(?:19|2\d)\d\d-?(?:0\d|1[0-2])-?(?:[0-2]\d|3[01])(?:[T ]?(?:[01]\d|2[0-4]):?[0-5]\d(?::?[0-6]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** True for a word, a number of few digits, a date, a version, an identifier made of those: what people and programs name things by. */
export function isPlain(value: string): boolean {
  const text = value.trim();
  if (text.length === 0 || DATE.test(text)) return true;
  if (text.length > MAX_PLAIN) return false;
  if (text.replace(/\D+/g, '').length > MAX_DIGITS) return false;
  return text.split(PART_SEPARATORS).every(isPlainPart);
}

/** `3h20m`, `10h30`, `256bits`. */
const MEASURE =
  /^(?:(?:\d{1,4}(?:[dhms]|ms|us|µs|ns)){1,5}|\d{1,2}h\d\d|\d{1,6}(?:bits?|bytes?|chars?|digits?|items?|times?|hours?|mins?|secs?|days?))$/;

function isPlainPart(part: string): boolean {
  if (part.length <= 3) return /^[\p{L}\p{N}]*$/u.test(part);
  if (/^\d{1,6}[a-zµ%]{0,3}$/.test(part) || MEASURE.test(part)) return true;
  const word = /^(\p{L}+)(\d{0,4})(\p{L}{0,4})$/u.exec(part);
  if (!word) return false;
  const [, letters = '', digits = '', rest = ''] = word;
  if (digits === '') return isWord(part);
  // `sha256`, `SUMMER25`, `base64url`; one letter or two with digits are a model or nothing.
  return rest === ''
    ? letters.length < 3 || isWord(letters)
    : letters.length > 2 && /^\p{Ll}+$/u.test(letters + rest) && isWord(letters);
}

function isWord(letters: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (!/^[\u0000-\u007f]*$/.test(letters)) return true;
  return letters.length <= 4 ? isOneCase(letters) : looksLikeWords([letters]);
}

const isOneCase = (letters: string) => /^(?:\p{Lu}?[^\p{Lu}]+|\p{Lu}+)$/u.test(letters);

/** A word, an abbreviation, a numbered name, the name of a licence: `MIT`, `oauth2`, `page-2`, `Apache-2.0`. Two words joined are none. */
export function isShortName(value: string): boolean {
  if (isLicence(value)) return true;
  const name = /^(\p{L}{1,14})(?:\d{1,3}|[-_ .]v?\d{1,4}(?:\.\d{1,3}){0,2})?$/u.exec(value);
  return name !== null && isOneCase(name[1] ?? '') && isWord(name[1] ?? '');
}

/** Also one of several: `MIT OR Apache-2.0`. */
export const isLicence = (value: string) =>
  value.length < MAX_PLAIN && value.split(/ (?:OR|AND) /).every((one) => LICENCE.test(one));

/** Names of public licences (SPDX). */
const LICENCE =
  /^(?:MIT(?:-0)?|ISC|0BSD|BSD|[AL]?GPL|Apache|MPL|EPL|EUPL|CC0?|CC-BY|BSL|Zlib|WTFPL|Unlicense|Unlicensed|Proprietary)(?:-(?:SA|NC|ND)){0,3}(?:[- ]?v?\d(?:\.\d)?)?(?:-(?:or-later|only|clause|SA|NC|ND))*$/i;

/** A version as Semantic Versioning 2.0.0 writes it, with plain identifiers: `v2.0.0-rc.1+build.20260115`; also behind a package's name. */
function isVersion(word: string): boolean {
  const version = VERSION.exec(word);
  if (!version) return SHORT_VERSION.test(word) || API_VERSION.test(word);
  return isPlain(version[1] ?? '') && (version[2] ?? '').split(/[.+-]/).every(isPlain) && isPlain(version[3] ?? '');
}

const VERSION =
  /^(?:@?([a-z][\w./-]{0,60})@[\^~]?)?v?\d{1,6}\.\d{1,6}\.\d{1,6}((?:[-+][\w.+-]{0,80})?)(\/[\w./-]{1,80})?$/i;
/** `some-package@1.27`: only behind a name of several words, since `Word@1.27` may be a password. */
const SHORT_VERSION = /^@?[a-z]{2,20}(?:[-/][a-z]{2,20}){1,4}@[\^~]?v?\d{1,3}\.\d{1,3}$/;

/** How an API is called that is not done: `v2beta1`. */
const API_VERSION = /^v\d{1,3}(?:alpha|beta|rc)\d{0,3}$/;

/** Names of algorithms that have more digits than words have. */
const ALGORITHM = /^(?:ssh-)?(?:ed25519(?:ph|ctx)?|[xX]25519(?:mlkem\d{3,4})?|ed448|x448|curve25519|secp\d{3}[kr]1)$/i;

/** `#4711`, a colour of CSS, an offset in code: `+0x1d`; an amount with its unit: `93.5%`. */
const NUMBER_OR_COLOUR =
  /^[+-]?\d[\d.,]{0,20}(?:%|‰|°[CF]?|[€$£])$|^\+?0x(?:[\da-f]{1,12}|[\da-f]{40})$|^#(?:\d{1,9}|(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8}))$/i;

/** True for a word of text that no person named: letters and digits mixed, or signs among them. Punctuation around it is no part of it. */
export function isOpaque(word: string): boolean {
  if (word.length < 5 || word.includes('://') || /^\^|^\/.*\/[gimsuy]*$/.test(word) || isPlain(word)) return false;
  if (isPlaceholder(word) || isStandIn(word)) return false;
  if (ALGORITHM.test(word) || isVersion(word) || NUMBER_OR_COLOUR.test(word) || isSetting(word)) return false;
  if (isCodeWord(word) || PACKAGE.test(word)) return false;
  const levels = word.split('/');
  if (levels.length > 2 && levels.every((level) => isPlain(level) || idShape(level) === 'certain')) return false;
  return /\d/.test(word)
    ? /[A-Za-z]/.test(word) || /[!$%^&*~#?@+=]/.test(word)
    : /[!$%^&*~#@+=]/.test(word) && /[A-Za-z]/.test(word);
}

/** Two words with a sign of equality between them, or a word and a number: `SameSite=None`, `prompt=118`. */
function isSetting(word: string): boolean {
  const words = word.split('=');
  return (
    words.length === 2 &&
    words.every((one, i) => (/^[A-Za-z]{2,}$/.test(one) || (i === 1 && /^\d{1,6}$/.test(one))) && isPlain(one))
  );
}

/** A package of somebody's: `@acme/api/plugin`. */
const PACKAGE = /^@[a-z][a-z-]{1,30}(?:\/[a-z][a-z-]{1,30}){1,4}$/;

/** How a value is written. */
export type Form = 'string' | 'number' | 'word';

/**
 * Whether a value under the name of a secret is one. `sent`: the page sent it, and a person may have chosen any text; a reply mostly
 * reports on the value, so that words, sentences and small numbers are none there.
 */
export function isSecretValue(kind: SecretClass, value: string, form: Form, sent: boolean): boolean {
  const text = value.trim();
  if (text === '' || isSpent(text)) return false;
  if (kind === 'own') return true;
  if (RESOURCE.test(text) || isAccount(text)) return false;
  if (kind !== 'password' && (COORDINATES.test(text) || STYLE.test(text))) return false;
  if (isPlaceholder(text) && !(sent && kind === 'password' && isMaskWord(text))) return false;
  if (!(sent && kind === 'password') && (isStandIn(text) || RANGE.test(text) || isFileName(text))) return false;
  if (kind !== 'password' && (!sent || kind === 'token') && isReadByItself(text)) return false;
  const digits = /^[\d .()+/-]+$/.test(text) ? text.replace(/\D+/g, '').length : 0;
  switch (kind) {
    case 'password':
      if (digits > 0) return sent ? form === 'string' || digits > 3 : digits > 3;
      return sent || !isMessage(text);
    case 'code':
      if (NO_CODE.test(text)) return false;
      if (digits > 0) return digits > 2;
      return sent
        ? !isMessage(text) && !/^\p{L}{1,20}$/u.test(text) && !CONTACT_OF_BOARD.test(text)
        : !isMessage(text) && !isShortName(text) && !isMeasured(text) && !IDENTIFIER.test(text);
    case 'token':
      // What a machine made has letters or digits.
      if (!sent && (!/[\p{L}\p{N}]/u.test(text) || PATH.test(text))) return false;
      if (DATE.test(text) || YEARS.test(text) || COLOUR.test(text)) return false;
      // What a page sends of six digits is a one-time code: `{"token": "584013"}`.
      if (digits > 0) return digits > (form === 'number' ? 8 : sent ? 5 : 6);
      if (SYMBOL.test(text) || SCHEME_NAME.test(text) || QUANTITY.test(text)) return false;
      return sent ? !STATES.has(text.toLowerCase()) && !isLicence(text) && !isTitle(text) : !isTold(text);
    case 'contact':
      if (digits > 0) return digits > 6 && (sent || !DATE.test(text));
      if (!/[\p{L}\p{N}]/u.test(text)) return false;
      return /\S@\S/.test(text) || (!isMessage(text) && !isPlain(text));
    default:
      return kind satisfies never;
  }
}

/** Where a page stands: words, each behind a slash. */
const PATH = /^(?:\/[A-Za-z_-]{1,12}){1,6}\/?$/;

/** A design calls its colours tokens, too (CSS Color Level 4, section 5.2). */
const COLOUR = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;

/** What a reply says in words: of a session, a licence, a person who signs. */
const isTold = (text: string) => isMessage(text) || isShortName(text) || MODE.test(text) || isTitle(text);
/** How far a request or a key reaches: modes of fetch (Fetch standard, section 2.2.5) and of authenticators (WebAuthn, section 5.4.5). */
const MODE = /^(?:same|cross)-(?:origin|site|platform)$/;
const TITLE_WORD =
  /^[("'“]?(?:\p{L}[\p{L}\p{M}'’.&/-]*|v?\d{1,4}(?:[.:/]\d{1,4}){0,3}(?:st|nd|rd|th|%)?|\d{1,2}[A-Z])[)"'”,;:.!?]*$/u;
const CREDENTIALS = /^(?:Bearer|Basic|Digest|Token|ApiKey)\s/i;

/** Words and numbers apart, as people call things; groups of letters and digits, and what stands behind the scheme of credentials, are none. */
function isTitle(text: string): boolean {
  // A passphrase has words in small letters alone.
  if (text.length > MAX_TITLE_LENGTH || !/^["'“(]?[\p{Lu}\p{Lo}\d]/u.test(text)) return false;
  const words = text.split(/\s+/, MAX_TITLE);
  if (words.length < 2 || words.length === MAX_TITLE || CREDENTIALS.test(text)) return false;
  return (
    words.some((word) => /\p{Ll}{2}|\p{Lo}/u.test(word)) &&
    words.every((word) => TITLE_WORD.test(word)) &&
    isPlain(text)
  );
}

/** A title with a measure or a letter, such as no code of words has: `28 cm`, `course B`. */
const isMeasured = (text: string) => /(?:^|\s)(?:\d{1,4}|\p{L}{1,2})(?:\s|$)/u.test(text) && isTitle(text);

/** Words of a longer text are no title, and characters. */
const MAX_TITLE = 20;
const MAX_TITLE_LENGTH = 200;

/** Which versions of a package go with another, and an object identifier (ISO/IEC 9834-1). */
const RANGE = /^(?:[~^]|[<>]=? ?)v?\d{1,4}(?:\.\d{1,4}){1,2}(?:-[a-z]{2,8}\.?\d{0,3})?$|^\d{1,5}(?:\.\d{1,10}){4,20}$/;

/** A file of a program, maybe with where it is. */
const isFileName = (text: string) =>
  text.length < MAX_PLAIN && FILE_NAME.test(text) && isPlain(text.replace(/^\.{1,2}(?=\/)/, ''));
const FILE_NAME =
  /^(?:\.{0,2}\/)?(?:[@\w.-]{1,60}\/){0,12}[@\w.-]{1,60}\.(?:[cm]?[jt]sx?|json|css|html?|ya?ml|py|rb|php|go|rs|java|pem|crt|cer|jks|p12|pfx|keystore|kdbx|txt|md|log|conf|ini)$/;

/** What programs call a kind of card or code, by a word that says so: `summary_large_image`; words joined at random are a code. */
const IDENTIFIER =
  /^(?=(?:[a-z]{2,20}_){0,5}(?:auth|authorization|card|code|credit|debit|email|error|expired|failed|grant|image|invalid|number|sms|type)(?:_|$))[a-z]{2,20}(?:_[a-z]{2,20}){1,5}$/;

/** A colour, a number with a point, a share by its exchange (`VOD.L`), and a state as programs name it (`HOST_DOWN`), which no code looks like. */
const NO_CODE =
  /^(?:[A-Z\d]{1,6}\.[A-Z]{1,2}(?:\d{4})?|#(?:[\da-fA-F]{3}|[\da-fA-F]{6}|[\da-fA-F]{8})|-?\d+\.\d+|[A-Z]{2,20}(?:_[A-Z]{2,20}){1,5})$/;

/** The name of a resource in a cloud, which opens nothing whatever it stands under: `SecretId`. */
const RESOURCE = /^arn:aws[\w-]{0,10}:[\w-]{2,30}:[\w-]{0,20}:\d{0,12}:\S+$/i;

/** What a style sheet gives a property of its own: `--card: oklch(0.2 0 56)`, `--card: 222 84% 4.9%` (CSS Color Level 4, section 4), also cut. */
const STYLE =
  /^(?:(?:ok)?l(?:ch|ab)|hsla?|rgba?|hwb|color(?:-mix)?|var|calc|clamp|(?:linear|radial|conic)-gradient)\([-\w.%#,/ ();:]{0,200}$|^-?[\d.]{1,8}(?:deg)? [\d.]{1,8}% [\d.]{1,8}%$/;

/** Where something is, which no code and no token looks like. */
const COORDINATES = /^-?\d{1,3}\.\d{1,15},\s?-?\d{1,3}\.\d{1,15}$/;

/** A school year, a term of a parliament, a season: `2025-2026`, `2024/25`. */
const YEARS = /^(?:19|20)\d\d[-/](?:(?:19|20)\d\d|\d\d)$/;
/** What is traded: no machine makes a token of so few capitals. */
const SYMBOL = /^[A-Z]{2,5}$/;
/** What a microcontroller calls the pins of its board: `GPIO23`, `PA12`, `A0`. */
const CONTACT_OF_BOARD = /^(?:GPIO_?|GP|IO|P[A-K]|[AD])\d{1,2}$/i;
/** A small number as JSON-RPC of chains has it: the nonce of an account. */
const QUANTITY = /^0x[\da-f]{1,6}$/i;
/** How somebody signs in. */
const SCHEME_NAME =
  /^(?:basic|bearer|digest|negotiate|ntlm|kerberos|token|api-?key|dpop|hawk|oauth2?|oidc|openid|saml2?|ldap|sso|jwt|mtls)$/i;

/** What is read for its own secrets, and what is public: an address, the settings of a connection, a certificate, a public key. */
const READ_BY_ITSELF =
  /^(?:[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/]|(?:server|data source|host(?:name)?|addr|endpoint|accountendpoint|accountname|defaultendpointsprotocol|driver|provider|database|initial catalog|blobendpoint) ?=[^;]{1,300};|(?:host|dbname|user)=\S{1,200} \w{2,20}=|-----BEGIN (?:CERTIFICATE|(?:[A-Z0-9]{1,10} )?PUBLIC KEY|PGP (?:SIGNATURE|PUBLIC KEY BLOCK))-|(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-\w{1,20}) AAAA)/i;

export const isReadByItself = (text: string) => READ_BY_ITSELF.test(text) || isPoint(text);

/** The same in an address, where names such as `code`, `key` and `state` say less: words and small numbers are none there. */
export function isSecretParameter(kind: SecretClass, value: string): boolean {
  if (kind === 'token' && (isPlain(value) || isMessage(value) || /^\d{1,8}$/.test(value))) return false;
  return isSecretValue(kind, value, 'string', true);
}
