import { describe, expect, it } from 'vitest';
import type { Exchange, Socket } from '../../../lib/exchange.ts';
import { groupKey } from '../../../lib/session/group.ts';
import { failure, finding, type MadeUp } from '../../failures.ts';
import { AT, bodyOf, httpExchange, mqttPacket } from '../../fixtures.ts';

const keyOf = (over: MadeUp = {}, exchange: Parameters<typeof failure>[1] = {}) => groupKey(failure(over, exchange));

describe('failures are one row', () => {
  it.each([
    ['at any time', {}, { at: AT + 1, id: 'other' }],
    ['with any query and fragment', {}, { url: 'https://api.example.com/thing?page=2#top' }],
    ['whatever stood in the places of a text', { captures: { seconds: '36' } }, {}],
    ['whatever the words for them', { name: 'Another', meaning: 'Something else.', said: 'No.' }, {}],
    ['however sure the finding is', { confidence: 'possible' }, {}],
  ] as const)('%s', (_, over, exchange) => {
    expect(keyOf(over, exchange)).toBe(keyOf());
  });
});

describe('failures are rows of their own', () => {
  it.each([
    ['of another family', { family: 'aws' }, {}],
    ['of another shape', { shape: 'laravel' }, {}],
    ['of another entry', { entry: '500~2' }, {}],
    ['with another code', { code: '501' }, {}],
    ['without an entry', { entry: undefined }, {}],
    ['of another operation', { operation: 'login' }, {}],
    ['by another method', {}, { method: 'POST' }],
    ['at another path', {}, { url: 'https://api.example.com/thin' }],
    ['at another host', {}, { url: 'https://api.example.org/thing' }],
  ] as const)('%s', (_, over, exchange) => {
    expect(keyOf(over, exchange)).not.toBe(keyOf());
  });

  it('on another topic or channel', () => {
    const socket: Socket = { id: 's', url: 'wss://broker.example/mqtt', subprotocol: 'mqtt', at: AT };
    const packet = (topic: string): Exchange => mqttPacket({ id: topic, socket, topic, body: bodyOf('{}') });
    const close: Exchange = { channel: 'close', id: 'c', socket, at: AT, code: 1011, reason: '', wasClean: true };
    const keys = [packet('a'), packet('b'), close, httpExchange({ url: socket.url, method: '' })].map((exchange) =>
      groupKey({ exchange, finding: finding() }),
    );
    expect(new Set(keys).size).toBe(4);
  });
});
