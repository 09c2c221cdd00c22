/** A draft of a family: what could be told from a source, and what its user still has to say. */
import type { EntryDocument, FamilyDocument, Permanence, Shape } from '../catalog/schema.ts';
import { cut } from '../text.ts';
import { collapsed } from '../white-space.ts';

/** One code that a source lists. What the source does not tell is absent. */
export interface DraftCode {
  /** As it stands on the wire. */
  readonly code: string;
  /** The reply's words, which tell it from others with the same code. */
  readonly text?: string | undefined;
  readonly name?: string | undefined;
  readonly meaning?: string | undefined;
  readonly action?: string | undefined;
  readonly permanence?: Permanence | undefined;
  /** Where it is described. */
  readonly source?: string | undefined;
  /** The words of the source that the rest was taken from. */
  readonly from: string;
}

/** What a source tells of a service. */
export interface DraftSource {
  readonly title?: string | undefined;
  /** The https address of the documentation. */
  readonly source?: string | undefined;
  readonly hosts?: readonly string[] | undefined;
  readonly codes: readonly DraftCode[];
}

export interface Draft {
  readonly document: FamilyDocument;
  /** Members that the source leaves open, by path; a default stands there. */
  readonly open: readonly string[];
}

/** Longest text that a draft takes over in one place, in characters. */
export const MAX_DRAFT_TEXT = 1_000;
/** Longest name of an entry. */
const MAX_NAME = 120;
/** Codes that a draft takes: as many as a family can have. */
export const MAX_DRAFT_CODES = 5_000;
/** Codes that are read: one more, which tells that there are too many. */
export const MAX_READ_CODES = MAX_DRAFT_CODES + 1;

/** Stand where the source says nothing. */
const NO_MEANING = 'The source gives this code no description.';
const NO_ACTION = 'The source does not say what to do.';
const NO_SOURCE = 'https://source.invalid/';

/** Any host: the shapes of a draft speak only on hosts that are filled in. */
const HTTP_STATUSES = [400, 599] as const;

/** A family document of what a source tells. The codes are looked for in whatever a reply says of itself. */
export function draftOf({ title, source, hosts = [], codes }: DraftSource): Draft {
  const taken = onePerCode(codes).slice(0, MAX_DRAFT_CODES);
  const shapes = shapesFor(taken.map(({ code }) => code));
  const open = [
    ...(title === undefined ? ['title'] : []),
    ...(source === undefined ? ['source'] : []),
    ...(hosts.length === 0 ? ['hosts'] : []),
  ];
  const entries = taken.map((one, i): EntryDocument => {
    if (one.meaning === undefined) open.push(`entries.${i}.meaning`);
    if (one.action === undefined) open.push(`entries.${i}.action`);
    if (one.permanence === undefined) open.push(`entries.${i}.permanence`);
    return entryOf(one);
  });
  const name = title ?? hosts[0] ?? 'My API';
  const document: FamilyDocument = {
    id: idOf(hosts[0] ?? title ?? ''),
    title: plainText(name, MAX_NAME),
    source: source ?? NO_SOURCE,
    ...(hosts.length > 0 && { hosts: [...hosts] }),
    defaults: { permanence: 'unknown', basis: 'inferred' },
    shapes,
    entries,
  };
  return { document, open };
}

export function entryOf({ code, text, name, meaning, action, permanence, source, from }: DraftCode): EntryDocument {
  return {
    codes: [code],
    name: plainText(name ?? code, MAX_NAME),
    meaning: plainText(meaning ?? NO_MEANING),
    action: plainText(action ?? NO_ACTION),
    ...(permanence !== undefined && { permanence, basis: 'documented' as const }),
    ...(source !== undefined && { source }),
    ...(text !== undefined && { texts: [plainText(text)] }),
    ...(from.trim() !== '' && { note: plainText(from) }),
  };
}

/** One line without braces, which would be places, and never empty. */
export function plainText(text: string, max = MAX_DRAFT_TEXT): string {
  const line = collapsed(text).replaceAll('{', '(').replaceAll('}', ')');
  return line === '' ? '–' : cut(line, max);
}

/** An id made of a host or a title. */
export function idOf(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/^(?:api|www|docs?|developers?)\./, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const id = /^[a-z]/.test(words) ? words : `my-${words === '' ? 'api' : words}`;
  return id.slice(0, 60).replace(/-+$/, '');
}

/** The first of several descriptions of one code counts, unless a later one says more. */
function onePerCode(codes: readonly DraftCode[]): DraftCode[] {
  const known = new Map<string, DraftCode>();
  for (const one of codes) {
    const key = JSON.stringify([one.code, one.text]);
    const before = known.get(key);
    if (!before || (before.meaning === undefined && one.meaning !== undefined)) known.set(key, one);
  }
  return [...known.values()];
}

const isStatus = (code: string) => /^[1-9]\d\d$/.test(code);
/** Codes that services give to closes of their own (RFC 6455 section 7.4.2), and those of the protocol. */
const isClose = (code: string) => /^(?:4\d{3}|1[0-9]{3}|3\d{3})$/.test(code);

function shapesFor(codes: readonly string[]): Shape[] {
  const shapes: Shape[] = [
    {
      id: 'described',
      channels: ['http', 'websocket'],
      says: 'an error that the reply describes',
      // A success is no failure by that: the reply has to say so itself.
      when: { status: [[100, 999]] },
      read: { code: '$described.code', text: '$described.said' },
      needs: ['host'],
    },
  ];
  if (codes.some(isStatus)) {
    shapes.push({
      id: 'status',
      channels: ['http', 'handshake'],
      says: 'HTTP status',
      when: { status: statusRanges(codes.filter(isStatus).map(Number)) },
      read: { code: '$status', text: '$described.said' },
      needs: ['host'],
    });
  }
  if (codes.some(isClose)) {
    shapes.push({
      id: 'close',
      channels: ['close'],
      says: 'close code',
      read: { code: '$close', text: '$reason' },
      needs: ['host'],
    });
  }
  return shapes;
}

/** The statuses themselves, or the classes of errors where they are many. */
function statusRanges(statuses: readonly number[]): [number, number][] {
  const failing = statuses.filter((status) => status >= 300 || status < 200);
  const ranges = failing.slice(0, 100).map((status): [number, number] => [status, status]);
  return ranges.length > 0 ? ranges : [[...HTTP_STATUSES]];
}
