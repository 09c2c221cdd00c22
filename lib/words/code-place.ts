/** Places in code, in words: in the original source where that is known. */
import { withoutQuery } from '../address.ts';
import type { Initiator, RunningPlace } from '../exchange.ts';

/** Those further out say little of one failure. */
const MAX_CALLERS = 5;
/** The longest file name that is shown, in characters. */
const MAX_FILE = 80;

/** `orders.ts:41`; without the line where that is not known. */
export function placeName(place: RunningPlace): string {
  const { url, line } = place.original ?? place;
  const file = fileName(url);
  return line === undefined ? file : `${file}:${line}`;
}

/** `saveOrder in orders.ts:41`. */
export function placeLine(place: RunningPlace): string {
  return place.function === '' ? placeName(place) : `${place.function} in ${placeName(place)}`;
}

/** The callers that are told, nearest first; undefined where none is known. */
export function nearestCallers({ callers }: Initiator): readonly RunningPlace[] | undefined {
  return callers?.slice(0, MAX_CALLERS);
}

/** The last part of an address that says something: the file, or the host of a page that has none. */
function fileName(url: string): string {
  const parts = withoutQuery(url)
    .split('/')
    .filter((part) => part !== '');
  const name = parts.at(-1) ?? url;
  return name.length > MAX_FILE ? `…${name.slice(1 - MAX_FILE)}` : name;
}
