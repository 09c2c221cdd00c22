/** Pages that are up to something: what each guard of the tap is for. */
import { describe, expect, it } from 'vitest';
import { ASLEEP_AFTER_MS, MAX_TAPPED } from '../../../lib/tap/events.ts';
import installTap from '../../../lib/tap/install.ts?bundled';
import { eventsIn, type FakePage, fakePage } from './fake-page.ts';
import { bringSpies, LURE, SPY } from './spies.ts';

const install = (page: FakePage) => page.run(`const tap = (${installTap})()`);

const tapped = (before = ''): FakePage => {
  const page = fakePage();
  page.run(before);
  install(page);
  return page;
};

const listOf = (page: FakePage, name: string) => [...(page.run(name) as string[])];
/** Lets the promises of a page come to their end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Everything that the tap sees happens, at a socket of its time and at an older one. The page reads what it gets. */
const LIFE = `
  {
    const socket = test.open('wss://example.com/new');
    const read = ({ data }) => data;
    socket.addEventListener('message', read);
    socket.send('text');
    socket.send(7);
    socket.send(new Uint8Array([1, 2, 3]));
    socket.send(new DataView(new ArrayBuffer(2)));
    socket.send(new ArrayBuffer(2));
    socket.send({ toString() { return 'made'; } });
    socket.send('x'.repeat(${MAX_TAPPED + 5}));
    test.does(socket, 'message', { data: 'answer' });
    test.does(socket, 'message', { data: new Uint8Array([1]).buffer });
    test.does(socket, 'message', { data: new Blob(new Uint8Array([2])) });
    old.addEventListener('message', read);
    test.does(old, 'message', { data: 'to an old one' });
    test.forbid();
    test.does(old, 'close', { code: 4001, reason: 'old', wasClean: true });
    test.does(socket, 'close', { code: 4000, reason: 'new', wasClean: true });
    Blob.reads.splice(0).forEach((read) => read());
  }`;
const OLD = `const old = new WebSocket('wss://example.com/old'); test.does(old, 'open');
  old.addEventListener('message', ({ data }) => data);
  old.addEventListener('close', ({ code, reason, wasClean }) => [code, reason, wasClean]);`;

/** What is told of it: once by itself, once where all of a page is replaced. */
async function lifeOf(page: FakePage): Promise<readonly unknown[]> {
  page.run(LIFE);
  await settle();
  return page.drain();
}

describe('a page that replaces what it can reach', () => {
  it('has nothing of it called by the tap, and hides nothing', async () => {
    const seen = await lifeOf(tapped(OLD));
    expect(seen.length).toBeGreaterThan(16);
    const page = tapped(OLD);
    page.run(SPY);
    page.run(bringSpies('socket-tap'));
    page.run('let told = 0; const stop = tap.listen((events) => { told += events.length; })');
    page.run(LIFE);
    await settle();
    page.runTimers();
    expect(page.run('told')).toBeGreaterThan(500);
    page.run('stop()');
    expect(await lifeOf(page)).toHaveLength(seen.length - 1);
    expect(listOf(page, 'spied')).toEqual([]);
  });

  it('is asked for no member that it has put under all objects', async () => {
    const lookedUp = async (page: FakePage, isTapped: boolean) => {
      page.run(OLD);
      if (isTapped) install(page);
      page.run(LURE);
      page.run(LIFE);
      page.run('[WebSocket.prototype.send.length, Object.keys(WebSocket.prototype.send)]');
      await settle();
      if (isTapped) expect(page.drain().length).toBeGreaterThan(16);
      return new Set(listOf(page, 'lookedUp'));
    };
    expect(await lookedUp(fakePage(), true)).toEqual(await lookedUp(fakePage(), false));
  });

  it('keeps no blob from being read by a promise that fails when it is asked what made it', async () => {
    const page = tapped();
    page.run(`Object.defineProperty(Promise.prototype, 'constructor', { get() { throw new Error('spied on'); } });
      test.does(test.open(), 'message', { data: new Blob(new Uint8Array([1])) }); Blob.reads[0]();`);
    await settle();
    expect(page.drain().at(-1)).toMatchObject({ type: 'receive', data: 'AQ==' });
  });

  it('hides no blob by what it makes of Blob', async () => {
    const page = tapped();
    page.run(`const Native = Blob; globalThis.Blob = class {};
      test.does(test.open(), 'message', { data: new Native(new Uint8Array([1])) }); Native.reads[0]();`);
    await settle();
    expect(page.drain().at(-1)).toMatchObject({ type: 'receive', data: 'AQ==' });
  });

  it('does not get at the tap, nor can it change what it offers', () => {
    const page = tapped();
    expect(page.run('Object.getPrototypeOf(tap)')).toBeNull();
    page.run(`tap.drain = () => 'nothing'; delete tap.listen; tap.more = 1;`);
    expect(page.run('Object.keys(tap).join()')).toBe('began,drain,listen,record,state');
    page.run(`test.open()`);
    expect(page.drain()).toHaveLength(2);
  });

  it('sees the same functions as before', () => {
    const look = `[WebSocket.prototype.send, EventTarget.prototype.addEventListener, Function.prototype.toString]
      .map(String).concat(WebSocket.prototype.constructor === WebSocket).join()`;
    const page = fakePage();
    const before = page.run(look);
    install(page);
    expect(page.run(look)).toBe(before);
  });
});

