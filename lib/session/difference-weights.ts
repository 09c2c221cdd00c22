/** How much a difference from the last success can matter. Data: a name or a status is a line here. */
import type { Difference, DifferencePart } from '../difference.ts';

/** Headers that differ from request to request, or that say nothing of why one fails. Beginnings of names. */
const NOISE: readonly string[] = [
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'date',
  'dnt',
  'if-modified-since',
  'if-none-match',
  'keep-alive',
  'pragma',
  'priority',
  'proxy-connection',
  'referer',
  'request-id',
  'sec-',
  'te',
  'traceparent',
  'tracestate',
  'upgrade-insecure-requests',
  'user-agent',
  'x-amzn-trace-id',
  'x-b3-',
  'x-client-trace-id',
  'x-correlation-id',
  'x-datadog-',
  'x-request-id',
];

/** Parameters that only keep caches away, and members that name one call. */
const CALL_IDS: ReadonlySet<string> = new Set([
  '_',
  'cb',
  'cachebuster',
  'nocache',
  'nonce',
  'r',
  'rand',
  't',
  'timestamp',
  'ts',
]);

/** What a part weighs, whatever the status. */
const PARTS: Readonly<Record<DifferencePart, number>> = {
  token: 60,
  header: 30,
  query: 20,
  body: 20,
  cookie: 20,
  size: 15,
  protocol: 18,
  'service-worker': 18,
  initiator: 12,
};

/** What a change weighs. That a value is another one is what requests are for; that it is gone or of another kind is not. */
const CHANGES: Readonly<Record<Difference['change'], number>> = {
  expired: 40,
  reused: 45,
  type: 40,
  missing: 30,
  added: 25,
  grown: 10,
  changed: 0,
};

/** A value of another content in these parts is the ordinary case. */
const FREE_VALUES: ReadonlySet<DifferencePart> = new Set(['query', 'body', 'cookie']);

/** What a status points to (RFC 9110 section 15.5, RFC 6585): a part, or a part with a name. */
const BY_STATUS: Readonly<Record<number, readonly string[]>> = {
  0: ['header'],
  400: ['query', 'body'],
  401: ['token authorization', 'header authorization', 'cookie'],
  403: ['header x-csrftoken', 'header x-csrf-token', 'header x-xsrf-token', 'header origin', 'cookie'],
  406: ['header accept'],
  411: ['size body'],
  412: ['header if-match', 'header if-unmodified-since'],
  413: ['size body'],
  414: ['query'],
  415: ['header content-type', 'header content-encoding'],
  419: ['header x-csrf-token', 'cookie'],
  422: ['body', 'query', 'header origin', 'header idempotency-key'],
  431: ['size cookie', 'size'],
  502: ['protocol'],
  505: ['protocol'],
};
const POINTED_AT = 50;

/** 0 for what does not matter. */
export function weightOf({ part, name, change }: Difference, status: number): number {
  if (part === 'header' && NOISE.some((noise) => name.startsWith(noise))) return 0;
  if ((part === 'query' || part === 'body') && CALL_IDS.has(name)) return 0;
  const pointers = BY_STATUS[status] ?? [];
  const isPointedAt = pointers.includes(`${part} ${name}`) || pointers.includes(part);
  if (change === 'changed' && FREE_VALUES.has(part)) return isPointedAt ? 5 : 1;
  return PARTS[part] + CHANGES[change] + (isPointedAt ? POINTED_AT : 0);
}
