import { beforeEach, describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import type { Conversation } from '../../../lib/diagnose/conversation.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import {
  type ConnectionRecord,
  connectionOf,
  type Exchange,
  type SocketGap,
  type SocketMessage,
} from '../../../lib/exchange.ts';
import type { Finding } from '../../../lib/finding.ts';
import { createRecorder, MAX_CONVERSATIONS } from '../../../lib/session/recorder.ts';
import { createSession } from '../../../lib/session/session.ts';
import { finding } from '../../failures.ts';
import { AT, httpExchange, mqttPacket, SOCKET, socketClose, socketMessage, streamEvent } from '../../fixtures.ts';

const BLAZEAUTH = { ...SOCKET, url: 'wss://eu1.blazeauth.net/' };

describe('the recorder', () => {
  let added: { readonly exchange: Exchange; readonly finding: Finding | undefined }[];
  let logged: ConnectionRecord[];
  let record: (one: Exchange | SocketGap) => void;

  beforeEach(() => {
    added = [];
    logged = [];
    record = createRecorder(createEngine(builtInFamilies), {
      add: (exchange, finding) => added.push({ exchange, finding }),
      log: (one) => logged.push(one),
      connection: () => undefined,
    });
  });

  const ids = () => added.map(({ exchange }) => exchange.id);

  it('adds every HTTP exchange, with a finding where it failed', () => {
    record(httpExchange({ id: '1' }));
    record(httpExchange({ id: '2', status: 500 }));
    expect(added.map(({ exchange, finding }) => [exchange.id, finding?.code])).toEqual([
      ['1', undefined],
      ['2', '500'],
    ]);
    expect(logged).toEqual([]);
  });

  it('adds a refused handshake, which no connection has a log of', () => {
    const handshake = {
      channel: 'handshake',
      id: 'h',
      socket: SOCKET,
      at: AT,
      status: 401,
      responseHeaders: [],
      failure: undefined,
    } as const;
    record(handshake);
    record({ ...handshake, id: 'silent', status: 0 });
    expect(ids()).toEqual(['h', 'silent']);
    expect(added[0]?.finding?.code).toBe('401');
    expect(logged).toEqual([]);
  });

  it('logs what happens on a connection and adds only what failed', () => {
    const gap: SocketGap = {
      channel: 'gap',
      id: 'g',
      socket: BLAZEAUTH,
      at: AT,
      why: 'lost',
      missed: 2,
      direction: undefined,
      detail: '',
    };
    record(socketMessage('{"event_type":1}', { id: 'healthy', socket: BLAZEAUTH }));
    record(socketMessage('{"id":1,"status":103}', { id: 'failing', socket: BLAZEAUTH }));
    record(gap);
    record(streamEvent('{"n":1}', { id: 'event' }));
    record(streamEvent('{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}', { id: 'failing event' }));
    record(socketClose({ id: 'close', socket: BLAZEAUTH, code: 4201 }));
    expect(logged.map(({ id }) => id)).toEqual(['healthy', 'failing', 'g', 'event', 'failing event', 'close']);
    expect(ids()).toEqual(['failing', 'failing event', 'close']);
  });

  it('diagnoses a reply by what was asked on its socket before, and on no other', () => {
    const ask = socketMessage('{"id":7,"type":0,"license":"made-up"}', { socket: BLAZEAUTH, direction: 'send' });
    const reply = (id: string, socket = BLAZEAUTH) => socketMessage('{"id":7,"status":103}', { id, socket });
    record(ask);
    record(reply('same'));
    record(reply('other', { ...BLAZEAUTH, id: 'other socket' }));
    expect(added.map(({ finding }) => finding?.operation !== undefined)).toEqual([true, false]);
  });

  it('forgets the conversation of the socket that was opened first', () => {
    const on = (n: number) => ({ ...BLAZEAUTH, id: `s${n}` });
    const ask = (n: number) =>
      record(socketMessage('{"id":7,"type":0,"license":"made-up"}', { socket: on(n), direction: 'send' }));
    const operationOf = (n: number) => {
      record(socketMessage('{"id":7,"status":103}', { socket: on(n) }));
      return added.at(-1)?.finding?.operation;
    };
    for (let n = 0; n <= MAX_CONVERSATIONS; n++) ask(n);
    expect(operationOf(MAX_CONVERSATIONS)).toBeDefined();
    expect(operationOf(0)).toBeUndefined();
  });
});

