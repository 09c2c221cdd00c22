import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../lib/catalog/index.ts';
import { preflightFault, replyFault } from '../../lib/cors.ts';
import { createEngine } from '../../lib/diagnose/diagnose.ts';
import type { Header, HttpExchange } from '../../lib/exchange.ts';
import { createWords } from '../../lib/words/words.ts';
import { httpExchange } from '../fixtures.ts';

const PAGE = 'https://shop.example';
const engine = createEngine(builtInFamilies);
const words = createWords(builtInFamilies);

type Headers = Readonly<Record<string, string>>;
const list = (headers: Headers = {}): Header[] => Object.entries(headers).map(([name, value]) => ({ name, value }));

/** A reply that Chromium withheld. */
function withheld(answered: Headers, status = 200): Partial<HttpExchange> {
  return {
    url: 'https://api.example/v1/orders',
    status,
    failure: 'net::ERR_FAILED',
    withheld: true,
    requestHeaders: list({ Origin: PAGE, 'Sec-Fetch-Mode': 'cors' }),
    responseHeaders: list(answered),
  };
}

/** A request that Chromium did not send, for its preflight. */
function unsent(answered: Headers, { status = 204, method = 'PUT', headers = 'content-type' } = {}) {
  return {
    url: 'https://api.example/v1/orders',
    method,
    status: 0,
    failure: 'net::ERR_FAILED',
    preflight: {
      status,
      requestHeaders: list({
        Origin: PAGE,
        'Access-Control-Request-Method': method,
        'Access-Control-Request-Headers': headers,
      }),
      responseHeaders: list(answered),
    },
  } satisfies Partial<HttpExchange>;
}

const ORIGIN = { 'Access-Control-Allow-Origin': PAGE };
const PUT = { ...ORIGIN, 'Access-Control-Allow-Methods': 'GET, PUT' };

describe('each rule of CORS', () => {
  it.each<[string, Partial<HttpExchange>, string | undefined]>([
    ['allow-origin-missing', withheld({}), `Access-Control-Allow-Origin: ${PAGE}`],
    [
      'allow-origin-mismatch',
      withheld({ 'Access-Control-Allow-Origin': `${PAGE}/` }),
      `Access-Control-Allow-Origin: ${PAGE}`,
    ],
    [
      'allow-origin-multiple',
      withheld({ 'Access-Control-Allow-Origin': `https://a.example, ${PAGE}` }),
      `Access-Control-Allow-Origin: ${PAGE}`,
    ],
    [
      'allow-origin-wildcard-credentials',
      withheld({ 'Access-Control-Allow-Origin': '*' }),
      `Access-Control-Allow-Origin: ${PAGE}`,
    ],
    [
      'allow-credentials-missing',
      withheld({ ...ORIGIN, 'Access-Control-Allow-Credentials': 'True' }),
      'Access-Control-Allow-Credentials: true',
    ],
    ['method-not-allowed', unsent(ORIGIN), 'Access-Control-Allow-Methods: PUT'],
    [
      'header-not-allowed',
      unsent({ ...PUT, 'Access-Control-Allow-Headers': 'X-Trace' }),
      'Access-Control-Allow-Headers: X-Trace, content-type',
    ],
    ['preflight-status', unsent(PUT, { status: 401 }), undefined],
    ['preflight-redirect', unsent(PUT, { status: 307 }), undefined],
    ['error-without-cors-headers', withheld({ Server: 'nginx' }, 502), `Access-Control-Allow-Origin: ${PAGE}`],
  ])('%s is named, with the line that cures it', (rule, over, cure) => {
    const finding = engine.diagnose(httpExchange(over));
    expect(finding?.blocked).toMatchObject({ by: 'cors', rule });
    expect(finding?.blocked?.cure && `${finding.blocked.cure.name}: ${finding.blocked.cure.value}`).toBe(cure);
    if (finding) {
      expect(words.action(finding)).toContain(cure ?? '');
      expect(words.evidence(finding).join('\n')).toContain('CORS: ');
    }
  });

  it('has words of its own, but for an error whose status says more', () => {
    const named = (over: Partial<HttpExchange>) => engine.diagnose(httpExchange(over));
    expect(named(unsent(PUT, { status: 401 }))).toMatchObject({ entry: 'cors-preflight-status', code: 'ERR_FAILED' });
    const refused = named(unsent(PUT, { status: 401 }));
    expect(refused && words.evidence(refused).join('\n')).toContain('HTTP 401');
    expect(named(withheld({}))).toMatchObject({ entry: 'cors-allow-origin-missing', permanence: 'permanent' });
    expect(named(withheld({}, 502))).toMatchObject({ family: 'http', code: '502', permanence: 'temporary' });
  });
});

