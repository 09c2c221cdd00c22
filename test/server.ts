/** A loopback web server that answers under any host name, over http and https on one port, with whatever a test queues. */
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import { selfSigned } from './certificate.ts';

/**
 * How an exchange goes wrong below HTTP:
 * - `reset`: the connection is reset before any answer (`net::ERR_CONNECTION_RESET`)
 * - `hang-up`: it is closed before any answer (`net::ERR_EMPTY_RESPONSE`)
 * - `stall`: no answer, ever
 * - `truncate`: status, headers and body, then closed before the announced end (`net::ERR_CONTENT_LENGTH_MISMATCH`)
 */
export type Fault = 'reset' | 'hang-up' | 'stall' | 'truncate';

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
  /** Every request but preflights, in order of arrival. */
  readonly requests: readonly SeenRequest[];
  /** The next request of this method and URL gets `reply`; several calls queue up. Goes before `serve`. */
  answerNext(method: string, url: string, reply: Reply): void;
  /** Every GET of this URL gets `reply`. */
  serve(url: string, reply: Reply): void;
  /** Queued replies that nothing has asked for. */
  waiting(): readonly SeenRequest[];
  close(): Promise<void>;
}

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

/** Pages under every host, unless a test serves something else there. The empty icon keeps /favicon.ico out of the traffic. */
const PAGES: Readonly<Record<string, Reply>> = {
  '/': {
    headers: HTML,
    body: '<!doctype html><link rel="icon" href="data:,"><title>Start</title><p>An empty page to start from.',
  },
  /** Its service worker sends every fetch on; `ready` resolves once it does. Service workers need https. */
  '/with-service-worker': {
    headers: HTML,
    body: `<!doctype html><link rel="icon" href="data:,"><title>Service worker</title><script>
      window.ready = new Promise((resolve) => {
        navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true));
        navigator.serviceWorker.register('/service-worker.js');
      });
    </script>`,
  },
  '/service-worker.js': {
    headers: { 'Content-Type': 'text/javascript' },
    body: `addEventListener('activate', (event) => event.waitUntil(clients.claim()));
      addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));`,
  },
};

const TLS_HANDSHAKE = 0x16; // first byte of a TLS connection: content type of RFC 8446, section 5.1

/**
 * Starts a server on a free port of 127.0.0.1. The certificate is self-signed and names no host, which is why Chromium
 * never caches what comes over https from here: a test of caching takes http.
 */
export async function startServer(): Promise<TestServer> {
  const queues = new Map<string, Reply[]>();
  const served = new Map<string, Reply>();
  const requests: SeenRequest[] = [];
  /** By the port at the other end. Under TLS only these can be reset. */
  const sockets = new Map<number | undefined, Socket>();

  const replyTo = ({ method, url }: SeenRequest): Reply =>
    queues.get(keyOf(method, url))?.shift() ??
    served.get(url) ??
    (method === 'GET' ? PAGES[new URL(url).pathname] : undefined) ?? {
      status: 404,
      headers: { 'Content-Type': 'text/plain' },
      body: `nothing is queued for ${method} ${url}`,
    };

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
      const reply = replyTo({ method, url });
      if (reply.fault === 'reset') sockets.get(request.socket.remotePort)?.resetAndDestroy();
      else send(reply, request, response);
    });
  };

  const plain = http.createServer(listener('http'));
  const secure = https.createServer(selfSigned(), listener('https'));
  // A request on a fresh connection is never sent twice; after a fault on a kept one, browsers try again by themselves.
  plain.maxRequestsPerSocket = 1;
  secure.maxRequestsPerSocket = 1;

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
    requests,
    answerNext(method, url, reply) {
      const key = keyOf(method, url);
      queues.set(key, [...(queues.get(key) ?? []), reply]);
    },
    serve(url, reply) {
      served.set(wireUrl(url), reply);
    },
    waiting: () =>
      [...queues].flatMap(([key, replies]) => {
        const [method = '', url = ''] = key.split(' ');
        return replies.map(() => ({ method, url }));
      }),
    async close() {
      front.close();
      for (const socket of sockets.values()) socket.destroy();
      await once(front, 'close');
    },
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
    'Cache-Control': 'no-store',
    ...(reply.cors === false ? {} : corsHeaders(request)),
    ...reply.headers,
    'Content-Length': fault === 'truncate' ? bytes.length + 1000 : bytes.length,
  });
  if (fault === 'truncate') response.write(bytes, () => request.socket.destroy());
  else response.end(bytes);
}
