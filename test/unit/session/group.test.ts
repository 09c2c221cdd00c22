import { describe, expect, it } from 'vitest';
import type { Exchange, Socket } from '../../../lib/exchange.ts';
import {
  detailedOf,
  foldedGroup,
  foldKey,
  type Group,
  groupKey,
  reportedOf,
  wholeKey,
} from '../../../lib/session/group.ts';
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
    ['of a shape that begins as the family ends', { family: 'httpregi', shape: 'stered' }, {}],
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

describe('the group that a list shows for several', () => {
  const single = (id: string, at: number, recovered?: Group['recovered']): Group => {
    const only = failure({}, { id, at: AT + at });
    return { key: id, first: only, last: only, count: 1, recovered };
  };
  const folded = (...[one, ...others]: readonly [Group, ...Group[]]) => foldedGroup('k', 'endpoint', one, others);
  const over = (at: number) => ({ at: AT + at, since: AT, attempts: 2 });

  it.each<[string, readonly [Group, ...Group[]]]>([
    ['in the order of time', [single('a', 1), single('b', 2), single('c', 3)]],
    ['in any other order', [single('b', 2), single('c', 3), single('a', 1)]],
  ])('reaches from the first to the last, with its parts %s', (_, parts) => {
    const { first, last, count } = folded(...parts);
    expect([first.exchange.id, last.exchange.id, count]).toEqual(['a', 'c', 3]);
  });

  it('begins with the part that came first, and shows the one that came last, where two have one time', () => {
    const { first, last } = folded(single('a', 1), single('b', 1));
    expect([first.exchange.id, last.exchange.id]).toEqual(['a', 'b']);
  });

  it('is over as its last part is, and only where all are', () => {
    expect(folded(single('a', 1, over(5)), single('b', 2, over(7))).recovered).toEqual(over(7));
    expect(folded(single('b', 2, over(7)), single('a', 1, over(5))).recovered).toEqual(over(7));
    expect(folded(single('a', 1, over(5)), single('b', 2)).recovered).toBeUndefined();
    expect(folded(single('a', 1), single('b', 2, over(7))).recovered).toBeUndefined();
  });

  it('is reported as one where its parts differ in ids, and by its parts where one line asked for them', () => {
    const parts = [single('a', 1), single('b', 3), single('c', 2)] as const;
    const byEndpoint = folded(...parts);
    const byLine = foldedGroup('k', 'line', parts[0], parts.slice(1));
    expect(reportedOf(byEndpoint)).toEqual([byEndpoint]);
    expect(reportedOf(byLine)).toEqual(parts);
    expect(detailedOf(byEndpoint)).toBe(byEndpoint);
    expect(detailedOf(byLine)).toBe(parts[1]);
    expect(detailedOf(parts[0])).toBe(parts[0]);
  });

  it('has a key that is no key of a group', () => {
    const one = single('a', 1);
    expect(foldKey(one)).not.toBe(groupKey(one.last));
  });

  it('is held as a whole under the key of its failures, where it is only some of them', () => {
    const one = single('a', 1);
    expect(wholeKey(one)).toBe('a');
    expect(wholeKey({ ...one, failures: [one.last] })).toBe(groupKey(one.last));
  });
});
