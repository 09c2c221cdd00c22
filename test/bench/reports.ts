/** Reports: what redacting and writing costs against reading the body, and what many rows and hostile bodies do to it. */

import type { Failure } from '../../lib/finding.ts';
import type { ReportFormat } from '../../lib/report/formats.ts';
import { createRedactor } from '../../lib/report/redact.ts';
import { writeReport } from '../../lib/report/report.ts';
import { failure, reportContext } from '../failures.ts';
import { bodyOf } from '../fixtures.ts';

/** The reply of a list of a shop: 64 KB, of every so many items one with the address and the token of somebody. */
function listOf(length: number, every: number): string {
  const items = Array.from({ length }, (_, i) => ({
    id: i + 1000,
    title: `Product number ${i} with a name of ordinary length`,
    price: { amount: 12.5 + i, currency: 'EUR' },
    tags: ['new', 'sale'],
    created_at: '2026-11-20T12:00:03.000Z',
    ...(i % every === 0 && { owner: { email: `user${i}@example.org`, token: `planted-${i}-value` } }),
  }));
  return JSON.stringify({ error: { code: 'not_found', message: 'No such product' }, items });
}

export const body = listOf(360, 20);
/** The same size full of secrets, 540 of them. */
export const fullBody = listOf(270, 1);

function replyOf(text: string): Failure {
  return failure(
    { name: 'Not Found', code: '404' },
    {
      status: 404,
      url: 'https://shop.example.com/api/items?access_token=planted-value&page=2',
      requestHeaders: [
        { name: 'Authorization', value: 'Bearer planted-value-in-header' },
        { name: 'Accept', value: 'application/json' },
      ],
      responseHeaders: [{ name: 'X-Request-Id', value: '1a2b3c4d' }],
      responseBody: bodyOf(text),
    },
  );
}

const reply = replyOf(body);
const context = reportContext();

/** One exchange with a large body as a report. */
export function reportOn(text: string): (format: ReportFormat) => Promise<unknown> {
  const one = replyOf(text);
  return (format) => writeReport(format, [[one]], context);
}

const ROWS = 200;

interface RowsResult {
  readonly totalMs: number;
  readonly longestMs: number;
}

/** Milliseconds for a report over 200 rows, and its longest stretch without a pause: of several runs the least of each. */
export async function measureRows(runs = 5): Promise<RowsResult> {
  const results: RowsResult[] = [];
  for (let i = 0; i < runs; i++) results.push(await measureRowsOnce());
  return {
    totalMs: Math.min(...results.map(({ totalMs }) => totalMs)),
    longestMs: Math.min(...results.map(({ longestMs }) => longestMs)),
  };
}

async function measureRowsOnce(): Promise<RowsResult> {
  const groups: Failure[][] = Array.from({ length: ROWS }, (_, i) => [
    { ...reply, exchange: { ...reply.exchange, id: `x${i}` } },
  ]);
  let longestMs = 0;
  let since = performance.now();
  const pause = async () => {
    longestMs = Math.max(longestMs, performance.now() - since);
    since = performance.now();
  };
  const start = since;
  await writeReport('github', groups, reportContext({ pause }));
  return { totalMs: performance.now() - start, longestMs };
}

/** Pieces that make a body hard to read, each for another part of redaction. */
const HOSTILE = [
  '"token":[',
  `"token":'`,
  'token=[',
  '%25',
  '\\\\u005c',
  '&#38;',
  '<a ',
  '<password>',
  '-----BEGIN PRIVATE KEY-----',
  '@',
  'a://b@c ',
  '4 ',
  'ABCD-',
  'eyJabcdefgh.',
  '"',
  'abc/',
  'content-disposition: form-data; name=x\n',
  'abc1…',
];

const SMALL = 16_384;
const TIMES = 8;

/** Of all hostile bodies the worst: how much longer one eight times as long takes, over eight. 1 is linear, 8 the square. */
export function measureHostile(): number {
  let worst = 0;
  for (const piece of HOSTILE) {
    const small = least(() => createRedactor().body(piece.repeat(SMALL / piece.length), ''));
    const large = least(() => createRedactor().body(piece.repeat((TIMES * SMALL) / piece.length), ''));
    worst = Math.max(worst, large / small / TIMES);
  }
  return worst;
}

/** A busy machine can only lengthen a run, so the shortest of several counts. */
function least(call: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    call();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
