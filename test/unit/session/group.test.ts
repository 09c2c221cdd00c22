import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../lib/session/group.ts';
import { groupKey } from '../../../lib/session/group.ts';
import { diagnosis, failure } from '../../failures.ts';
import { mqttPacket, SOCKET, socketClose, socketMessage, streamEvent } from '../../fixtures.ts';

const same = (a: Failure, b: Failure) => groupKey(a) === groupKey(b);
const http = (exchange = {}, over = {}) => failure(over, { url: 'https://a.example/x', ...exchange });

describe('two failures are one row', () => {
  it.each<[string, Failure, Failure]>([
    ['their ids and times differ', http({ id: '1', at: 1 }), http({ id: '2', at: 2 })],
    ['their queries differ', http({ url: 'https://a.example/x?a=1' }), http({ url: 'https://a.example/x?b=2' })],
    ['their fragments differ', http({ url: 'https://a.example/x#a' }), http({ url: 'https://a.example/x' })],
    ['their servers worded it differently', http({}, { said: 'a' }), http({}, { said: 'b' })],
    [
      'their sockets differ in nothing but the id',
      { exchange: socketClose(), diagnosis: diagnosis() },
      { exchange: socketClose({ socket: { ...SOCKET, id: 'other' } }), diagnosis: diagnosis() },
    ],
  ])('although %s', (_, a, b) => {
    expect(same(a, b)).toBe(true);
  });
});

describe('two failures are two rows', () => {
  it.each<[string, Failure, Failure]>([
    ['path', http(), http({ url: 'https://a.example/y' })],
    ['host', http(), http({ url: 'https://b.example/x' })],
    ['method', http({ method: 'GET' }), http({ method: 'POST' })],
    ['family', http({}, { family: 'a' }), http({}, { family: 'b' })],
    ['code', http({}, { code: '1' }), http({}, { code: '2' })],
    ['name', http({}, { name: 'a' }), http({}, { name: 'b' })],
    ['verdict', http({}, { permanence: 'temporary' }), http({}, { permanence: 'permanent' })],
    ['operation', http({}, { operation: 'a' }), http({}, { operation: 'b' })],
    [
      'channel',
      { exchange: socketClose(), diagnosis: diagnosis() },
      { exchange: socketMessage('x'), diagnosis: diagnosis() },
    ],
    [
      'topic',
      { exchange: mqttPacket({ topic: 'a' }), diagnosis: diagnosis() },
      { exchange: mqttPacket({ topic: 'b' }), diagnosis: diagnosis() },
    ],
    [
      'stream',
      { exchange: streamEvent('x'), diagnosis: diagnosis() },
      {
        exchange: streamEvent('x', { stream: { id: 't', url: 'https://a.example/t', method: 'GET', at: 0 } }),
        diagnosis: diagnosis(),
      },
    ],
  ])('where they differ in their %s', (_, a, b) => {
    expect(same(a, b)).toBe(false);
  });
});
