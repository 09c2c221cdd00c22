/**
 * Benchmarks as ratios: each case and its yardstick run in turns within one process, so a slow or busy machine slows both.
 * `npm run bench` prints them; `-- --json` prints them as JSON. A ratio beyond its limit makes the exit code 1.
 */
import { builtInFamilies } from '../../lib/catalog/index.ts';
import { createEngine } from '../../lib/diagnose/diagnose.ts';
import type { HttpExchange } from '../../lib/exchange.ts';
import { bodyOf, httpExchange } from '../fixtures.ts';
import { benchmarkCalls } from './calls.ts';
import { measureDigests, measureReasons } from './digests.ts';
import { measureFamilies } from './families.ts';
import { measureForged } from './forged.ts';
import { measureFrames } from './frames.ts';
import { benchmarkFollowing, measureAnswers } from './panel.ts';
import { fullBody, body as largeBody, measureHostile, measureRows, reportOn } from './reports.ts';
import { benchmarkTap } from './tap.ts';

interface Case {
  readonly name: string;
  readonly limit: number;
  readonly work: () => unknown;
  readonly yardstick: () => unknown;
}

interface Result {
  readonly name: string;
  readonly ratio: number;
  readonly limit: number;
  readonly workUs: number;
  readonly yardstickUs: number;
}

interface Amount {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
}

const ROUNDS = 41;
/** Before anything counts, so that all is compiled: the panel is open for hours. */
const WARM_UP_MS = 400;
/** Long enough that the clock's resolution does not matter, short enough to alternate often. */
const ROUND_MS = 8;

const engine = createEngine(builtInFamilies);

const errorBody = JSON.stringify({
  request_id: 'req-0193-5521',
  success: false,
  error:
    'Operator lt is not valid here. The query asked for posts with a boolean field compared by size, which has no meaning; use eq or neq.',
  error_code: 'invalid_criteria',
  hint: 'See the list of operators for each type of field in the documentation of the player RPC.',
});
const makapixError = httpExchange({
  url: 'https://makapix.club/api/player/rpc',
  method: 'POST',
  status: 400,
  responseHeaders: [
    ['date', 'Thu, 15 Jan 2026 10:00:00 GMT'],
    ['content-type', 'application/json'],
    ['content-length', String(errorBody.length)],
    ['server', 'uvicorn'],
    ['x-request-id', '1a2b3c4d'],
    ['x-content-type-options', 'nosniff'],
    ['cache-control', 'no-store'],
    ['vary', 'Accept-Encoding'],
  ].map(([name = '', value = '']) => ({ name, value })),
  responseBody: bodyOf(errorBody),
});
const unknownError = { ...makapixError, url: 'https://api.example.com/player/rpc' };

const healthyBody = JSON.stringify({
  items: Array.from({ length: 24 }, (_, i) => ({
    id: i + 1000,
    title: `Product number ${i} with a name of ordinary length`,
    price: { amount: 12.5 + i, currency: 'EUR' },
    tags: ['new', 'sale'],
  })),
});
const healthy = httpExchange({ url: 'https://shop.example.com/api/items', responseBody: bodyOf(healthyBody) });

const detailBody = JSON.stringify({
  detail: 'Upload rate limit exceeded. Please try again later.',
  limits: { low: 4, medium: 16, high: 64, window: 'hour', reputation: [100, 500] },
  documentation: 'https://makapix.club/docs/errors',
  request: { id: '1a2b3c4d', at: '2026-01-15T10:00:00.000Z', path: '/api/post/upload', method: 'POST' },
});
const detail = {
  ...makapixError,
  url: 'https://makapix.club/api/post/upload',
  status: 429,
  responseBody: bodyOf(detailBody),
};

const chunks = Array.from(
  { length: 10_000 },
  (_, i) => `{"id":"chat-${i}","choices":[{"index":0,"delta":{"content":"word ${i} "},"finish_reason":null}]}`,
);
/** A healthy stream, with what separates its parts. */
function streamCase(name: string, mimeType: string, text: string, separator: string): Case {
  const exchange = httpExchange({ url: 'https://chat.example.com/v1/replies', mimeType, responseBody: bodyOf(text) });
  return {
    name: `healthy stream of ${chunks.length} ${name}, against splitting it`,
    limit: 0.3,
    work: () => engine.diagnose(exchange),
    yardstick: () => text.split(separator),
  };
}

