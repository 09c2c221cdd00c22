/** A page for the tap in a real browser, without the extension: sockets that it can open, and what the tap reports of them. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { beforeAll, inject } from 'vitest';
import { type WebSocket as Peer, WebSocketServer } from 'ws';
import type { Tap, TapState } from '../../../lib/tap/channel.ts';
import type { TapEvent } from '../../../lib/tap/events.ts';
import installTap from '../../../lib/tap/install.ts?bundled';
import { lastingPlace } from '../../browsers/lasting.ts';
import { openBrowser } from '../../browsers/open.ts';
import type { Session } from '../../browsers/session.ts';
import { waitFor } from '../../wait.ts';

export const KEY = 'tap-4f1c';
/** The extension hides the tap; here it lies where both browsers and every frame can be asked for it. */
export const INSTALL = `Object.defineProperty(globalThis, ${JSON.stringify(KEY)}, { __proto__: null, value: ${installTap}() }); true`;

const TAP = `globalThis[${JSON.stringify(KEY)}]`;

/** A clock that the test sets; it stands until then. */
export const CLOCK = 'globalThis.clock = 1e12; Date.now = () => globalThis.clock';

/** When the tap comes into a document: never, before its first script, or after it has loaded. */
export type Mode = 'none' | 'early' | 'late';

export interface SocketServer {
  readonly port: number;
  /** The server's end of the next connection to a path that nothing answers by itself. */
  nextPeer(): Promise<Peer>;
  /** Lets go of the connections that no test has asked for. */
  forget(): void;
  close(): Promise<void>;
}

const STRICT_POLICY = "default-src 'none'; script-src 'none'; connect-src *; require-trusted-types-for 'script'";

/**
 * Pages and sockets on one port. Sockets: `/echo` answers with what it gets, `/close/CODE/REASON` closes at the first message,
 * `/refuse` answers the handshake with 403, `/hold` does not answer it; the test itself speaks for all others.
 */
async function startSockets(): Promise<SocketServer> {
  const http = createServer((request, response) => {
    if (request.url?.startsWith('/events')) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('id: 7\nevent: news\ndata: one\n\n');
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/html',
      ...(request.url?.startsWith('/strict') && { 'Content-Security-Policy': STRICT_POLICY }),
    });
    response.end(`<!doctype html><link rel="icon" href="data:,"><title>Tap</title>`);
  });
  const server = new WebSocketServer({ noServer: true, maxPayload: 200_000_000 });
  const peers: Peer[] = [];
  const held: Duplex[] = [];
  http.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith('/refuse')) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    if (request.url?.startsWith('/hold')) {
      socket.on('error', () => socket.destroy()); // a browser that gives up
      held.push(socket);
      return;
    }
    server.handleUpgrade(request, socket, head, (peer) => {
      const [, what, code, reason = ''] = new URL(request.url ?? '', 'ws://x').pathname.split('/');
      if (what === 'echo') peer.on('message', (data, isBinary) => peer.send(data, { binary: isBinary }));
      else if (what === 'close') peer.once('message', () => peer.close(Number(code), decodeURIComponent(reason)));
      else peers.push(peer);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    port: (http.address() as AddressInfo).port,
    nextPeer: () => waitFor(() => peers.shift(), 'a socket of the page'),
    forget() {
      peers.length = 0;
    },
    async close() {
      for (const peer of server.clients) peer.terminate();
      // The server has given them away, and would wait for their end.
      for (const socket of held) socket.destroy();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

/** The page's globals, with what these tests leave there. */
export type Page = typeof globalThis & {
  [KEY]: Tap;
  socket: WebSocket;
  sockets: WebSocket[];
  log: unknown[];
  clock: number;
};

/** An event without its time. */
export type Seen = Readonly<Record<string, unknown>>;

export interface TapStage {
  readonly page: Session;
  readonly server: SocketServer;
  socketUrl(path: string): string;
  /** A fresh document, with `before` run ahead of everything, and the tap as the mode says. */
  load(mode: Mode, options?: { readonly path?: string; readonly before?: string }): Promise<void>;
  drain(): Promise<readonly TapEvent[]>;
  state(): Promise<TapState>;
  /** Drains until so many events have come, or one of that type, and gives them without their times. */
  events(until: number | TapEvent['type']): Promise<Seen[]>;
  /** Opens `socket` in the page and waits for it, and for its handler to be there: it keeps what comes in `log`. */
  openSocket(path?: string): Promise<void>;
  /** Waits until the page has received so many messages. */
  received(count: number): Promise<void>;
}

async function openPlace() {
  const server = await startSockets();
  const browser = await openBrowser(inject('browser'), {});
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { server, page: await browser.openTab('about:blank'), close, ended: browser.ended };
}

/** For a whole file of tests. @param kind names what has a browser of its own; the rest share one */
export function tapStage(kind = 'tap'): TapStage {
  let server: SocketServer | undefined;
  let page: Session | undefined;

  beforeAll(async () => {
    ({ server, page } = await lastingPlace(kind, openPlace));
  });

  const stage: TapStage = {
    get page() {
      return there(page);
    },
    get server() {
      return there(server);
    },
    socketUrl: (path) => `ws://127.0.0.1:${stage.server.port}${path}`,

    async load(mode, { path = '/', before = '' } = {}) {
      await stage.page.runAtStart(`${before};${mode === 'early' ? INSTALL : ''}`);
      await stage.page.goto(`http://127.0.0.1:${stage.server.port}${path}`);
      await stage.page.runAtStart(undefined);
      stage.server.forget();
      if (mode === 'late') await stage.page.evaluateText(INSTALL);
    },

    async drain() {
      const answer = String(await stage.page.evaluateText(`${TAP}.drain(1, ${TAP}.began, 1e9)`));
      return JSON.parse(answer.slice(answer.indexOf('['))) as readonly TapEvent[];
    },

    state: () =>
      stage.page.evaluate((key) => (globalThis as never as Record<string, Tap>)[key]?.state() as TapState, KEY),

    async events(until) {
      const all: TapEvent[] = [];
      const isEnough = () => (typeof until === 'number' ? all.length >= until : all.some(({ type }) => type === until));
      await waitFor(
        async () => {
          all.push(...(await stage.drain()));
          return isEnough();
        },
        `${until} of the tap`,
        20_000,
      );
      return untimed(all);
    },

    openSocket: (path = '/peer') =>
      stage.page.evaluate(async (url) => {
        const place = globalThis as Page;
        place.log = [];
        place.socket = new WebSocket(url);
        place.socket.onmessage = ({ data }) => {
          place.log.push(data);
        };
        await new Promise((resolve) => {
          place.socket.onopen = resolve;
        });
      }, stage.socketUrl(path)),

    async received(count) {
      await stage.page.waitFor(`${count} messages`, (count) => (globalThis as Page).log.length >= count, count);
    },
  };
  return stage;
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the stage is not set yet');
  return value;
}

export function untimed(events: readonly TapEvent[]): Seen[] {
  return events.map(({ at: _, ...rest }) => rest);
}

export const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
