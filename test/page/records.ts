/** Recorded sessions: what a page met on the wire, as the capture hands it on. */
import { randomUUID } from 'node:crypto';
import type { Exchange, HttpExchange } from '../../lib/exchange.ts';
import { AT, bodyOf, httpExchange } from '../fixtures.ts';

export const PRINTER = 'https://app-q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6.octoeverywhere.com';
const MAKAPIX = 'https://makapix.club';
const SHOP = 'https://shop.example';
const JSON_TYPE = 'application/json';

interface HttpParts
  extends Partial<Pick<HttpExchange, 'mimeType' | 'requestHeaders' | 'responseHeaders' | 'failure' | 'at'>> {
  readonly body?: string;
  readonly base64?: boolean;
  readonly requestBody?: string;
}

/** One HTTP exchange; each call makes another. */
export function http(method: string, url: string, status: number, parts: HttpParts = {}): HttpExchange {
  const { body, base64, requestBody, ...more } = parts;
  return httpExchange({
    id: randomUUID(),
    method,
    url,
    status,
    mimeType: 'text/plain',
    requestBody: bodyOf(requestBody),
    responseBody: bodyOf(body, base64),
    ...more,
  });
}

export const cart = () => http('GET', `${SHOP}/api/cart`, 503, { body: 'down for maintenance' });

/** Ten failures of five families, three of them repeats, and a healthy request. */
export function several(): readonly Exchange[] {
  return [
    http('GET', `${PRINTER}/api/printer`, 601, { body: 'printer offline' }),
    cart(),
    http('GET', `${PRINTER}/octoeverywhere-command-api/status`, 200, {
      mimeType: JSON_TYPE,
      body: '{"Status":785,"Error":"Host not connected"}',
    }),
    http('POST', `${MAKAPIX}/api/auth/login`, 401, {
      mimeType: JSON_TYPE,
      body: '{"detail":"Invalid email or password"}',
    }),
    cart(),
    http('GET', `${SHOP}/api/search`, 429, { responseHeaders: [{ name: 'Retry-After', value: '37' }] }),
    cart(),
    http('GET', `${PRINTER}/api/job`, 604),
    http('GET', `${SHOP}/images/logo.svg`, 404, { body: 'not here' }),
    http('GET', 'https://nowhere.example/metrics', 0, { failure: 'net::ERR_NAME_NOT_RESOLVED' }),
    http('GET', `${SHOP}/`, 200),
  ].map((exchange, i) => ({ ...exchange, at: AT + i * 1_000 }));
}

/** The rows that `several` makes. */
export const SEVERAL = {
  offline: { family: 'octoeverywhere-service', code: '601', permanence: 'temporary' },
  revoked: { family: 'octoeverywhere-service', code: '604', permanence: 'permanent' },
  noLogin: { family: 'makapix', code: '401', permanence: 'permanent' },
  notConnected: { family: 'octoeverywhere-plugin', code: '785', permanence: 'temporary' },
  busy: { family: 'http', code: '429', permanence: 'temporary' },
  down: { family: 'http', code: '503', permanence: 'temporary', count: 3 },
  missing: { family: 'http', code: '404', permanence: 'permanent' },
  noSuchHost: { family: 'network', code: 'ERR_NAME_NOT_RESOLVED', permanence: 'unknown' },
} as const;

/** They go over the wire with `login`, and none leaves unless somebody says so. */
export const SECRETS = {
  token: 'ghp_0123456789abcdefghijABCDEFGHIJ456789',
  email: 'jo.planted@example.com',
  password: 'planted-password-hunter2',
};
/** Goes with them, and redaction does not take it for a secret by itself. */
export const PROJECT = 'nightingale';

/** A login that fails with secrets on it. */
export function login(): HttpExchange {
  const authorization = { name: 'Authorization', value: `Bearer ${SECRETS.token}` };
  return http('POST', `${MAKAPIX}/api/user/login`, 401, {
    mimeType: JSON_TYPE,
    requestHeaders: [{ name: 'Content-Type', value: JSON_TYPE }, authorization],
    requestBody: JSON.stringify({ name: 'jo', password: SECRETS.password }),
    responseHeaders: [{ name: 'X-Request-Id', value: 'req-7' }],
    body: JSON.stringify({ detail: 'Invalid email or password', project: PROJECT, contact: SECRETS.email }),
  });
}

/** The login and four failures more, two of them alike. */
export function secretive(): readonly Exchange[] {
  return [
    login(),
    cart(),
    cart(),
    http('GET', `${SHOP}/api/search`, 429),
    http('GET', `${SHOP}/images/logo.svg`, 404, { body: 'no' }),
  ];
}

/** The rows that `secretive` makes. */
export const SECRETIVE = {
  login: { family: 'makapix', code: '401' },
  down: { family: 'http', code: '503', count: 2 },
  busy: { family: 'http', code: '429' },
  missing: { family: 'http', code: '404' },
} as const;

/** A refusal that says what it can: a wait, a code, words of its own and a request id. */
export const limited = (at: number) =>
  http('POST', `${MAKAPIX}/api/post/upload?size=64`, 429, {
    mimeType: JSON_TYPE,
    requestBody: JSON.stringify({ title: 'Sunset', size: 64 }),
    responseHeaders: [
      { name: 'Content-Type', value: JSON_TYPE },
      { name: 'Retry-After', value: '3600' },
      { name: 'X-Request-Id', value: 'req-4711' },
    ],
    body: JSON.stringify({ detail: 'Upload rate limit exceeded. Please try again later.' }),
    at,
  });

/** The same exchanges, beginning at another moment. */
export function startingAt(at: number, exchanges: readonly Exchange[]): readonly Exchange[] {
  const [first] = exchanges;
  return exchanges.map((exchange) => ({ ...exchange, at: exchange.at - (first?.at ?? 0) + at }));
}
