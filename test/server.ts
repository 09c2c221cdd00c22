/**
 * A loopback web server that answers under any host name, over http and https on one port, with whatever a test queues.
 * WebSockets come to the same port and do what a script says.
 */
import { once } from 'node:events';
import http, { type IncomingMessage, ServerResponse, STATUS_CODES } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext } from 'node:tls';
import { selfSigned } from './certificate.ts';
import { accept, type SocketScript } from './socket-server.ts';

/**
 * How an exchange goes wrong below HTTP:
 * - `reset`: the connection is reset before any answer (`net::ERR_CONNECTION_RESET`)
 * - `hang-up`: it is closed before any answer (`net::ERR_EMPTY_RESPONSE`)
 * - `stall`: no answer, ever
 * - `truncate`: status, headers and body, then closed before the announced end (`net::ERR_CONTENT_LENGTH_MISMATCH`)
 * - `endless`: status, headers and body, and no end, as an event stream does it
 */
export type Fault = 'reset' | 'hang-up' | 'stall' | 'truncate' | 'endless';

export interface Reply {
  /** 200 when absent; everything up to 999 is sent as it is. */
  readonly status?: number;
  /** The registered text of the status when absent, or none. */
  readonly statusText?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly fault?: Fault;
  /** False: none of the CORS headers that otherwise allow everything. */
  readonly cors?: boolean;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
}

export interface TestServer {
  readonly port: number;
  /** The certificate of every host but `UNTRUSTED_HOST`, in PEM. */
  readonly cert: string;
  /** Every request but preflights, in order of arrival; a handshake is a GET of a `ws:` or `wss:` URL. */
  readonly requests: readonly SeenRequest[];
  /** The next request of this method and URL gets `reply`; several calls queue up. Goes before `serve`. */
  answerNext(method: string, url: string, reply: Reply): void;
  /** Every GET of this URL gets `reply`. */
  serve(url: string, reply: Reply): void;
  /** What every WebSocket opened at this URL from now on does. At any other URL the handshake is refused with 404. */
  acceptSocket(url: string, script: SocketScript): void;
  /** Queued replies that nothing has asked for. */
  waiting(): readonly SeenRequest[];
  /** Begins anew for the next test file: nothing is queued, served or was asked, and nobody is connected. */
  forget(): void;
  close(): Promise<void>;
}

/** This host has a certificate of its own, with another key. */
export const UNTRUSTED_HOST = 'untrusted.example';

/**
 * Keeps a reply out of every cache, as a token endpoint must (RFC 6749 section 5.1). Chromium keeps such a reply
 * from an extension for as long as the page has not read it.
 */
export const NO_STORE = { 'Cache-Control': 'no-store' };

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };
const SCRIPT = { 'Content-Type': 'text/javascript' };

/**
 * Opens the socket that the query names: `url`, optionally `protocol` to offer and a text to `send` once it is open.
 * What becomes of it is reported one by one: the chosen protocol, each message (text, or an array of bytes), the close.
 */
const OPEN_SOCKET = `
  const { url, protocol, send } = Object.fromEntries(new URLSearchParams(location.search));
  const socket = new WebSocket(url, protocol ? [protocol] : []);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    report({ type: 'open', protocol: socket.protocol });
    if (send) socket.send(send);
  };
  socket.onmessage = ({ data }) =>
    report({ type: 'message', data: typeof data === 'string' ? data : [...new Uint8Array(data)] });
  socket.onclose = ({ code, reason, wasClean }) => report({ type: 'close', code, reason, wasClean });`;

