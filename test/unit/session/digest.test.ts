import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpExchange } from '../../../lib/exchange.ts';
import { createDigests, digestOf } from '../../../lib/session/digest.ts';
import { AT, bodyOf, httpExchange, socketMessage } from '../../fixtures.ts';
import { type DifferenceScript, play, readScripts } from '../../scripted.ts';

describe('the difference that matters', () => {
  it.each(readScripts<DifferenceScript>('differences'))('stands first in $name', async ({ script }) => {
    const { exchanges } = await play([...script.before, script.failure]);
    const digests = createDigests({ salt: 7 });
    const failure = exchanges.at(-1);
    for (const exchange of exchanges) if (exchange !== failure) digests.take(exchange, false);
    const [first] = (failure && digests.differencesOf(failure)) ?? [];
    expect(first).toMatchObject({ part: script.differs.part, name: script.differs.name ?? '' });
  });
});

/** What a failing request does differently from one that succeeded, as `part name change`. */
function differences(succeeded: Partial<HttpExchange>, failed: Partial<HttpExchange>): string[] {
  const digests = createDigests({ salt: 7 });
  digests.take(httpExchange(succeeded), false);
  const found = digests.differencesOf(httpExchange({ status: 500, ...failed }));
  return (found ?? expect.unreachable()).map(({ part, name, change }) => `${part} ${name} ${change}`);
}

const headers = (all: Readonly<Record<string, string>>): Partial<HttpExchange> => ({
  requestHeaders: Object.entries(all).map(([name, value]) => ({ name, value })),
});
const url = (rest: string): Partial<HttpExchange> => ({ url: `https://a.example/x${rest}` });
const sent = (body: unknown): Partial<HttpExchange> => ({
  method: 'POST',
  requestBody: bodyOf(typeof body === 'string' ? body : JSON.stringify(body)),
});

/** A JSON Web Token with these claims, as a header of a request. */
function bearer(claims: unknown): Partial<HttpExchange> {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return headers({ Authorization: `Bearer ${part({ alg: 'none' })}.${part(claims)}.made-up` });
}

type Case = readonly [what: string, succeeded: Partial<HttpExchange>, failed: Partial<HttpExchange>, told: string[]];

