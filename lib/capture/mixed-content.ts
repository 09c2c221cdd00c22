/** Insecure requests of secure pages, which browsers do not send (Mixed Content, https://www.w3.org/TR/mixed-content/). */
import { authorityOf, hostOf } from '../address.ts';
import { header } from '../exchange.ts';
import type { HarEntry } from '../har/entry.ts';

/** Hosts of this machine are trustworthy without encryption (Secure Contexts, section 3.1). */
const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * True for a request over plain http to another machine, of a page that is not known to be insecure itself. A secure page names
 * itself to no insecure address, so that a missing `Referer` fits.
 */
export function isMixedContent({ url, requestHeaders, initiator }: HarEntry): boolean {
  if (!/^http:/i.test(url) || LOOPBACK.test(hostOf(authorityOf(url)))) return false;
  const page = header(requestHeaders, 'origin') ?? header(requestHeaders, 'referer') ?? initiator?.url ?? '';
  return !/^http:/i.test(page);
}
