import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { loadService, serviceSigns } from '../../../lib/catalog/service-packs.ts';
import { run } from '../../../lib/cli/run.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { channelName, connectionOf, type Exchange, socketOf } from '../../../lib/exchange.ts';
import type { Failure } from '../../../lib/finding.ts';
import { HarEntry } from '../../../lib/har/entry.ts';
import { type HarSource, writeHar } from '../../../lib/report/har.ts';
import type { ConnectionLog } from '../../../lib/session/connections.ts';
import { failure, reportContext } from '../../failures.ts';
import {
  AT,
  bodyOf,
  contextOf,
  exchangeOf,
  type Fixture,
  httpExchange,
  mqttPacket,
  readFixtures,
  socketClose,
  socketMessage,
  streamEvent,
} from '../../fixtures.ts';

const services = await Promise.all(serviceSigns.map(({ id }) => loadService(id)));
const engine = createEngine([...builtInFamilies, ...services]);

interface HarFile {
  readonly log: {
    readonly version: string;
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly {
      readonly startedDateTime: string;
      readonly request: { readonly url: string; readonly headers: unknown; readonly queryString: unknown };
      readonly response: { readonly headers: unknown; readonly content: { readonly text?: string } };
      readonly comment?: string;
      readonly _resourceType?: string;
      readonly _webSocketMessages?: readonly {
        readonly type: string;
        readonly time: number;
        readonly opcode: number;
        readonly data: string;
      }[];
      readonly _webSocketClose?: unknown;
      readonly _eventSourceMessages?: readonly unknown[];
    }[];
  };
}

interface Printed {
  readonly entry: number;
  readonly channel: string;
  readonly family: string;
  readonly code: string;
  readonly confidence: string;
  readonly permanence: string;
}

async function exported(source: Partial<HarSource>, context = reportContext()) {
  const { text, hidden } = await writeHar({ failures: [], healthy: [], ...source }, context);
  return { text, hidden, file: JSON.parse(text) as HarFile };
}

async function diagnosed(text: string): Promise<Printed[]> {
  const { stdout, stderr } = await run(['x.har', '--json'], async () => new TextEncoder().encode(text));
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Printed[];
}

/** What a session would hold after a fixture: its failure and the log of its socket. */
function sessionOf(fixture: Fixture, i: number): { failure: Failure; log: ConnectionLog | undefined } | undefined {
  const at = AT + i * 60_000;
  const exchange = exchangeAt(at, exchangeOf(fixture));
  const conversation = socketOf(exchange) && engine.openConversation();
  const before = contextOf(fixture);
  for (const message of before) conversation?.observe(message);
  const finding = engine.diagnose(exchange, conversation);
  if (!finding) return undefined;
  const failure = { exchange, finding };
  if (exchange.channel === 'http' || exchange.channel === 'handshake') return { failure, log: undefined };
  const log: ConnectionLog = {
    connection: connectionOf(exchange),
    state: 'open',
    records: [...before, exchange],
    dropped: 0,
  };
  return { failure, log };
}

function exchangeAt(at: number, exchange: Exchange): Exchange {
  return 'socket' in exchange ? { ...exchange, at, socket: { ...exchange.socket, at } } : { ...exchange, at };
}

/** What no HAR can say: a status that HTTP does not know, and a switch to a socket that failed all the same. */
const UNSAYABLE = ['http-1200', 'ws-handshake-101'];

const reported = ({ channel, family, code, confidence, permanence }: Omit<Printed, 'entry'>) => ({
  channel,
  family,
  code,
  confidence,
  permanence,
});

describe('a HAR of the session', async () => {
  const fixtures = readFixtures().filter(({ id }) => !UNSAYABLE.includes(id));
  const held = fixtures.flatMap((fixture, i) => {
    const one = sessionOf(fixture, i);
    return one ? [{ id: fixture.id, ...one }] : [];
  });
  const logs = new Map(held.flatMap(({ log }) => (log ? [[log.connection.id, log] as const] : [])));
  const { text } = await exported(
    { failures: held.map((one) => one.failure) },
    reportContext({ connection: (id) => logs.get(id) }),
  );
  const printed = await diagnosed(text);

  it.each(held.map((one, entry) => [one.id, one.failure, entry] as const))(
    'gives the same diagnosis again: %s',
    (_, { exchange, finding }, entry) => {
      const found = printed.find((one) => one.entry === entry && one.channel === channelName(exchange));
      expect(found && reported(found)).toEqual(reported({ ...finding, channel: channelName(exchange) }));
    },
  );

  it('has an entry for every failure and no diagnosis more', () => {
    expect(held.length).toBeGreaterThan(1_000);
    expect(printed.length).toBe(held.length);
  });
});