describe('of a failing request is told', () => {
  it.each<Case>([
    ['a header that is new', {}, headers({ 'X-Mode': 'a' }), ['header x-mode added']],
    ['a header that is missing', headers({ 'X-Mode': 'a' }), {}, ['header x-mode missing']],
    ['a header that changed', headers({ 'X-Mode': 'a' }), headers({ 'x-mode': 'b' }), ['header x-mode changed']],
    ['a value that became a number', headers({ 'X-Mode': 'a' }), headers({ 'X-Mode': '-1' }), ['header x-mode type']],
    ['a number that became another', url('?a=7'), url('?a=12'), ['query a changed']],
    ['a word with a number at its end', url('?a=v7'), url('?a=w'), ['query a changed']],
    ['a word with a number before it', url('?a=7v'), url('?a=w'), ['query a changed']],
    ['a long name by its beginning', url(''), url(`?${'n'.repeat(100)}=1`), [`query ${'n'.repeat(80)} added`]],
    ['a value that became empty', url('?a=b'), url('?a='), ['query a type']],
    ['a value that is none', url('?a=b'), url('?a=undefined'), ['query a type']],
    ['a parameter before a fragment', url('?a=b#c'), url('?a=d#c'), ['query a changed']],
    ['a cookie that is new', {}, headers({ Cookie: 'a=1' }), ['cookie a added']],
    ['a cookie that changed', headers({ Cookie: 'a=x; b=y' }), headers({ Cookie: 'a=x; b=z' }), ['cookie b changed']],
    ['a member that changed', sent({ a: { b: 'x' } }), sent({ a: { b: 'y' } }), ['body a.b changed']],
    ['a member of another type', sent({ a: 'x' }), sent({ a: 1 }), ['body a type']],
    ['a member that became null', sent({ a: 'x' }), sent({ a: null }), ['body a type']],
    ['a number that became its text', sent({ a: 1 }), sent({ a: '1' }), ['body a type']],
    ['a text that says that it is none', sent({ a: 'x' }), sent({ a: 'null' }), ['body a type']],
    ['a text that became another of digits', sent({ a: 'x' }), sent({ a: '12' }), ['body a changed']],
    ['lists within lists, four deep', sent([[[[[1]]]]]), sent([[[[[2]]]]]), ['body [][][][] changed']],
    ['a member of the first of a list', sent({ a: [{ b: 1 }] }), sent({ a: [{ b: 2 }] }), ['body a[].b changed']],
    [
      'what lies deep as a whole',
      sent({ a: { b: { c: { d: 1 } } } }),
      sent({ a: { b: { c: { d: 2 } } } }),
      ['body a.b.c.d changed'],
    ],
    ['a list that became empty', sent({ a: [1] }), sent({ a: [] }), ['body a[] missing']],
    ['a body that is no JSON', sent('a=1'), sent('a=2'), ['body  changed']],
    ['a body that is a single value', sent('1'), sent('2'), ['body  changed']],
    ['another protocol', { protocol: 'h2' }, { protocol: 'http/1.1' }, ['protocol  changed']],
    ['another line of code', { initiator: placeAt(1) }, { initiator: placeAt(2) }, ['initiator  changed']],
    ['a service worker in between', {}, { viaServiceWorker: true }, ['service-worker  changed']],
    [
      'a body that grew to four times its size',
      headers({ 'Content-Length': '300' }),
      headers({ 'Content-Length': '1201' }),
      ['size body grown'],
    ],
    [
      'a long body as a whole',
      sent({ a: `b${'x'.repeat(20_000)}` }),
      sent({ a: `c${'x'.repeat(20_000)}` }),
      ['body  changed'],
    ],
    [
      'a body that grew to a thousand',
      headers({ 'Content-Length': '200' }),
      headers({ 'Content-Length': '1000' }),
      ['size body grown'],
    ],
    [
      'a key for one request that is used for another',
      { ...headers({ 'Idempotency-Key': 'k' }), ...sent({ a: 1 }) },
      { ...headers({ 'Idempotency-Key': 'k' }), ...sent({ a: 2 }) },
      ['header idempotency-key reused', 'body a changed'],
    ],
    [
      'a token that expired, whatever else it says',
      bearer({ sub: '?>~?>~?>~ ?>~', exp: 1 }),
      bearer({ sub: '?>~?>~?>~ ?>~', exp: 1 }),
      ['token authorization expired'],
    ],
    [
      'a token that expired as it was sent',
      {},
      bearer({ exp: AT / 1000 }),
      ['token authorization expired', 'header authorization added'],
    ],
  ])('%s', (_, succeeded, failed, told) => {
    expect(differences(succeeded, failed).sort()).toEqual([...told].sort());
  });

  it.each<[status: number, part: string]>([
    [400, 'query a added'],
    [401, 'cookie a added'],
    [406, 'header accept added'],
    [502, 'protocol  changed'],
    [500, 'header accept added'],
  ])('first, of a %i, what that status points to: %s', (status, first) => {
    const failed = { ...headers({ Accept: 'text/html', Cookie: 'a=1' }), ...url('?a=1'), protocol: 'http/1.1' };
    expect(differences({ ...url(''), protocol: 'h2' }, { ...failed, status })[0]).toBe(first);
  });

  it('what can matter most first, and no more than ten', () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`m${i}`, 1]));
    const found = differences(sent({}), { ...sent(many), ...headers({ 'X-Mode': 'a' }) });
    expect(found).toHaveLength(10);
    expect(found[0]).toBe('header x-mode added');
  });
});

describe('of a failing request is not told', () => {
  const long = 'x'.repeat(20_000);
  it.each<Case>([
    ['a header of HTTP/2 itself', {}, headers({ ':path': '/x' }), []],
    ['a header that says nothing', {}, headers({ 'User-Agent': 'made-up' }), []],
    ['a parameter that only keeps caches away', url('?_=1'), url('?_=2&ts=3'), []],
    ['a member that names one call', sent({ nonce: 'a' }), sent({ nonce: 'b' }), []],
    ['a number that only a header may say nothing by', url(''), url('?date=1'), ['query date added']],
    ['a call that only a cookie is named by', {}, headers({ Cookie: 't=1' }), ['cookie t added']],
    ['a header that ends as noise begins', {}, headers({ 'X-Date': '1' }), ['header x-date added']],
    ['how a protocol is written', { protocol: 'H2' }, { protocol: 'h2' }, []],
    ['a space around a cookie', headers({ Cookie: 'a=1;b=2' }), headers({ Cookie: 'a=1; b=2 ' }), []],
    ['a cookie without a name', {}, headers({ Cookie: '=1' }), []],
    ['a size that is new', {}, headers({ 'Content-Length': '5000' }), []],
    ['a size that is gone', headers({ 'Content-Length': '5000' }), {}, []],
    ['a size that grew a little', headers({ 'Content-Length': '300' }), headers({ 'Content-Length': '1200' }), []],
    ['a small size that grew', headers({ 'Content-Length': '10' }), headers({ 'Content-Length': '999' }), []],
    ['a fragment', url('#a?b=1'), url('#a?b=2'), []],
    ['a body that is empty', {}, { requestBody: bodyOf('') }, []],
    [
      'what lies deeper than four members',
      sent({ a: { b: { c: { d: { e: 1 } } } } }),
      sent({ a: { b: { c: { d: { e: 2 } } } } }),
      [],
    ],
    [
      'objects that cannot be made a text',
      sent({ a: { b: { c: { d: { toString: 0 } } } } }),
      sent({ a: { b: { c: { d: { toString: 0 } } } } }),
      [],
    ],
    ['how many items a list has', sent({ a: [1] }), sent({ a: [1, 2] }), []],
    ['a list that is empty in both', sent({ a: [] }), sent({ a: [] }), []],
    ['the end of a very long body', sent(`${long}a`), sent(`${long}b`), []],
    ['a token that does not say when it expires', bearer({}), bearer({}), []],
    ['a token that expires later', bearer({ exp: AT / 1000 + 1 }), bearer({ exp: AT / 1000 + 1 }), []],
    ['a token whose end is no time', bearer({ exp: '1' }), bearer({ exp: '1' }), []],
    ['a token that holds no claims', bearer(null), bearer(null), []],
    ['a token that holds a text', bearer('exp'), bearer('exp'), []],
    [
      'a key that is used again for the same request',
      { ...headers({ 'Idempotency-Key': 'k' }), ...sent({ a: 1 }), ...url('?b=1') },
      { ...headers({ 'Idempotency-Key': 'k' }), ...sent({ a: 1 }), ...url('?b=2') },
      ['query b changed'],
    ],
  ])('%s', (_, succeeded, failed, told) => expect(differences(succeeded, failed)).toEqual(told));
});