describe('the reply', () => {
  const asked = (headers: Headers, answered: Headers, isRefused = false) =>
    replyFault(
      {
        url: 'https://api.example/',
        method: 'GET',
        status: 200,
        requestHeaders: list(headers),
        responseHeaders: list(answered),
      },
      isRefused,
    )?.rule;
  const CORS = { Origin: PAGE, 'Sec-Fetch-Mode': 'cors' };

  it('is judged by what its headers prove where no browser says that it was refused', () => {
    expect(asked(CORS, { 'Access-Control-Allow-Origin': '*' })).toBeUndefined();
    expect(asked({ ...CORS, Cookie: 'a=1' }, { 'Access-Control-Allow-Origin': '*' })).toBe(
      'allow-origin-wildcard-credentials',
    );
    expect(asked({ ...CORS, Cookie: 'a=1' }, ORIGIN)).toBe('allow-credentials-missing');
    expect(
      asked({ ...CORS, Cookie: 'a=1' }, { ...ORIGIN, 'Access-Control-Allow-Credentials': 'true' }),
    ).toBeUndefined();
  });

  it('sees two headers of one name as one with two values', () => {
    const responseHeaders = [...list(ORIGIN), ...list(ORIGIN)];
    const exchange = { url: 'https://api.example/', method: 'GET', status: 200, requestHeaders: list(CORS) };
    expect(replyFault({ ...exchange, responseHeaders }, false)?.rule).toBe('allow-origin-multiple');
  });

  it.each<[string, Headers]>([
    ['of the same origin', { ...CORS, Origin: 'https://api.example' }],
    ['to an image', { Origin: PAGE, 'Sec-Fetch-Mode': 'no-cors' }],
    ['to a form', { Origin: PAGE, 'Sec-Fetch-Mode': 'navigate' }],
    ['without an origin', { 'Sec-Fetch-Mode': 'cors' }],
  ])('%s is no matter of CORS', (_, headers) => expect(asked(headers, {})).toBeUndefined());

  it('is judged by the referrer where the browser refused it and keeps the origin to itself', () => {
    expect(asked({ Referer: `${PAGE}/cart` }, {}, true)).toBe('allow-origin-missing');
  });

  it('to an opaque origin can be admitted by name', () => {
    expect(asked({ ...CORS, Origin: 'null' }, { 'Access-Control-Allow-Origin': 'null' })).toBeUndefined();
  });
});

describe('the preflight', () => {
  const rule = (answered: Headers, options = {}, isRefused = true) =>
    preflightFault(unsent(answered, options).preflight, isRefused)?.rule;

  it('admits every header with a wildcard, but not Authorization', () => {
    const any = { ...PUT, 'Access-Control-Allow-Headers': '*' };
    expect(rule(any, { headers: 'content-type,x-trace' }, false)).toBeUndefined();
    expect(rule(any, { headers: 'authorization,content-type' })).toBe('header-not-allowed');
    expect(
      rule({ ...PUT, 'Access-Control-Allow-Headers': '*, Authorization' }, { headers: 'authorization' }, false),
    ).toBe(undefined);
  });

  it('compares names of headers without case and methods with it', () => {
    expect(rule({ ...PUT, 'Access-Control-Allow-Headers': 'Content-Type' }, {}, false)).toBeUndefined();
    expect(rule({ ...ORIGIN, 'Access-Control-Allow-Methods': 'put' })).toBe('method-not-allowed');
    expect(
      rule({ ...ORIGIN, 'Access-Control-Allow-Headers': 'content-type' }, { method: 'POST' }, false),
    ).toBeUndefined();
  });

  it('is judged by its status before its headers', () => {
    expect(rule({}, { status: 405 })).toBe('preflight-status');
    expect(rule({}, { status: 301 })).toBe('preflight-redirect');
  });

  it('refuses nothing where it got no reply', () => expect(rule({}, { status: 0 })).toBeUndefined());

  it('lacks the permission for credentials where nothing else is wrong', () => {
    const all = { 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': 'content-type' };
    expect(rule({ ...all, 'Access-Control-Allow-Origin': '*' })).toBe('allow-origin-wildcard-credentials');
    expect(rule({ ...all, ...ORIGIN })).toBe('allow-credentials-missing');
    expect(rule({ ...all, ...ORIGIN, 'Access-Control-Allow-Credentials': 'true' })).toBeUndefined();
  });
});

it('reads headers of any form without an error', () => {
  const headers = fc.array(fc.record({ name: fc.string(), value: fc.string() }));
  fc.assert(
    fc.property(fc.string(), headers, headers, fc.integer(), (url, requestHeaders, responseHeaders, status) => {
      replyFault({ url, method: 'GET', status, requestHeaders, responseHeaders }, true);
      preflightFault({ status, requestHeaders, responseHeaders }, true);
    }),
  );
});

describe('who stopped a request', () => {
  it.each([
    ['net::ERR_BLOCKED_BY_CLIENT', 'client'],
    ['net::ERR_BLOCKED_BY_CLIENT.Inspector', 'client'],
    ['net::ERR_BLOCKED_BY_CSP', 'csp'],
    ['CSP_REFUSED', 'csp'],
    ['MIXED_CONTENT', 'mixed-content'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate'],
    ['net::ERR_CERT_DATE_INVALID', 'certificate'],
    ['TLS_REFUSED', 'certificate'],
    ['SEC_ERROR_UNKNOWN_ISSUER', 'certificate'],
    ['net::ERR_ABORTED', 'aborted'],
    ['NS_BINDING_ABORTED', 'aborted'],
  ])('is told by the name %s', (failure, by) => {
    expect(engine.diagnose(httpExchange({ status: 0, failure }))?.blocked).toMatchObject({ by });
  });

  it.each(['net::ERR_NAME_NOT_RESOLVED', 'net::ERR_CONNECTION_RESET', 'net::ERR_FAILED', 'BLOCKED', ''])(
    'is not told by %j',
    (failure) => expect(engine.diagnose(httpExchange({ status: 0, failure }))?.blocked).toBeUndefined(),
  );
});
