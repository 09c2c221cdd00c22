import { describe, expect, it } from 'vitest';
import { run } from '../../../lib/cli/run.ts';

const LIST = (headers: Record<string, string>) => Object.entries(headers).map(([name, value]) => ({ name, value }));

/** As Chromium lists a request that was refused by its preflight, and before it the preflight. */
const HAR = {
  log: {
    creator: { name: 'WebInspector' },
    entries: [
      {
        startedDateTime: '2026-01-15T10:00:00.002Z',
        time: 5,
        _resourceType: 'fetch',
        _initiator: {
          type: 'script',
          stack: {
            callFrames: [
              { functionName: 'saveOrder', url: 'https://shop.example/src/orders.ts', lineNumber: 40, columnNumber: 8 },
              { functionName: 'submit', url: 'https://shop.example/src/form.ts', lineNumber: 9, columnNumber: 2 },
            ],
          },
        },
        request: { method: 'PUT', url: 'https://api.example/orders/7', headers: [] },
        response: { status: 0, headers: [], content: {}, _error: 'net::ERR_FAILED' },
      },
      {
        startedDateTime: '2026-01-15T10:00:00.000Z',
        time: 5,
        _resourceType: 'preflight',
        request: {
          method: 'OPTIONS',
          url: 'https://api.example/orders/7',
          headers: LIST({ Origin: 'https://shop.example', 'Access-Control-Request-Method': 'PUT' }),
        },
        response: { status: 204, headers: LIST({ 'Access-Control-Allow-Origin': '*' }), content: {} },
      },
    ],
  },
};

const output = async (...args: string[]) => {
  const bytes = new TextEncoder().encode(JSON.stringify(HAR));
  return (await run(['x.har', ...args], async () => bytes)).stdout;
};

describe('a request that its preflight refused', () => {
  it('is one diagnosis with the line that asked and the rule that refused', async () => {
    expect(JSON.parse(await output('--json'))).toMatchObject([
      {
        entry: 0,
        family: 'network',
        code: 'ERR_FAILED',
        initiator: { function: 'saveOrder', url: 'https://shop.example/src/orders.ts', line: 41, column: 9 },
        blocked: { by: 'cors', rule: 'method-not-allowed' },
      },
    ]);
  });

  it('says so in a report', async () => {
    const report = await output('--report', 'text');
    expect(report).toContain('saveOrder in orders.ts:41');
    expect(report).toMatch(/Called from: +submit in form\.ts:10/);
    expect(report).toContain('Access-Control-Allow-Methods: PUT');
  });

  it('reads back from an exported recording', async () => {
    const har = new TextEncoder().encode(await output('--report', 'har'));
    const again = JSON.parse((await run(['y.har', '--json'], async () => har)).stdout);
    expect(again).toMatchObject([
      { initiator: { function: 'saveOrder', line: 41, column: 9 }, blocked: { rule: 'method-not-allowed' } },
    ]);
    const report = (await run(['y.har', '--report', 'text'], async () => har)).stdout;
    expect(report).toMatch(/Called from: +submit in form\.ts:10/);
  });
});
