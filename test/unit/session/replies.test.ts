import { describe, expect, it } from 'vitest';
import { createReplies } from '../../../lib/session/replies.ts';
import { createSession } from '../../../lib/session/session.ts';
import { bodyOf, httpExchange, socketMessage } from '../../fixtures.ts';

const reply = (id: string, text = '{}', more = {}) => httpExchange({ id, responseBody: bodyOf(text), ...more });

function kept(...exchanges: readonly Parameters<ReturnType<typeof createReplies>['take']>[0][]) {
  const replies = createReplies();
  for (const exchange of exchanges) replies.take(exchange);
  return replies.all();
}
const idsOf = (exchanges: readonly { readonly id: string }[]) => exchanges.map(({ id }) => id);

describe('of replies that passed as healthy', () => {
  it('those are kept whose body was read, the newest last', () => {
    const all = [reply('a'), httpExchange({ id: 'b' }), socketMessage('{}', { id: 'c' }), reply('d'), reply('a', '[]')];
    expect(idsOf(kept(...all))).toEqual(['d', 'a']);
  });

  it('no long one is, with what it was asked by', () => {
    const half = 'x'.repeat(40_000);
    expect(idsOf(kept(reply('a', 'x'.repeat(65_537)), reply('b', half, { requestBody: bodyOf(half) })))).toEqual([]);
    expect(idsOf(kept(reply('c', 'x'.repeat(65_536))))).toEqual(['c']);
  });

  it('the newest 500 are, and no more than two million characters', () => {
    const short = Array.from({ length: 501 }, (_, i) => reply(`${i}`));
    expect(idsOf(kept(...short))).toEqual(idsOf(short.slice(1)));
    const long = Array.from({ length: 300 }, (_, i) => reply(`${i}`, 'x'.repeat(50_000)));
    expect(idsOf(kept(...long))).toEqual(idsOf(long.slice(-40)));
    // What came again counts once.
    expect(kept(...Array.from({ length: 300 }, () => reply('a', 'x'.repeat(50_000))))).toHaveLength(1);
  });

  it('as many are after all were dropped', () => {
    const replies = createReplies();
    const long = Array.from({ length: 40 }, (_, i) => reply(`${i}`, 'x'.repeat(50_000)));
    for (const one of long) replies.take(one);
    replies.dropBefore(Number.POSITIVE_INFINITY);
    expect(replies.all()).toEqual([]);
    for (const one of long) replies.take(one);
    expect(replies.all()).toHaveLength(40);
  });

  it('none outlives its line, and a navigation leaves those of the document that came', () => {
    const session = createSession({ limits: () => ({ failures: 1, healthy: 2 }), schedule: () => {} });
    for (const [at, id] of ['a', 'b', 'c'].entries()) session.add(reply(id, '{}', { at }), undefined);
    expect(idsOf(session.healthyReplies())).toEqual(['b', 'c']);
    session.setPreserveLog(false);
    session.navigated(2);
    expect(idsOf(session.healthyReplies())).toEqual(['c']);
    session.clear();
    expect(session.healthyReplies()).toEqual([]);
  });

  it('the headers of the newest 500 are held, whether their bodies were read or not', () => {
    const replies = createReplies();
    const responseHeaders = [{ name: 'etag', value: '"7"' }];
    for (let i = 0; i < 501; i++) replies.take(httpExchange({ id: `${i}`, at: i, responseHeaders }));
    expect(replies.headersOf('0')).toBeUndefined();
    expect(replies.headersOf('1')).toMatchObject({ responseHeaders });
    replies.dropBefore(400);
    expect([replies.headersOf('399'), replies.headersOf('400')]).toEqual([undefined, expect.anything()]);
  });

  it('headers beyond what servers take are not', () => {
    const replies = createReplies();
    const headers = (length: number) => [{ name: 'x-a', value: 'x'.repeat(length) }];
    replies.take(httpExchange({ id: 'a', requestHeaders: headers(20_000), responseHeaders: headers(20_000) }));
    replies.take(httpExchange({ id: 'b', requestHeaders: headers(10_000), responseHeaders: headers(10_000) }));
    expect([replies.headersOf('a'), replies.headersOf('b')]).toEqual([undefined, expect.anything()]);
    // What is known of it by now counts.
    replies.take(httpExchange({ id: 'b', requestHeaders: headers(20_000), responseHeaders: headers(20_000) }));
    expect(replies.headersOf('b')).toBeUndefined();
  });

  it('no headers outlive the line', () => {
    const session = createSession({ limits: () => ({ failures: 1, healthy: 1 }), schedule: () => {} });
    session.add(reply('a'), undefined);
    session.add(reply('b'), undefined);
    const held = (id: string) => session.headersOf({ id } as Parameters<typeof session.headersOf>[0]);
    expect([held('a'), held('b')]).toEqual([undefined, expect.anything()]);
    session.clear();
    expect(held('b')).toBeUndefined();
  });
});
