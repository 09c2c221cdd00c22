/** Tells at a glance a text in which no search finds anything: most strings of a reply are words. */

/** Longer texts are searched, in characters. */
const MAX_LENGTH = 200;
/** Digits of a number that names nobody, and of all together: cards and accounts have their digits in groups. */
const MAX_DIGITS = 6;
const MAX_ALL_DIGITS = 10;
/** A run of letters that is as long, with capitals among them, may be base64; a longer one may be drawn by lot. */
const MIN_BASE64 = 12;
const MIN_RANDOM = 20;

/** Digits of a one-time code at the least, and what a sentence calls it. */
const MIN_CODE = 4;
/** Of one whose digits stand in two groups. */
const MIN_GROUPED = 6;
const SPEAKS_OF_CODE =
  /code|codice|koo?d|codul|\bpin\b|\botp\b|\bm?tan\b|\bcv[vc]\b|\bpuk\b|\bssn\b|birth|geburt|\bdob\b|number|numero|nummer|\bpass|wort\b|kennwort|parol|heslo|haslo|salasana|passord|adgangskode|(?:enter|use|type) \d/i;

/** Between the words of the shortest seed phrase (BIP-39), and the letters that each has at the least and at the most. */
const MIN_SPACES = 11;
const MIN_WORD = 3;
const MAX_WORD = 8;

const isDigit = (c: number) => c > 0x2f && c < 0x3a;
const isUpper = (c: number) => c > 0x40 && c < 0x5b;
const isLower = (c: number) => c > 0x60 && c < 0x7b;
const isLetter = (c: number) => isUpper(c) || isLower(c);

/** True for a text with as many words in lower case, one behind the other, as a seed phrase has. */
export function mayHoldPhrase(text: string): boolean {
  let words = 0;
  let letters = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = text.charCodeAt(i);
    if (isLower(c)) letters++;
    else {
      words = letters < MIN_WORD || letters > MAX_WORD ? 0 : words + 1;
      if (words > MIN_SPACES) return true;
      if (c !== SPACE) words = 0;
      letters = 0;
    }
  }
  return false;
}

/** True for words, small numbers and dates, with the signs of a sentence that begin no name, value, quotation, address or encoding; `wifi!pw` is no word. */
export function isHarmless(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  let letters = 0;
  let digits = 0;
  let capitals = 0;
  let all = 0;
  let hasCode = false;
  let spaces = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isLower(c)) letters++;
    else if (c === APOSTROPHE && !isLetter(text.charCodeAt(i - 1)) && isLetter(text.charCodeAt(i + 1))) return false;
    else if ((c === EXCLAMATION || c === QUESTION) && isLetter(text.charCodeAt(i + 1))) return false;
    else if (isUpper(c)) {
      if (letters > 0) capitals++;
      letters++;
    } else if (isDigit(c)) {
      digits++;
      all++;
      hasCode ||= digits >= MIN_CODE;
    } else if (c === SPACE || c === COMMA || c === DOT || c === APOSTROPHE || c === EXCLAMATION || c === QUESTION) {
      if (c === SPACE) spaces++;
      letters = 0;
      digits = 0;
      capitals = 0;
      continue;
    } else return isTime(text);
    const isMixed = letters > 0 && digits > 0;
    if (
      isMixed ||
      digits > MAX_DIGITS ||
      all > MAX_ALL_DIGITS ||
      letters >= MIN_RANDOM ||
      (letters >= MIN_BASE64 && capitals > 0)
    )
      return isTime(text);
  }
  return (
    !((hasCode || all >= MIN_GROUPED) && SPEAKS_OF_CODE.test(text)) && !(spaces >= MIN_SPACES && mayHoldPhrase(text))
  );
}

const SPACE = 0x20;
const COMMA = 0x2c;
const DOT = 0x2e;
const APOSTROPHE = 0x27;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;

/** A date or time (RFC 3339). */
function isTime(text: string): boolean {
  return text.length < 36 && isDigit(text.charCodeAt(0)) && TIME.test(text);
}

const TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
