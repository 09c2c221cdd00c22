/**
 * Which line of code asked for a request, from what Chromium writes as `_initiator`: the call frames with their asynchronous
 * parents, as the DevTools protocol has them (Network.Initiator, Runtime.StackTrace; lines and columns from 0).
 */
import { authorityOf, hostOf, withoutQuery } from '../address.ts';
import type { CodePlace, Initiator, RunningPlace } from '../exchange.ts';
import { listOf, membersOf, textOf } from './checked.ts';
import {
  BUILD_WORDS,
  BUNDLER_FILES,
  FOREIGN_SCHEMES,
  LIBRARY_FILES,
  LIBRARY_FOLDERS,
  LIBRARY_HOSTS,
} from './library-code.ts';
import { numberOf } from './numbers.ts';

interface StackMembers {
  readonly callFrames: readonly unknown[];
  readonly parent: unknown;
}

interface FrameMembers {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

interface InitiatorMembers {
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
  readonly stack: unknown;
}

/** Frames that are looked at, asynchronous parents included, and stacks that hang together. */
const MAX_FRAMES = 1_000;
const MAX_STACKS = 100;
/** A longer address is a program in a `data:` address or a joke, in characters. */
const MAX_URL = 2_048;
const MAX_NAME = 120;
/** Callers that are kept: where a bundler put a library into the page's file, its frames are among them until the map is read. */
const MAX_CALLERS = 12;

/**
 * The page's own frame nearest the call, with those that led there; where there is none, the nearest frame at all, and without a stack
 * the place in the document. Undefined where nothing of that kind is known. Never throws.
 */
export function readInitiator(initiator: unknown): Initiator | undefined {
  const members = membersOf<InitiatorMembers>(initiator);
  let nearest: CodePlace | undefined;
  const own: CodePlace[] = [];
  const files = new Map<string, boolean>();
  for (const frame of framesOf(members.stack)) {
    const place = placeOf(frame);
    if (!place) continue;
    nearest ??= place;
    const isOwn = files.get(place.url) ?? isOwnCode(place.url);
    files.set(place.url, isOwn);
    if (isOwn && !own.some((one) => isSamePlace(one, place))) own.push(place);
    if (own.length > MAX_CALLERS) break;
  }
  const [asked, ...callers] = own;
  if (!asked) return nearest ?? placeOf({ ...members, functionName: '' });
  return callers.length > 0 ? { ...asked, callers } : asked;
}

/**
 * The initiator with the originals of its places, as far as they are known. Of code that a bundler put in one file the originals tell
 * which is the page's own: the nearest of that asked. The same initiator where there are none.
 */
export function withOriginals(
  initiator: Initiator,
  originalOf: (place: CodePlace) => CodePlace | undefined,
): Initiator {
  const { callers = [], ...asking } = initiator;
  let areThere = false;
  const places = [asking, ...callers].map((place): RunningPlace => {
    const original = originalOf(place);
    areThere ||= original !== undefined;
    return original ? { ...place, original } : place;
  });
  if (!areThere) return initiator;
  const own = places.filter(({ url, original }) => isOwnCode((original ?? { url }).url));
  const [asked = asking, ...others] = own.length > 0 ? own : places;
  return others.length > 0 ? { ...asked, callers: others } : asked;
}

/** The frames of a stack and of its asynchronous parents, nearest first. */
function* framesOf(first: unknown): Generator<unknown> {
  let stack = first;
  let frames = 0;
  for (let stacks = 0; stack !== undefined && stack !== null && stacks < MAX_STACKS; stacks++) {
    const { callFrames, parent } = membersOf<StackMembers>(stack);
    for (const frame of listOf(callFrames)) {
      if (++frames > MAX_FRAMES) return;
      yield frame;
    }
    stack = parent;
  }
}

/**
 * Of functions that call themselves or each other, and of one that goes on where it waited. In the one line of a minified file, and
 * where functions have no name, only the column tells them apart.
 */
function isSamePlace(one: CodePlace, other: CodePlace): boolean {
  if (one.url !== other.url || one.function !== other.function || one.line !== other.line) return false;
  return (one.function !== '' && one.line !== 1) || one.column === other.column;
}

function placeOf(frame: unknown): CodePlace | undefined {
  const { functionName, url: address, lineNumber, columnNumber } = membersOf<FrameMembers>(frame);
  const url = textOf(address);
  // Code of `eval` and of the console has no address.
  if (url === '' || url.length > MAX_URL || /^(?:data|javascript):/i.test(url)) return undefined;
  return {
    function: textOf(functionName).slice(0, MAX_NAME),
    url,
    line: fromOne(lineNumber),
    column: fromOne(columnNumber),
  };
}

function fromOne(value: unknown): number | undefined {
  const n = numberOf(value);
  return n !== undefined && Number.isSafeInteger(n) && n >= 0 ? n + 1 : undefined;
}

/** True for code of the page itself, by its address: no library, extension or bundler's runtime. */
export function isOwnCode(url: string): boolean {
  const scheme = /^[a-z][a-z0-9+.-]{0,31}(?=:)/i.exec(url)?.[0].toLowerCase() ?? '';
  if (FOREIGN_SCHEMES.has(scheme) || LIBRARY_HOSTS.has(hostOf(authorityOf(url)))) return false;
  const path = withoutQuery(url).toLowerCase();
  // `webpack-internal:///./node_modules/…`, `webpack/bootstrap`: what bundlers call their modules is a path, too.
  if (path.startsWith('webpack') && /^webpack[a-z-]*:\/\/[^?]*\/?webpack\//.test(path)) return false;
  const parts = path.split('/');
  const file = parts.pop() ?? '';
  // `node_modules_axios_3f9a._.js`: bundlers also name a chunk by the folders of its modules.
  if (parts.some((part) => LIBRARY_FOLDERS.has(part)) || file.startsWith('node_modules_')) return false;
  return !isLibraryFile(file);
}

/** Parts of a name that say which build it is: a version, or a hash of at least six characters. */
const BUILD = /^(?:v?\d+|(?=[a-z]*\d)[a-z0-9]{6,})$/;

function isLibraryFile(file: string): boolean {
  const words = file.split(/([.\-_~])/);
  let name = '';
  let isLibrary = false;
  for (const [i, word] of words.entries()) {
    if (i % 2 === 1) {
      if (BUNDLER_FILES.has(name)) return true;
      isLibrary ||= LIBRARY_FILES.has(name);
    } else if (isLibrary && !BUILD_WORDS.has(word) && !BUILD.test(word) && !LIBRARY_FILES.has(name + word)) {
      return false;
    }
    name += word;
  }
  return isLibrary || LIBRARY_FILES.has(file) || BUNDLER_FILES.has(file);
}