/** Pages under every host, unless a test serves something else there. The empty icon keeps /favicon.ico out of the traffic. */
const PAGES: Readonly<Record<string, Reply>> = {
  '/': {
    headers: HTML,
    body: '<!doctype html><link rel="icon" href="data:,"><title>Start</title><p>An empty page to start from.',
  },
  /** Its service worker sends on every fetch to its own origin; `ready` resolves once it does. Service workers need https. */
  '/with-service-worker': {
    headers: HTML,
    body: `<!doctype html><link rel="icon" href="data:,"><title>Service worker</title><script>
      window.ready = new Promise((resolve) => {
        if (navigator.serviceWorker.controller) resolve(true);
        navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true));
        navigator.serviceWorker.register('/service-worker.js');
      });
    </script>`,
  },
  '/service-worker.js': {
    headers: SCRIPT,
    body: `addEventListener('activate', (event) => event.waitUntil(clients.claim()));
      addEventListener('fetch', (event) => {
        if (event.request.url.startsWith(location.origin)) event.respondWith(fetch(event.request));
      });`,
  },
  /** `/socket?url=…` opens a socket by inline script before anything else. All three pages keep what is reported in `reports`. */
  '/socket': {
    headers: HTML,
    body: `<!doctype html><script>
      const reports = (window.reports = []);
      const report = (what) => {
        reports.push(what);
        if (parent !== window) parent.postMessage(what, '*');
      };${OPEN_SOCKET}
    </script><link rel="icon" href="data:,"><title>Socket</title>`,
  },
  /** `/socket-in-frame?frame=https://other.example&url=…` shows `/socket` of that origin in a frame. */
  '/socket-in-frame': {
    headers: HTML,
    body: `<!doctype html><link rel="icon" href="data:,"><title>Socket in a frame</title><iframe></iframe><script>
      window.reports = [];
      const element = document.querySelector('iframe');
      addEventListener('message', ({ data, source }) => source === element.contentWindow && reports.push(data));
      const { frame } = Object.fromEntries(new URLSearchParams(location.search));
      element.src = frame + '/socket' + location.search;
    </script>`,
  },
  /** `/socket-in-worker?url=…` opens it in a dedicated worker. */
  '/socket-in-worker': {
    headers: HTML,
    body: `<!doctype html><link rel="icon" href="data:,"><title>Socket in a worker</title><script>
      window.reports = [];
      const worker = new Worker('/socket-worker.js' + location.search);
      worker.onmessage = ({ data }) => reports.push(data);
    </script>`,
  },
  '/socket-worker.js': { headers: SCRIPT, body: `const report = (what) => postMessage(what);${OPEN_SOCKET}` },
};

const TLS_HANDSHAKE = 0x16; // first byte of a TLS connection: content type of RFC 8446, section 5.1

/**
 * Starts a server on a free port of 127.0.0.1. The certificate is self-signed and names no host, which is why Chromium
 * never caches what comes over https from here: a test of caching takes http.
 */
