/** Changes to what users choose of the catalogue. Each gives a whole new choice, or says what is wrong and changes nothing. */
import * as v from 'valibot';
import type { Binding, ChosenFamilies, FamilyChoice, OwnDocument, OwnFamily } from './choice.ts';
import { type Fault, found } from './fault.ts';
import { isHostPattern } from './host-pattern.ts';
import { lineOfJsonError } from './json-line.ts';
import { parseFamily } from './parse-family.ts';
import type { Family, FamilyDocument } from './schema.ts';
import { EntryId } from './schema-pieces.ts';
import { laterVersion } from './version.ts';

export type Changed =
  | { readonly ok: true; readonly choice: FamilyChoice; readonly added: readonly Added[] }
  | { readonly ok: false; readonly faults: readonly FileFault[] };

export interface Added {
  readonly id: string;
  readonly title: string;
  /** How many codes it lists. */
  readonly codes: number;
  /** It took the place of an earlier version. */
  readonly isUpdate: boolean;
}

/** What is wrong, and in which of several files. */
export interface FileFault extends Fault {
  readonly file: string;
}

/** A document as it came: dropped, chosen or pasted. */
export interface FamilyText {
  /** The name of the file; empty for what was pasted. */
  readonly file: string;
  /** Undefined where it is too large to be read. */
  readonly text: string | undefined;
}

/** Longest text that is read as a family, in characters. The largest family that is taken has far less. */
export const MAX_FAMILY_TEXT = 8_000_000;
/** Families of one user, and the codes of all of them together. */
const MAX_FAMILIES = 200;
const MAX_CODES = 20_000;
/** Hosts that a user can give to one family. */
const MAX_HOSTS = 50;

/** What one choice is changed by. */
export interface Adding {
  /** Ids of built-in families, which no other family can have. */
  readonly builtIn: ReadonlySet<string>;
}

/**
 * Adds the families of all texts, or none of them where one has a fault. A family whose id is already there takes the place of
 * the earlier one where its version is later, or where neither has a version.
 */
export function addFamilies(choice: FamilyChoice, texts: readonly FamilyText[], { builtIn }: Adding): Changed {
  const faults: FileFault[] = [];
  const added: Added[] = [];
  const came = new Map<string, OwnDocument>();
  for (const { file, text } of texts) {
    const read = readDocument(text);
    if (!read.ok) {
      faults.push(...read.faults.map((fault) => ({ file, ...fault })));
      continue;
    }
    const { document, family } = read;
    const before = choice.own.find((one) => one.document.id === family.id);
    const fault = idFault(family, builtIn, came) ?? versionFault(family, before);
    if (fault) faults.push({ file, ...fault });
    else {
      came.set(family.id, document);
      added.push({
        id: family.id,
        title: family.title,
        codes: codesOf(family),
        isUpdate: before !== undefined,
      });
    }
  }
  const own = [
    ...choice.own.map((one) => ({ ...one, document: came.get(one.document.id) ?? one.document })),
    ...[...came]
      .filter(([id]) => !choice.own.some(({ document }) => document.id === id))
      .map(([, document]) => ({ document, on: true })),
  ];
  const tooMany = faults.length === 0 ? roomFault(own) : undefined;
  if (tooMany) faults.push({ file: '', ...tooMany });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, choice: { ...choice, own }, added };
}

type ReadDocument =
  | { readonly ok: true; readonly document: OwnDocument; readonly family: Family }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** A family from its text, or all of its faults. Never throws, and takes well under a second whatever the text. */
export function readDocument(text: string | undefined): ReadDocument {
  if (text === undefined || text.length > MAX_FAMILY_TEXT)
    return refused(`a document of at most ${MAX_FAMILY_TEXT} characters`, 'a larger one');
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const line = lineOfJsonError(error, text);
    return refused(
      'a JSON document',
      text.trim() === '' ? 'nothing' : `something else${line === undefined ? '' : ` at line ${line}`}`,
    );
  }
  const parsed = parseFamily(document);
  return parsed.ok ? { ok: true, document: document as OwnDocument, family: parsed.family } : parsed;
}

function refused(expected: string, what: string): ReadDocument {
  return { ok: false, faults: [{ path: '', expected, found: what }] };
}

/** The browser keeps nothing more: its storage is full or switched off. */
export function notStored(): { readonly ok: false; readonly faults: readonly Fault[] } {
  return { ok: false, faults: [{ path: '', expected: 'room in the storage of the browser', found: 'none' }] };
}

function idFault({ id }: Family, builtIn: ReadonlySet<string>, came: ReadonlyMap<string, unknown>): Fault | undefined {
  if (builtIn.has(id)) return { path: 'id', expected: 'an id that no built-in family has', found: found(id) };
  return came.has(id) ? { path: 'id', expected: 'an id that no other of these has', found: found(id) } : undefined;
}

