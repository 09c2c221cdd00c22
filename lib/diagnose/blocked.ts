/** Whether the browser stopped a request or kept its reply back, and by which rule. */
import type { Blocker } from '../catalog/schema.ts';
import { type CorsFault, preflightFault, replyFault } from '../cors.ts';
import type { Exchange, FailedHandshake, HttpExchange } from '../exchange.ts';
import type { Blocked } from '../finding.ts';

/**
 * Who stopped a request, by the beginning of the browser's name for the failure, the longest first. Names in capitals without a
 * prefix are those that capture concludes; `ERR_` is Chromium (net_error_list.h), `NS_`, `SEC_`, `MOZILLA_` and `SSL_` Firefox.
 */
const BY_NAME: readonly (readonly [name: string, by: Blocker])[] = [
  ['MIXED_CONTENT', 'mixed-content'],
  ['CSP_REFUSED', 'csp'],
  ['TLS_REFUSED', 'certificate'],
  ['ERR_BLOCKED_BY_CSP', 'csp'],
  ['NS_ERROR_CSP', 'csp'],
  ['ERR_BLOCKED_BY_CLIENT', 'client'],
  ['ERR_BLOCKED_BY_ADMINISTRATOR', 'client'],
  ['ERR_BLOCKED_IN_INCOGNITO', 'client'],
  ['ERR_CERT_', 'certificate'],
  ['ERR_CERTIFICATE_', 'certificate'],
  ['ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN', 'certificate'],
  ['ERR_SSL_OBSOLETE', 'certificate'],
  ['SEC_ERROR_', 'certificate'],
  ['MOZILLA_PKIX_ERROR_', 'certificate'],
  ['SSL_ERROR_BAD_CERT_DOMAIN', 'certificate'],
  ['ERR_ABORTED', 'aborted'],
  ['NS_BINDING_ABORTED', 'aborted'],
];

/** Failures that browsers give for CORS, and for much else. */
const BARE: ReadonlySet<string> = new Set(['ERR_FAILED', 'CORS_REFUSED']);

/** Undefined where nothing was blocked, or nothing says so. */
export function blockedOf(exchange: Exchange): Blocked | undefined {
  if (exchange.channel === 'handshake') return byName(exchange);
  if (exchange.channel !== 'http') return undefined;
  const fault = corsFault(exchange);
  if (fault)
    return { by: 'cors', ...fault, preflightStatus: exchange.status === 0 ? exchange.preflight?.status : undefined };
  return exchange.status === 0 ? byName(exchange) : undefined;
}

function corsFault(exchange: HttpExchange): CorsFault | undefined {
  const { role, status, failure, preflight, withheld } = exchange;
  if (role === 'preflight') return preflightFault(exchange, false);
  if (!failure || !BARE.has(withoutPrefix(failure))) return undefined;
  if (status === 0) return preflight && preflightFault(preflight, true);
  return withheld ? replyFault(exchange, true) : undefined;
}

function byName({ failure, violates }: HttpExchange | FailedHandshake): Blocked | undefined {
  const name = withoutPrefix(failure);
  const by = BY_NAME.find(([beginning]) => name.startsWith(beginning))?.[1];
  return by && { by, rule: undefined, cure: undefined, ...(violates !== undefined && { directive: violates }) };
}

function withoutPrefix(failure = ''): string {
  return failure.startsWith('net::') ? failure.slice('net::'.length) : failure;
}
