/**
 * Finds known secrets in a text, in any case, whole or cut: the beginning or the end of one, at least 8 characters and half of it, or
 * less of its beginning before an ellipsis. Where a word goes on, nothing was cut, unless that masks the rest.
 * Two automata (Aho and Corasick 1975), one over the secrets and one over their mirror images, so that the work grows with the text
 * alone, however many secrets there are.
 */

/** A cut secret that is shorter is no longer told from a word, in characters. */
const MIN_CUT = 8;

/** What stands where a text was cut: an ellipsis, with what is left of an encoded sign before it. */
const CUT_HERE = /^(?:(?:%[0-9a-f]?){1,3}|&#?\w{0,6}|\\(?:u[0-9a-f]{0,3})?)?…/i;

/** What goes on at a word; scripts that write no spaces set nothing apart. */
const IN_WORD = /[A-Za-z0-9\u00c0-\u024f\u0370-\u052f]/;
/** An escape that ends in a letter or a digit, and is none itself. */
const ESCAPED = /(?:%[0-9a-f]{2}|\\[nrtbf]|\\u[0-9a-f]{4})$/i;
const MAX_ESCAPE = 6;
/** What masks the rest of a secret: `Kq81xxxxxx`. */
const MASKED = /^([A-Za-z0-9])\1\1/;

/** Of a longer secret its beginning is looked for, in characters. */
const MAX_SECRET = 20_000;

export interface Sought {
  readonly secret: string;
  /** Its beginning and its end are looked for as well. */
  readonly cut: boolean;
  /** It counts only where it stands by itself, not within a longer word; a number, not within a longer number. */
  readonly apart: boolean | 'number';
}

export interface Echo {
  readonly start: number;
  readonly end: number;
  readonly sought: Sought;
}

/** Lower case, character by character, so that offsets stay. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (c) => c.toLowerCase());
}

interface Automaton {
  /** Calls `found` for the longest beginnings of patterns between two offsets of a text, and for whole ones. */
  scan(text: string, from: number, to: number, found: (start: number, end: number, pattern: number) => void): void;
}

const WIDTH = 0x1_0000;

/** Places for pairs of numbers: few enough to stay in the nearest cache of a processor, many enough that hardly two pairs share one. */
const PAIRS = 0x2000;
/** Where two numbers that stand together are noted: most of a text drops out by the two characters with which a pattern begins. */
const pairOf = (first: number, second: number) => (first * 31 + second) & (PAIRS - 1);

/** The states, those of less depth first. */
function byDepth(depth: Int32Array): Int32Array {
  const from = new Int32Array(depth.reduce((most, d) => Math.max(most, d), 0) + 2);
  for (const d of depth) from[d + 1] = (from[d + 1] ?? 0) + 1;
  for (let d = 1; d < from.length; d++) from[d] = (from[d] ?? 0) + (from[d - 1] ?? 0);
  const order = new Int32Array(depth.length);
  for (let state = 0; state < depth.length; state++) {
    const d = depth[state] ?? 0;
    const at = from[d] ?? 0;
    order[at] = state;
    from[d] = at + 1;
  }
  return order;
}

/** The beginnings of patterns. State 0 is the empty one. */
interface Trie {
  /** Where a character leads from a state; 0 for nowhere. */
  next(state: number, code: number): number;
  /** Length of each. */
  readonly depth: Int32Array;
  /** The state before each, and the character that leads from there. */
  readonly parents: Int32Array;
  readonly codes: Uint16Array;
  /** The pattern that ends at a state, and the shortest one that may be cut through it; -1 for none. */
  readonly whole: Int32Array;
  readonly cut: Int32Array;
}

