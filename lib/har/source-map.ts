/**
 * Source maps (ECMA-426), read for one place: which line of which original a place in generated code comes from. A map is written by
 * whoever serves the page: what it claims is checked, and one that lies loses the line and nothing else.
 */
import { fromBase64, utf8 } from '../bytes.ts';
import { listOf, membersOf, textOf } from './checked.ts';

export interface OriginalPlace {
  /** Name or address of the original, as the map gives it. */
  readonly source: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The text of the original; undefined where the map does not hold it. */
  readonly content: string | undefined;
}

interface MapMembers {
  readonly version: number;
  readonly sources: readonly unknown[];
  readonly sourceRoot: string;
  readonly sourcesContent: readonly unknown[];
  readonly mappings: string;
  readonly sections: readonly unknown[];
}

interface SectionMembers {
  readonly offset: unknown;
  readonly map: unknown;
}

interface OffsetMembers {
  readonly line: number;
  readonly column: number;
}

/** Characters of a map that is read, and of the end of a script in which its address is looked for. */
const MAX_MAP = 32_000_000;
const MAX_COMMENT = 2 * MAX_MAP;
/** What may follow that address, in characters. */
const MAX_TAIL = 8_192;
const MAX_SOURCE = 2_048;
const MAX_SECTIONS = 10_000;

const COMMENT = '//# sourceMappingURL=';

/** The map that a script carries in itself, as JSON text; undefined where it carries none. No other map is fetched. */
export function inlineMapOf(script: string): string | undefined {
  const start = script.lastIndexOf(COMMENT);
  if (start < 0 || script.length - start > MAX_COMMENT) return undefined;
  const end = script.indexOf('\n', start);
  if (end >= 0 && !isComments(script, end)) return undefined;
  const address = script.slice(start + COMMENT.length, end < 0 ? undefined : end).trimEnd();
  const comma = address.indexOf(',');
  const head = address.slice(0, Math.max(0, Math.min(comma, 100))).toLowerCase();
  if (!head.startsWith('data:application/json')) return undefined;
  const data = address.slice(comma + 1);
  if (head.endsWith(';base64')) {
    const bytes = fromBase64(data);
    return bytes && utf8(bytes);
  }
  try {
    return decodeURIComponent(data);
  } catch {
    return undefined;
  }
}

/** Whether nothing but comments follows: modules that are evaluated have their name in one. Where code follows, the map is of what stands before. */
function isComments(script: string, from: number): boolean {
  return (
    script.length - from <= MAX_TAIL &&
    script
      .slice(from)
      .split('\n')
      .every((line) => /^\s*(?:\/\/|$)/.test(line))
  );
}

/**
 * Where a place of the generated code comes from; line and column from 1. Undefined where the map does not say. Takes time in
 * proportion to the map.
 */
export type OriginalIn = (line: number, column: number) => OriginalPlace | undefined;

/** Reads a map once for any number of places. What is no map leads nowhere. Never throws. */
export function readMap(text: string): OriginalIn {
  const map = text.length > MAX_MAP ? undefined : parsed(text);
  const marksOf: MarksOf = new Map();
  return (line, column) => find(map, line - 1, column - 1, marksOf, true);
}

/** Marks by the mappings they stand in. */
type MarksOf = Map<string, Mark[]>;

function parsed(map: string): unknown {
  try {
    // Section 9.2: a guard against scripts that load JSON.
    return JSON.parse(map.startsWith(")]}'") ? map.slice(map.indexOf('\n') + 1) : map);
  } catch {
    return undefined;
  }
}

/** Line and column from 0. */
function find(
  map: unknown,
  line: number,
  column: number,
  marksOf: MarksOf,
  mayHaveSections: boolean,
): OriginalPlace | undefined {
  const { sections, mappings, sources, sourceRoot, sourcesContent } = membersOf<MapMembers>(map);
  if (Array.isArray(sections)) return mayHaveSections ? findInSections(sections, line, column, marksOf) : undefined;
  if (typeof mappings !== 'string') return undefined;
  const marks = marksOf.get(mappings) ?? [];
  marksOf.set(mappings, marks);
  const found = findMapping(mappings, line, column, marks);
  const source = found && textOf(listOf(sources)[found.source]);
  if (!found || source === undefined || source === '' || source.length > MAX_SOURCE) return undefined;
  const content = listOf(sourcesContent)[found.source];
  return {
    source: `${textOf(sourceRoot)}${source}`.slice(0, MAX_SOURCE),
    line: found.line + 1,
    column: found.column + 1,
    content: typeof content === 'string' ? content : undefined,
  };
}

