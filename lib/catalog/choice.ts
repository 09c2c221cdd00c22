/**
 * What users choose of the catalogue: families of their own, built-in ones that are off, and hosts that belong to a family
 * beside its own. Plain data: whoever stores it decides where.
 */
import { isHostPattern } from './host-pattern.ts';
import type { Family } from './schema.ts';

/** A family of the user's own. */
export interface OwnFamily {
  /** As it was given. It was checked then, and is checked again before an engine takes it. */
  readonly document: OwnDocument;
  readonly on: boolean;
}

/** Only the id is taken for granted. */
export interface OwnDocument {
  readonly id: string;
}

/** Hosts that speak for a family: self-hosted services, localhost. */
export interface Binding {
  readonly family: string;
  /** As the hosts of a family are written. */
  readonly hosts: readonly string[];
}

export interface FamilyChoice {
  /** Of two equally good readings that of the earlier family stands first, and each before the built-in ones. */
  readonly own: readonly OwnFamily[];
  /** Ids of built-in families that are off. */
  readonly off: readonly string[];
  readonly bound: readonly Binding[];
}

export const BUILT_IN_ONLY: FamilyChoice = { own: [], off: [], bound: [] };

/** Whether nothing was chosen. */
export function isBuiltInOnly({ own, off, bound }: FamilyChoice): boolean {
  return own.length + off.length + bound.length === 0;
}

/** What an engine takes of a choice. */
export interface ChosenFamilies {
  /** The user's own that are on, checked. */
  readonly own: readonly Family[];
  readonly off: readonly string[];
  readonly bound: readonly Binding[];
}

/** Reads what was stored, whoever wrote it. Never throws: what cannot be used is left out. */
export function parseChoice(input: unknown): FamilyChoice {
  const { own, off, bound } = membersOf(input);
  return {
    own: list(own).filter(isOwnFamily),
    off: texts(off),
    bound: list(bound).flatMap((one) => {
      const { family, hosts } = membersOf(one);
      const usable = texts(hosts).filter(isHostPattern);
      return typeof family === 'string' && usable.length > 0 ? [{ family, hosts: usable }] : [];
    }),
  };
}

/** Whether everything in what was stored can be used. What is missing is no damage. */
export function isUsableChoice(input: unknown): boolean {
  if (input === undefined || input === null) return true;
  const { own = [], off = [], bound = [] } = membersOf(input);
  if (typeof input !== 'object' || Array.isArray(input) || ![own, off, bound].every(Array.isArray)) return false;
  const read = parseChoice(input);
  return read.own.length === list(own).length && read.off.length === list(off).length;
}

/** The family with the hosts that the user gave it. */
export function withHosts<T extends { readonly id: string; readonly hosts?: readonly string[] | undefined }>(
  family: T,
  bound: readonly Binding[],
): T {
  const hosts = bound.flatMap((one) => (one.family === family.id ? one.hosts : []));
  return hosts.length === 0 ? family : { ...family, hosts: [...(family.hosts ?? []), ...hosts] };
}

/** The title of a family of the user's own; undefined where there is none with this id. */
export function titleOfOwn({ own }: FamilyChoice, id: string): string | undefined {
  const { title } = membersOf(own.find(({ document }) => document.id === id)?.document);
  return typeof title === 'string' ? title : undefined;
}

function isOwnFamily(value: unknown): value is OwnFamily {
  const { document, on } = membersOf(value);
  return typeof on === 'boolean' && typeof membersOf(document).id === 'string';
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): string[] {
  return list(value).filter((one) => typeof one === 'string');
}