describe('a page that came first', () => {
  it.each([
    ['frozen', 'Object.freeze(WebSocket.prototype);'],
    ['replaced', 'WebSocket.prototype.send = function (data) {};'],
  ])('blinds the tap where it has %s what sends, which is said', (_, before) => {
    const page = tapped(before);
    expect(page.tap().state()).toMatchObject({ blind: true });
    page.run(`test.open().send('hidden')`);
    expect(page.drain().map(({ type }) => type)).not.toContain('send');
  });

  it.each([
    ['a class of its own', 'globalThis.WebSocket = class extends WebSocket { send(data) { super.send(data); } };'],
    [
      'no function',
      'const Native = WebSocket; globalThis.WebSocket = 7; test.open = () => { const it = new Native("wss://a/"); test.does(it, "open"); return it; };',
    ],
  ])('hides no socket by putting %s in the place of WebSocket', (_, before) => {
    const page = tapped(before);
    page.run(
      `const socket = test.open(); socket.send('x'); socket.addEventListener('message', () => {}); socket.send('seen')`,
    );
    expect(page.tap().state()).toMatchObject({ blind: false });
    expect(page.drain().at(-1)).toMatchObject({ type: 'send', data: 'seen' });
  });

  it('has its own class with an address and a send taken for no socket', () => {
    const page = tapped(
      `const Native = WebSocket; globalThis.WebSocket = class { url = 'x'; get url() { return 'x'; } send() {} };`,
    );
    expect(page.tap().state()).toMatchObject({ blind: false });
    page.run(
      `const socket = new Native('wss://a/'); socket.addEventListener('message', () => {}); socket.send('seen')`,
    );
    expect(page.tap().state()).toMatchObject({ blind: false, sockets: 1 });
  });

  it('has no data channel taken for a socket', () => {
    const page = tapped(`const Native = WebSocket; delete globalThis.WebSocket;
      class Channel extends EventTarget {} Channel.prototype.send = new Proxy(() => {}, {});`);
    page.run(`new Channel().addEventListener('message', () => {});
      const socket = new Native('wss://a/'); socket.addEventListener('message', () => {});`);
    expect(page.tap().state()).toMatchObject({ sockets: 1 });
  });
});

