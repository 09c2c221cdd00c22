import { beforeEach, describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { readHarFile } from '../../../lib/har/file.ts';
import { importRecording } from '../../../lib/session/import.ts';
import type { Session } from '../../../lib/session/log.ts';
import { createSession } from '../../../lib/session/session.ts';
import { AT } from '../../fixtures.ts';
import { type HarEntryParts, harEntry, harText } from '../../har.ts';

const engine = createEngine(builtInFamilies);
const failing: HarEntryParts = { status: 500, url: 'https://a.example/x' };
const message = (data: string) => ({ type: 'receive', time: AT / 1000, opcode: 1, data });
const socket = (messages: readonly unknown[], close?: unknown): HarEntryParts => ({
  url: 'wss://eu1.blazeauth.net/',
  status: 101,
  extra: {
    _resourceType: 'websocket',
    _webSocketMessages: messages,
    ...(close !== undefined && { _webSocketClose: close }),
  },
});

describe('the import of a recording', () => {
  let session: Session;
  let imports: number;
  let pauses: number;

  beforeEach(() => {
    session = createSession({ schedule: () => {} });
    imports = 0;
    pauses = 0;
  });

  function imported(entries: readonly (HarEntryParts | null)[], signal?: AbortSignal) {
    const file = readHarFile(harText(entries.map((parts) => parts && harEntry(parts))));
    if (!file.ok) throw new Error(file.why);
    return importRecording(session.imported, file, {
      engine,
      source: `import ${++imports}`,
      pause: async () => void pauses++,
      ...(signal && { signal }),
    });
  }

  const failures = () => session.snapshot().counts.failures;

  it('adds to what was imported before and overwrites nothing', async () => {
    await imported([failing]);
    await imported([{ ...failing, status: 502 }, { status: 200 }]);
    expect(session.failures().map(({ finding }) => finding.code)).toEqual(['500', '502']);
    expect(session.snapshot().counts).toMatchObject({ failures: 2, exchanges: 3 });
  });

  it('counts exchanges, names entries that cannot be read and says where each failure stands', async () => {
    const { exchanges, faults, places } = await imported([
      { status: 200 },
      null,
      failing,
      socket([message('{"event_type":1}'), message('{"id":1,"status":103}')], { code: 4201, reason: 'rate limit hit' }),
    ]);
    expect(exchanges).toBe(5);
    expect(session.snapshot().counts.exchanges).toBe(exchanges);
    expect(places.size).toBe(3);
    expect(faults).toMatchObject([{ entry: 1, why: 'request.url is missing or no text' }]);
    expect(session.failures().map(({ exchange }) => places.get(exchange.id))).toEqual([
      { entry: 2, message: undefined },
      { entry: 3, message: 1 },
      { entry: 3, message: undefined },
    ]);
  });

  it('keeps the records of a socket, which is closed, around its failures', async () => {
    await imported([socket([message('{"event_type":1}'), message('{"id":1,"status":103}')])]);
    const [failure] = session.failures();
    if (failure?.exchange.channel !== 'websocket') throw new Error('no failing message');
    const log = session.connection(failure.exchange.socket.id);
    expect(log).toMatchObject({ state: 'closed', dropped: 0 });
    expect(log?.records).toHaveLength(2);
    expect(session.snapshot().openSockets).toBe(0);
  });

  it('keeps the events of a stream', async () => {
    const body =
      'event: news\ndata: {"n":0}\n\nevent: error\ndata: {"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}\n\n';
    await imported([{ status: 200, url: 'https://a.example/stream', mimeType: 'text/event-stream', body }]);
    const stream = session.healthy()[0]?.id ?? '';
    expect(session.connection(stream)?.records).toMatchObject([{ event: 'news' }, { event: 'error', index: 1 }]);
  });

  it('takes everything while the live capture is not recording', async () => {
    session.setRecording(false);
    await imported([failing, socket([message('{"id":1,"status":103}')])]);
    expect(failures()).toBe(2);
  });

  it('pauses now and then, and stops when its signal aborts', async () => {
    const stop = new AbortController();
    await imported(Array.from({ length: 1_200 }, () => failing));
    expect(pauses).toBe(2);
    stop.abort();
    await imported([failing], stop.signal);
    expect(failures()).toBe(1_200);
  });

  it('pauses after some milliseconds where it is told the time', async () => {
    let time = 1_000;
    let waited = 0;
    const file = readHarFile(harText([3, 4, 5, 6, 7, 8, 9].map((n) => harEntry({ url: `https://a.example/${n}` }))));
    if (!file.ok) throw new Error(file.why);
    await importRecording(session.imported, file, {
      engine: {
        ...engine,
        diagnose: () => {
          time += 4;
          return undefined;
        },
      },
      source: 'import 1',
      now: () => time,
      pause: async () => {
        waited++;
        time += 1_000;
      },
    });
    // Three records of four milliseconds are twelve.
    expect(waited).toBe(2);
  });

  it('counts a refused handshake as an exchange', async () => {
    const { exchanges } = await imported([{ ...socket([]), status: 401 }]);
    expect(exchanges).toBe(1);
  });

  it('waits for the families that a record meets before it is diagnosed', async () => {
    const order: string[] = [];
    const file = readHarFile(harText([harEntry(failing)]));
    if (!file.ok) throw new Error(file.why);
    await importRecording(session.imported, file, {
      engine: {
        ...engine,
        meet: async () => {
          await Promise.resolve();
          order.push('met');
        },
        diagnose: () => void order.push('diagnosed'),
      },
      source: 'import 1',
      pause: async () => {},
    });
    expect(order.slice(0, 2)).toEqual(['met', 'diagnosed']);
  });
});
