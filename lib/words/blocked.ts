/** What the browser stopped, in words. */
import type { Blocker, CorsRule } from '../catalog/schema.ts';
import type { Blocked } from '../finding.ts';

const BY: Readonly<Record<Blocker, string>> = {
  cors: 'the browser kept the reply from the page (CORS)',
  csp: 'the Content-Security-Policy of the page does not allow this address',
  'mixed-content': 'a page loaded over https asked for an address with plain http',
  client: 'something on this machine stopped the request before it left',
  certificate: 'the browser does not trust the certificate of the server',
  aborted: 'the request was given up here, not refused by the server',
};

const RULES: Readonly<Record<CorsRule, string>> = {
  'allow-origin-missing': 'the reply has no Access-Control-Allow-Origin',
  'allow-origin-mismatch': 'Access-Control-Allow-Origin names another origin',
  'allow-origin-multiple': 'Access-Control-Allow-Origin holds more than one value',
  'allow-origin-wildcard-credentials':
    'Access-Control-Allow-Origin is *, which does not count for a request with credentials',
  'allow-credentials-missing': 'Access-Control-Allow-Credentials is not true, and the request carries credentials',
  'method-not-allowed': 'Access-Control-Allow-Methods of the preflight does not list the method',
  'header-not-allowed': 'Access-Control-Allow-Headers of the preflight does not list every header of the request',
  'preflight-status': 'the preflight was not answered with a success (2xx)',
  'preflight-redirect': 'the preflight was answered with a redirect, which browsers do not follow',
  'error-without-cors-headers':
    'the error reply has no CORS headers, so the page sees a CORS error instead of the status',
};

/** One line: who stopped it, and by which rule. */
export function blockedLine({ by, rule, directive, preflightStatus }: Blocked): string {
  if (rule === undefined) return directive === undefined ? BY[by] : `${BY[by]} (${directive})`;
  const status = preflightStatus === undefined ? '' : ` (preflight: HTTP ${preflightStatus})`;
  return `CORS: ${RULES[rule]}${status}`;
}

/** Advice with the header line that cures it, where one does. */
export function withCure(action: string, blocked: Blocked | undefined): string {
  if (!blocked?.cure) return action;
  const { name, value } = blocked.cure;
  return `${action} The header that is missing: ${name}: ${value}`;
}