/** Secrets have little in common: the states of what a pattern adds stand in a row, and only where it leaves the others is noted. */
function createTrie(
  patterns: readonly string[],
  canCut: (pattern: number) => boolean,
  codeAt: (text: string, i: number) => number,
): Trie {
  const most = 1 + patterns.reduce((sum, { length }) => sum + length, 0);
  const depth = new Int32Array(most);
  const parents = new Int32Array(most).fill(-1);
  const codes = new Uint16Array(most);
  const whole = new Int32Array(most).fill(-1);
  const cut = new Int32Array(most).fill(-1);
  const branches = new Map<number, number>();
  const mayBranch = new Uint8Array(PAIRS);
  const first = (pattern: string) => (pattern === '' ? 0 : codeAt(pattern, 0));
  const roots = new Int32Array(1 + patterns.reduce((greatest, pattern) => Math.max(greatest, first(pattern)), 0));
  let count = 1;

  function next(state: number, code: number): number {
    if (state === 0) return roots[code] ?? 0;
    const following = state + 1;
    if (parents[following] === state && codes[following] === code) return following;
    return mayBranch[pairOf(state, code)] === 1 ? (branches.get(state * WIDTH + code) ?? 0) : 0;
  }

  function add(state: number, code: number): number {
    const to = count++;
    if (state === 0) roots[code] = to;
    else if (to !== state + 1) {
      branches.set(state * WIDTH + code, to);
      mayBranch[pairOf(state, code)] = 1;
    }
    depth[to] = (depth[state] ?? 0) + 1;
    parents[to] = state;
    codes[to] = code;
    return to;
  }

  for (const [index, pattern] of patterns.entries()) {
    const { length } = pattern;
    const isCut = canCut(index);
    let state = 0;
    for (let i = 0; i < length; i++) {
      const code = codeAt(pattern, i);
      state = next(state, code) || add(state, code);
      if (!isCut) continue;
      const shortest = cut[state] ?? -1;
      if (shortest < 0 || length < (patterns[shortest]?.length ?? 0)) cut[state] = index;
    }
    whole[state] = index;
  }
  const used = <T extends Int32Array | Uint16Array>(all: T) => all.subarray(0, count) as T;
  return {
    next,
    depth: used(depth),
    parents: used(parents),
    codes: used(codes),
    whole: used(whole),
    cut: used(cut),
  };
}

/** `isMirrored`: patterns and texts are read from their ends. An empty pattern is none. */
function createAutomaton(
  patterns: readonly string[],
  canCut: (pattern: number) => boolean,
  isMirrored: boolean,
): Automaton {
  const codeAt = (text: string, i: number) => text.charCodeAt(isMirrored ? text.length - 1 - i : i);
  const { next, depth, parents, codes, whole, cut } = createTrie(patterns, canCut, codeAt);
  /** The longest end of each state that is a state, too. */
  const fail = new Int32Array(depth.length);
  /** The nearest shorter state at which a pattern ends. */
  const shorter = new Int32Array(depth.length);
  const order = byDepth(depth);
  let linked = 0;
  let reached = 1;

  /** Works out both as deep as a text leads: that is not far where it holds no echo. */
  function linkTo(deepest: number): void {
    for (; linked < order.length; linked++) {
      const state = order[linked] ?? 0;
      if ((depth[state] ?? 0) > deepest) return;
      const parent = parents[state] ?? 0;
      if (parent <= 0) continue;
      const code = codes[state] ?? 0;
      let from = fail[parent] ?? 0;
      let to = next(from, code);
      while (to === 0 && from !== 0) {
        from = fail[from] ?? 0;
        to = next(from, code);
      }
      fail[state] = to;
      shorter[state] = (whole[to] ?? -1) >= 0 ? to : (shorter[to] ?? 0);
    }
  }

  const starts = new Uint8Array(PAIRS);
  for (const pattern of patterns) {
    if (pattern.length > 1) starts[pairOf(codeAt(pattern, 0), codeAt(pattern, 1))] = 1;
    else if (pattern !== '') starts.fill(1);
  }

  /** `at`: where the text goes on behind the state. */
  function isCut(state: number, text: string, at: number): boolean {
    const d = depth[state] ?? 0;
    const pattern = d < MIN_CUT ? undefined : patterns[cut[state] ?? -1];
    if (pattern === undefined) return false;
    return 2 * d >= pattern.length ? !goesOn(text, at) : !isMirrored && CUT_HERE.test(text.slice(at, at + 12));
  }

  function goesOn(text: string, at: number): boolean {
    if (!IN_WORD.test(text[at] ?? '')) return false;
    if (MASKED.test(isMirrored ? text.slice(Math.max(0, at - 2), at + 1) : text.slice(at, at + 3))) return false;
    return !isMirrored || !ESCAPED.test(text.slice(Math.max(0, at + 1 - MAX_ESCAPE), at + 1));
  }

  return {
    scan(text, from, to, found) {
      const step = isMirrored ? -1 : 1;
      const end = isMirrored ? from - 1 : to;
      /** The pattern of a state, which has been read up to `at`. */
      const tell = (at: number, of: number, pattern: number) => {
        const length = depth[of] ?? 0;
        const start = isMirrored ? at + 1 : at - length;
        found(start, start + length, pattern);
      };
      /** The state that is left where one ends. What a closure changes is slow to read: the scan keeps its own. */
      const after = (state: number, at: number) => {
        if (isCut(state, text, at)) tell(at, state, cut[state] ?? 0);
        return fail[state] ?? 0;
      };
      let state = 0;
      let at = isMirrored ? to - 1 : from;
      let following = at === end ? 0 : text.charCodeAt(at);
      for (; at !== end; at += step) {
        const code = following;
        following = at + step === end ? 0 : text.charCodeAt(at + step);
        if (state === 0 && starts[pairOf(code, following)] === 0) continue;
        let led = next(state, code);
        while (led === 0 && state !== 0) {
          state = after(state, at);
          led = next(state, code);
        }
        state = led;
        if ((depth[state] ?? 0) > reached) linkTo(++reached);
        const ending = (whole[state] ?? -1) >= 0 ? state : (shorter[state] ?? 0);
        if (ending !== 0 && !isMirrored) tell(at + 1, ending, whole[ending] ?? 0);
      }
      while (state !== 0) state = after(state, end);
    },
  };
}