const cases: readonly Case[] = [
  {
    name: `429 with a documented text, ${detailBody.length} bytes`,
    limit: 5,
    work: () => engine.diagnose(detail),
    yardstick: () => JSON.parse(detailBody),
  },
  {
    name: `error body of ${errorBody.length} bytes, host known`,
    limit: 5,
    work: () => engine.diagnose(makapixError),
    yardstick: () => JSON.parse(errorBody),
  },
  {
    name: `error body of ${errorBody.length} bytes, host unknown`,
    limit: 5,
    work: () => engine.diagnose(unknownError),
    yardstick: () => JSON.parse(errorBody),
  },
  {
    name: `healthy reply of ${healthyBody.length} bytes, host unknown`,
    limit: 0.15,
    work: () => engine.diagnose(healthy),
    yardstick: () => JSON.parse(healthyBody),
  },
  streamCase('events', 'text/event-stream', chunks.map((chunk) => `data: ${chunk}\n\n`).join(''), '\n\n'),
  streamCase('lines of JSON', 'application/x-ndjson', chunks.join('\n'), '\n'),
];

/** Keeps results alive, so that nothing measured is optimised away. */
let sink = 0;

/** Microseconds a call, over one round. */
function time(call: () => unknown, forMs = ROUND_MS): number {
  let calls = 0;
  const start = performance.now();
  let spent = 0;
  do {
    for (let i = 0; i < 10; i++) if (call() !== undefined) sink++;
    calls += 10;
    spent = performance.now() - start;
  } while (spent < forMs);
  return (spent * 1000) / calls;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function measure({ name, limit, work, yardstick }: Case): Result {
  time(work, WARM_UP_MS);
  time(yardstick, WARM_UP_MS);
  const rounds = Array.from({ length: ROUNDS }, () => ({ work: time(work), yardstick: time(yardstick) }));
  return {
    name,
    limit,
    ratio: median(rounds.map((round) => round.work / round.yardstick)),
    workUs: median(rounds.map((round) => round.work)),
    yardstickUs: median(rounds.map((round) => round.yardstick)),
  };
}

/** The same for work that waits now and then: one call a round is long enough. */
async function measureReport(format: 'github' | 'json', body: string, kind: string): Promise<Result> {
  const report = reportOn(body);
  const parse = () => JSON.parse(body) as unknown;
  const timed = async () => {
    const start = performance.now();
    for (let i = 0; i < 5; i++) if ((await report(format)) !== undefined) sink++;
    return ((performance.now() - start) * 1000) / 5;
  };
  time(parse, WARM_UP_MS);
  for (let i = 0; i < 10; i++) await timed();
  const rounds: { work: number; yardstick: number }[] = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push({ work: await timed(), yardstick: time(parse) });
  return {
    name: `a report as ${format} on a reply of ${body.length} bytes${kind} (writing it)`,
    limit: 20,
    ratio: median(rounds.map(({ work, yardstick }) => work / yardstick)),
    workUs: median(rounds.map(({ work }) => work)),
    yardstickUs: median(rounds.map(({ yardstick }) => yardstick)),
  };
}

const families = await measureFamilies();
/** What a diagnosis costs with 200 families of the user's own, against the same with the built-in ones. */
function crowded(name: string, exchange: HttpExchange): Case {
  return {
    name: `${name}, with 20,000 codes of the user's own (diagnosing it without them)`,
    limit: 1.5,
    work: () => families.crowded.diagnose(exchange),
    yardstick: () => engine.diagnose(exchange),
  };
}
const crowds = [
  crowded('429 with a documented text', detail),
  crowded('error body, host unknown', unknownError),
  crowded('healthy reply', healthy),
];

const results = [
  ...cases.map(measure),
  ...crowds.map(measure),
  await measureReport('github', largeBody, ''),
  await measureReport('json', largeBody, ''),
  await measureReport('github', fullBody, ', full of secrets'),
  await measureReport('json', fullBody, ', full of secrets'),
];
const rows = await measureRows();
const hostileGrowth = measureHostile();
const { keptMegabytes, longestSliceMs } = measureFrames();
const forged = measureForged();
const following = await benchmarkFollowing();
const answers = await measureAnswers();
const taps = [await benchmarkTap('chromium'), await benchmarkTap('firefox'), await benchmarkCalls(), following];
const amounts: readonly Amount[] = [
  {
    name: "the engine's start: general families and the index of services",
    value: families.startMs,
    unit: 'ms',
    limit: 15,
  },
  { name: "taking 200 families with 20,000 codes of the user's own", value: families.takenMs, unit: 'ms', limit: 300 },
  { name: 'the longest of it without a pause', value: families.longestMs, unit: 'ms', limit: 50 },
  { name: 'a pack that comes to them, until its words are there', value: families.grownMs, unit: 'ms', limit: 16 },
  { name: 'kept of 50,000 frames of a socket', value: keptMegabytes, unit: 'MB', limit: 60 },
  { name: 'longest slice of work on them', value: longestSliceMs, unit: 'ms', limit: 50 },
  { name: 'a report over 200 rows', value: rows.totalMs, unit: 'ms', limit: 1_000 },
  { name: 'its longest stretch without a pause', value: rows.longestMs, unit: 'ms', limit: 50 },
  { name: 'a million forged events of one page', value: forged.seconds, unit: 's', limit: 5 },
  {
    name: 'longest slice of work on them, or on those that cost most',
    value: forged.longestSliceMs,
    unit: 'ms',
    limit: 15,
  },
  { name: 'kept of 20,000 healthy exchanges to compare with', value: measureDigests(), unit: 'MB', limit: 10 },
  { name: 'reading who asked and which rule of CORS failed, a row', value: measureReasons(), unit: 'µs', limit: 20 },
  { name: 'the longest task while 5,000 failures arrive', value: following.longestTaskMs, unit: 'ms', limit: 50 },
  ...answers.map((answer) => ({ ...answer, unit: 'ms' })),
  { name: 'redacting 8 times a hostile body, over 8', value: hostileGrowth, unit: 'times', limit: 3 },
];

if (process.argv.includes('--json')) console.log(JSON.stringify([...results, ...amounts, ...taps], null, 2));
else {
  console.log('ratio   limit   case (diagnosing it / JSON.parse of its body)');
  for (const { name, ratio, limit, workUs, yardstickUs } of results) {
    const times = `${workUs.toFixed(2)} / ${yardstickUs.toFixed(2)} µs`;
    console.log(`${ratio.toFixed(3).padEnd(7)} ${String(limit).padEnd(7)} ${name}: ${times}${beyond(ratio, limit)}`);
  }
  console.log('\namount  limit   case');
  for (const { name, value, unit, limit } of amounts) {
    console.log(`${value.toFixed(1).padEnd(7)} ${String(limit).padEnd(7)} ${name}, ${unit}${beyond(value, limit)}`);
  }
}
if (!process.argv.includes('--json')) {
  console.log('\nratio   limit   case (median of pairs in a real browser)');
  for (const { name, ratio, limit, withUs, withoutUs, ratios } of taps) {
    const times = `${withUs.toFixed(1)} / ${withoutUs.toFixed(1)} µs each, ${ratios.length} pairs`;
    console.log(`${ratio.toFixed(3).padEnd(7)} ${String(limit).padEnd(7)} ${name}: ${times}${beyond(ratio, limit)}`);
  }
}
if (sink === 0) throw new Error('nothing was measured');
const isBeyond =
  [...results, ...taps].some(({ ratio, limit }) => ratio > limit) || amounts.some(({ value, limit }) => value > limit);
process.exitCode = isBeyond ? 1 : 0;

function beyond(value: number, limit: number): string {
  return value > limit ? '  BEYOND ITS LIMIT' : '';
}
