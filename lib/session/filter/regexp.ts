/**
 * A regular expression that cannot run away. What it searches came over the wire and may have been made to hurt, so no
 * backtracking engine gets to see it: the expression becomes a nondeterministic automaton, and that a deterministic one, state
 * by state as texts ask for it (Thompson 1968; Cox, "Regular Expression Matching Can Be Simple And Fast", 2007).
 * A known state costs one look-up a character; building states is what a budget bounds.
 */
import {
  type Assertion,
  type CharTest,
  isLineEnd,
  isWord,
  parseRegexp,
  type Regexp,
  type Unreadable,
} from './regexp-parser.ts';

export interface LinearRegexp {
  /**
   * Whether the expression matches somewhere in a text in lower case.
   * Undefined once the budget is spent: from then on there is no answer any more.
   */
  test(text: string): boolean | undefined;
}

/** Parts of the automaton: bounds what `{1000}` within `{1000}` may ask for. */
const MAX_NODES = 2_000;
/** Steps through the automaton that one expression may cost in all: some 20 ms. */
const BUDGET = 1_000_000;
/** States kept; beyond that they are built anew, which the budget pays. */
const MAX_STATES = 2_000;

/** Characters below this one are what most texts are made of: ASCII. */
const FREQUENT = 128;

type Next = number;

type NfaNode =
  | { readonly kind: 'char'; readonly test: CharTest; readonly next: Next }
  | { readonly kind: 'assert'; readonly what: Assertion; readonly next: Next }
  | { readonly kind: 'split'; readonly nexts: Next[] }
  | { readonly kind: 'match' };

/** What stands before or after a place in a text; `edge`: nothing, or the end of a line. */
type Side = 'edge' | 'word' | 'other';

interface State {
  /** Nodes that are reached, assertions before them not yet decided. */
  readonly nodes: readonly number[];
  readonly before: Side;
  /** By character, the frequent ones in a list; `true` for a match that is complete before it. */
  readonly next: (State | true | undefined)[];
  readonly nextRare: Map<number, State | true>;
  matchesAtEnd: boolean | undefined;
}

/** @param source one that `isRegexp` takes */
export function compileRegexp(source: string, budget = BUDGET): LinearRegexp | Unreadable {
  const read = parseRegexp(source);
  if (typeof read === 'string') return read;
  const nodes = automatonOf(read);
  return nodes ? createMatcher(nodes.list, nodes.start, budget) : 'regexp-too-large';
}

/** Built from the end: each part is given the node that follows it. Undefined where it would be too large. */
function automatonOf(regexp: Regexp): { readonly list: readonly NfaNode[]; readonly start: number } | undefined {
  const list: NfaNode[] = [{ kind: 'match' }];
  /** Counted apart from the nodes: nothing, repeated within repetitions, makes none. */
  let built = 0;

  const add = (node: NfaNode) => list.push(node) - 1;

  function build(part: Regexp, next: number): number {
    if (++built > MAX_NODES) return 0;
    switch (part.kind) {
      case 'char':
        return add({ kind: 'char', test: part.test, next });
      case 'assert':
        return add({ kind: 'assert', what: part.what, next });
      case 'sequence':
        return part.parts.reduceRight((after, one) => build(one, after), next);
      case 'choice':
        return add({ kind: 'split', nexts: part.parts.map((one) => build(one, next)) });
      case 'repeat':
        return repeated(part.part, part.least, part.most, next);
      default:
        return part satisfies never;
    }
  }

  function repeated(part: Regexp, least: number, most: number, next: number): number {
    let after = next;
    if (most === Infinity) {
      const loop = { kind: 'split' as const, nexts: [next] };
      after = add(loop);
      loop.nexts.push(build(part, after));
    } else {
      for (let i = least; i < most && built <= MAX_NODES; i++) {
        after = add({ kind: 'split', nexts: [next, build(part, after)] });
      }
    }
    for (let i = 0; i < least && built <= MAX_NODES; i++) after = build(part, after);
    return after;
  }

  const start = build(regexp, 0);
  return built <= MAX_NODES ? { list, start } : undefined;
}

function createMatcher(nodes: readonly NfaNode[], start: number, budget: number): LinearRegexp {
  let left = budget;
  let states = new Map<string, State>();

  function stateOf(reached: readonly number[], before: Side): State {
    const name = `${before} ${reached.join()}`;
    const known = states.get(name);
    if (known) return known;
    if (states.size >= MAX_STATES) states = new Map();
    const state: State = {
      nodes: reached,
      before,
      next: new Array(FREQUENT),
      nextRare: new Map(),
      matchesAtEnd: undefined,
    };
    states.set(name, state);
    return state;
  }

  /** Characters and matches that can be reached from a state without reading, the text going on with `after`. */
  function closure(
    { nodes: reached, before }: State,
    after: Side,
  ): { readonly chars: Set<number>; readonly matches: boolean } {
    const seen = new Set<number>();
    const chars = new Set<number>();
    const open = [start, ...reached];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const node = nodes[at];
      left--;
      if (!node || seen.has(at)) continue;
      seen.add(at);
      if (node.kind === 'match') return { chars, matches: true };
      if (node.kind === 'char') chars.add(at);
      else if (node.kind === 'split') for (const next of node.nexts) open.push(next);
      else if (holds(node.what, before, after)) open.push(node.next);
    }
    return { chars, matches: false };
  }

  function follow(state: State, code: number): State | true {
    const side = sideOf(code);
    const { chars, matches } = closure(state, side);
    if (matches) return true;
    const reached: number[] = [];
    for (const at of chars) {
      const node = nodes[at];
      if (node?.kind === 'char' && node.test(code)) reached.push(node.next);
    }
    left -= chars.size;
    return stateOf(
      [...new Set(reached)].sort((a, b) => a - b),
      side,
    );
  }

  return {
    test(text) {
      let state = stateOf([], 'edge');
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        let next = code < FREQUENT ? state.next[code] : state.nextRare.get(code);
        if (next === undefined) {
          if (left <= 0) return undefined;
          next = follow(state, code);
          if (code < FREQUENT) state.next[code] = next;
          else state.nextRare.set(code, next);
        }
        if (next === true) return true;
        state = next;
      }
      if (left <= 0) return state.matchesAtEnd;
      state.matchesAtEnd ??= closure(state, 'edge').matches;
      return state.matchesAtEnd;
    },
  };
}

function sideOf(code: number): Side {
  return isLineEnd(code) ? 'edge' : isWord(code) ? 'word' : 'other';
}

function holds(what: Assertion, before: Side, after: Side): boolean {
  switch (what) {
    case 'line-start':
      return before === 'edge';
    case 'line-end':
      return after === 'edge';
    case 'boundary':
      return (before === 'word') !== (after === 'word');
    case 'no-boundary':
      return (before === 'word') === (after === 'word');
    default:
      return what satisfies never;
  }
}
