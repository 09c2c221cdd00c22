/**
 * Finds known secrets in a text, in any case, whole or cut: the beginning or the end of one, at least 8 characters and half of it.
 * Two automata (Aho and Corasick 1975), one over the secrets and one over their mirror images, so that the work grows with the text
 * alone, however many secrets there are.
 */

/** A cut secret that is shorter is no longer told from a word, in characters. */
const MIN_CUT = 8;

/** Of a longer secret its beginning is looked for, in characters. */
const MAX_SECRET = 20_000;

export interface Sought {
  readonly secret: string;
  /** Its beginning and its end are looked for as well. */
  readonly cut: boolean;
  /** It counts only where it stands by itself, not within a longer word. */
  readonly apart: boolean;
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
  /** Calls `found` for the longest beginnings of patterns, and for whole ones. */
  scan(text: string, found: (end: number, length: number, pattern: number) => void): void;
}

const WIDTH = 0x1_0000;

/** Where two characters that follow each other are noted: most of a text drops out by the two with which a pattern begins. */
const pairOf = (first: number, second: number) => (first * 31 + second) & (WIDTH - 1);

/** The states, those of less depth first. */
function byDepth(depth: readonly number[]): Int32Array {
  const from: number[] = [];
  for (const d of depth) {
    while (from.length <= d + 1) from.push(0);
    from[d + 1] = (from[d + 1] ?? 0) + 1;
  }
  for (let d = 1; d < from.length; d++) from[d] = (from[d] ?? 0) + (from[d - 1] ?? 0);
  const order = new Int32Array(depth.length);
  for (const [state, d] of depth.entries()) {
    const at = from[d] ?? 0;
    order[at] = state;
    from[d] = at + 1;
  }
  return order;
}

/** `isMirrored`: patterns and texts are read from their ends. An empty pattern is none. */
function createAutomaton(
  patterns: readonly string[],
  canCut: (pattern: number) => boolean,
  isMirrored: boolean,
): Automaton {
  const codeAt = (text: string, i: number) => text.charCodeAt(isMirrored ? text.length - 1 - i : i);
  const next = new Map<number, number>();
  const depth = [0];
  /** The state before each, and the character that leads from there. */
  const parents = [0];
  const codes = [0];
  /** The pattern that ends at a state, and the shortest one that may be cut through it; -1 for none. */
  const whole = [-1];
  const cut = [-1];
  for (const [index, pattern] of patterns.entries()) {
    let state = 0;
    for (let i = 0; i < pattern.length; i++) {
      const code = codeAt(pattern, i);
      const key = state * WIDTH + code;
      let to = next.get(key);
      if (to === undefined) {
        to = depth.length;
        next.set(key, to);
        depth.push(i + 1);
        parents.push(state);
        codes.push(code);
        whole.push(-1);
        cut.push(-1);
      }
      state = to;
      const shortest = cut[state] ?? -1;
      if (canCut(index) && (shortest < 0 || pattern.length < (patterns[shortest]?.length ?? 0))) cut[state] = index;
    }
    whole[state] = index;
  }
  const fail = new Int32Array(depth.length);
  /** The nearest shorter state at which a pattern ends. */
  const shorter = new Int32Array(depth.length);
  const order = byDepth(depth);
  for (const state of order) {
    const parent = parents[state] ?? 0;
    if (parent === 0) continue;
    const code = codes[state] ?? 0;
    let from = fail[parent] ?? 0;
    let to = next.get(from * WIDTH + code);
    while (to === undefined && from !== 0) {
      from = fail[from] ?? 0;
      to = next.get(from * WIDTH + code);
    }
    fail[state] = to ?? 0;
  }
  for (const state of order) {
    const back = fail[state] ?? 0;
    shorter[state] = (whole[back] ?? -1) >= 0 ? back : (shorter[back] ?? 0);
  }
  const isCut = depth.map((d, state) => {
    const pattern = patterns[cut[state] ?? -1];
    return pattern !== undefined && d >= MIN_CUT && 2 * d >= pattern.length;
  });
  const starts = new Uint8Array(WIDTH);
  for (const pattern of patterns) {
    if (pattern.length > 1) starts[pairOf(codeAt(pattern, 0), codeAt(pattern, 1))] = 1;
    else if (pattern !== '') starts.fill(1);
  }

  return {
    scan(text, found) {
      let state = 0;
      const leave = (at: number) => {
        if (isCut[state]) found(at, depth[state] ?? 0, cut[state] ?? 0);
        state = fail[state] ?? 0;
      };
      let following = text === '' ? 0 : codeAt(text, 0);
      for (let i = 0; i < text.length; i++) {
        const code = following;
        following = i + 1 < text.length ? codeAt(text, i + 1) : 0;
        if (state === 0 && starts[pairOf(code, following)] === 0) continue;
        let to = next.get(state * WIDTH + code);
        while (to === undefined && state !== 0) {
          leave(i);
          to = next.get(state * WIDTH + code);
        }
        state = to ?? 0;
        const ending = (whole[state] ?? -1) >= 0 ? state : (shorter[state] ?? 0);
        if (ending !== 0 && !isMirrored) found(i + 1, depth[ending] ?? 0, whole[ending] ?? 0);
      }
      while (state !== 0) leave(text.length);
    },
  };
}

export interface Echoes {
  /** All places, in no particular order; they may overlap. */
  in(text: string): Echo[];
}

export function createEchoes(list: readonly Sought[]): Echoes {
  const sought = [...list];
  const patterns = sought.map(({ secret }) =>
    folded(secret.length > MAX_SECRET ? secret.slice(0, MAX_SECRET) : secret),
  );
  const canCut = (index: number) => sought[index]?.cut ?? false;
  const forward = createAutomaton(patterns, canCut, false);
  // A whole secret is the same from both ends, and is found by the other.
  const ends = patterns.map((pattern, index) => (canCut(index) ? pattern : ''));
  const mirrored = createAutomaton(ends, canCut, true);

  return {
    in(text) {
      if (sought.length === 0) return [];
      const echoes: Echo[] = [];
      const plain = folded(text);
      const add = (start: number, end: number, index: number) => {
        const one = sought[index];
        if (!one || (one.apart && !isApart(text, start, end))) return;
        const last = echoes.at(-1);
        // What repeats itself echoes at every place of a text; such echoes are one.
        if (last?.sought === one && start <= last.end && end >= last.start) {
          echoes[echoes.length - 1] = { start: Math.min(start, last.start), end: Math.max(end, last.end), sought: one };
        } else echoes.push({ start, end, sought: one });
      };
      forward.scan(plain, (end, length, index) => add(end - length, end, index));
      mirrored.scan(plain, (end, length, index) => add(text.length - end, text.length - end + length, index));
      return echoes;
    },
  };
}

function isApart(text: string, start: number, end: number): boolean {
  const isLetter = (c: string | undefined) => c !== undefined && /[\p{L}\p{N}]/u.test(c);
  return !isLetter(text[start - 1]) && !isLetter(text[end]);
}
