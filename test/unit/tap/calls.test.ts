/** What a tap that records makes of the calls of a page, and what it does not do to them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_STACK, MAX_TAPPED } from '../../../lib/tap/events.ts';
import installTap from '../../../lib/tap/install.ts?bundled';
import { CALLS } from './fake-calls.ts';
import { type FakePage, fakePage } from './fake-page.ts';
import { bringSpies, LURE, SPY } from './spies.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const STACK = 'save@https://shop.example/app.js:4:2';

describe('a tap that records', () => {
  let page: FakePage;
  const record = () => page.run(`const tap = (${installTap})(); tap.record()`);
  const log = () => [...(page.run('log.splice(0)') as string[])];

  beforeEach(() => {
    page = fakePage();
    page.run(CALLS);
  });

  it('tells where each call stands, once, however often it is told to', () => {
    record();
    page.run(`tap.record(); fetch('/a', { method: 'PUT' }); fetch(new URL('https://api.example/b'));
      fetch(new Request('https://api.example/c', 'DELETE'));
      const xhr = new XMLHttpRequest(); xhr.open('post', '/d'); xhr.send();
      new WebSocket('wss://live.example/');`);
    const call = { type: 'call', stack: STACK };
    expect(page.drain()).toEqual([
      { ...call, method: 'PUT', url: 'https://shop.example/a' },
      { ...call, method: 'GET', url: 'https://api.example/b' },
      { ...call, method: 'DELETE', url: 'https://api.example/c' },
      { ...call, method: 'post', url: 'https://shop.example/d' },
      { ...call, method: 'GET', url: 'wss://live.example/' },
    ]);
  });

  it('hands on the beginning of a stack and of an address', () => {
    record();
    page.run(`stack = 'x'.repeat(1e6); fetch('https://a/' + 'y'.repeat(1e6))`);
    const [call] = page.drain();
    expect([String(call?.stack).length, String(call?.url).length]).toEqual([MAX_STACK, MAX_TAPPED]);
  });

  it.each([
    ['an address that is none', `fetch('http://[')`, 'fetch 1'],
    ['a text that page code makes', `fetch({ toString() { spied.push('text'); return 'https://a/'; } })`, 'fetch 1'],
    [
      'a method that page code gives',
      `fetch('/a', { get method() { spied.push('method'); return 'PUT'; } })`,
      'fetch 2',
    ],
    ['nothing', `fetch()`, 'fetch 0'],
  ])('runs no code of the page and keeps nothing from the browser: %s', (_, script, logged) => {
    page.run('const spied = []');
    record();
    expect(() => page.run(script)).not.toThrow();
    expect(log()).toEqual([logged]);
    expect([...(page.run('spied') as string[])]).toEqual([]);
  });

  it('leaves a socket that has no address to the browser', () => {
    record();
    expect(() => page.run(`new WebSocket('http://[')`)).not.toThrow();
  });

  it('calls nothing that the page has replaced', async () => {
    record();
    page.run(SPY);
    page.run(bringSpies('socket-tap'));
    page.run(`fetch('/a', { method: 'PUT' }); const xhr = new XMLHttpRequest(); xhr.open('POST', new URL('https://a/')); xhr.send();
      new WebSocket('wss://live.example/'); new Response({ status: 500, headers: { 'cache-control': 'no-store' } }).ok;`);
    await settle();
    expect(page.drain()).toHaveLength(3);
    expect(log()).toContain('read');
    expect([...(page.run('spied') as string[])]).toEqual([]);
  });

  it('looks nothing up that the page has put under all objects', () => {
    record();
    page.run(LURE);
    page.run(`fetch('/a', { get method() { return 'PUT'; } }); new WebSocket('wss://live.example/');`);
    expect(page.drain()).toHaveLength(2);
    expect([...(page.run('lookedUp') as string[])].filter((one) => one.startsWith('value'))).toEqual([]);
  });

  it('takes no harm from a page that has none of it', () => {
    page = fakePage();
    expect(() => record()).not.toThrow();
  });

  describe('reads a failing reply that must not be stored', () => {
    const NO_STORE = `'cache-control': 'private, no-store'`;
    const looks = (init: string) => {
      record();
      page.run(`const reply = new Response(${init}); reply.ok; reply.status; reply.ok;`);
    };

    it('once, whatever becomes of it', async () => {
      const unhandled: unknown[] = [];
      const note = (reason: unknown) => unhandled.push(reason);
      process.on('unhandledRejection', note);
      looks(`{ status: 500, headers: { ${NO_STORE} } }`);
      await settle();
      await settle();
      process.off('unhandledRejection', note);
      expect(log()).toEqual(['clone', 'read']);
      expect(unhandled).toEqual([]);
    });

    it('or that another origin may be keeping to itself', () => {
      looks(`{ status: 500, type: 'cors' }`);
      expect(log()).toEqual(['clone', 'read']);
    });

    it.each([
      ['that succeeds', `{ status: 200, headers: { ${NO_STORE} } }`],
      ['that may be stored', `{ status: 500, headers: { 'cache-control': 'max-age=5' } }`],
      ['that says nothing of it', `{ status: 500 }`],
      ['that the page has read', `{ status: 500, bodyUsed: true, headers: { ${NO_STORE} } }`],
      ['that never ends', `{ status: 500, headers: { ${NO_STORE}, 'content-type': 'text/event-stream' } }`],
      ['that is too large', `{ status: 500, headers: { ${NO_STORE}, 'content-length': '1000001' } }`],
    ])('but none %s', (_, init) => {
      looks(init);
      expect(log()).toEqual([]);
    });

    it('and nothing that is no reply', () => {
      record();
      const get = `Object.getOwnPropertyDescriptor(Response.prototype, 'ok').get.call({ status: 500 })`;
      expect(page.run(get)).toBe(false);
    });
  });
});
