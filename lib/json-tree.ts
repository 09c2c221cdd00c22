/**
 * JSON read one level at a time, straight from its text: numbers keep their digits, repeated members stay, and a body of
 * megabytes costs only what somebody opens. Nothing recurses, so depth costs nothing either.
 */

/** Longest text that is set out, in characters. */
export const MAX_TREE = 5_000_000;

export interface JsonNode {
  readonly kind: 'object' | 'list' | 'value';
  /** Where it stands in the text: from `start` up to, not including, `end`. */
  readonly start: number;
  readonly end: number;
  /** Name of the member; undefined for an element of a list and for the whole. */
  readonly key: string | undefined;
  /** Position among its siblings, from 0. */
  readonly index: number;
}

export interface Children {
  readonly nodes: readonly JsonNode[];
  /** Whether more come after them. */
  readonly more: boolean;
}

/** The whole of a text that is a JSON object or list; undefined for any other text and for one that is too long. */
export function rootOf(text: string): JsonNode | undefined {
  const start = skipSpace(text, 0);
  if (text.length > MAX_TREE || (text[start] !== '{' && text[start] !== '[')) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return { kind: kindAt(text, start), start, end: endOfValue(text, start), key: undefined, index: 0 };
}

/**
 * At most `most` children of an object or list, from the one with index `from` on.
 *
 * @param text valid JSON, from which `node` was made
 */
export function childrenOf(text: string, node: JsonNode, from: number, most: number): Children {
  const nodes: JsonNode[] = [];
  for (const child of walk(text, node)) {
    if (child.index < from) continue;
    if (nodes.length >= most) return { nodes, more: true };
    nodes.push(child);
  }
  return { nodes, more: false };
}

/** Index of the child that holds a position of the text, or -1. */
export function childAt(text: string, node: JsonNode, position: number): number {
  if (position <= node.start || position >= node.end) return -1;
  for (const { index, end } of walk(text, node)) if (position < end) return index;
  return -1;
}

/** Longest path that is looked for, in steps. */
const MAX_STEPS = 32;

/**
 * The member that a path names: `order.items[2].sku`, `items.0.sku`, a JSON pointer (RFC 6901) or one name. A single name is
 * also looked for one level down, where many requests keep their fields. Undefined where there is none.
 */
export function memberAt(text: string, root: JsonNode, path: string): JsonNode | undefined {
  const steps = stepsOf(path);
  if (steps.length === 0 || steps.length > MAX_STEPS) return undefined;
  return follow(text, root, steps) ?? (steps.length === 1 ? oneLevelDown(text, root, steps) : undefined);
}

function oneLevelDown(text: string, root: JsonNode, steps: readonly string[]): JsonNode | undefined {
  for (const child of walk(text, root)) {
    const found = child.kind === 'object' ? follow(text, child, steps) : undefined;
    if (found) return found;
  }
  return undefined;
}

function follow(text: string, root: JsonNode, steps: readonly string[]): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const step of steps) {
    if (!node) return undefined;
    node = childNamed(text, node, step);
  }
  return node;
}

function childNamed(text: string, parent: JsonNode, name: string): JsonNode | undefined {
  for (const child of walk(text, parent)) if ((child.key ?? String(child.index)) === name) return child;
  return undefined;
}

function stepsOf(path: string): readonly string[] {
  if (path.startsWith('/')) {
    return path
      .slice(1)
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return path
    .replace(/^\$\.?/, '')
    .split(/[.[\]]+/)
    .filter((step) => step !== '');
}

/** The children of a node, in their order. */
function* walk(text: string, { kind, start, end }: JsonNode): Generator<JsonNode> {
  if (kind === 'value') return;
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < end - 1; index++) {
    let key: string | undefined;
    if (kind === 'object') {
      const keyEnd = endOfString(text, at);
      key = decoded(text.slice(at, keyEnd));
      at = skipSpace(text, skipSpace(text, keyEnd) + 1);
    }
    const childEnd = endOfValue(text, at);
    yield { kind: kindAt(text, at), start: at, end: childEnd, key, index };
    at = skipSpace(text, skipSpace(text, childEnd) + 1);
  }
}

function kindAt(text: string, at: number): JsonNode['kind'] {
  return text[at] === '{' ? 'object' : text[at] === '[' ? 'list' : 'value';
}

function decoded(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return json;
  }
}

/** JSON knows four characters as space (RFC 8259, section 2). */
function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at++;
  return at;
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first === '{' || first === '[') return endOfBrackets(text, start);
  let at = start;
  while (at < text.length && !' \t\n\r,]}'.includes(text.charAt(at))) at++;
  return at;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function endOfBrackets(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const letter = text[at];
    if (letter === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (letter === '{' || letter === '[') depth++;
    else if (letter === '}' || letter === ']') depth--;
    at++;
    if (depth === 0) return at;
  }
  return text.length;
}
