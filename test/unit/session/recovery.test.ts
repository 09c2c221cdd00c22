import { describe, expect, it } from 'vitest';
import type { HttpExchange } from '../../../lib/exchange.ts';
import { endpointOf, foldIds } from '../../../lib/session/endpoint.ts';
import { createStories, MAX_ATTEMPTS, MAX_ENDPOINTS, waitUntil } from '../../../lib/session/recovery.ts';
import { createSession } from '../../../lib/session/session.ts';
import { finding } from '../../failures.ts';
import { AT, httpExchange, SOCKET, socketClose, socketMessage } from '../../fixtures.ts';

describe('an endpoint', () => {
  it.each([
    ['/v1/items/17', '/v1/items/:id'],
    ['/users/0b8a6f0e-7a5c-4f0f-9a52-3c1d2e4f5a6b/photo', '/users/:id/photo'],
    ['/commits/3f2a9c81', '/commits/:id'],
    ['/charges/ch_3MmlLrLkdIwHu7ix', '/charges/:id'],
    ['/days/2026-01-15', '/days/:id'],
    ['/oauth2-callback', '/oauth2-callback'],
    ['/dashboard2/x', '/dashboard2/x'],
    ['/blobs/cafebabe12', '/blobs/:id'],
    ['/rpc/get_user_v2', '/rpc/get_user_v2'],
    ['/people/ada@example.com', '/people/:id'],
    ['/v2/orders/latest', '/v2/orders/latest'],
    ['/settings/notifications', '/settings/notifications'],
    ['/oauth2/token', '/oauth2/token'],
  ])('%s is folded to %s', (path, folded) => expect(foldIds(`a.example${path}`)).toBe(`a.example${folded}`));

  it('keeps its host, whatever it looks like, and the beginning of a long path', () => {
    expect(endpointOf('', 'https://4f2a9c81d0e3/x')).toBe('4f2a9c81d0e3/x');
    const long = `https://a.example/${'x'.repeat(2_000)}`;
    expect(endpointOf('', `${long}/end`)).toBe(endpointOf('', `${long}/other-end`));
  });

  it('has no query, no fragment and no slash at its end', () => {
    expect(endpointOf('GET', 'https://a.example:8443/items/?page=2#top')).toBe('GET a.example:8443/items');
    expect(endpointOf('', 'wss://a.example/live?token=x')).toBe('a.example/live');
  });
});

let count = 0;
const call = (after: number, over: Partial<HttpExchange> = {}) =>
  httpExchange({ id: `c${count++}`, at: AT + after, ...over });

function storyOf(calls: readonly HttpExchange[], of = 0) {
  const stories = createStories();
  for (const exchange of calls) stories.take(exchange, exchange.status < 400 ? undefined : finding());
  const exchange = calls[of];
  return exchange && stories.of({ exchange, finding: finding() });
}

