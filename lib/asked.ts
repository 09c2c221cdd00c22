/** What a request asks for, where it says so itself. */
import { pathOf } from './address.ts';
import { type HttpExchange, header } from './exchange.ts';

/** `data`: JSON or XML for a script of the page. */
export const ASKED = ['data', 'script', 'style', 'image', 'font', 'media'] as const;
export type Asked = (typeof ASKED)[number];

/** Destinations (Fetch standard, section 2.2.5, as `Sec-Fetch-Dest` names them) and Chromium's own words for them. */
const BY_DESTINATION: ReadonlyMap<string, Asked> = new Map([
  ['script', 'script'],
  ['worker', 'script'],
  ['sharedworker', 'script'],
  ['serviceworker', 'script'],
  ['audioworklet', 'script'],
  ['paintworklet', 'script'],
  ['style', 'style'],
  ['stylesheet', 'style'],
  ['image', 'image'],
  ['font', 'font'],
  ['audio', 'media'],
  ['video', 'media'],
  ['media', 'media'],
  ['json', 'data'],
  ['manifest', 'data'],
]);

/** What the browser calls requests whose reply no script gets to see, whatever they send: `navigator.sendBeacon`, `ping` of a link. */
const UNREAD: ReadonlySet<string> = new Set(['ping', 'beacon']);
/** Destinations of `fetch` and `XMLHttpRequest`, which take anything. */
const OPEN: ReadonlySet<string> = new Set(['', 'empty', 'fetch', 'xhr']);
const DATA = /(?:application|text)\/(?:[\w.+-]{0,60}\+)?(?:json|xml)\b/i;
const PAGE = /\b(?:html|xhtml\+xml)\b/i;
/** An address that names a page: clients ask for it with the Accept header that they send everywhere. */
const NAMES_PAGE = /\.x?html?$/i;

/** Clients with an Accept header of their own for every call end it so. It tells of data where the address does as well. */
const ANYTHING = /\*\/\*/;
const NAMES_DATA =
  /^\/(?:[^?]{0,400}\/)?(?:api|ajax|graphql|json|rest|rpc|data|v\d{1,2})(?:[/.-]|$)|\.(?:json|xml|php|ashx|aspx|do)$|-ajax\./i;

/**
 * What the request asks for; undefined where it takes anything. `fetch` and `XMLHttpRequest` ask for data by an Accept header that names
 * JSON or XML and no page, or by sending JSON themselves and naming no page either.
 */
export function askedFor({ url, method, resourceType, requestHeaders }: HttpExchange): Asked | undefined {
  if (UNREAD.has(resourceType ?? '')) return undefined;
  const destination = (header(requestHeaders, 'sec-fetch-dest') ?? resourceType ?? '').toLowerCase();
  if (!OPEN.has(destination)) return BY_DESTINATION.get(destination);
  if (NAMES_PAGE.test(pathOf(url))) return undefined;
  const accept = header(requestHeaders, 'accept') ?? '';
  if (PAGE.test(accept)) return undefined;
  if (DATA.test(accept) && (method !== 'GET' || !ANYTHING.test(accept) || NAMES_DATA.test(pathOf(url)))) return 'data';
  return method !== 'GET' && DATA.test(header(requestHeaders, 'content-type') ?? '') ? 'data' : undefined;
}
