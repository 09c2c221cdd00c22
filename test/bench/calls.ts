/** What it costs a page that the tap records where it calls `fetch`: the tap alone, and the tap with its recorder. */
import type { Session } from '../browsers/session.ts';
import {
  byTurns,
  drain,
  INSTALL,
  measurePairs,
  median,
  openFrames,
  type Pair,
  type PairedBenchmark,
  RECORD,
  startServer,
} from './paired.ts';

/** In a document. Firefox's DevTools take milliseconds for each, and the longer the more they list. */
const CALLS = 500;
/** So that 10,000 calls are made each way. */
const LEAST_PAIRS = 20;
/** The most that the recorder may add, as a ratio. */
const LIMIT = 1.1;
/** The calls are made in so many slices, with those of the other frame between them. */
const SLICES = 10;

/** In Firefox: Chromium tells itself what asked. In each slice both taps are emptied, as the panel does it. */
export async function benchmarkCalls(): Promise<PairedBenchmark> {
  const server = await startServer((_, response) =>
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end('{}'),
  );
  try {
    return await measurePairs({
      name: `${CALLS * LEAST_PAIRS} calls of fetch by a page in firefox, with the stack recorder / with the tap alone`,
      browserName: 'firefox',
      limit: LIMIT,
      count: CALLS,
      leastPairs: LEAST_PAIRS,
      measure: (page) => callBothWays(page, server.origin),
    });
  } finally {
    await server.close();
  }
}

async function callBothWays(page: Session, origin: string): Promise<Pair> {
  await page.goto(`http://${origin}/`);
  const setUp = `(${prepare})()`;
  await page.evaluate(openFrames, [`${INSTALL}; ${RECORD}; ${setUp}`, `${INSTALL}; ${setUp}`]);
  let recorded = 0;
  const callIn = async (frame: number) => {
    const [ms, drained] = await Promise.all([
      page.evaluate(call, frame, CALLS / SLICES),
      drain(page, 0),
      drain(page, 1),
    ]);
    recorded += drained;
    return ms;
  };
  // Firefox is still busy with the requests of the document before.
  await callIn(0);
  await callIn(1);
  const { withIt, without } = await byTurns(
    SLICES,
    () => callIn(0),
    () => callIn(1),
  );
  recorded += await drain(page, 0);
  // A tap that nobody asks for ten seconds sleeps, and a busy browser can take as long.
  if (recorded < CALLS / 2) throw new Error(`the tap recorded ${recorded} of ${CALLS} calls`);
  // It also stands still for seconds now and then, in one way or the other.
  return { withIt: median(withIt) * SLICES, without: median(without) * SLICES };
}

type Calling = typeof globalThis & { call: (calls: number) => Promise<number> };

// These run in the page.

/** A page that asks as pages do: through functions of its own, a few calls at a time. */
function prepare(): void {
  const AT_ONCE = 10;
  const request = async (path: string, options: RequestInit) => {
    const reply = await fetch(path, options);
    if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
    return reply.text();
  };
  const get = (path: string) => request(path, { method: 'GET' });
  const order = async (id: number) => (await get(`/orders/${id}`)).length;
  let next = 0;
  const ask = async (calls: number) => {
    for (let i = 0; i < calls; i++) await order(next++);
  };
  (globalThis as Calling).call = async (calls) => {
    const start = performance.now();
    await Promise.all(Array.from({ length: AT_ONCE }, () => ask(calls / AT_ONCE)));
    return performance.now() - start;
  };
}

/** Milliseconds from the first call to the last reply. */
function call(frame: number, calls: number): Promise<number> {
  return (frames[frame] as unknown as Calling).call(calls);
}
