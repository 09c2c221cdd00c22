import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorityOf, hostOf, pathOf, withoutFragment, withoutQuery, withoutScheme } from '../../lib/address.ts';

describe('an address', () => {
  it.each([
    ['https://Makapix.club/api/Post?x=/y#z', 'makapix.club', '/api/post'],
    ['http://user:p@ss@host.example:8080', 'host.example', '/'],
    ['wss://eu1.blazeauth.net./', 'eu1.blazeauth.net', '/'],
    ['http://[::1]:7125/websocket', '[::1]', '/websocket'],
    ['https://host?query', 'host', '/'],
    ['https://good.example\\@evil.example/', 'good.example', '\\@evil.example/'],
    ['about:blank', '', '/'],
    ['', '', '/'],
  ])('%j', (url, host, path) => {
    expect({ host: hostOf(authorityOf(url)), path: pathOf(url) }).toEqual({ host, path });
  });

  it('sees the host that the URL standard sees', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(hostOf(authorityOf(new URL(url).href))).toBe(new URL(url).hostname);
      }),
    );
  });

  it('throws on no text', () => {
    fc.assert(fc.property(fc.string(), (text) => void [hostOf(authorityOf(text)), pathOf(text)]));
  });
});

describe('a part of an address', () => {
  it.each([
    ['wss://a.example/b?c=/d#e', 'wss://a.example/b', 'wss://a.example/b?c=/d', 'a.example/b?c=/d#e'],
    ['https://a.example/b#c?d', 'https://a.example/b', 'https://a.example/b', 'a.example/b#c?d'],
    ['about:blank', 'about:blank', 'about:blank', 'about:blank'],
    ['/b?next=https://c.example/', '/b', '/b?next=https://c.example/', '/b?next=https://c.example/'],
    ['', '', '', ''],
  ])('is left out of %j', (url, noQuery, noFragment, noScheme) => {
    expect([withoutQuery(url), withoutFragment(url), withoutScheme(url)]).toEqual([noQuery, noFragment, noScheme]);
  });
});
