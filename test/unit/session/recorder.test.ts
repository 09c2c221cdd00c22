import { beforeEach, describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { type ConnectionRecord, type Exchange, type SocketGap, textBody } from '../../../lib/exchange.ts';
import type { Finding } from '../../../lib/finding.ts';
import { createRecorder, MAX_CONVERSATIONS, MAX_KEPT_BODY, trimmed } from '../../../lib/session/recorder.ts';
import { AT, bodyOf, httpExchange, SOCKET, socketClose, socketMessage, streamEvent } from '../../fixtures.ts';

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

  it('keeps the beginning of a long body, and nothing where none was read', () => {
    const long = 'x'.repeat(MAX_KEPT_BODY + 1);
    record(httpExchange({ status: 500, responseBody: bodyOf(long), requestBody: bodyOf(long) }));
    const cut = { text: long.slice(1), cut: true };
    expect(added[0]?.exchange).toMatchObject({ responseBody: cut, requestBody: cut });
    const absent = { state: 'absent', why: 'unread' } as const;
    expect(trimmed(httpExchange({ responseBody: absent }))).toMatchObject({ responseBody: absent });
    expect(trimmed(socketMessage(long))).toMatchObject({ body: cut });
    const whole = socketMessage('x', { body: textBody('x'.repeat(MAX_KEPT_BODY)) });
    expect(trimmed(whole)).toMatchObject({ body: { cut: false } });
  });

  it('cuts base64 so that it still decodes', () => {
    const body = bodyOf(btoa('x'.repeat(MAX_KEPT_BODY)), true);
    const kept = trimmed(httpExchange({ responseBody: body }));
    const text = kept.channel === 'http' && kept.responseBody.state === 'read' ? kept.responseBody.text : '';
    expect(text.length).toBeGreaterThan(MAX_KEPT_BODY - 4);
    expect(atob(text)).toMatch(/^x+$/);
  });
});
