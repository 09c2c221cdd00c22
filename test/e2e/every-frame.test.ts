/**
 * Sockets with the permission to watch every frame: content scripts bring the tap into each of them while DevTools is open,
 * and into none afterwards.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GREETING } from '../../lib/tap/line.ts';
import type { Session } from '../browsers/session.ts';
import { PageSocket } from '../page-socket.ts';
import { hasTap } from '../tap-in-place.ts';
import { callersOfText } from './callers.ts';
import { itExceptIn } from './cases.ts';
import {
  counts,
  type OpenStage,
  openStage,
  problemsOf,
  SENTINEL_ROW,
  SHOP,
  settled,
  shows,
  startOver,
  watches,
} from './stage.ts';

const HTML = { 'Content-Type': 'text/html' };
const STRICT = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'nonce-own'; connect-src wss: https:; frame-src https:; img-src data:; require-trusted-types-for 'script'",
};
const BLAZE = 'wss://eu1.blazeauth.net/';
const EXPIRED = '{"id":2,"status":103}';
const EXPIRED_ROW = { family: 'blazeauth', code: '103', permanence: 'permanent', channel: 'websocket' };

/** Where tabs start. */
const START = `${SHOP}/`;

describe('capture of every frame', () => {
  let stage: OpenStage;

  beforeAll(async () => {
    stage = await openStage('granted');
  });
  afterAll(() => stage?.close());

  it('tells the close of sockets that the first script of a page and of its frames opens, under a strict policy', async () => {
    const { server, page, panel } = stage;
    await startOver(stage);
    const frames = { top: 4001, same: 4002, other: 4003, sandboxed: 4004 };
    for (const [name, close] of Object.entries(frames)) {
      server.acceptSocket(`wss://${name}.sockets.example/`, { does: [{ close, reason: name }] });
    }
    const socketPage = (origin: string, name: string) =>
      `${origin}/socket?${new URLSearchParams({ url: `wss://${name}.sockets.example/` })}`;
    server.serve(`${SHOP}/framed`, {
      headers: { ...HTML, ...STRICT },
      body: `<!doctype html><script nonce="own">new WebSocket('wss://top.sockets.example/').onclose = () => {};</script>
        <link rel="icon" href="data:,"><title>Frames</title>
        <iframe src="${socketPage(SHOP, 'same')}"></iframe><iframe src="${socketPage('https://other.example', 'other')}"></iframe>
        <iframe src="${socketPage(SHOP, 'sandboxed')}" sandbox="allow-scripts"></iframe>`,
    });
    await page.goto(`${SHOP}/framed`);
    const rows = Object.entries(frames).map(([name, code]) => ({
      family: 'websocket',
      code: String(code),
      channel: 'close',
      count: 1,
      text: expect.stringContaining(name),
    }));
    await shows(panel, rows);
    await watches(panel, 'Sockets: every frame');
    await settled(stage, server);
    await shows(panel, [...rows, SENTINEL_ROW]);
    expect(await problemsOf(stage)).toEqual([]);
  });

  it('puts no tap into pages once DevTools is closed', async () => {
    const { browser } = stage;
    const tab = await browser.openTab(START);
    const devtools = await browser.inspect(tab);
    await carriesTap(tab, true);
    await devtools.close();
    await stage.devtools.close();
    await carriesTap(tab, false);
    await carriesTap(await browser.openTab(START), false);
  });

  itExceptIn({ firefox: 'a background page of Manifest V2 never stops' }).each([
    ['and was woken again', true],
    ['and nothing woke it', false],
  ])(
    'puts no tap into pages once DevTools is closed when the background worker died before, %s',
    async (_, isWoken) => {
      const { browser } = stage;
      const tab = await browser.openTab(START);
      const devtools = await browser.inspect(tab);
      await carriesTap(tab, true);
      await browser.stopBackground();
      if (isWoken) await browser.backgroundRuns();
      await devtools.close();
      await carriesTap(tab, false);
      await carriesTap(await browser.openTab(START), false);
    },
  );

  it('shows nothing of a tab without DevTools', async () => {
    const { browser, server } = stage;
    const view = await browser.openPanel(START);
    const bystander = await browser.openTab(START);
    await carriesTap(bystander, true);
    server.acceptSocket('wss://eu1.blazeauth.net/', { does: [{ send: '{"id":2,"status":103}' }] });
    const socket = await PageSocket.open(bystander, 'wss://eu1.blazeauth.net/');
    await socket.received(1);
    await settled(view, server);
    await shows(view.panel, [SENTINEL_ROW]);
    expect(await problemsOf(view)).toEqual([]);
  });

  it('tells each message once after DevTools was closed and opened again on the same page', async () => {
    const { browser, server } = stage;
    server.acceptSocket(BLAZE, { does: (socket) => socket.on('message', () => socket.send(EXPIRED)) });
    const tab = await browser.openTab(START);
    const devtools = await browser.inspect(tab);
    await carriesTap(tab, true);
    const socket = await PageSocket.open(tab, BLAZE);
    await socket.send('{"type":2,"id":2}');
    const panel = await devtools.showPanel();
    await shows(panel, [{ ...EXPIRED_ROW, count: 1 }]);
    await devtools.close();
    const again = await browser.inspect(tab);
    const panelAgain = await again.showPanel();
    await watches(panelAgain, 'Sockets: every frame');
    for (let n = 1; n <= 3; n++) {
      await socket.send('{"type":2,"id":2}');
      await counts(panelAgain, n);
    }
    await settled({ devtools: again, page: tab, panel: panelAgain }, server);
    await shows(panelAgain, [{ ...EXPIRED_ROW, count: 3 }, SENTINEL_ROW]);
    await again.close();
  });

  it('goes on where a page writes its document anew', async () => {
    const { browser, server } = stage;
    server.acceptSocket(BLAZE, { does: [{ close: 4201, reason: 'rate limit hit' }] });
    const { devtools, page, panel } = await browser.openPanel(START);
    await carriesTap(page, true);
    await page.evaluate(() => {
      document.open();
      document.write('<!doctype html><title>New</title>');
      document.close();
    });
    const socket = await PageSocket.open(page, BLAZE);
    await socket.ended();
    await shows(panel, [{ family: 'blazeauth', code: '4201', channel: 'close', count: 1 }]);
    await devtools.close();
  });

  it('takes no event from a page, whatever line to the tap it makes up', async () => {
    const { browser, server } = stage;
    server.acceptSocket(BLAZE, {
      does: [{ await: 'message' }, { send: EXPIRED }, { close: 4201, reason: 'rate limit hit' }],
    });
    const forge = `
      const name = 'f'.repeat(32);
      const at = Date.now();
      const events = [
        { type: 'open', socket: 1, at, url: 'wss://forged.example/' },
        { type: 'ready', socket: 1, at, protocol: '' },
        { type: 'close', socket: 1, at, code: 4998, reason: 'forged', clean: true },
      ];
      const heard = [];
      const say = (type, detail) => performance.dispatchEvent(new CustomEvent(type, { detail }));
      for (const type of ['${GREETING}', name + ':listen', name + ':stop']) performance.addEventListener(type, (event) => heard.push(event));
      say('${GREETING}', name);
      for (const prefix of [name, '${GREETING}', '__wireTriageSocketTap']) say(prefix + ':events', JSON.stringify(events));
      window.forged = () => heard.filter((event) => event.isTrusted || event.detail !== name).length;`;
    server.serve(`${SHOP}/forger`, {
      headers: HTML,
      body: `<!doctype html><link rel="icon" href="data:,"><title>Forger</title><script>${forge}</script>`,
    });
    const view = await browser.openPanel(START);
    const { devtools, page, panel } = view;
    await carriesTap(page, true);
    await page.goto(`${SHOP}/forger`);
    const socket = await PageSocket.open(page, BLAZE);
    await socket.protocol();
    await socket.send('{"type":0,"id":1}');
    await socket.ended();
    const rows = [
      { ...EXPIRED_ROW, count: 1 },
      { family: 'blazeauth', code: '4201', channel: 'close', count: 1 },
    ];
    await shows(panel, rows);
    expect(await page.evaluateText('forged()')).toBe(0);
    server.acceptSocket('wss://echo.example/', { does: [] });
    expect(await callersOfText(page, 'wss://echo.example/')).toEqual([]);
    await settled(view, server);
    await shows(panel, [...rows, SENTINEL_ROW]);
    expect(await problemsOf(view)).toEqual([]);
    await devtools.close();
  });
});

/**
 * Waits until a page that is loaded now in this tab carries the tap, or none. A content script is unregistered only after a while:
 * after a restart the background worker waits before it looks.
 */
async function carriesTap(tab: Session, expected: boolean): Promise<void> {
  await expect
    .poll(async () => {
      await tab.goto(START);
      return hasTap(tab);
    })
    .toBe(expected);
}
