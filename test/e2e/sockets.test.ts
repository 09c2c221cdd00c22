/** WebSockets in a real browser without any permission: what the tap in the top frame and the browser's own list show together. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PageSocket } from '../page-socket.ts';
import { failureCount } from '../panel.ts';
import type { SocketStep } from '../socket-server.ts';
import { tapInPlace } from '../tap-in-place.ts';
import { itExceptIn, per } from './cases.ts';
import {
  counts,
  detailsSay,
  openDetails,
  problemsOf,
  SENTINEL_ROW,
  SHOP,
  settled,
  shows,
  showsSomething,
  startOver,
  watches,
  withStage,
} from './stage.ts';

const BLAZE = 'wss://eu1.blazeauth.net/';
const API_KEY = 'BA0123456789ABCDEFGHI';
const INITIALIZE = JSON.stringify({ type: 0, id: 1, websocket_api_key: API_KEY, client_id: 'desktop-main' });
const INITIALIZED = '{"id":1,"status":1}';
const AUTHORIZE = JSON.stringify({ type: 2, id: 2, license: 'AAAA-BBBB' });
const EXPIRED = '{"id":2,"status":103}';
const EXPIRED_ROW = { family: 'blazeauth', code: '103', permanence: 'permanent', channel: 'websocket', count: 1 };

/** What Blazeauth does with a license that has expired. */
const REFUSE_LICENSE: readonly SocketStep[] = [
  { await: 'message' },
  { send: INITIALIZED },
  { await: 'message' },
  { send: EXPIRED },
];
/** What Blazeauth does with somebody it has blocked. */
const RATE_LIMIT: readonly SocketStep[] = [
  { await: 'message' },
  { send: INITIALIZED },
  { close: 4201, reason: 'rate limited, 37 seconds left' },
];
const RATE_LIMIT_ROW = { family: 'blazeauth', code: '4201', permanence: 'temporary', channel: 'close', count: 1 };

/** Whether the browser's own list of requests holds what sockets said. */
const LISTS_MESSAGES = per({ chromium: true, firefox: false });

/** The row of a handshake refused with this status: Chromium keeps it to itself. */
function refusedRow(status: number) {
  const code = per({ chromium: '0', firefox: String(status) });
  return { code, channel: 'handshake', count: 1 };
}