/** A stretch that is hidden anyway. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Echoes {
  /**
   * All places that begin before an offset and do not lie within a stretch that is hidden, and maybe others; in no particular order,
   * they may overlap.
   */
  in(text: string, upTo?: number, hidden?: readonly Stretch[]): Echo[];
}

const NO_ECHOES: Echoes = { in: () => [] };

export function createEchoes(list: readonly Sought[]): Echoes {
  if (list.length === 0) return NO_ECHOES;
  const sought = [...list];
  const patterns = sought.map(({ secret }) =>
    folded(secret.length > MAX_SECRET ? secret.slice(0, MAX_SECRET) : secret),
  );
  const canCut = (index: number) => sought[index]?.cut ?? false;
  const forward = createAutomaton(patterns, canCut, false);
  // A whole secret is the same from both ends, and is found by the other.
  const ends = patterns.map((pattern, index) => (canCut(index) ? pattern : ''));
  const mirrored = createAutomaton(ends, canCut, true);

  const longest = patterns.reduce((most, { length }) => Math.max(most, length), 0);
  const used = new Uint8Array(WIDTH);
  for (const pattern of patterns) for (let i = 0; i < pattern.length; i++) used[pattern.charCodeAt(i)] = 1;

  /** What is left to search. What is hidden need not be where a sign of no secret stands at both its ends: no echo goes beyond it. */
  function* remaining(plain: string, hidden: readonly Stretch[]): Generator<Stretch> {
    const isBorder = (at: number) => used[plain.charCodeAt(at)] !== 1;
    let from = 0;
    for (const { start, end } of [...hidden].sort((a, b) => a.start - b.start)) {
      if (start >= plain.length) break;
      if (start < from || !isBorder(start - 1) || !isBorder(end)) continue;
      yield { start: from, end: start };
      from = end;
    }
    if (from < plain.length) yield { start: from, end: plain.length };
  }

  return {
    in(whole, upTo = whole.length, hidden = []) {
      const text = whole.slice(0, upTo + longest);
      const echoes: Echo[] = [];
      const plain = folded(text);
      const add = (start: number, end: number, index: number) => {
        const one = sought[index];
        if (!one || (one.apart && !isApart(text, start, end, one.apart === 'number' ? DIGIT : LETTER))) return;
        const last = echoes.at(-1);
        // What repeats itself echoes at every place of a text; such echoes are one.
        if (last?.sought === one && start <= last.end && end >= last.start) {
          echoes[echoes.length - 1] = { start: Math.min(start, last.start), end: Math.max(end, last.end), sought: one };
        } else echoes.push({ start, end, sought: one });
      };
      for (const { start, end } of remaining(plain, hidden)) {
        forward.scan(plain, start, end, add);
        mirrored.scan(plain, start, end, add);
      }
      return echoes;
    },
  };
}

const LETTER = /[\p{L}\p{N}]/u;
const DIGIT = /\d/;

function isApart(text: string, start: number, end: number, sign: RegExp): boolean {
  return !sign.test(text[start - 1] ?? '') && !sign.test(text[end] ?? '');
}