describe('the retry story', () => {
  it('ends with the first success after the failure, counting every attempt', () => {
    const calls = [call(0, { status: 200 }), call(1, { status: 503 }), call(2, { status: 503 }), call(3), call(4)];
    expect(storyOf(calls, 2)?.recovered).toEqual({ at: AT + 3, since: AT + 1, attempts: 3 });
    expect(storyOf(calls, 1)?.recovered).toEqual(storyOf(calls, 2)?.recovered);
    expect(storyOf(calls, 1)?.attempts.map(({ code }) => code)).toEqual([
      undefined,
      '500',
      '500',
      undefined,
      undefined,
    ]);
  });

  it.each(['preflight', 'redirect'] as const)('counts no %s that went well, and one that failed', (role) => {
    const failed = call(0, { status: 503 });
    expect(storyOf([failed, call(1, { role })])).toMatchObject({ recovered: undefined, attempts: { length: 1 } });
    expect(storyOf([failed, call(1, { role, status: 500 })])?.attempts).toHaveLength(2);
  });

  it('is open while nothing succeeded later', () => {
    expect(storyOf([call(0), call(1, { status: 503 })], 1)?.recovered).toBeUndefined();
  });

  it('of a refused session ends when the same endpoint is admitted, whatever it was asked for', () => {
    const refused = call(0, { status: 401, url: 'https://a.example/orders/7' });
    expect(storyOf([refused, call(9, { url: 'https://a.example/orders/8' })])?.recovered).toMatchObject({
      attempts: 2,
    });
  });

  it('of one missing thing does not end because another is there', () => {
    const missing = call(0, { status: 404, url: 'https://a.example/orders/7' });
    expect(storyOf([missing, call(9, { url: 'https://a.example/orders/8' })])?.recovered).toBeUndefined();
    expect(storyOf([missing, call(9, { url: 'https://a.example/orders/7?again' })])?.recovered).toBeDefined();
  });

  it('counts how often a dependency came and went', () => {
    const statuses = [200, 503, 503, 200, 500, 200];
    expect(
      storyOf(
        statuses.map((status, i) => call(i, { status })),
        1,
      )?.turns,
    ).toBe(4);
  });

  it('of a socket ends when the next one receives something', () => {
    const stories = createStories();
    const exchange = socketClose({ code: 1011 });
    stories.take(exchange, finding());
    stories.received(`${SOCKET.url}?again`, AT + 5);
    expect(stories.of({ exchange, finding: finding() })?.recovered).toMatchObject({ at: AT + 5, attempts: 2 });
  });

  it('of a socket counts one success for each time that it was down, however much it receives', () => {
    const stories = createStories();
    const first = socketClose({ id: 'first', code: 1011 });
    const receive = (...after: readonly number[]) => {
      for (const ms of after) stories.received(SOCKET.url, AT + ms);
    };
    receive(0);
    expect(stories.of({ exchange: first, finding: finding() })).toBeUndefined();
    stories.take(first, finding());
    receive(1, 2);
    stories.take(socketClose({ id: 'second', code: 1011 }), finding());
    receive(3, 4);
    expect(stories.of({ exchange: first, finding: finding() })).toMatchObject({
      attempts: { length: 4 },
      recovered: { at: AT + 1, attempts: 2 },
      turns: 3,
    });
  });

  it('takes a call that comes again as one, by what is known of it now', () => {
    const [first, second] = [call(0, { status: 503 }), call(1, { status: 503 })];
    const again = { ...first, status: 200 };
    expect(storyOf([first, second, again], 1)).toMatchObject({
      attempts: [{ code: undefined }, { code: '500' }],
      recovered: undefined,
    });
  });

  it('of a failure that is too long ago to be held knows no recovery', () => {
    const calls = [call(0, { status: 503 }), ...Array.from({ length: MAX_ATTEMPTS }, (_, i) => call(i))];
    expect(storyOf(calls)).toMatchObject({ attempts: { length: MAX_ATTEMPTS }, recovered: undefined });
  });

  it('is forgotten with all others', () => {
    const stories = createStories();
    const exchange = call(0, { status: 503 });
    stories.take(exchange, finding());
    stories.clear();
    expect(stories.of({ exchange, finding: finding() })).toBeUndefined();
  });

  it('is bounded in attempts and endpoints', () => {
    const many = Array.from({ length: MAX_ATTEMPTS + 5 }, (_, i) => call(i, { status: 503 }));
    expect(storyOf(many, many.length - 1)?.attempts).toHaveLength(MAX_ATTEMPTS);
    const others = Array.from({ length: MAX_ENDPOINTS }, (_, i) => call(i, { url: `https://a.example/e${i}` }));
    expect(storyOf([call(0, { status: 503 }), ...others])).toBeUndefined();
  });
});

it('a wait runs from the end of the reply', () => {
  const failure = {
    exchange: call(0, { durationMs: 40 }),
    finding: finding({ retry: { afterMs: 5_000, from: 'body' } }),
  };
  expect(waitUntil(failure)).toBe(AT + 5_040);
  expect(waitUntil({ ...failure, finding: finding() })).toBeUndefined();
});

describe('a session', () => {
  it('marks a group as recovered once the endpoint succeeded, and not before', () => {
    const session = createSession({ schedule: () => {} });
    session.add(call(0, { status: 503 }), finding());
    expect(session.snapshot().groups[0]?.recovered).toBeUndefined();
    session.add(call(10), undefined);
    expect(session.snapshot().groups[0]?.recovered).toMatchObject({ at: AT + 10, attempts: 2 });
    session.add(call(20, { status: 503 }), finding());
    expect(session.snapshot().groups[0]?.recovered).toBeUndefined();
  });

  it('marks the close of a socket as recovered by the next message', () => {
    const session = createSession({ schedule: () => {} });
    session.socket(SOCKET, 'open');
    session.add(socketClose({ code: 1011 }), finding());
    session.snapshot();
    session.log(socketMessage('hello', { at: AT + 9 }));
    expect(session.snapshot().groups[0]?.recovered?.at).toBe(AT + 9);
  });
});
