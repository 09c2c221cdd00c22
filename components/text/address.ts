/** Addresses, short enough for a cell and without what does not belong on a screen. */
import { cut, oneLine } from './clean.ts';

/** Longer addresses are read up to here, in characters: the rest can change neither host nor a path that fits a cell. */
const MAX_READ = 4_096;

/** A host label longer than this is most likely an id; its beginning tells it from its neighbours. */
const MAX_LABEL = 15;
const LABEL_START = 8;

/** The part of the room that the beginning may take before the end gives way. */
const START_SHARE = 0.45;

/** Characters of the beginning that stay however long the note is. */
const MIN_START = 8;

export interface ShortAddress {
  /** Host, or the first part of a topic. */
  readonly start: string;
  /** The end of the path, and the note. */
  readonly end: string;
}

function parse(address: string): URL | undefined {
  const readable = address.slice(0, MAX_READ);
  return URL.canParse(readable) ? new URL(readable) : undefined;
}

/**
 * Host and path of an address in `room` characters, without user information, query and fragment.
 * Where it is too long, the middle of the path goes first, then the end of the host; the note stays whole, whatever the room.
 *
 * @param note follows the path, e.g. ` · authorize by license`
 */
export function shortAddress(address: string, room: number, note = ''): ShortAddress {
  const url = parse(address);
  if (!url?.host) return { start: cut(oneLine(withoutQuery(address)), Math.max(1, room)), end: note };
  const path = oneLine(url.pathname === '/' ? '' : url.pathname, MAX_READ);
  if (url.host.length + path.length + note.length <= room) return { start: url.host, end: path + note };
  return shorten(url.host.split('.').map(shortLabel).join('.'), path, note, room);
}

/** An MQTT topic in `room` characters: its first part and its end. */
export function shortTopic(topic: string, room: number): ShortAddress {
  const text = oneLine(topic, MAX_READ);
  const slash = text.indexOf('/');
  return slash < 0
    ? { start: cut(text, Math.max(1, room)), end: '' }
    : shorten(text.slice(0, slash), text.slice(slash), '', room);
}

function shorten(start: string, path: string, note: string, room: number): ShortAddress {
  const share = Math.floor(room * START_SHARE);
  const least = Math.min(start.length, share, Math.max(MIN_START, room - note.length));
  const end = endOf(path, room - least - note.length) + note;
  const left = Math.max(least, room - end.length);
  return { start: start.length > left ? cut(start, left).replace(/[.…]+$/, '…') : start, end };
}

function shortLabel(label: string): string {
  return label.length > MAX_LABEL ? `${label.slice(0, LABEL_START)}…` : label;
}

/** The end of a path in at most `room` characters, whole parts if one fits: `/…/status`. Nothing where there is no room at all. */
function endOf(path: string, room: number): string {
  if (path.length <= room) return path;
  const kept = room - 2;
  if (kept < 3) return '';
  const from = path.indexOf('/', path.length - kept);
  if (from >= 0 && from < path.length - 1) return `/…${path.slice(from)}`;
  return `/…${path.slice(-kept).replace(/^[\udc00-\udfff]/, '')}`;
}

function withoutQuery(address: string): string {
  const end = address.search(/[?#]/);
  return end < 0 ? address : address.slice(0, end);
}

/** Scheme, host and path: for a tooltip. */
export function addressWithoutQuery(address: string): string {
  return oneLine(withoutQuery(addressWithoutUser(address)), 1_000);
}

/** The whole address but its user information, capped. */
export function addressWithoutUser(address: string): string {
  const url = parse(address);
  if (url?.username || url?.password) {
    url.username = '';
    url.password = '';
    return oneLine(url.href, MAX_READ);
  }
  return oneLine(address, MAX_READ);
}
