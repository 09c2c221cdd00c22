import { beforeAll, describe, expect, it } from 'vitest';
import {
  ASLEEP_AFTER_MS,
  MAX_TAPPED,
  MAX_WAITING,
  MAX_WAITING_CHARACTERS,
  type TapEvent,
} from '../../../lib/tap/events.ts';
import installTap from '../../../lib/tap/install.ts?bundled';
import { eventsIn, type FakePage, fakePage } from './fake-page.ts';

const install = (page: FakePage, name = 'tap') => page.run(`const ${name} = (${installTap})()`);

describe('the text of the tap', () => {
  it('works in a context that has nothing of ours', () => {
    const page = fakePage();
    install(page);
    page.run(`
      const socket = test.open('wss://example.com/live');
      socket.send('ping');
      test.does(socket, 'message', { data: 'pong' });
      test.does(socket, 'message', { data: new Uint8Array([1, 2, 3]).buffer });
      test.does(socket, 'error');
      test.does(socket, 'close', { code: 4201, reason: 'why', wasClean: true });
    `);
    expect(page.drain()).toEqual([
      { type: 'open', socket: 1, url: 'wss://example.com/live' },
      { type: 'ready', socket: 1, protocol: '' },
      { type: 'send', socket: 1, data: 'ping', binary: false, size: 4 },
      { type: 'receive', socket: 1, data: 'pong', binary: false, size: 4 },
      { type: 'receive', socket: 1, data: 'AQID', binary: true, size: 3 },
      { type: 'error', socket: 1 },
      { type: 'close', socket: 1, code: 4201, reason: 'why', clean: true },
    ]);
  });

  it('lets no function of the page see who called it', () => {
    const page = fakePage();
    install(page);
    page.run(`const socket = test.open(); let caller = 'none';
      socket.send({ toString: function text() { caller = text.caller; return 'x'; } });`);
    expect(page.drain().at(-1)).toMatchObject({ type: 'send', data: 'x' });
    expect(page.run('caller')).toBeNull();
  });

  it('says where it comes from, which a debugger can leave out of stacks', () => {
    const page = fakePage();
    install(page);
    page.run(`const socket = test.open(); let stack;
      Error.prepareStackTrace = (_, sites) => String(sites.map((site) => site.getScriptNameOrSourceURL()));
      socket.send({ toString() { stack = new Error().stack; return 'x'; } });`);
    expect(page.run('stack')).toContain('wire-triage:///node_modules/socket-tap.js');
  });

  it('throws nothing where there is nothing to tap', () => {
    const bare = fakePage({ bare: true });
    expect(() => install(bare)).not.toThrow();
    const page = fakePage();
    page.run('delete globalThis.WebSocket');
    expect(() => install(page)).not.toThrow();
    expect(page.drain()).toEqual([]);
  });

  it('reports sockets again to a new listener', () => {
    const page = fakePage();
    install(page);
    const listened = () => page.runTimers() && (page.run('seen.splice(0)') as TapEvent[]).map(({ type }) => type);
    page.run(`const seen = []; const see = (events) => seen.push(...JSON.parse(events));
      let stop = tap.listen(see); const socket = test.open();`);
    expect([...listened()]).toEqual(['open', 'ready']);
    page.run(`stop(); tap.listen(see); socket.send('a')`);
    expect([...listened()]).toEqual(['found', 'send']);
  });

  describe('in numbered batches', () => {
    const textsIn = (answer: string) => eventsIn(answer).flatMap((event) => ('data' in event ? [event.data] : []));
    const batchOf = (answer: string) => Number(answer.split(' ')[2]);

    it('hands one out again until it is received', () => {
      const page = fakePage();
      install(page);
      page.run('const socket = test.open()');
      const { began, drain } = page.tap();
      const first = drain(1, 0, 0);
      page.run(`socket.send('a')`);
      const second = drain(1, began, batchOf(first));
      expect(textsIn(second)).toEqual(['a']);
      page.run(`socket.send('b')`);
      expect(drain(1, began, batchOf(first))).toBe(second);
      expect(textsIn(drain(1, began, batchOf(second)))).toEqual(['b']);
    });

    it('takes a number beyond the last for received', () => {
      const page = fakePage();
      install(page);
      page.run(`test.open().send('a')`);
      const { began, drain } = page.tap();
      expect(textsIn(drain(1, began, 57))).toEqual(['a']);
      expect(textsIn(drain(1, began, 57))).toEqual([]);
    });

    it('takes a number of another document for none', () => {
      const page = fakePage();
      install(page);
      page.run('const socket = test.open()');
      const { began, drain } = page.tap();
      const first = drain(1, began - 1_000, 7);
      page.run(`socket.send('a')`);
      expect(drain(1, began - 1_000, 7)).toBe(first);
      expect(textsIn(drain(1, began, batchOf(first)))).toEqual(['a']);
    });

    it('gives a new reader nothing of the batch of another', () => {
      const page = fakePage();
      install(page);
      page.run(`const socket = test.open(); socket.send('a')`);
      const { began, drain } = page.tap();
      expect(textsIn(drain(1, began, 0))).toEqual(['a']);
      page.run(`socket.send('b')`);
      const events = eventsIn(drain(2, 0, 0));
      expect(events.map(({ type }) => type)).toEqual(['found', 'send']);
      expect(eventsIn(drain(2, 0, 0))).toEqual(events);
    });

    it('forgets what nobody fetched when it falls asleep', () => {
      const page = fakePage();
      install(page);
      page.run(`const socket = test.open(); socket.send('a')`);
      page.tap().drain(1, 0, 0);
      page.setClock(ASLEEP_AFTER_MS + 1);
      page.run(`socket.send('b')`);
      expect(textsIn(page.tap().drain(1, 0, 0))).toEqual([]);
    });
  });

  describe('has the limits of events.ts', () => {
    let page: FakePage;

    beforeAll(() => {
      page = fakePage();
      install(page);
      page.run('const socket = test.open()');
      page.drain();
    });

    it('for one message', () => {
      page.run(`socket.send('a'.repeat(${MAX_TAPPED}) + 'b'); socket.send('c'.repeat(${MAX_TAPPED}));
        test.does(socket, 'message', { data: new ArrayBuffer(${MAX_TAPPED + 1}) });`);
      const [first, second, third] = page.drain();
      expect(first).toMatchObject({ data: 'a'.repeat(MAX_TAPPED), size: MAX_TAPPED + 1 });
      expect(second).toMatchObject({ data: 'c'.repeat(MAX_TAPPED), size: MAX_TAPPED });
      expect(Buffer.from(String(third?.data), 'base64')).toHaveLength(MAX_TAPPED);
      expect(third).toMatchObject({ size: MAX_TAPPED + 1 });
    });

    it('for the events that wait', () => {
      page.run(`for (let i = 0; i < ${MAX_WAITING}; i++) socket.send('')`);
      expect(page.drain()).toHaveLength(MAX_WAITING);
      page.run(`for (let i = 0; i < ${MAX_WAITING + 1}; i++) socket.send('')`);
      const seen = page.drain();
      expect(seen[0]).toEqual({ type: 'lost', count: 1 });
      expect(seen).toHaveLength(MAX_WAITING + 1);
    });

    it('for the characters that wait', () => {
      const whole = Math.floor(MAX_WAITING_CHARACTERS / 50_000);
      page.run(`for (let i = 0; i < ${whole}; i++) socket.send('x'.repeat(50000))`);
      expect(page.tap().state()).toMatchObject({ waiting: whole, characters: MAX_WAITING_CHARACTERS });
      expect(page.drain()).toHaveLength(whole);
      page.run(`for (let i = 0; i < ${whole}; i++) socket.send('x'.repeat(50000)); socket.send('y')`);
      expect(page.drain()[0]).toEqual({ type: 'lost', count: 1 });
      // Binary counts as the base64 that it becomes.
      page.run(`test.does(socket, 'message', { data: new ArrayBuffer(4) })`);
      expect(page.tap().state().characters).toBe(8);
      page.drain();
    });

    it('for staying awake', () => {
      page.setClock(1_000);
      page.drain();
      page.setClock(1_000 + ASLEEP_AFTER_MS);
      page.run(`socket.send('in time')`);
      expect(page.tap().state().awake).toBe(true);
      page.setClock(1_001 + ASLEEP_AFTER_MS);
      page.run(`socket.send('too late')`);
      expect(page.tap().state()).toMatchObject({ awake: false, waiting: 0, characters: 0 });
    });
  });
});