describe('a HAR entry', () => {
  const upload = failure(
    { name: 'Upload rate limit exceeded', family: 'makapix', code: '429' },
    {
      url: 'https://app-q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6.octoeverywhere.com/a?token=planted-value&page=2',
      method: 'POST',
      status: 429,
      requestHeaders: [
        { name: 'Authorization', value: 'Bearer planted-value-1' },
        { name: 'Content-Type', value: 'application/json' },
        { name: 'Referer', value: 'https://h.example/?token=planted-value' },
      ],
      requestBody: bodyOf('{"password":"planted-value"}'),
      responseBody: bodyOf('{"detail":"no"}'),
    },
  );

  it('holds what HAR 1.2 asks for, and nothing secret', async () => {
    const { text, hidden, file } = await exported({ failures: [upload] });
    expect(file.log).toMatchObject({ version: '1.2', creator: { name: 'Wire Triage', version: '0.1.0' } });
    expect(file.log.entries[0]).toMatchObject({
      startedDateTime: '2026-01-15T10:00:00.000Z',
      time: 40,
      request: {
        method: 'POST',
        httpVersion: '',
        cookies: [],
        headersSize: -1,
        bodySize: -1,
        postData: { mimeType: 'application/json', text: '{"password":"<secret 1>"}' },
      },
      response: { status: 429, statusText: '', content: { mimeType: 'application/json', text: '{"detail":"no"}' } },
      cache: {},
      timings: { send: 0, wait: 40, receive: 0 },
      _resourceType: 'fetch',
    });
    expect(text).not.toContain('planted-value');
    expect(text).not.toContain('q1w2e3r4');
    expect(hidden).toBe(5);
  });

  it('says by which protocol a reply came, in how many bytes and from where, and with what priority', async () => {
    const exchange = httpExchange({
      status: 500,
      protocol: 'h2',
      transferSize: 412,
      serverAddress: '192.0.2.7',
      priority: 'Low',
    });
    const { file } = await exported({ failures: [{ ...upload, exchange }] });
    const entry = new HarEntry(file.log.entries[0]);
    expect([entry.protocol, entry.transferSize]).toEqual(['h2', 412]);
    expect([entry.serverAddress, entry.priority]).toEqual(['192.0.2.7', 'Low']);
  });

  it('keeps addresses that parsers take, with a pseudonym in each part', async () => {
    const { file } = await exported({ failures: [upload] });
    const url = new URL(file.log.entries[0]?.request.url ?? '');
    expect(url.hostname).toMatch(/^app-hidden-token-\d\.octoeverywhere\.com$/);
    expect(url.searchParams.get('token')).toMatch(/^<secret \d>$/);
    expect(url.searchParams.get('page')).toBe('2');
    expect(file.log.entries[0]?.request.queryString).toContainEqual({ name: 'page', value: '2' });
    const again = await exported({
      failures: [{ ...upload, exchange: { ...upload.exchange, url: url.href } as never }],
    });
    expect(again.file.log.entries[0]?.request.url).toBe(url.href);
  });

  it('holds an address that no parser takes, without parameters', async () => {
    const { file } = await exported({ failures: [failure({}, { url: 'no address?a=1' })] });
    expect(file.log.entries[0]?.request).toMatchObject({ url: 'no address?a=1', queryString: [] });
  });

  it('says the diagnosis in its comment', async () => {
    const { file } = await exported({ failures: [upload] });
    expect(file.log.entries[0]?.comment).toContain(
      '[makapix 429] Upload rate limit exceeded (certain; unknown, inferred)',
    );
  });

  it('is one line where the exchange was healthy', async () => {
    const line = {
      id: 'p',
      channel: 'http',
      at: AT - 5,
      method: 'GET',
      url: 'https://h.example/',
      status: 200,
      durationMs: 3,
    } as const;
    const { file, text } = await exported({ failures: [upload], healthy: [line] });
    expect(file.log.entries.map(({ request }) => request.url.slice(0, 18))).toEqual([
      'https://h.example/',
      'https://app-hidden',
    ]);
    expect(await diagnosed(text)).toHaveLength(1);
  });

  it('holds the events of a stream, healthy ones among them, with their names and ids', async () => {
    const responseHeaders = [{ name: 'X-Request-Id', value: 'req_1' }];
    const { stream: bare } = streamEvent('');
    const parts = { id: 'e1', index: 1, event: 'error', lastEventId: '7', stream: { ...bare, responseHeaders } };
    const failing = streamEvent('{"error":"1"}', parts);
    const log: ConnectionLog = {
      connection: failing.stream,
      state: undefined,
      records: [streamEvent('{"n":0}', { id: 'e0' }), failing],
      dropped: 0,
    };
    const stream = { id: failing.stream.id, channel: 'http', at: AT, method: 'GET', status: 200 } as const;
    const { file } = await exported(
      {
        failures: [{ exchange: failing, finding: failure().finding }],
        healthy: [{ ...stream, url: failing.stream.url, durationMs: 3 }],
      },
      reportContext({ connection: () => log }),
    );
    expect(file.log.entries).toHaveLength(1);
    expect(file.log.entries[0]?.response.headers).toEqual(responseHeaders);
    expect(file.log.entries[0]?._eventSourceMessages).toEqual([
      { time: AT / 1000, eventName: 'message', eventId: '', data: '{"n":0}' },
      { time: AT / 1000, eventName: 'error', eventId: '7', data: '{"error":"1"}' },
    ]);
  });

  it('holds the messages of a socket in their order, its close, and no bytes that nobody can judge', async () => {
    const socket = { id: 's', url: 'wss://h.example/x', subprotocol: undefined, at: AT };
    const at = AT + 250;
    const place = { socket, at };
    const opaque = { state: 'read', text: btoa('planted'), base64: true, cut: true } as const;
    const log: ConnectionLog = {
      connection: socket,
      state: 'closed',
      dropped: 0,
      records: [
        socketMessage('{"token":"planted-value"}', { ...place, id: 'a', direction: 'send' }),
        socketMessage('', { ...place, id: 'b', opcode: 'binary', body: opaque }),
        socketMessage('{"n":1}', { ...place, id: 'c', opcode: 'binary' }),
        socketMessage('cut', { ...place, id: 'm' }),
        socketClose({ ...place, code: 4201, reason: 'rate limit hit', wasClean: false }),
      ],
    };
    const exchange = socketMessage('the whole text', { ...place, id: 'm' });
    const { file } = await exported(
      { failures: [{ exchange, finding: failure().finding }] },
      reportContext({ connection: () => log }),
    );
    const [entry] = file.log.entries;
    const time = at / 1000;
    expect(entry?._webSocketMessages).toEqual([
      { type: 'send', time, opcode: 1, data: '{"token":"<token 1>"}' },
      { type: 'receive', time, opcode: 2, data: '' },
      { type: 'receive', time, opcode: 2, data: btoa('{"n":1}') },
      { type: 'receive', time, opcode: 1, data: 'the whole text' },
    ]);
    expect(entry?._webSocketClose).toEqual({ code: 4201, reason: 'rate limit hit', wasClean: false });
  });

  it('holds MQTT packets as they were sent', async () => {
    const packet = mqttPacket({
      topic: 'a/b',
      qos: 1,
      retain: true,
      duplicate: true,
      messageId: 258,
      body: bodyOf('hi'),
    });
    const { file } = await exported({ failures: [{ exchange: packet, finding: failure().finding }] });
    const [connect, publish] = file.log.entries[0]?._webSocketMessages ?? [];
    expect(connect?.type).toBe('send');
    // PUBLISH with DUP, QoS 1 and RETAIN, topic, packet identifier, payload (MQTT 3.1.1 section 3.3).
    expect([...atob(publish?.data ?? '')].map((c) => c.charCodeAt(0))).toEqual([
      0x3b, 9, 0, 3, 97, 47, 98, 1, 2, 104, 105,
    ]);
  });
});
