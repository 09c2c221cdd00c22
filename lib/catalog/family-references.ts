/**
 * What one part of a family document says of another: ids that must occur once, shapes that must exist, places that
 * something must fill. Looks at any document, also one that the schema refuses, so that all faults come out at once.
 */
import { type Fault, found } from './fault.ts';
import { placesOf } from './template.ts';

type Members = Readonly<Record<string, unknown>>;

/** Codes, by shape and text, that a family may list; more would make its index slow. */
const MAX_PAIRS = 200_000;

/** Members of `read` that say which part of the code to keep, not where to find something. */
const CUTS: ReadonlySet<string> = new Set(['codeAfter', 'codeMustFollow', 'codeBefore']);

/** @param document of a sane size, see size.ts */
export function referenceFaults(document: unknown, builtIn: boolean): Fault[] {
  const family = members(document);
  const shapes = list(family.shapes).map(members);
  const entries = list(family.entries).map(members);
  const shapeIds = new Set(shapes.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])));
  const faults: Fault[] = [];
  const add = (fault: Fault) => void faults.push(fault);
  if (!builtIn && family.fallback === true) faults.push(onlyBuiltIn('fallback'));
  repeats(shapes, 'shapes').forEach(add);
  for (const [i, shape] of shapes.entries()) shapeFaults(shape, `shapes.${i}`, builtIn).forEach(add);
  strangers(members(family.defaults).shapes, shapeIds, 'defaults.shapes').forEach(add);
  for (const [i, context] of list(family.context).entries()) {
    if (!hasRequired(members(context).members)) add(nothingRequired(`context.${i}.members`));
  }
  repeats(entries, 'entries').forEach(add);
  const defaults = members(family.defaults);
  const around: Around = {
    shapeIds,
    undecided: ['permanence', 'basis'].filter((member) => defaults[member] === undefined),
    byStatus: members(defaults.byStatus),
    isBackedOff: family.backoff !== undefined,
  };
  for (const [i, entry] of entries.entries()) {
    // There are thousands of entries, nearly all without a fault: where they stand is written only for those with one.
    for (const fault of entryFaults(entry, around)) add({ ...fault, path: `entries.${i}.${fault.path}` });
  }
  if (pairCount(entries, shapes.length) > MAX_PAIRS)
    add({ path: 'entries', expected: `at most ${MAX_PAIRS} codes, counted by shape and text`, found: 'more' });
  else repeatedPairs(entries).forEach(add);
  return faults;
}

function shapeFaults(shape: Members, path: string, builtIn: boolean): Fault[] {
  const faults: Fault[] = [];
  if (!builtIn && shape.standard === true) faults.push(onlyBuiltIn(`${path}.standard`));
  const when = members(shape.when);
  const channels = list(shape.channels);
  const onHttp = channels.includes('http') || channels.includes('handshake');
  const isConditional = when.status !== undefined || when.headers !== undefined || when.failed === true;
  if (onHttp && shape.body === undefined && !isConditional) {
    // Without a condition every healthy reply would be a failure.
    faults.push({ path: `${path}.when.status`, expected: 'the statuses of a shape without a body', found: 'nothing' });
  }
  if (shape.body === undefined) {
    for (const [member, refs] of Object.entries(members(shape.read))) {
      if (CUTS.has(member)) continue;
      const bodiless = texts(refs).find((ref) => !ref.startsWith('$'));
      if (bodiless !== undefined)
        faults.push({ path: `${path}.read.${member}`, expected: 'a body to read it from', found: found(bodiless) });
    }
  }
  return faults;
}

/** What entries rest on. */
interface Around {
  readonly shapeIds: ReadonlySet<string>;
  /** Members that have no default. */
  readonly undecided: readonly string[];
  readonly byStatus: Members;
  readonly isBackedOff: boolean;
}

/** Their paths begin at the entry. */
function entryFaults(entry: Members, { shapeIds, undecided, byStatus, isBackedOff }: Around): Fault[] {
  const faults = strangers(entry.shapes, shapeIds, 'shapes');
  for (const member of undecided) {
    if (entry[member] === undefined && members(byStatus[texts(entry.codes)[0] ?? ''])[member] === undefined)
      faults.push({ path: member, expected: 'this member, or a default for it', found: 'nothing' });
  }
  if (entry.backoff === true && !isBackedOff)
    faults.push({ path: 'backoff', expected: 'a backoff of the family to follow', found: 'true' });
  const empty = emptyPlace(entry);
  if (empty !== undefined)
    faults.push({ path: 'name', expected: 'places that a text of the entry fills', found: `{${empty}}` });
  return faults;
}

/** A place of the name that no text of the entry fills; undefined where there is none. */
function emptyPlace({ name, texts: beside }: Members): string | undefined {
  const places = typeof name === 'string' ? placesOf(name) : [];
  if (places.length === 0) return undefined;
  const filled = new Set(texts(beside).flatMap(placesOf));
  return places.find((place) => !filled.has(place));
}

/** How many triples of shape, code and text the family lists. */
function pairCount(entries: readonly Members[], shapeCount: number): number {
  let count = 0;
  for (const { codes, texts: beside, shapes } of entries) {
    count += list(codes).length * Math.max(1, list(beside).length) * (list(shapes).length || shapeCount);
  }
  return count;
}

/** Each code stands once with each text, or once without, in each shape that entries name. */
function repeatedPairs(entries: readonly Members[]): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const [i, entry] of entries.entries()) {
    const beside = texts(entry.texts);
    const blocked = entry.blocked === undefined ? '' : JSON.stringify(entry.blocked);
    for (const [c, code] of texts(entry.codes).entries()) {
      for (const shape of list(entry.shapes).length > 0 ? texts(entry.shapes) : ['']) {
        for (const [t, text] of (beside.length > 0 ? beside : ['']).entries()) {
          const pair = `${shape}\n${code.length} ${code}${blocked}\n${text}`;
          if (seen.has(pair)) faults.push(repeatedPair(`entries.${i}`, { c, code, t, text }));
          seen.add(pair);
        }
      }
    }
  }
  return faults;
}

function repeatedPair(path: string, { c, code, t, text }: { c: number; code: string; t: number; text: string }): Fault {
  return text === ''
    ? { path: `${path}.codes.${c}`, expected: 'a code that stands here once', found: found(code) }
    : { path: `${path}.texts.${t}`, expected: 'a text that stands beside this code once', found: found(text) };
}

function repeats(items: readonly Members[], path: string): Fault[] {
  const seen = new Set<unknown>();
  return items.flatMap(({ id }, i) => {
    if (typeof id !== 'string') return [];
    if (seen.has(id)) return [{ path: `${path}.${i}.id`, expected: 'an id that occurs once', found: found(id) }];
    seen.add(id);
    return [];
  });
}

function strangers(ids: unknown, known: ReadonlySet<string>, path: string): Fault[] {
  return list(ids).flatMap((id, i) =>
    typeof id === 'string' && !known.has(id)
      ? [{ path: `${path}.${i}`, expected: 'the id of a shape of this family', found: found(id) }]
      : [],
  );
}

/** A test of members that all may be missing fits everything. */
function hasRequired(tests: unknown): boolean {
  return Object.values(members(tests)).some((test) => typeof test !== 'string' || !test.endsWith('?'));
}

function nothingRequired(path: string): Fault {
  return { path, expected: 'a member that has to be there', found: 'none' };
}

function onlyBuiltIn(path: string): Fault {
  return { path, expected: 'nothing: only built-in families may say so', found: 'true' };
}

function members(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** One text or a list of them, without anything else. */
function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
}