/** An index map: the last section that begins before the place has it, counted from its own beginning. */
function findInSections(
  sections: readonly unknown[],
  line: number,
  column: number,
  marksOf: MarksOf,
): OriginalPlace | undefined {
  let best: { readonly map: unknown; readonly line: number; readonly column: number } | undefined;
  for (const section of sections.slice(0, MAX_SECTIONS)) {
    const { offset, map } = membersOf<SectionMembers>(section);
    const { line: fromLine, column: fromColumn } = membersOf<OffsetMembers>(offset);
    if (typeof fromLine !== 'number' || typeof fromColumn !== 'number') continue;
    if (fromLine > line || (fromLine === line && fromColumn > column)) continue;
    best = { map, line: line - fromLine, column: fromLine === line ? column - fromColumn : column };
  }
  return best && find(best.map, best.line, best.column, marksOf, false);
}

interface Mapping {
  readonly source: number;
  readonly line: number;
  readonly column: number;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES: ReadonlyMap<number, number> = new Map([...DIGITS].map((digit, i) => [digit.charCodeAt(0), i]));
const SEMICOLON = 0x3b;
const COMMA = 0x2c;
/** Bits of a digit that count, and the one that says that more follow (ECMA-426, section 5.2). */
const BITS = 5;
const MORE = 32;
/** Values have 32 bits. */
const MAX_SHIFT = 30;
const MAX_FIELDS = 5;

/** Where mappings were read before, so that a later search goes on from there. */
interface Mark {
  readonly at: number;
  readonly line: number;
  readonly sum: readonly number[];
  /** The last mapping of the line before it. */
  readonly mapping: Mapping | undefined;
}

const START: Mark = { at: 0, line: 0, sum: [0, 0, 0, 0, 0], mapping: undefined };
/** How far apart marks are, in characters. */
const APART = 4_096;

/**
 * The last mapping of the line that does not begin after the column. Line and column from 0. `marks`: of earlier searches in the same
 * mappings; those of this one are added.
 */
export function findMapping(
  mappings: string,
  wantedLine: number,
  wantedColumn: number,
  marks: Mark[] = [],
): Mapping | undefined {
  const from =
    marks.findLast(
      ({ line, sum: [generated = 0] }) => line < wantedLine || (line === wantedLine && generated <= wantedColumn),
    ) ?? START;
  /** Generated column, source, line, column, name: each counts from the one before, the first from its line. */
  const sum = [...from.sum];
  let { line } = from;
  let field = 0;
  let value = 0;
  let shift = 0;
  let best = line === wantedLine ? from.mapping : undefined;
  for (let i = from.at; i <= mappings.length; i++) {
    const code = i < mappings.length ? mappings.charCodeAt(i) : SEMICOLON;
    if (code !== COMMA && code !== SEMICOLON) {
      const digit = VALUES.get(code);
      if (digit === undefined || shift > MAX_SHIFT || field >= MAX_FIELDS) return undefined;
      value += (digit & (MORE - 1)) * 2 ** shift;
      shift += BITS;
      if (digit & MORE) continue;
      sum[field] = (sum[field] ?? 0) + (value % 2 === 1 ? -Math.floor(value / 2) : value / 2);
      field += 1;
      value = 0;
      shift = 0;
      continue;
    }
    if (shift > 0) return undefined;
    if (line === wantedLine && field > 0) {
      if ((sum[0] ?? 0) > wantedColumn) return best;
      best = mappingOf(sum, field);
    }
    const isFar = i - (marks.at(-1)?.at ?? 0) >= APART;
    if (isFar && code === COMMA && field > 0)
      marks.push({ at: i + 1, line, sum: [...sum], mapping: mappingOf(sum, field) });
    field = 0;
    if (code === SEMICOLON) {
      line += 1;
      sum[0] = 0;
      if (isFar) marks.push({ at: i + 1, line, sum: [...sum], mapping: undefined });
      if (line > wantedLine) return best;
    }
  }
  return undefined;
}

function mappingOf(sum: readonly number[], fields: number): Mapping | undefined {
  const [, source = 0, line = 0, column = 0] = sum;
  return fields >= 4 && source >= 0 && line >= 0 && column >= 0 ? { source, line, column } : undefined;
}
