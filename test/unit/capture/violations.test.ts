import { beforeEach, describe, expect, it } from 'vitest';
import { createViolations, type Violations } from '../../../lib/capture/violations.ts';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import type { Exchange } from '../../../lib/exchange.ts';
import { httpExchange } from '../../fixtures.ts';

const AT = Date.UTC(2026, 0, 15);
const URL_ = 'https://evil.example/collect?id=1';
const PLACE = { function: '', url: 'https://shop.example/app.js', line: 4, column: 2 };
const engine = createEngine(builtInFamilies);

const violation = (parts = {}) =>
  ({
    type: 'violation',
    at: AT,
    url: URL_,
    directive: 'connect-src',
    file: PLACE.url,
    line: 4,
    column: 2,
    ...parts,
  }) as const;

/** As Firefox lists a request that it did not send. */
const listed = (parts = {}) =>
  httpExchange({ id: 'live 1', url: URL_, at: AT - 20, status: 0, failure: 'BLOCKED', ...parts });

describe('a request that the policy of the page forbids', () => {
  let clock: number;
  let emitted: Exchange[];
  let violations: Violations;
  beforeEach(() => {
    clock = AT;
    emitted = [];
    violations = createViolations({ emit: (exchange) => emitted.push(exchange), now: () => clock });
  });
  const passes = (ms: number) => {
    clock += ms;
    violations.settle();
  };

  it('is explained by the page where the browser lists it later', () => {
    violations.reported(violation());
    expect(violations.explained(listed())).toMatchObject({
      failure: 'CSP_REFUSED',
      violates: 'connect-src',
      initiator: PLACE,
    });
    passes(60_000);
    expect(emitted).toEqual([]);
  });

  it('is completed where the page tells of it after the browser', () => {
    expect(violations.explained(listed())).toEqual(listed());
    violations.reported(violation());
    expect(emitted).toMatchObject([{ id: 'live 1', failure: 'CSP_REFUSED', violates: 'connect-src' }]);
    passes(60_000);
    expect(emitted).toHaveLength(1);
  });

  it('keeps the line that the browser knows', () => {
    const initiator = { ...PLACE, function: 'send', line: 7 };
    violations.reported(violation());
    expect(violations.explained(listed({ failure: 'CSP_REFUSED', initiator }))).toMatchObject({ initiator });
  });

  it('is a claim of the page where the browser does not list it, and never certain', () => {
    violations.reported(violation());
    passes(1_000);
    expect(emitted).toEqual([]);
    passes(5_000);
    expect(emitted).toMatchObject([
      { channel: 'http', url: URL_, status: 0, claimed: true, violates: 'connect-src', initiator: PLACE },
    ]);
    const [claim] = emitted;
    expect(claim && engine.diagnose(claim)).toMatchObject({
      family: 'network',
      code: 'CSP_REFUSED',
      confidence: 'likely',
      blocked: { by: 'csp', directive: 'connect-src' },
    });
  });

  it('can be a socket', () => {
    violations.reported(violation({ url: 'wss://evil.example/live' }));
    passes(5_000);
    const [claim] = emitted;
    expect(claim).toMatchObject({ channel: 'handshake', socket: { url: 'wss://evil.example/live', claimed: true } });
    expect(claim && engine.diagnose(claim)).toMatchObject({ confidence: 'likely', blocked: { by: 'csp' } });
  });

  it.each([
    ['to another address', { url: 'https://evil.example/other' }],
    ['at another time', { at: AT + 10_000 }],
    ['that got an answer', { status: 404, failure: undefined }],
    ['that failed for another reason', { failure: 'net::ERR_CONNECTION_RESET' }],
  ])('is not taken for a request %s', (_, parts) => {
    violations.reported(violation());
    const other = listed(parts);
    expect(violations.explained(other)).toBe(other);
    passes(20_000);
    expect(emitted).toHaveLength(1);
  });

  it('is told once each time it is asked for', () => {
    violations.reported(violation());
    violations.reported(violation({ at: AT + 5 }));
    violations.explained(listed());
    passes(5_000);
    expect(emitted).toHaveLength(1);
  });

  it('waits in bounded number', () => {
    for (let i = 0; i < 50_000; i++) violations.reported(violation({ url: `https://evil.example/${i}` }));
    passes(5_000);
    expect(emitted.length).toBeLessThanOrEqual(1_000);
  });

  it('is looked for among so many listed requests, the newest', () => {
    const url = (i: number) => `https://evil.example/${i}`;
    for (let i = 0; i <= 1_000; i++) violations.explained(listed({ id: `live ${i}`, url: url(i) }));
    violations.reported(violation({ url: url(0) }));
    expect(emitted).toEqual([]);
    violations.reported(violation({ url: url(1_000) }));
    expect(emitted).toMatchObject([{ id: 'live 1000' }]);
  });

  it('takes a script from no address that serves none', () => {
    violations.reported(violation({ file: 'wire-triage:///node_modules/socket-tap.js' }));
    passes(5_000);
    expect(emitted).toMatchObject([{ initiator: undefined }]);
  });
});