describe('sockets', () => {
  const stage = withStage();

  beforeEach(async () => {
    await startOver(stage);
    await tapInPlace(stage.page);
  });

  describe('Blazeauth', () => {
    it('names the status in a message, and the operation that it answers', async () => {
      const { server, page, panel } = stage;
      server.acceptSocket(BLAZE, { does: REFUSE_LICENSE });
      const socket = await PageSocket.open(page, BLAZE);
      await socket.send(INITIALIZE);
      await socket.received(INITIALIZED.length);
      await socket.send(AUTHORIZE);
      await shows(panel, [EXPIRED_ROW]);
      await openDetails(panel, '[data-code="103"]');
      await detailsSay(panel, 'authorize by license');
    });

    it('names the close code, and the wait that its reason asks for', async () => {
      const { server, page, panel } = stage;
      server.acceptSocket(BLAZE, { does: RATE_LIMIT });
      const socket = await PageSocket.open(page, BLAZE);
      await socket.send(INITIALIZE);
      expect(await socket.ended()).toMatchObject({ code: 4201, wasClean: true });
      await shows(panel, [RATE_LIMIT_ROW]);
      await openDetails(panel, '[data-code="4201"]');
      await detailsSay(panel, /asks to wait 37 s/);
    });

    it('shows the API key nowhere, and not in the report either', async () => {
      const { server, page, panel } = stage;
      server.acceptSocket(BLAZE, { does: REFUSE_LICENSE });
      const socket = await PageSocket.open(page, BLAZE);
      await socket.send(INITIALIZE);
      await socket.send(AUTHORIZE);
      await shows(panel, [EXPIRED_ROW]);
      await openDetails(panel, '[data-code="103"]');
      const tabs = await panel.evaluate(() => [...document.querySelectorAll('[role=tab]')].map(({ id }) => id));
      expect(tabs).toContain('tab-frames');
      tabs.reverse(); // the panel remembers the last one: leave it at the diagnosis
      for (const tab of tabs) {
        await panel.click(`#${tab}`);
        await panel.waitFor(tab, (id) => document.querySelector(`[role=tabpanel][aria-labelledby="${id}"]`), tab);
        if (tab === 'tab-frames') {
          const frames = '[role=option]';
          await expect.poll(() => panel.evaluate((s) => document.querySelectorAll(s).length, frames)).toBe(4);
          await panel.click(frames); // the first one, Initialize, opens as a whole
          await panel.waitFor('the frame', () =>
            document.querySelector('section.frame-view')?.textContent?.includes('websocket_api_key'),
          );
        }
        expect(await panel.evaluate(() => document.documentElement.outerHTML)).not.toContain(API_KEY);
      }
      const report = await panel.copied(() => panel.click('[data-copy=github]'));
      expect(report).toContain('103');
      expect(report).not.toContain(API_KEY);
    });
  });

  describe('where the tap does not reach', () => {
    itExceptIn({ firefox: 'its list has handshakes and no messages' }).each([
      ['a dedicated worker', '/socket-in-worker?'],
      ['an iframe of another origin', '/socket-in-frame?frame=https%3A%2F%2Fother.example&'],
    ])('reads the socket of %s', async (_, place) => {
      const { server, page, panel } = stage;
      server.acceptSocket(BLAZE, { does: [{ await: 'message' }, { send: INITIALIZED }, { send: EXPIRED }] });
      const query = new URLSearchParams({ url: BLAZE, send: INITIALIZE });
      await page.goto(`${SHOP}${place}${query}`);
      await shows(panel, [EXPIRED_ROW]);
      await settled(stage, server);
      await shows(panel, [EXPIRED_ROW, SENTINEL_ROW]);
    });
  });

  it('shows a refused handshake once, with its status where the browser has it', async () => {
    const { page, panel, server } = stage;
    const refused = refusedRow(601);
    const refusedEarly = { ...refusedRow(404), text: expect.stringContaining('early') };
    server.acceptSocket('wss://refused.example/', { refuse: { status: 601 } });
    const socket = await PageSocket.open(page, 'wss://refused.example/');
    expect(await socket.ended()).toMatchObject({ code: 1006, opened: false });
    await shows(panel, [refused]);
    await openDetails(panel, '[data-channel=handshake]');
    await detailsSay(
      panel,
      per({ chromium: 'Neither page nor extension is told why: no status', firefox: 'Status outside the standard' }),
    );
    await settled(stage, server);
    await shows(panel, [refused, SENTINEL_ROW]);
    // The same for one that the tap, which comes later, finds in the middle of its handshake or not at all.
    const early = 'wss://early.example/';
    await page.goto(`${SHOP}/socket?${new URLSearchParams({ url: early })}`);
    await shows(panel, [refused, SENTINEL_ROW, refusedEarly]);
    await tapInPlace(page);
    server.acceptSocket(BLAZE, { does: RATE_LIMIT });
    const later = await PageSocket.open(page, BLAZE); // the tap tells of it after the early one
    await later.send(INITIALIZE);
    await shows(panel, [refused, SENTINEL_ROW, refusedEarly, RATE_LIMIT_ROW]);
  });

  it('leaves healthy sockets alone, and puts no service’s name on what only looks like it', async () => {
    const { server, page, panel } = stage;
    const healthy = '{"id":1,"status":200,"result":{}}';
    const rooms = 'wss://rooms.example/app/abc?protocol=7';
    const welcome = '{"event":"rooms:connected","data":"{\\"socket_id\\":\\"1.1\\"}"}';
    server.acceptSocket('wss://rpc.example/', { does: [{ await: 'message' }, { send: healthy }] });
    server.acceptSocket(rooms, { does: [{ send: welcome }, { close: 4100, reason: 'Over capacity' }] });
    const rpc = await PageSocket.open(page, 'wss://rpc.example/');
    await rpc.send('{"id":1,"method":"ping"}');
    await rpc.received(healthy.length);
    expect(await rpc.close(1000)).toMatchObject({ code: 1000, wasClean: true });
    const capacity = await PageSocket.open(page, rooms);
    expect(await capacity.ended()).toMatchObject({ code: 4100 });
    await settled(stage, server);
    await shows(panel, [{ family: 'websocket', code: '4100', channel: 'close', count: 1 }, SENTINEL_ROW]);
  });

  it('tells nothing twice where tap and list see the same socket', async () => {
    const { server, page, panel } = stage;
    const failing = 40;
    const replies = Array.from({ length: 200 }, (_, i) => `{"id":${i + 2},"status":${i % 5 === 0 ? 103 : 1}}`);
    const does: SocketStep[] = [{ await: 'message' }, { send: INITIALIZED }];
    for (const send of replies) does.push({ send });
    server.acceptSocket(BLAZE, {
      does: [...does, { await: 'message' }, { close: 4203, reason: 'session was blacklisted' }],
    });
    const socket = await PageSocket.open(page, BLAZE);
    await socket.send(INITIALIZE);
    await socket.received(INITIALIZED.length + replies.join('').length);
    await counts(panel, failing);
    await settled(stage, server);
    await counts(panel, failing + 1);
    await socket.send('{"id":300,"type":5}');
    await socket.ended();
    server.acceptSocket('wss://refused.example/', { refuse: { status: 403 } });
    const other = await PageSocket.open(page, 'wss://refused.example/'); // comes last through the browser's list
    await other.ended();
    await shows(panel, [
      { ...EXPIRED_ROW, count: failing },
      SENTINEL_ROW,
      { family: 'blazeauth', code: '4203', channel: 'close', count: 1 },
      refusedRow(403),
    ]);
    expect(await failureCount(panel)).toBe(failing + 3);
  });

  describe('sockets that are there first', () => {
    it('holds what a socket did before the panel was first shown', async () => {
      const { server, browser } = stage;
      const devtools = await browser.openDevTools(`${SHOP}/`);
      await tapInPlace(devtools.page);
      server.acceptSocket(BLAZE, { does: RATE_LIMIT });
      const socket = await PageSocket.open(devtools.page, BLAZE);
      await socket.send(INITIALIZE);
      await socket.ended();
      const panel = await devtools.showPanel();
      await shows(panel, [RATE_LIMIT_ROW]);
      expect(await problemsOf({ devtools })).toEqual([]);
      await devtools.close();
    });

    it('finds a socket that is older than DevTools at its next message, and follows it to its end', async () => {
      const { server, browser } = stage;
      server.acceptSocket(BLAZE, {
        does: [...REFUSE_LICENSE, { await: 'message' }, { close: 4201, reason: 'rate limit hit' }],
      });
      const page = await browser.openTab(`${SHOP}/`);
      const socket = await PageSocket.open(page, BLAZE);
      await socket.send(INITIALIZE);
      await socket.received(INITIALIZED.length);
      const devtools = await browser.inspect(page);
      await tapInPlace(page);
      await socket.send(AUTHORIZE);
      await socket.received(EXPIRED.length);
      await socket.send(AUTHORIZE);
      await socket.ended();
      const panel = await devtools.showPanel();
      await shows(panel, [EXPIRED_ROW, RATE_LIMIT_ROW]);
      expect(await problemsOf({ devtools })).toEqual([]);
      await devtools.close();
    });

    it('catches the first inline script’s socket with “Reload & capture”, and says so', async () => {
      const { server, page, panel } = stage;
      server.acceptSocket(BLAZE, { does: [] });
      await page.goto(`${SHOP}/socket?${new URLSearchParams({ url: BLAZE })}`);
      await watches(panel, 'Sockets: top frame only');
      server.acceptSocket(BLAZE, { does: [{ close: 4201, reason: 'rate limited, 37 seconds left' }] });
      await panel.click('[data-action=reload-capture]');
      await shows(panel, [RATE_LIMIT_ROW]);
      await watches(panel, 'Sockets: top frame from its start');
      await page.reload();
      await watches(panel, 'Sockets: top frame only');
    });
  });

  describe('across a navigation', () => {
    const failing = async () => {
      const { server, page } = stage;
      server.acceptSocket(BLAZE, { does: REFUSE_LICENSE });
      const socket = await PageSocket.open(page, BLAZE);
      await socket.send(INITIALIZE);
      await socket.send(AUTHORIZE);
      await socket.received(INITIALIZED.length + EXPIRED.length);
    };
    // The browser's own list then keeps the sockets of the old document, as the panel does from the start.
    beforeEach(() => stage.devtools.preserveLog(true));
    afterEach(() => stage.devtools.preserveLog(false));

    it('keeps what a socket said before it died with its document, and tells none of it again', async () => {
      const { server, page, panel } = stage;
      await failing();
      await shows(panel, [EXPIRED_ROW]);
      await page.goto(`${SHOP}/`);
      await tapInPlace(page);
      await failing();
      await shows(panel, [{ ...EXPIRED_ROW, count: 2 }]);
      if (!LISTS_MESSAGES) {
        await settled(stage, server);
        return shows(panel, [{ ...EXPIRED_ROW, count: 2 }, SENTINEL_ROW]);
      }
      // A socket that only the browser's list knows is told last, after everything else of that list.
      const url = 'wss://eu2.blazeauth.net/';
      server.acceptSocket(url, { does: [{ await: 'message' }, { send: '{"id":2,"status":105}' }] });
      await page.goto(`${SHOP}/socket-in-worker?${new URLSearchParams({ url, send: INITIALIZE })}`);
      await shows(panel, [
        { ...EXPIRED_ROW, count: 2 },
        { ...EXPIRED_ROW, code: '105' },
      ]);
    });
  });

  it('reads server-sent events', async () => {
    const { server, page, panel } = stage;
    const url = `${SHOP}/events`;
    const error = { jsonrpc: '2.0', id: 1, error: { code: -32601, message: 'Method not found' } };
    server.serve(url, {
      headers: { 'Content-Type': 'text/event-stream' },
      body: `data: {"jsonrpc":"2.0","id":1,"result":{}}\n\ndata: ${JSON.stringify(error)}\n\n`,
      // Firefox tells of a stream when it has ended.
      ...per({ chromium: { fault: 'endless' }, firefox: {} }),
    });
    await page.evaluate(
      (url) =>
        new Promise((done) => {
          const source = new EventSource(url);
          source.onmessage = ({ data }) => data.includes('error') && done(true);
          source.onerror = () => source.close(); // at its end, instead of opening it again
        }),
      url,
    );
    const row = { family: 'json-rpc', code: '-32601', channel: 'http', count: 1 };
    await shows(panel, [row]);
    await settled(stage, server);
    await shows(panel, [row, SENTINEL_ROW]);
  });

  it('answers clicks in a flood of messages, and counts every failure in it', async () => {
    const { server, page, panel } = stage;
    const chip = '[data-family-chip="blazeauth"]';
    const messages = 20_000;
    const failing = 200;
    const fine = '{"id":3,"status":1}';
    const texts = Array.from({ length: messages }, (_, i) => (i % (messages / failing) === 0 ? EXPIRED : fine));
    server.acceptSocket(BLAZE, {
      does: (socket) =>
        socket.once('message', () => {
          for (const text of texts) socket.send(text);
        }),
    });
    const socket = await PageSocket.open(page, BLAZE);
    await socket.send(INITIALIZE);
    const all = socket.received(texts.join('').length);
    await showsSomething(panel);
    await panel.click(chip);
    expect(await panel.evaluate((chip) => document.querySelector(chip)?.ariaPressed, chip)).toBe('true');
    await panel.click(chip);
    await all;
    await counts(panel, failing);
    await shows(panel, [{ ...EXPIRED_ROW, count: failing }]);
  });
});
