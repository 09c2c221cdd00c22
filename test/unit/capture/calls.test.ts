import { beforeEach, describe, expect, it } from 'vitest';
import { type Calls, createCalls } from '../../../lib/capture/calls.ts';
import type { Exchange } from '../../../lib/exchange.ts';
import { httpExchange } from '../../fixtures.ts';

const AT = Date.UTC(2026, 0, 15);
const URL_ = 'https://api.example/orders?id=1';
const PLACE = { function: 'save', url: 'https://shop.example/app.js', line: 41, column: 9 };

const call = (parts = {}) =>
  ({
    type: 'call',
    at: AT,
    method: 'GET',
    url: URL_,
    stack: 'save@https://shop.example/app.js:41:9',
    ...parts,
  }) as const;
const failed = (parts = {}) =>
  httpExchange({ id: 'live 1', url: URL_, at: AT + 3, status: 500, initiator: undefined, ...parts });

describe('the line that asked, as the page recorded it', () => {
  let emitted: Exchange[];
  let calls: Calls;
  beforeEach(() => {
    emitted = [];
    calls = createCalls((exchange) => emitted.push(exchange));
  });

  it('goes to the request of that method, address and time', () => {
    calls.reported(call());
    expect(calls.placed(failed())).toMatchObject({ id: 'live 1', initiator: PLACE });
  });

  it('completes a failure that was shown before', () => {
    expect(calls.placed(failed())).toEqual(failed());
    calls.reported(call());
    expect(emitted).toMatchObject([{ id: 'live 1', initiator: PLACE }]);
  });

  it('goes to one request only, the earlier call to the earlier one', () => {
    calls.reported(call());
    calls.reported(call({ at: AT + 1, stack: 'again@https://shop.example/app.js:50:1' }));
    expect(calls.placed(failed())).toMatchObject({ initiator: { line: 41 } });
    expect(calls.placed(failed())).toMatchObject({ initiator: { line: 50 } });
    expect(calls.placed(failed())).toEqual(failed());
  });

  it.each([
    ['by another method', { method: 'POST' }],
    ['to another address', { url: 'https://api.example/orders?id=2' }],
    ['long after', { at: AT + 60_000 }],
    ['before', { at: AT - 5_000 }],
    ['whose line the browser told', { initiator: { ...PLACE, line: 7 } }],
  ])('does not go to a request %s', (_, parts) => {
    calls.reported(call());
    const other = failed(parts);
    expect(calls.placed(other)).toBe(other);
  });

  it('is the line that opened a socket', () => {
    calls.reported(call({ url: 'wss://api.example/live' }));
    expect(calls.opened('wss://api.example/live', AT + 2)).toEqual(PLACE);
    expect(calls.opened('wss://api.example/live', AT + 2)).toBeUndefined();
    const socket = { id: 'live 2', url: 'wss://api.example/live', subprotocol: undefined, at: AT + 2 };
    const parts = { status: 403, responseHeaders: [], failure: undefined };
    const refused = { ...parts, channel: 'handshake', id: 'live 2', socket, at: AT + 2 } as const;
    expect(calls.placed(refused)).toMatchObject({ socket: { initiator: PLACE } });
  });

  it('is remembered for the newest calls of an address, and for the newest addresses', () => {
    for (let i = 0; i < 300; i++) calls.reported(call());
    const placed = Array.from({ length: 300 }, () => calls.placed(failed()));
    expect(placed.filter((one) => 'initiator' in one && one.initiator)).toHaveLength(200);
    const url = (i: number) => `https://api.example/${i}`;
    for (let i = 0; i <= 2_000; i++) calls.reported(call({ url: url(i) }));
    expect(calls.placed(failed({ url: url(0) }))).toMatchObject({ initiator: undefined });
    expect(calls.placed(failed({ url: url(2_000) }))).toMatchObject({ initiator: PLACE });
  });

  it('waits in bounded number, and only failures wait for theirs', () => {
    for (let i = 0; i < 5_000; i++) calls.placed(failed({ id: `live ${i}`, at: AT }));
    calls.placed(failed({ id: 'healthy', url: 'https://api.example/well', status: 200 }));
    for (let i = 0; i < 5_000; i++) calls.reported(call());
    calls.reported(call({ url: 'https://api.example/well' }));
    expect(emitted).toHaveLength(200);
  });
});
