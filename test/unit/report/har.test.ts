import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { run } from '../../../lib/cli.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import type { Exchange } from '../../../lib/exchange.ts';
import type { Failure } from '../../../lib/finding.ts';
import { type HarSource, writeHar } from '../../../lib/report/har.ts';
import type { Frame, SocketFrames } from '../../../lib/session/frames.ts';
import { failure, reportContext } from '../../failures.ts';
import { AT, bodyOf, contextOf, exchangeOf, type Fixture, readFixtures } from '../../fixtures.ts';

const engine = createEngine(builtInFamilies);

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
      readonly _eventSourceMessages?: readonly { readonly data: string }[];
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
  const { text, hidden } = await writeHar({ failures: [], passed: [], ...source }, context);
  return { text, hidden, file: JSON.parse(text) as HarFile };
}

async function diagnosed(text: string): Promise<Printed[]> {
  const { stdout, stderr } = await run(['x.har', '--json'], async () => new TextEncoder().encode(text));
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Printed[];
}

function textFrame(exchange: Exchange): Frame | undefined {
  if (exchange.channel !== 'websocket' && exchange.channel !== 'mqtt') return undefined;
  const text = exchange.body.state === 'read' ? exchange.body.text : '';
  const { id, at, direction } = exchange;
  if (exchange.channel === 'websocket') return { id, at, direction, kind: 'text', text, size: text.length };
  return { id, at, direction, kind: 'mqtt', text: `A SUMMARY\n${text}`, size: text.length, packet: exchange };
}

/** What a session would hold after a fixture: its failure and the frames of its socket. */
function sessionOf(fixture: Fixture, i: number): { failure: Failure; frames: SocketFrames | undefined } | undefined {
  const at = AT + i * 60_000;
  const moved = (exchange: Exchange): Exchange =>
    exchange.channel === 'http' ? { ...exchange, at } : { ...exchange, at, socket: { ...exchange.socket, at } };
  const exchange = moved(exchangeOf(fixture));
  const conversation = exchange.channel === 'http' ? undefined : engine.openConversation();
  const before = contextOf(fixture);
  for (const message of before) conversation?.observe(message);
  const finding = engine.diagnose(exchange, conversation);
  if (!finding) return undefined;
  if (exchange.channel === 'http') return { failure: { exchange, finding }, frames: undefined };
  const frames = [...before, exchange].flatMap((one) => textFrame(one) ?? []);
  return {
    failure: { exchange, finding },
    frames: { socket: exchange.socket, state: 'open', frames, dropped: 0 },
  };
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
  const frames = new Map(held.flatMap((one) => (one.frames ? [[one.frames.socket.id, one.frames] as const] : [])));
  const { text } = await exported(
    { failures: held.map((one) => one.failure) },
    reportContext({ frames: (id) => frames.get(id) }),
  );
  const printed = await diagnosed(text);

  it.each(held.map((one, entry) => [one.id, one.failure, entry] as const))(
    'gives the same diagnosis again: %s',
    (_, { exchange, finding }, entry) => {
      const found = printed.find((one) => one.entry === entry && one.channel === exchange.channel);
      expect(found && reported(found)).toEqual(reported({ ...finding, channel: exchange.channel }));
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
        postData: { mimeType: 'application/json', text: '{"password":"<token 1>"}' },
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

  it('keeps addresses that parsers take, with a pseudonym in each part', async () => {
    const { file } = await exported({ failures: [upload] });
    const url = new URL(file.log.entries[0]?.request.url ?? '');
    expect(url.hostname).toMatch(/^app-hidden-token-\d\.octoeverywhere\.com$/);
    expect(url.searchParams.get('token')).toMatch(/^<token \d>$/);
    expect(url.searchParams.get('page')).toBe('2');
    expect(file.log.entries[0]?.request.queryString).toContainEqual({ name: 'page', value: '2' });
    const again = await exported({
      failures: [{ ...upload, exchange: { ...upload.exchange, url: url.href } as never }],
    });
    expect(again.file.log.entries[0]?.request.url).toBe(url.href);
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
    const { file, text } = await exported({ failures: [upload], passed: [line] });
    expect(file.log.entries.map(({ request }) => request.url.slice(0, 18))).toEqual([
      'https://h.example/',
      'https://app-hidden',
    ]);
    expect(await diagnosed(text)).toHaveLength(1);
  });

  it('holds the events of a stream', async () => {
    const event = (n: number) =>
      failure(
        {},
        {
          id: `s event ${n}`,
          at: AT + n,
          status: 200,
          resourceType: 'eventsource',
          responseBody: bodyOf(`{"error":"${n}"}`),
        },
      );
    const { file } = await exported({ failures: [event(1), event(2)] });
    expect(file.log.entries).toHaveLength(1);
    expect(file.log.entries[0]?._eventSourceMessages?.map(({ data }) => data)).toEqual([
      '{"error":"1"}',
      '{"error":"2"}',
    ]);
  });

  it('holds the messages of a socket in their order, its close, and no bytes that nobody can judge', async () => {
    const socket = { id: 's', url: 'wss://h.example/x', subprotocol: undefined, at: AT };
    const frame = (id: string, over: Partial<Frame>): Frame => ({
      id,
      direction: 'receive',
      at: AT + 250,
      kind: 'text',
      text: '',
      size: 3,
      ...over,
    });
    const frames: SocketFrames = {
      socket,
      state: 'closed',
      dropped: 0,
      frames: [
        frame('a', { direction: 'send', text: '{"token":"planted-value"}' }),
        frame('b', { kind: 'binary', text: '70 6c 61 6e 74 65 64' }),
        frame('c', { kind: 'binary', text: '{"n":1}' }),
        frame('m', { text: 'cut…' }),
        frame('z', { kind: 'close', direction: undefined, text: '4201 rate limit hit' }),
      ],
    };
    const exchange = {
      channel: 'websocket',
      id: 'm',
      socket,
      at: AT + 250,
      direction: 'receive',
      body: bodyOf('the whole text'),
    } as const;
    const { file } = await exported(
      { failures: [{ exchange, finding: failure().finding }] },
      reportContext({ frames: () => frames }),
    );
    const [entry] = file.log.entries;
    const time = (AT + 250) / 1000;
    expect(entry?._webSocketMessages).toEqual([
      { type: 'send', time, opcode: 1, data: '{"token":"<token 1>"}' },
      { type: 'receive', time, opcode: 2, data: '' },
      { type: 'receive', time, opcode: 2, data: btoa('{"n":1}') },
      { type: 'receive', time, opcode: 1, data: 'the whole text' },
    ]);
    expect(entry?._webSocketClose).toEqual({ code: 4201, reason: 'rate limit hit', wasClean: true });
  });
});
