import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../lib/diagnose/conversation.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import type { ConnectionRecord, Exchange, HttpExchange } from '../../../lib/exchange.ts';
import type { Finding } from '../../../lib/finding.ts';
import { diagnoseAnew } from '../../../lib/session/anew.ts';
import type { Session } from '../../../lib/session/log.ts';
import { createSession } from '../../../lib/session/session.ts';
import { finding } from '../../failures.ts';
import { AT, bodyOf, httpExchange, mqttPacket, SOCKET, socketClose, socketMessage } from '../../fixtures.ts';

let session: Session;
/** What the engine did, in order: `meet ID`, `read ID in CONVERSATION`. */
let done: string[];
let conversations: Map<string, Conversation>;
let pauses: number;
let ending: AbortController;
/** What everything means by now. */
let means: (exchange: Exchange) => Finding | undefined;

beforeEach(() => {
  session = createSession({ schedule: () => {} });
  done = [];
  conversations = new Map();
  pauses = 0;
  ending = new AbortController();
  means = () => undefined;
});

function anew(onMeet = (_: Exchange) => {}): Promise<void> {
  const opened: Conversation[] = [];
  return diagnoseAnew({
    engine: {
      diagnose(exchange, conversation) {
        done.push(`read ${exchange.id}${conversation ? ` in ${opened.indexOf(conversation)}` : ''}`);
        return means(exchange);
      },
      meet: async (exchange) => {
        done.push(`meet ${exchange.id}`);
        onMeet(exchange);
      },
      openConversation() {
        const conversation = createEngine([]).openConversation();
        opened.push(conversation);
        return conversation;
      },
    },
    session,
    conversations,
    pause: async () => void pauses++,
    signal: ending.signal,
  });
}

const fail = (id: string, over: Partial<HttpExchange> = {}) =>
  session.add(httpExchange({ id, status: 500, ...over }), finding());
const reads = () => done.filter((one) => one.startsWith('read'));
const failing = () => session.failures().map(({ exchange, finding: found }) => `${exchange.id} ${found.code}`);

/** Logs a record of the socket, and holds it as a failure where it is one. */
function record(one: ConnectionRecord & Exchange, isFailure = false): void {
  session.log(one);
  if (isFailure) session.add(one, finding());
}

describe('what was captured, read anew', () => {
  it('means what the engine makes of it now, each once its families are there', async () => {
    for (const id of ['1', '2']) fail(id);
    means = ({ id }) => (id === '1' ? finding({ code: 'E1' }) : undefined);
    await anew();
    expect(done).toEqual(['meet 1', 'read 1', 'meet 2', 'read 2']);
    expect(failing()).toEqual(['1 E1']);
    expect(session.healthy().map(({ id }) => id)).toEqual(['2']);
  });

  it('leaves the line of a reply that stays healthy where it is', async () => {
    const reply = (id: string) => httpExchange({ id, responseBody: bodyOf('{}') });
    for (const id of ['1', '2', '3']) session.add(reply(id), undefined);
    session.add(httpExchange({ id: 'without a body' }), undefined);
    means = ({ id }) => (id === '2' ? finding({ code: 'E1' }) : undefined);
    await anew();
    expect(failing()).toEqual(['2 E1']);
    expect(session.healthy().map(({ id }) => id)).toEqual(['1', '3', 'without a body']);
  });

  it('lets others run after every two hundred', async () => {
    for (let i = 0; i < 250; i++) fail(`${i}`);
    for (let i = 0; i < 150; i++) session.add(httpExchange({ id: `h${i}`, responseBody: bodyOf('{}') }), undefined);
    means = () => finding();
    await anew();
    expect(pauses).toBe(2);
    expect(reads()).toHaveLength(400);
  });

  it('ends where something has changed again', async () => {
    for (const id of ['1', '2']) fail(id);
    session.add(httpExchange({ id: 'h', responseBody: bodyOf('{}') }), undefined);
    means = () => finding();
    await anew(({ id }) => id === '1' && ending.abort());
    expect(done).toEqual(['meet 1', 'read 1']);
    expect(failing()).toEqual(['1 500', '2 500']);
  });

  it('ends among the healthy replies, too', async () => {
    for (const id of ['1', '2']) session.add(httpExchange({ id, responseBody: bodyOf('{}') }), undefined);
    await anew(({ id }) => id === '1' && ending.abort());
    expect(reads()).toEqual(['read 1']);
  });
});

describe('a socket, read anew', () => {
  beforeEach(() => {
    conversations.set('of before', createEngine([]).openConversation());
    session.socket(SOCKET, 'open');
    record(socketMessage('{"n":1}', { id: '1' }));
    record(socketMessage('{"n":2}', { id: '2' }), true);
    session.log({
      ...socketClose({ id: 'gap' }),
      channel: 'gap',
      why: 'lost',
      missed: 1,
      direction: undefined,
      detail: '',
    });
    record(mqttPacket({ id: '3', at: AT + 1 }), true);
    record(socketClose({ id: '4', code: 1011 }), true);
  });

  it('is read from its beginning, once, in one conversation that goes on', async () => {
    means = ({ id }) => (id === '4' ? undefined : finding({ code: `E${id}` }));
    await anew();
    expect(reads()).toEqual(['read 1 in 0', 'read 2 in 0', 'read 3 in 0', 'read 4 in 0']);
    expect(done.filter((one) => one.startsWith('meet'))).toContain('meet 1');
    expect([...conversations.keys()]).toEqual([SOCKET.id]);
    expect(failing().sort()).toEqual(['1 E1', '2 E2', '3 E3']);
    expect(session.healthy()).toEqual([]);
  });

  it('remembers its messages for what comes after', async () => {
    await anew();
    expect(conversations.get(SOCKET.id)?.lastReceived()?.id).toBe('2');
  });

  it('has the failures read last that its log holds no longer', async () => {
    session.add(socketMessage('{"n":0}', { id: '0' }), finding());
    means = () => finding();
    await anew();
    expect(reads().at(-1)).toBe('read 0 in 0');
    expect(reads()).toHaveLength(5);
  });

  it('has its failures read where nothing else is known of it', async () => {
    const other = { ...SOCKET, id: 'other' };
    session.add(socketMessage('{}', { id: 'o', socket: other }), finding());
    await anew();
    expect(reads().at(-1)).toBe('read o in 1');
  });

  it('is told apart from every other', async () => {
    const other = { ...SOCKET, id: 'other' };
    session.socket(other, 'open');
    record(socketMessage('{}', { id: 'o', socket: other }), true);
    await anew();
    expect(reads().at(-1)).toBe('read o in 1');
    expect([...conversations.keys()]).toEqual([SOCKET.id, 'other']);
  });

  it('gives what the session holds of a failure, not the shorter record of its log', async () => {
    const long = 'x'.repeat(10_000);
    record(socketMessage(long, { id: 'long' }), true);
    let read = 0;
    means = (exchange) => {
      if (exchange.id === 'long' && 'body' in exchange && exchange.body.state === 'read')
        read = exchange.body.text.length;
      return finding();
    };
    await anew();
    expect(read).toBe(long.length);
  });
});

it('a refused handshake that is no failure after all is a line among the healthy', async () => {
  const handshake = { id: 'h', socket: SOCKET, at: AT, status: 401, responseHeaders: [], failure: undefined };
  session.add({ ...handshake, channel: 'handshake' }, finding());
  await anew();
  expect([failing(), session.healthy().map(({ id }) => id)]).toEqual([[], ['h']]);
});
