import { expect, it } from 'vitest';
import { askedFor } from '../../lib/asked.ts';
import type { HttpExchange } from '../../lib/exchange.ts';
import { httpExchange } from '../fixtures.ts';

const asked = (headers: Readonly<Record<string, string>>, over: Partial<HttpExchange> = {}) =>
  askedFor(
    httpExchange({ ...over, requestHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })) }),
  );
const JSON_SENT = { 'Content-Type': 'application/json' };

it('what a request asks for is said by its destination, its Accept header or its body, in this order', () => {
  expect(asked({ 'Sec-Fetch-Dest': 'image', Accept: 'application/json' })).toBe('image');
  expect(asked({}, { resourceType: 'stylesheet' })).toBe('style');
  expect(asked({ 'Sec-Fetch-Dest': 'empty', Accept: 'application/json, text/plain' })).toBe('data');
  expect(asked({ 'Sec-Fetch-Dest': 'document', Accept: 'application/json' })).toBeUndefined();
  expect(asked({ ...JSON_SENT, Accept: 'text/html' }, { method: 'POST' })).toBeUndefined();
  expect(asked(JSON_SENT, { method: 'POST' })).toBe('data');
  expect(asked(JSON_SENT, { method: 'GET' })).toBeUndefined();
});

it('what a client sends with every call asks for data only where the address does as well', () => {
  const always = { Accept: 'application/json, text/plain, */*' };
  const of = (path: string, method = 'GET') => asked(always, { url: `https://a.example${path}`, method });
  for (const path of ['/api/ponds', '/shop/v2/items', '/ponds.json', '/wp-admin/admin-ajax.php', '/graphql'])
    expect(of(path)).toBe('data');
  for (const path of ['/legal/privacy', '/apiary', '/vine', '/']) expect(of(path)).toBeUndefined();
  expect(of('/legal/privacy', 'POST')).toBe('data');
  expect(asked({ Accept: 'application/json' }, { url: 'https://a.example/legal/privacy' })).toBe('data');
});

it('an address that names a page asks for that, whatever the client accepts everywhere', () => {
  expect(asked({ Accept: 'application/json' }, { url: 'https://a.example/part.html' })).toBeUndefined();
});

it.each(['ping', 'beacon'])('a %s asks for nothing: no script sees its reply', (resourceType) => {
  const of = { method: 'POST', resourceType };
  expect(asked({ ...JSON_SENT, 'Sec-Fetch-Dest': 'empty' }, of)).toBeUndefined();
});
