/** Addresses, short enough for a cell and without what does not belong on a screen. */
import { withoutQuery } from '../../lib/address.ts';
import { cut, oneLine } from '../../lib/text.ts';

/** Longer addresses are read up to here, in characters: the rest can change neither host nor a path that fits a cell. */
const MAX_READ = 4_096;

/** A host label longer than this is most likely an id; its beginning tells it from its neighbours. */
const MAX_LABEL = 15;
const LABEL_START = 8;

/** The part of the room that the beginning of a topic may take before its end gives way. */
const START_SHARE = 0.45;

/** Fewer characters of a host than this tell nothing. */
const MIN_HOST = 8;

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

export interface AddressParts {
  /** Follows the path, e.g. ` · authorize by license`. */
  readonly note?: string;
  /** Whether the port is needed to tell this host's addresses apart. */
  readonly showsPort?: boolean;
}

/**
 * Host and path of an address in `room` characters, without user information, query and fragment; letters stand for
 * themselves, not as percent codes. Where it is too long, the host gives way before the path, and of the path the middle.
 * The note stays whole, whatever the room.
 */
export function shortAddress(
  address: string,
  room: number,
  { note = '', showsPort = true }: AddressParts = {},
): ShortAddress {
  const url = parse(address);
  if (!url?.host) return { start: cut(oneLine(withoutQuery(address)), Math.max(1, room)), end: note };
  const host = showsPort ? url.host : url.hostname;
  const path = url.pathname === '/' ? '' : oneLine(readable(url.pathname), MAX_READ);
  const left = room - path.length - note.length;
  if (host.length <= left) return { start: host, end: path + note };
  const short = host.split('.').map(shortLabel).join('.');
  if (short.length <= left) return { start: short, end: path + note };
  // Without a path the host is all there is to show.
  if (path === '') return { start: withEllipsis(short, Math.max(MIN_HOST, left)), end: note };
  if (left >= MIN_HOST) return { start: withEllipsis(short, left), end: path + note };
  return { start: '', end: endOf(path, room - note.length) + note };
}

/** Whether an address is on this machine or is a number: there the port is what tells one service from another. */
export function portTells({ hostname }: Pick<URL, 'hostname'>): boolean {
  return hostname === 'localhost' || hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
}

/** An MQTT topic in `room` characters: its first part and its end. */
export function shortTopic(topic: string, room: number): ShortAddress {
  const text = oneLine(topic, MAX_READ);
  const slash = text.indexOf('/');
  if (slash < 0) return { start: cut(text, Math.max(1, room)), end: '' };
  const start = text.slice(0, slash);
  const least = Math.min(start.length, Math.floor(room * START_SHARE));
  const end = endOf(text.slice(slash), room - least);
  return { start: withEllipsis(start, Math.max(least, room - end.length)), end };
}

/** Percent codes of letters undone; what is no UTF-8, and `/ ? #` and the like, stay as they are. */
function readable(path: string): string {
  if (!path.includes('%')) return path;
  return path.slice(0, MAX_READ).split('/').map(decoded).join('/');
}

function decoded(segment: string): string {
  try {
    return decodeURI(segment);
  } catch {
    return segment;
  }
}

function withEllipsis(text: string, room: number): string {
  return text.length > room ? cut(text, room).replace(/[.…]+$/, '…') : text;
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