describe('a page that makes things up', () => {
  it.each([
    ['a message', `socket.dispatchEvent(new MessageEvent('message', { data: 'forged' }))`],
    ['a close', `socket.dispatchEvent(new CloseEvent('close', { code: 4201, reason: 'forged', wasClean: true }))`],
    ['a message that it reads', `old.dispatchEvent(new MessageEvent('message', { data: 'forged' }))`],
    ['a close that it reads', `old.dispatchEvent(new CloseEvent('close', { code: 4201, reason: '', wasClean: true }))`],
    ['what sends nothing', `try { socket.send.call({ url: 'wss://forged/' }, 'forged'); } catch {}`],
    ['an heir that is no socket', `try { Object.create(WebSocket.prototype).close(); } catch {}`],
    ['a message on a socket that closes', `socket.close(); socket.send('thrown away')`],
    ['a violation', `test.forbid({}, false)`],
    ['a violation that is none', `document.dispatchEvent(new Event('securitypolicyviolation'))`],
  ])('has nothing told of %s, and nothing thrown', (_, script) => {
    const page = tapped(OLD);
    page.run('const socket = test.open()');
    page.drain();
    page.run(script);
    // An older socket may have been found.
    expect(page.drain().filter(({ type }) => type !== 'found')).toEqual([]);
  });

  it('has what is no socket tried once', () => {
    const page = tapped(
      `let asked = 0; Object.defineProperty(WebSocket.prototype, 'readyState', { get() { asked++; throw new TypeError('no socket'); } });`,
    );
    page.run(`const heir = Object.create(WebSocket.prototype);`);
    page.run(`for (let i = 0; i < 5; i++) try { heir.close(); } catch {}`);
    expect(page.run('asked')).toBe(1);
  });

  it('has no error of the tap in its calls, whatever goes wrong there', () => {
    const page =
      tapped(`let fails = false; const state = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'readyState').get;
      Object.defineProperty(WebSocket.prototype, 'readyState', { get() { if (fails) throw new Error('no'); return state.call(this); } });`);
    page.run(`const socket = test.open(); fails = true`);
    expect(() => page.run(`socket.send('x')`)).not.toThrow();
    expect(() => page.run(`test.does(socket, 'message', { data: { of: 'no socket' } })`)).not.toThrow();
    expect(page.run('socket.sent.length')).toBe(1);
  });

  it('has each text asked for once, and what is none not taken for one', () => {
    const page = tapped('let asked = 0; let hint = "";');
    page.run(`const socket = test.open();
      socket.send({ toString() { asked++; return 'once'; } });
      socket.send({ toString() { return { toString() { asked += 10; return 'no'; } }; }, valueOf() { return 'by value'; } });
      socket.send({ [Symbol.toPrimitive](given) { hint = given; return 'by hint'; } });`);
    expect(
      page
        .drain()
        .slice(2)
        .map(({ data }) => data),
    ).toEqual(['once', 'by value', 'by hint']);
    expect(page.run('asked')).toBe(1);
    expect(page.run('hint')).toBe('string');
  });

  it('has bytes that are gone or shared told by what is left of them', () => {
    const page = tapped();
    page.run(`const socket = test.open(); const gone = new ArrayBuffer(3)`);
    const gone = page.run('gone') as ArrayBuffer;
    structuredClone(gone, { transfer: [gone] });
    page.run(`test.does(socket, 'message', { data: gone });
      socket.send(new SharedArrayBuffer(4));`);
    expect(page.drain().slice(2)).toMatchObject([
      { type: 'receive', data: '', binary: true, size: 0 },
      { type: 'send', data: '', size: 0 },
    ]);
  });
});

describe('an older socket whose page reads what it gets', () => {
  it('has each message and its close told once, and none of an event that was kept', () => {
    const page = tapped(`${OLD} let kept; old.addEventListener('message', (event) => { kept = event; });
      test.does(old, 'message', { data: 'before' });`);
    page.run('kept.data');
    expect(page.drain().map(({ type }) => type)).toEqual(['found']);
    page.run(`test.does(old, 'message', { data: 'one' }); kept.data;
      test.does(old, 'close', { code: 4001, reason: 'over', wasClean: true });`);
    expect(page.drain().map(({ type }) => type)).toEqual(['receive', 'close']);
  });
});