describe('what shows signs of a family that is not loaded yet', () => {
  let added: string[];
  /** Each diagnosis, as the id of the exchange and the number of the conversation it was read in. */
  let read: string[];
  let opened: number;
  /** Lets the families arrive that an exchange met, by its id. */
  let arrivals: Map<string, () => void>;
  let means: (exchange: Exchange) => Finding | undefined;
  let logged: ConnectionRecord[];
  let record: (one: Exchange | SocketGap) => void;

  beforeEach(() => {
    added = [];
    read = [];
    logged = [];
    opened = 0;
    arrivals = new Map();
    means = () => undefined;
    const conversations = new Map<Conversation, number>();
    record = createRecorder(
      {
        diagnose(exchange, conversation) {
          read.push(`${exchange.id} ${(conversation && conversations.get(conversation)) ?? '-'}`);
          return means(exchange);
        },
        openConversation() {
          const conversation = createEngine([]).openConversation();
          conversations.set(conversation, ++opened);
          return conversation;
        },
        meet: ({ id }) =>
          id.startsWith('known') ? undefined : new Promise<void>((arrived) => arrivals.set(id, arrived)),
      },
      {
        add: ({ id }, found) => added.push(`${id} ${found?.code}`),
        log: (one) => logged.push(one),
        connection: (id) => ({
          connection: SOCKET,
          state: 'open',
          records: logged.filter((one) => connectionOf(one).id === id),
          dropped: 0,
        }),
      },
    );
  });

  async function arrive(id: string): Promise<void> {
    arrivals.get(id)?.();
    await Promise.resolve();
  }

  it('is diagnosed at once, and again when it is there', async () => {
    means = () => finding({ code: '500' });
    record(httpExchange({ id: '1' }));
    record(httpExchange({ id: 'known' }));
    means = () => finding({ code: 'E1' });
    await arrive('1');
    expect(added).toEqual(['1 500', 'known 500', '1 E1']);
  });

  it.each<[string, Partial<Finding>, number]>([
    ['another family', { family: 'acme' }, 1],
    ['another shape', { shape: 'fault' }, 1],
    ['another entry', { entry: '500~2' }, 1],
    ['another code', { code: '501' }, 1],
    ['nothing new', { said: 'in other words' }, 0],
  ])('is added again where the second reading finds %s', async (_, over, times) => {
    means = () => finding();
    record(httpExchange({ id: '1' }));
    added = [];
    means = () => finding(over);
    await arrive('1');
    expect(added).toHaveLength(times);
  });

  it('stays what it was where the second reading finds nothing', async () => {
    means = () => finding();
    record(httpExchange({ id: '1' }));
    means = () => undefined;
    await arrive('1');
    expect(added).toEqual(['1 500']);
  });

  it('is a failure from then on where the first reading found nothing', async () => {
    record(httpExchange({ id: '1' }));
    means = () => finding();
    await arrive('1');
    expect(added).toEqual(['1 undefined', '1 500']);
  });

  it('on a socket is read again in order and from the beginning, once, and nothing else with it', async () => {
    const other = { ...SOCKET, id: 'another' };
    record(socketMessage('a', { id: 'a' }));
    record(mqttPacket({ id: 'b' }));
    record(socketMessage('c', { id: 'c', socket: other }));
    record(httpExchange({ id: 'd' }));
    expect(read.splice(0)).toEqual(['a 1', 'b 1', 'c 2', 'd -']);
    await arrive('b');
    expect(read.splice(0)).toEqual(['a 3', 'b 3']);
    await arrive('a');
    record(socketMessage('e', { id: 'known e' }));
    expect(read).toEqual(['known e 3']);
  });

  it('on a socket is read again with what else was said there, signs or not', async () => {
    const asks = (id: number) => JSON.stringify({ type: 2, id, license: 'L' });
    const answer = (id: number) => JSON.stringify({ id, status: 103 });
    const engine = createEngine(builtInFamilies);
    let arrive = () => {};
    let isLoaded = false;
    const session = createSession({ schedule: () => {} });
    const tell = createRecorder(
      {
        diagnose: (exchange, conversation) => (isLoaded ? engine.diagnose(exchange, conversation) : undefined),
        openConversation: () => (isLoaded ? engine : createEngine([])).openConversation(),
        meet: ({ id }) => (id === 'waits' ? new Promise<void>((done) => (arrive = done)) : undefined),
      },
      session,
    );
    session.socket(BLAZEAUTH, 'open');
    const say = (text: string, over: Partial<SocketMessage> = {}) =>
      tell(socketMessage(text, { id: text, socket: BLAZEAUTH, ...over }));
    say(asks(1), { direction: 'send' });
    say('{"id":9,"status":1}', { id: 'waits' });
    say(asks(2), { direction: 'send' });
    isLoaded = true;
    arrive();
    await Promise.resolve();
    for (const id of [1, 2]) say(answer(id));
    expect(session.failures().map(({ finding }) => finding.operation)).toEqual([
      'authorize by license',
      'authorize by license',
    ]);
  });

  it('is waited for by so many: the oldest keeps what is known of it', async () => {
    for (let i = 0; i <= 1_000; i++) record(httpExchange({ id: `${i}` }));
    read = [];
    await arrive('0');
    expect(read).toEqual([]);
    await arrive('1');
    expect(read).toEqual(['1 -']);
  });
});
