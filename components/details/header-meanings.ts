import type { Header } from '../../lib/exchange.ts';
import type { Finding } from '../../lib/finding.ts';
import type { MessageKey } from '../translate.ts';

interface HeaderMeaning {
  readonly names: RegExp;
  readonly says: MessageKey;
}

/** What response headers say about a failure. The first that fits counts. */
const MEANINGS: readonly HeaderMeaning[] = [
  // RFC 9110, section 10.2.3
  { names: /^retry-after$/i, says: 'headerRetryAfter' },
  // draft-ietf-httpapi-ratelimit-headers, and the older names that many services send
  { names: /^(?:x-)?rate-?limit/i, says: 'headerRateLimit' },
  // RFC 9110, section 11.6.1
  { names: /^(?:www|proxy)-authenticate$/i, says: 'headerAuthenticate' },
  // RFC 9110, section 10.2.1
  { names: /^allow$/i, says: 'headerAllow' },
  // Fetch standard, section 3.3
  { names: /^access-control-/i, says: 'headerCors' },
  {
    names: /^(?:x-)?(?:amzn?-?|goog-)?(?:request|correlation|trace)-?id$|^traceparent$|^cf-ray$/i,
    says: 'headerRequestId',
  },
  // RFC 9745 and RFC 8594
  { names: /^(?:deprecation|sunset)$/i, says: 'headerSunset' },
  // RFC 9110, section 10.2.2
  { names: /^location$/i, says: 'headerLocation' },
  { names: /^(?:grpc-status|grpc-message)$/i, says: 'headerGrpc' },
];

/** What a response header says about the failure; undefined for one that says nothing about it. */
export function meaningOf({ name }: Header): MessageKey | undefined {
  return name.length > 80 ? undefined : MEANINGS.find(({ names }) => names.test(name))?.says;
}

/** Whether the finding rests on this header. */
export function isEvidence({ name }: Header, { evidence, retry }: Finding): boolean {
  const lower = name.toLowerCase();
  return (
    retry?.from.toLowerCase() === lower ||
    evidence.some((fact) => fact.kind === 'header' && fact.name.toLowerCase() === lower)
  );
}
