/** Endpoints: addresses with the same method that differ only in ids. */
import { withoutQuery, withoutScheme } from '../address.ts';
import { type Exchange, methodOf, urlOf } from '../exchange.ts';

/** The longest path that is folded, in characters; what lies beyond says nothing of the endpoint. */
const MAX_PATH = 1_000;

/**
 * Parts of a path that name one thing among many: numbers, UUIDs, long hexadecimal and mixed ids, dates, mail addresses. Version
 * numbers (`v1`) and words stay.
 */
const IDS: readonly RegExp[] = [
  /^\d+$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^(?=[a-f]*\d)[0-9a-f]{8,}$/i,
  // As short as a Stripe or Slack id, with digits among the letters.
  /^(?=[a-z_-]*\d)(?=\d*[a-z_-])[a-z0-9_-]{10,}$/i,
  /^\d{4}-\d{2}-\d{2}/,
  /^[^@]+@[^@]+$/,
];

/** Words with the number of a version at most: `oauth2-callback`, `get_user_v2`. A long one would else pass for a mixed id. */
const WORDS = /^(?:[a-z]{2,30}\d{0,2}|v\d{1,3})(?:[-_](?:[a-z]{2,30}\d{0,2}|v\d{1,3})){0,20}$/i;

function isId(part: string): boolean {
  return IDS.some((id) => id.test(part)) && !(WORDS.test(part) && !/^[0-9a-f]+$/i.test(part));
}

/** Host and path of an address without query and fragment; a slash at the end does not count. */
export function placeOf(url: string): string {
  const place = withoutScheme(withoutQuery(url)).slice(0, MAX_PATH);
  return place.endsWith('/') ? place.slice(0, -1) : place;
}

/** `/items/7` becomes `/items/:id`. */
export function foldIds(place: string): string {
  return place
    .split('/')
    .map((part, i) => (i > 0 && isId(part) ? ':id' : part))
    .join('/');
}

/** An address with its ids folded, without query and fragment: `https://api.example/items/:id`. */
export function foldedAddress(url: string): string {
  const address = withoutQuery(url);
  const scheme = address.slice(0, address.length - withoutScheme(address).length);
  return scheme + foldIds(placeOf(address));
}

/** `GET api.example/items/:id`: what repeats of one request share. Sockets have no method. */
export function endpointOf(method: string, url: string): string {
  return `${method} ${foldIds(placeOf(url))}`.trim();
}

export function endpointOfExchange(exchange: Exchange): string {
  return endpointOf(methodOf(exchange), urlOf(exchange));
}