describe('listeners', () => {
  it('that throw keep nobody else from hearing, now or later', () => {
    const page = tapped(`let heard = 0;`);
    page.run(`tap.listen(() => { throw new Error('of a listener'); }); tap.listen(() => { heard++; }); test.open()`);
    expect(() => page.runTimers()).not.toThrow();
    page.run('test.open()');
    page.runTimers();
    expect(page.run('heard')).toBe(2);
  });

  it('that cause events each time get them in turns, not for ever in one', () => {
    const page = tapped('let calls = 0; let depth = 0; let deepest = 0;');
    page.run(`const socket = test.open();
      tap.listen(() => { calls++; deepest = Math.max(deepest, ++depth);
        if (calls < 500) for (let i = 0; i < 700; i++) socket.send('again'); depth--; });`);
    page.runTimers();
    expect(page.run('calls')).toBe(1);
    expect(page.run('deepest')).toBe(1);
  });

  it('that stop twice stop nobody else', () => {
    const page = tapped('let heard = 0;');
    page.run(`const stop = tap.listen(() => {}); tap.listen(() => { heard++; }); stop(); stop(); test.open()`);
    page.runTimers();
    expect(page.run('heard')).toBe(1);
  });
});

describe('what waits', () => {
  it('for a blob that is never read waits 5 s', () => {
    const page = tapped();
    page.run(
      `const socket = test.open(); test.does(socket, 'message', { data: new Blob(new Uint8Array([1])) }); socket.send('after')`,
    );
    expect(page.drain()).toHaveLength(2);
    page.setClock(5_000);
    expect(page.drain().map(({ type }) => type)).toEqual(['receive', 'send']);
  });

  it('of a blob is its beginning, or its size where it cannot be read', async () => {
    const page = tapped();
    page.run(`const socket = test.open();
      test.does(socket, 'message', { data: new Blob(new Uint8Array(${MAX_TAPPED + 5})) }); Blob.reads[0]();
      test.does(socket, 'message', { data: new Blob({ length: 9, slice() { throw new Error('no'); } }) });`);
    await settle();
    const [first, second] = page.drain().slice(2);
    expect(Buffer.from(String(first?.data), 'base64')).toHaveLength(MAX_TAPPED);
    expect(first).toMatchObject({ size: MAX_TAPPED + 5 });
    expect(second).toMatchObject({ size: 9, data: '' });
  });

  it('of a violation is the beginning of its addresses, which count', () => {
    const page = tapped();
    page.run(`test.forbid({ blockedURI: 'https://a/' + 'x'.repeat(1e6), sourceFile: 'https://b/' + 'y'.repeat(1e6) })`);
    expect(page.tap().state().characters).toBe(2 * MAX_TAPPED);
    const [violation] = page.drain();
    expect([String(violation?.url).length, String(violation?.file).length]).toEqual([MAX_TAPPED, MAX_TAPPED]);
  });

  it('when the tap falls asleep is counted as lost to who drained it', () => {
    const page = tapped();
    page.run('const socket = test.open()');
    page.drain();
    page.run(`socket.send('a'); socket.send('b')`);
    page.setClock(ASLEEP_AFTER_MS + 1);
    page.run(`socket.send('c')`);
    const { began, drain } = page.tap();
    expect(eventsIn(drain(1, began, Number.POSITIVE_INFINITY))).toMatchObject([{ type: 'lost', count: 3 }]);
  });

  it('when the tap falls asleep is counted as lost to the first who drains it, and is no concern of the second', () => {
    const page = tapped();
    const missOne = (at: number) => {
      page.setClock(at);
      page.run(`socket.send('unread')`);
    };
    page.run('const socket = test.open()');
    missOne(ASLEEP_AFTER_MS + 1);
    const { drain } = page.tap();
    expect(eventsIn(drain(1, 0, 0))).toMatchObject([{ type: 'lost', count: 3 }]);
    missOne(2 * ASLEEP_AFTER_MS + 2);
    expect(eventsIn(drain(2, 0, 0))).toEqual([]);
  });
});
