/** A draft among the families of its user. */
import type { FamilyChoice } from '../catalog/choice.ts';
import { type Adding, addFamilies, type Changed } from '../catalog/own-families.ts';
import type { EntryDocument, FamilyDocument, Shape } from '../catalog/schema.ts';

/** Longest list of hosts of one family. */
const MAX_HOSTS = 200;

/** Adds a family, or puts it into the one of the user's own that has its id. */
export function addDraft(choice: FamilyChoice, draft: FamilyDocument, adding: Adding): Changed {
  const held = choice.own.find(({ document }) => document.id === draft.id)?.document;
  const whole = held ? mergeDraft(held as FamilyDocument, draft) : draft;
  return addFamilies(choice, [{ file: '', text: JSON.stringify(whole) }], adding);
}

/**
 * The family with what the draft adds: hosts, shapes that differ from its own, and entries for codes that it does not list with
 * the same text. What the family says stays.
 */
export function mergeDraft(family: FamilyDocument, draft: FamilyDocument): FamilyDocument {
  const shapes = [...family.shapes];
  const renamed = new Map<string, string>();
  for (const shape of draft.shapes) {
    const same = shapes.find((one) => isSameShape(one, shape));
    const id = same?.id ?? freeId(shape.id, shapes);
    renamed.set(shape.id, id);
    if (!same) shapes.push({ ...shape, id });
  }
  const known = new Set(family.entries.flatMap(pairsOf));
  const entries = draft.entries
    .filter((entry) => !pairsOf(entry).some((pair) => known.has(pair)))
    .map((entry) => ({ ...entry, ...(entry.shapes && { shapes: entry.shapes.map((id) => renamed.get(id) ?? id) }) }));
  const hosts = [...new Set([...(family.hosts ?? []), ...(draft.hosts ?? [])])].slice(0, MAX_HOSTS);
  const version = nextVersion(family.version);
  return {
    ...family,
    ...(version !== undefined && { version }),
    ...(hosts.length > 0 && { hosts }),
    shapes,
    entries: [...family.entries, ...entries],
  };
}

function isSameShape({ id: _a, ...a }: Shape, { id: _b, ...b }: Shape): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function freeId(id: string, shapes: readonly Shape[]): string {
  for (let n = 1; ; n++) {
    const free = n === 1 ? id : `${id}-${n}`;
    if (!shapes.some((shape) => shape.id === free)) return free;
  }
}

function pairsOf({ codes, texts = [''] }: EntryDocument): string[] {
  return codes.flatMap((code) => texts.map((text) => JSON.stringify([code, text])));
}

/** The last number one higher: what is changed by hand is a version of its own. */
function nextVersion(version: string | undefined): string | undefined {
  return version?.replace(/\d+$/, (last) => String(Number(last) + 1));
}
