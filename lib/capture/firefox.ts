/**
 * Why Firefox has no response to show. It gives extensions and HARs no error name, but what it leaves out, and what the
 * headers say, distinguishes four cases. The names are ours, and stand where other browsers have theirs.
 */
import { replyFault } from '../cors.ts';
import type { HarEntry } from '../har/entry.ts';
import { isMixedContent } from './mixed-content.ts';

export type FirefoxFailure =
  /** Ended before anything was sent: by a content security policy, a blocker, a forbidden port, a service worker. */
  | 'BLOCKED'
  /** The same, and a secure page asked for an insecure address. */
  | 'MIXED_CONTENT'
  /** The server's certificate or its encryption was refused. */
  | 'TLS_REFUSED'
  /** A response came, and the page's origin may not read it. */
  | 'CORS_REFUSED';

/** Undefined where nothing failed, or nothing says why. */
export function firefoxFailure(entry: HarEntry): FirefoxFailure | undefined {
  if (entry.status > 0) return replyFault(entry, false) ? 'CORS_REFUSED' : undefined;
  if (entry.securityState === 'broken') return 'TLS_REFUSED';
  // Firefox counts the bytes of every response and measures every request that it sends.
  if (entry.bodySize !== -1 || entry.hasTimings) return undefined;
  return isMixedContent(entry) ? 'MIXED_CONTENT' : 'BLOCKED';
}