export async function startServer(): Promise<TestServer> {
  const queues = new Map<string, Reply[]>();
  const served = new Map<string, Reply>();
  const scripts = new Map<string, SocketScript>();
  const requests: SeenRequest[] = [];
  /** By the port at the other end. Under TLS only these can be reset. */
  const sockets = new Map<number | undefined, Socket>();

  const replyTo = ({ method, url }: SeenRequest): Reply =>
    queues.get(keyOf(method, url))?.shift() ??
    served.get(url) ??
    (method === 'GET' ? PAGES[new URL(url).pathname] : undefined) ??
    nothingAt(method, url);

  const listener = (scheme: 'http' | 'https') => (request: IncomingMessage, response: ServerResponse) => {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', `${scheme}://${request.headers.host}`).href;
    const preflight = method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    if (preflight && !queues.get(keyOf(method, url))?.length) {
      response.writeHead(204, corsHeaders(request)).end();
      return;
    }
    requests.push({ method, url });
    // The reply waits for the whole request: closing before its end can reset the connection.
    request.resume().once('end', () => {
      answer(replyTo({ method, url }), request, response);
    });
  };

  const answer = (reply: Reply, request: IncomingMessage, response: ServerResponse) => {
    if (reply.fault === 'reset') sockets.get(request.socket.remotePort)?.resetAndDestroy();
    else send(reply, request, response);
  };

  const upgrade = (scheme: 'ws' | 'wss') => (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', `${scheme}://${request.headers.host}`).href;
    requests.push({ method: 'GET', url });
    connection.on('error', () => connection.destroy()); // a browser that goes away in mid-sentence
    const script = scripts.get(wireUrl(url)) ?? { refuse: nothingAt('a socket', url) };
    if ('does' in script) return accept(script, request, connection, head);
    const response = new ServerResponse(request);
    response.assignSocket(connection as Socket);
    response.shouldKeepAlive = false;
    response.once('finish', () => connection.end());
    answer({ cors: false, ...script.refuse }, request, response);
  };

  const plain = http.createServer(listener('http'));
  const trusted = selfSigned();
  const untrusted = createSecureContext(selfSigned(UNTRUSTED_HOST));
  const SNICallback: NonNullable<https.ServerOptions['SNICallback']> = (name, choose) =>
    choose(null, name === UNTRUSTED_HOST ? untrusted : undefined);
  const secure = https.createServer({ ...trusted, SNICallback }, listener('https'));
  // A request on a fresh connection is never sent twice; after a fault on a kept one, browsers try again by themselves.
  plain.maxRequestsPerSocket = 1;
  secure.maxRequestsPerSocket = 1;
  plain.on('upgrade', upgrade('ws'));
  secure.on('upgrade', upgrade('wss'));

  const front = net.createServer((socket) => {
    const { remotePort } = socket;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
    socket.on('error', () => socket.destroy()); // a browser that goes away in mid-sentence
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');

  return {
    port: (front.address() as AddressInfo).port,
    cert: trusted.cert,
    requests,
    answerNext(method, url, reply) {
      const key = keyOf(method, url);
      queues.set(key, [...(queues.get(key) ?? []), reply]);
    },
    serve(url, reply) {
      served.set(wireUrl(url), reply);
    },
    acceptSocket(url, script) {
      scripts.set(wireUrl(url), script);
    },
    waiting: () =>
      [...queues].flatMap(([key, replies]) => {
        const [method = '', url = ''] = key.split(' ');
        return replies.map(() => ({ method, url }));
      }),
    forget() {
      for (const kept of [queues, served, scripts]) kept.clear();
      requests.length = 0;
      for (const socket of sockets.values()) socket.destroy();
    },
    async close() {
      front.close();
      for (const socket of sockets.values()) socket.destroy();
      await once(front, 'close');
    },
  };
}

function nothingAt(what: string, url: string): Reply {
  return {
    status: 404,
    headers: { 'Content-Type': 'text/plain' },
    body: `nothing is queued for ${what} ${url}`,
  };
}

/** The URL as a request carries it: WebSocket schemes become those of their handshake, the fragment stays at home. */
function wireUrl(url: string): string {
  const parsed = new URL(url.replace(/^ws/, 'http'));
  parsed.hash = '';
  return parsed.href;
}

function keyOf(method: string, url: string): string {
  return `${method.toUpperCase()} ${wireUrl(url)}`;
}

function corsHeaders(request: IncomingMessage): Record<string, string> {
  const asked = request.headers;
  return {
    'Access-Control-Allow-Origin': asked.origin ?? '*',
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Allow-Methods': asked['access-control-request-method'] ?? '*',
    'Access-Control-Allow-Headers': asked['access-control-request-headers'] ?? '*',
    'Access-Control-Expose-Headers': '*',
  };
}

function send(reply: Reply, request: IncomingMessage, response: ServerResponse): void {
  const { status = 200, statusText = STATUS_CODES[status] ?? '', fault, body = '' } = reply;
  if (fault === 'stall') return;
  if (fault === 'hang-up') return void request.socket.destroy();
  const bytes = Buffer.from(body);
  response.writeHead(status, statusText, {
    ...(reply.cors === false ? {} : corsHeaders(request)),
    ...reply.headers,
    ...(fault !== 'endless' && { 'Content-Length': fault === 'truncate' ? bytes.length + 1000 : bytes.length }),
  });
  if (fault === 'endless') response.write(bytes);
  else if (fault === 'truncate') response.write(bytes, () => request.socket.destroy());
  else response.end(bytes);
}
