/**
 * Regular expressions of the filter box, read into a form that can be run in linear time. The syntax is ECMAScript's without
 * the `u` and `v` flags, less back references and lookaround, which no linear matcher has.
 */

export type CharTest = (code: number) => boolean;

export type Assertion = 'line-start' | 'line-end' | 'boundary' | 'no-boundary';

export type Regexp =
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Regexp[] }
  /** `most` is Infinity for no limit. */
  | { readonly kind: 'repeat'; readonly part: Regexp; readonly least: number; readonly most: number };

export type Unreadable = 'regexp-unsupported' | 'regexp-too-large';

/** Groups within groups. */
const MAX_DEPTH = 50;

/** Whether an engine would take it at all. */
export function isRegexp(source: string): boolean {
  try {
    new RegExp(source, 'im');
    return true;
  } catch {
    return false;
  }
}

const QUANTIFIER = /[*+?]|\{(\d+)(?:(,)(\d*))?\}/y;
const GROUP = /\((?:\?(?::|<(?![=!])[^>]*>))?/y;
const NUMBERED = /x([0-9a-f]{2})|u([0-9a-f]{4})/iy;

const isDigit: CharTest = (c) => c >= 48 && c <= 57;
export const isWord: CharTest = (c) => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || isDigit(c) || c === 95;
const isSpace: CharTest = (c) => /\s/.test(String.fromCharCode(c));
export const isLineEnd: CharTest = (c) => c === 10 || c === 13 || c === 0x2028 || c === 0x2029;
const not =
  (test: CharTest): CharTest =>
  (c) =>
    !test(c);

const CLASSES: Readonly<Record<string, CharTest>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
};

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/** @param source one that `isRegexp` takes; matched without regard to case, `^` and `$` at every line */
export function parseRegexp(source: string): Regexp | Unreadable {
  let at = 0;
  let depth = 0;
  let unreadable: Unreadable | undefined;

  function choice(): Regexp {
    const parts = [sequence()];
    while (source[at] === '|') {
      at++;
      parts.push(sequence());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
  }

  function sequence(): Regexp {
    const parts: Regexp[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')' && !unreadable)
      parts.push(quantified(atom()));
    return { kind: 'sequence', parts };
  }

  function quantified(part: Regexp): Regexp {
    QUANTIFIER.lastIndex = at;
    const [sign, from, comma, to] = QUANTIFIER.exec(source) ?? [];
    if (sign === undefined) return part;
    at += sign.length;
    // Lazy or greedy makes no difference to whether there is a match.
    if (source[at] === '?') at++;
    if (from === undefined)
      return { kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    return { kind: 'repeat', part, least: Number(from), most: to ? Number(to) : comma ? Infinity : Number(from) };
  }

  function atom(): Regexp {
    const c = source[at] ?? '';
    switch (c) {
      case '(':
        return group();
      case '[':
        return { kind: 'char', test: characterClass() };
      case '.':
        at++;
        return { kind: 'char', test: not(isLineEnd) };
      case '^':
        at++;
        return { kind: 'assert', what: 'line-start' };
      case '$':
        at++;
        return { kind: 'assert', what: 'line-end' };
      case '\\':
        return escaped();
      default:
        at++;
        return { kind: 'char', test: literal(c.charCodeAt(0)) };
    }
  }

  function group(): Regexp {
    GROUP.lastIndex = at;
    const opening = GROUP.exec(source)?.[0] ?? '(';
    at += opening.length;
    if (opening === '(' && source[at] === '?') unreadable = 'regexp-unsupported';
    if (++depth > MAX_DEPTH) unreadable = 'regexp-too-large';
    const inner = unreadable ? sequenceOfNothing() : choice();
    depth--;
    at++;
    return inner;
  }

  function escaped(): Regexp {
    const c = source[at + 1] ?? '';
    if (c === 'b' || c === 'B') {
      at += 2;
      return { kind: 'assert', what: c === 'b' ? 'boundary' : 'no-boundary' };
    }
    if (/[1-9k]/.test(c)) unreadable = 'regexp-unsupported';
    return { kind: 'char', test: escapedTest() };
  }

  /** The class or character behind a backslash. */
  function escapedTest(): CharTest {
    const known = CLASSES[source[at + 1] ?? ''];
    if (!known) return literal(escapedCode());
    at += 2;
    return known;
  }

  function escapedCode(): number {
    at++;
    const c = source[at] ?? '';
    if (/[0cpP]/.test(c) && !(c === '0' && !isDigit(source.charCodeAt(at + 1)))) unreadable = 'regexp-unsupported';
    NUMBERED.lastIndex = at;
    const [numbered, short, long] = NUMBERED.exec(source) ?? [];
    at += numbered?.length ?? 1;
    if (numbered !== undefined) return Number.parseInt(short ?? long ?? '', 16);
    return c === '0' ? 0 : (CONTROLS[c] ?? c.charCodeAt(0));
  }

  function characterClass(): CharTest {
    at++;
    const negated = source[at] === '^';
    if (negated) at++;
    const tests: CharTest[] = [];
    while (at < source.length && source[at] !== ']' && !unreadable) tests.push(classItem());
    at++;
    // One or none of the texts' letters is upper case, so a class holds a letter if it holds it in either case.
    const holds = (c: number) => tests.some((test) => test(c));
    const folded: CharTest = (c) => holds(c) || holds(upperCase(c));
    return negated ? not(folded) : folded;
  }

  function classItem(): CharTest {
    const first = classAtom();
    if (source[at] !== '-' || source[at + 1] === ']' || at + 1 >= source.length) return testOf(first);
    at++;
    const second = classAtom();
    if (typeof first === 'number' && typeof second === 'number') return (c) => c >= first && c <= second;
    // `[\d-x]`: without the `u` flag the hyphen is one of the characters.
    return (c) => testOf(first)(c) || c === 45 || testOf(second)(c);
  }

  function classAtom(): CharTest | number {
    if (source[at] !== '\\') return source.charCodeAt(at++);
    const c = source[at + 1] ?? '';
    if (c === 'b') {
      at += 2;
      return 8;
    }
    if (/[1-9]/.test(c)) unreadable = 'regexp-unsupported';
    return CLASSES[c] ? escapedTest() : escapedCode();
  }

  const read = choice();
  return unreadable ?? read;
}

function sequenceOfNothing(): Regexp {
  return { kind: 'sequence', parts: [] };
}

function testOf(item: CharTest | number): CharTest {
  return typeof item === 'number' ? (c) => c === item : item;
}

/** The texts are in lower case. */
function literal(code: number): CharTest {
  const lower = String.fromCharCode(code).toLowerCase();
  const wanted = lower.length === 1 ? lower.charCodeAt(0) : code;
  return (c) => c === wanted;
}

function upperCase(code: number): number {
  const upper = String.fromCharCode(code).toUpperCase();
  return upper.length === 1 ? upper.charCodeAt(0) : code;
}