function versionFault({ version }: Family, before: OwnFamily | undefined): Fault | undefined {
  if (!before) return undefined;
  const { version: held } = before.document as { readonly version?: unknown };
  if (typeof held !== 'string' || laterVersion(version, held)) return undefined;
  return { path: 'version', expected: `a version after ${held}, which is here already`, found: found(version) };
}

function roomFault(own: readonly OwnFamily[]): Fault | undefined {
  if (own.length > MAX_FAMILIES)
    return { path: '', expected: `at most ${MAX_FAMILIES} families in all`, found: `${own.length}` };
  const codes = own.reduce((sum, { document }) => sum + listedCodes(document), 0);
  return codes > MAX_CODES
    ? { path: 'entries', expected: `at most ${MAX_CODES} codes in all families together`, found: `${codes}` }
    : undefined;
}

function codesOf({ entries }: Pick<Family, 'entries'>): number {
  return entries.reduce((sum, { codes }) => sum + codes.length, 0);
}

/** Of a document that was checked when it came. */
function listedCodes(document: OwnDocument): number {
  const parsed = document as Partial<Pick<Family, 'entries'>>;
  return Array.isArray(parsed.entries) ? codesOf({ entries: parsed.entries }) : 0;
}

export function removeFamily(choice: FamilyChoice, id: string): FamilyChoice {
  return {
    ...choice,
    own: choice.own.filter(({ document }) => document.id !== id),
    bound: choice.bound.filter(({ family }) => family !== id),
  };
}

/** A family of the user's own, or a built-in one, on or off. */
export function switchFamily(choice: FamilyChoice, id: string, on: boolean): FamilyChoice {
  if (choice.own.some(({ document }) => document.id === id))
    return { ...choice, own: choice.own.map((one) => (one.document.id === id ? { ...one, on } : one)) };
  const off = choice.off.filter((one) => one !== id);
  return { ...choice, off: on ? off : [...off, id] };
}

/** Moves a family of the user's own before the one that stands before it. */
export function raiseFamily(choice: FamilyChoice, id: string): FamilyChoice {
  const at = choice.own.findIndex(({ document }) => document.id === id);
  const [before, raised] = [choice.own[at - 1], choice.own[at]];
  if (!before || !raised) return choice;
  return { ...choice, own: [...choice.own.slice(0, at - 1), raised, before, ...choice.own.slice(at + 1)] };
}

/** @param written hosts as somebody writes them: apart by spaces or commas, in any case, also as addresses or with a port */
export function bindHosts(choice: FamilyChoice, family: string, written: string): Changed {
  const hosts = [
    ...new Set(
      written
        .split(/[\s,]+/)
        .filter((one) => one !== '')
        .map(hostOfWritten),
    ),
  ];
  const faults = hosts.slice(0, MAX_HOSTS + 1).flatMap((host, i) =>
    i === MAX_HOSTS
      ? [{ file: '', path: 'hosts', expected: `at most ${MAX_HOSTS} hosts`, found: `${hosts.length}` }]
      : isHostPattern(host)
        ? []
        : [
            {
              file: '',
              path: `hosts.${i}`,
              expected: 'a host such as example.com or *.example.com',
              found: found(host),
            },
          ],
  );
  if (faults.length > 0) return { ok: false, faults };
  const others: readonly Binding[] = choice.bound.filter((one) => one.family !== family);
  return {
    ok: true,
    choice: { ...choice, bound: hosts.length === 0 ? others : [...others, { family, hosts }] },
    added: [],
  };
}

/** Hosts are compared without scheme, port and path. */
function hostOfWritten(written: string): string {
  const host = written
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/?#].*$/, '');
  return host.startsWith('[') ? host.replace(/\]:\d+$/, ']') : host.replace(/:\d+$/, '');
}

/**
 * What an engine takes of a choice: the user's families that are on and still pass every check.
 *
 * @param pause lets others run
 */
export async function chosenFamilies(
  { own, off, bound }: FamilyChoice,
  pause: () => Promise<unknown>,
): Promise<ChosenFamilies> {
  const families: Family[] = [];
  for (const { document, on } of own) {
    // A hundred codes take some milliseconds.
    if (on) await pause();
    const parsed = on ? parseFamily(document) : undefined;
    if (parsed?.ok) families.push(parsed.family);
  }
  return { own: families, off, bound };
}

/** A built-in family as a document of the user's own: under another id, without what only built-in families may say. */
export function exportedFamily({ id, fallback: _, shapes, entries, ...family }: Family): FamilyDocument {
  return {
    ...family,
    id: `my-${id}`.slice(0, 64),
    shapes: shapes.map(({ standard: _standard, ...shape }) => shape),
    // An id that was made of a code is made again.
    entries: entries.map(({ id: entryId, ...entry }) => (v.is(EntryId, entryId) ? { id: entryId, ...entry } : entry)),
  };
}