function placeAt(line: number) {
  return { function: 'load', url: 'https://a.example/app.js', line, column: undefined };
}

describe('digests', () => {
  it('hold no value of what they are made of', () => {
    const secret = 'made-up-secret-of-the-page';
    const requestHeaders = [
      { name: 'Authorization', value: `Bearer ${secret}` },
      { name: 'Cookie', value: `session=${secret}` },
    ];
    const text = JSON.stringify({ password: secret, list: [{ secret }] });
    const requestBody = { state: 'read', text, base64: false, cut: false } as const;
    const exchange = httpExchange({ requestHeaders, requestBody, url: `https://a.example/x?key=${secret}` });
    const written = JSON.stringify(digestOf(exchange, 7));
    expect(written).toContain('password');
    expect(written).not.toContain(secret);
    expect(digestOf(exchange, 8).values).not.toEqual(digestOf(exchange, 7).values);
  });

  it('know nothing of an endpoint that never succeeded', () => {
    const digests = createDigests({ salt: 7 });
    digests.take(httpExchange({ status: 500 }), true);
    digests.take(httpExchange({ status: 0 }), false);
    digests.take(httpExchange({ role: 'preflight' }), false);
    digests.take(socketMessage('{}'), false);
    expect(digests.differencesOf(socketMessage('{}'))).toBeUndefined();
    expect(digests.differencesOf(httpExchange({ status: 500 }))).toBeUndefined();
  });

  it('compare with the neighbours where names stand for things, and with the endpoint itself where that is known', () => {
    const digests = createDigests({ salt: 7 });
    const at = (path: string, mode: string) =>
      httpExchange({ url: `https://a.example/${path}`, ...headers({ 'X-Mode': mode }) });
    digests.take(at('files/one.txt', 'a'), false);
    digests.take(at('files/two.txt', 'b'), false);
    expect(digests.differencesOf(at('files/three.txt', 'b'))).toEqual([]);
    expect(digests.differencesOf(at('files/one.txt', 'b'))).toHaveLength(1);
    expect(digests.differencesOf(at('pictures/three.txt', 'b'))).toBeUndefined();
  });

  it('know nothing once they are cleared', () => {
    const digests = createDigests({ salt: 7 });
    digests.take(httpExchange(), false);
    digests.clear();
    expect(digests.differencesOf(httpExchange())).toBeUndefined();
  });

  it('are bounded, whatever a request holds', () => {
    const members = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`m${i}`, { a: 1 }]));
    const { traits, values } = digestOf(httpExchange({ ...sent(members), ...url(`?${'a=1&'.repeat(500)}`) }), 7);
    expect(traits.length).toBeLessThanOrEqual(120);
    expect(values).toHaveLength(traits.length);
  });

  it('find no difference between equal requests, whatever they hold', () => {
    const headers = fc.array(fc.record({ name: fc.string(), value: fc.string() }));
    const property = fc.property(
      headers,
      fc.json(),
      fc.webUrl({ withQueryParameters: true }),
      (requestHeaders, text, url) => {
        const digests = createDigests({ salt: 7 });
        const requestBody = { state: 'read', text, base64: false, cut: false } as const;
        const exchange = httpExchange({ requestHeaders, requestBody, url });
        digests.take(exchange, false);
        const names = new Set(requestHeaders.map(({ name }) => name.toLowerCase()));
        if (names.size === requestHeaders.length) expect(digests.differencesOf(exchange)).toEqual([]);
      },
    );
    fc.assert(property);
  });
});
