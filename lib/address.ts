/**
 * The parts of an address.
 *
 * Addresses are split by hand: the wire hands over absolute URLs that a browser has already parsed, and a full parser
 * would cost more than the whole diagnosis.
 */

/** What stands between `//` and the path, userinfo and port included; empty when the address has none. */
export function authorityOf(url: string): string {
  const start = authorityStart(url);
  return start < 0 ? '' : url.slice(start, authorityEnd(url, start));
}

/** The host of `user:password@host:port`, in lower case and without the dot that may end a full name. */
export function hostOf(authority: string): string {
  let host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  if (host.startsWith('[')) return host.slice(0, host.indexOf(']') + 1);
  const port = host.indexOf(':');
  if (port >= 0) host = host.slice(0, port);
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

/** From the first slash to the query, in lower case; `/` when empty. */
export function pathOf(url: string): string {
  const start = authorityStart(url);
  if (start < 0) return '/';
  const from = authorityEnd(url, start);
  let end = from;
  let isLower = true;
  for (; end < url.length; end++) {
    const c = url.charCodeAt(end);
    // Small letters, of which a path mostly consists.
    if (c > 0x5a && c < 0x7f) continue;
    if (c === 0x3f || c === 0x23) break;
    if (c >= 0x41) isLower = false;
  }
  const path = url.slice(from, end);
  return (isLower ? path : path.toLowerCase()) || '/';
}

/** The address from its authority on; the whole of one that has no `//`. */
export function withoutScheme(url: string): string {
  const start = authorityStart(url);
  return start < 0 ? url : url.slice(start);
}

/** The address up to its query or fragment. */
export function withoutQuery(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}

/** The address up to its fragment, which is never sent. */
export function withoutFragment(url: string): string {
  const end = url.indexOf('#');
  return end < 0 ? url : url.slice(0, end);
}

/** The longest scheme that is looked for, `chrome-extension` and the like. */
const MAX_SCHEME = 32;

function authorityStart(url: string): number {
  // The first slash of all: one further on belongs to a path or a query that holds another address.
  const slash = url.indexOf('/');
  return slash > 1 && slash <= MAX_SCHEME + 1 && url.startsWith('://', slash - 1) ? slash + 2 : -1;
}

/** The authority ends at the first of `/ ? #`, and browsers take a backslash for a slash (URL standard, section 4.4). */
function authorityEnd(url: string, start: number): number {
  for (let i = start; i < url.length; i++) {
    const c = url.charCodeAt(i);
    if (c > 0x5c) continue;
    if (c === 0x2f || c === 0x3f || c === 0x23 || c === 0x5c) return i;
  }
  return url.length;
}

/** A value that the sender has percent-encoded; one that is not stays as it is. */
export function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