describe('a tap', () => {
  const tapped = (): FakePage => {
    const page = fakePage();
    install(page);
    return page;
  };
  const text = (socket: number, data: string) => ({ type: 'send', socket, data, binary: false, size: data.length });

  it('encodes bytes of every length where the browser has no toBase64', () => {
    const page = tapped();
    page.run('delete Uint8Array.prototype.toBase64; const socket = test.open()');
    const sizes = [0, 1, 2, 3, 4, 5, 256, 1000];
    for (const size of sizes) {
      page.run(`test.does(socket, 'message', { data: Uint8Array.from({ length: ${size} }, (_, i) => i * 7).buffer })`);
    }
    const seen = page.drain().slice(2);
    expect(seen.map(({ data }) => data)).toEqual(
      sizes.map((size) => Buffer.from(Uint8Array.from({ length: size }, (_, i) => i * 7)).toString('base64')),
    );
  });

  it('reports a socket again to whoever comes later, and to nobody twice', () => {
    const page = tapped();
    page.run('const one = test.open(), other = test.open()');
    expect(page.drain()).toHaveLength(4);
    page.run(`one.send('known')`);
    expect(page.drain()).toEqual([text(1, 'known')]);
    const { began, drain } = page.tap();
    expect(eventsIn(drain(2, began, 0))).toEqual([]);
    page.run(`other.send('a'); other.send('b'); one.send('c')`);
    const seen = eventsIn(drain(2, began, 9)).map(({ at: _, ...rest }) => rest);
    const found = { type: 'found', url: 'wss://example.com/', protocol: '' };
    expect(seen).toEqual([{ ...found, socket: 2 }, text(2, 'a'), text(2, 'b'), { ...found, socket: 1 }, text(1, 'c')]);
  });

  it('reports nothing of what was missed in its sleep to a new reader', () => {
    const page = tapped();
    page.run('const socket = test.open()');
    page.drain();
    page.setClock(2 * ASLEEP_AFTER_MS);
    page.run(`socket.send('asleep')`);
    expect(page.tap().state()).toMatchObject({ awake: false });
    const { began, drain } = page.tap();
    expect(eventsIn(drain(2, began, 0))).toEqual([]);
    page.run(`socket.send('awake')`);
    expect(eventsIn(drain(2, began, 9)).map(({ type }) => type)).toEqual(['found', 'send']);
  });

  it('follows sockets that were opened in its sleep once somebody reads', () => {
    const page = tapped();
    page.run('const first = test.open()');
    page.setClock(2 * ASLEEP_AFTER_MS);
    page.run(`first.send('asleep'); const socket = test.open('wss://example.com/asleep')`);
    expect(page.tap().state()).toMatchObject({ awake: false, sockets: 2 });
    page.drain();
    page.run(`test.does(socket, 'message', { data: 'only received' })`);
    expect(page.drain()).toEqual([
      { type: 'found', socket: 2, url: 'wss://example.com/asleep', protocol: '' },
      { type: 'receive', socket: 2, data: 'only received', binary: false, size: 13 },
    ]);
  });

  it('leaves nothing of itself in the page', () => {
    const page = fakePage();
    const names = () => page.run('Reflect.ownKeys(globalThis).map(String).sort().join()');
    const before = names();
    install(page);
    expect(names()).toBe(before);
  });

  it('says that it is blind where the page has frozen what there is to replace', () => {
    const page = fakePage();
    page.run('Object.freeze(WebSocket.prototype)');
    install(page);
    expect(page.tap().state()).toMatchObject({ blind: true });
    expect(page.tap().drain(1, 0, 0)).toMatch(/^\d+ 1 1 \[\]$/);
    const whole = tapped();
    expect(whole.tap().drain(1, 0, 0)).toMatch(/^\d+ 0 1 \[\]$/);
  });

  it('hands nothing out that came after a blob until that has been read', async () => {
    const page = tapped();
    page.run(`const socket = test.open();
      test.does(socket, 'message', { data: new Blob(new Uint8Array([1])) });
      socket.send('between');
      test.does(socket, 'message', { data: new Blob(new Uint8Array([2])) });
      socket.send('after');`);
    const types = () => page.drain().map(({ data, type }) => data ?? type);
    expect(types()).toEqual(['open', 'ready']);
    page.run('Blob.reads[1]()');
    await Promise.resolve();
    await Promise.resolve();
    expect(types()).toEqual([]);
    page.run('Blob.reads[0]()');
    await Promise.resolve();
    await Promise.resolve();
    expect(types()).toEqual(['AQ==', 'between', 'Ag==', 'after']);
  });

  it('reports a blob that cannot be read by its size', async () => {
    const page = tapped();
    page.run(`const socket = test.open();
      test.does(socket, 'message', { data: new Blob({ length: 9, fails: true, slice() { return this; } }) });`);
    await new Promise((resolve) => setImmediate(resolve));
    expect(page.drain().at(-1)).toEqual({ type: 'receive', socket: 1, data: '', binary: true, size: 9 });
  });

  it('delivers to listeners after 50 ms, or 500 events at once, and sets no timer when nothing comes', () => {
    const page = tapped();
    page.run(`const batches = []; const stop = tap.listen((events) => batches.push(JSON.parse(events).length))`);
    expect(page.runTimers()).toEqual([]);
    page.run(`const socket = test.open(); socket.send('a')`);
    expect(page.runTimers()).toEqual([50]);
    expect(page.runTimers()).toEqual([]);
    page.run(`for (let i = 0; i < 1100; i++) socket.send('b')`);
    expect([...(page.run('batches') as number[])]).toEqual([3, 500, 500]);
    expect(page.runTimers()).toEqual([50]);
    expect([...(page.run('batches') as number[])]).toEqual([3, 500, 500, 100]);
    page.run(`stop(); socket.send('c')`);
    expect(page.runTimers()).toEqual([]);
    const found = { type: 'found', socket: 1, url: 'wss://example.com/', protocol: '' };
    expect(page.drain()).toEqual([found, text(1, 'c')]);
  });

  it('lets listeners cause events, which come in a later batch', () => {
    const page = tapped();
    page.run(`const batches = []; const socket = test.open();
      tap.listen((events) => { batches.push(JSON.parse(events).length); for (let i = 0; i < 600; i++) if (batches.length < 4) socket.send('echo'); })`);
    for (let i = 0; i < 6; i++) page.runTimers();
    const batches = [...(page.run('batches') as number[])];
    expect(batches[0]).toBe(2);
    expect(batches.reduce((sum, n) => sum + n)).toBe(2 + 3 * 600);
  });

  it('stays awake for a listener, and falls asleep after it has stopped', () => {
    const page = tapped();
    page.run('const stop = tap.listen(() => {}); const socket = test.open()');
    page.setClock(1_000_000);
    page.run(`socket.send('a')`);
    expect(page.tap().state().awake).toBe(true);
    page.run('stop()');
    page.setClock(1_000_000 + ASLEEP_AFTER_MS);
    page.run(`socket.send('b')`);
    expect(page.tap().state().awake).toBe(true);
    page.setClock(1_000_001 + ASLEEP_AFTER_MS);
    page.run(`socket.send('c')`);
    expect(page.tap().state().awake).toBe(false);
  });

  it('looks out for older sockets only where a script can have made one', () => {
    const searching = (document: string) => {
      const page = fakePage();
      page.run(`globalThis.document = ${document}`);
      install(page);
      return page.tap().state().searching;
    };
    expect(searching(`{ readyState: 'loading', documentElement: null }`)).toBe(false);
    expect(searching(`{ readyState: 'loading', documentElement: { firstChild: null } }`)).toBe(false);
    expect(searching(`{ readyState: 'loading', documentElement: { firstChild: {} } }`)).toBe(true);
    expect(searching(`{ readyState: 'interactive', documentElement: { firstChild: null } }`)).toBe(true);
  });
});
