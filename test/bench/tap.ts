/** What the socket tap costs a page: receiving a flood of messages with and without it. */
import { WebSocketServer } from 'ws';
import type { Session } from '../browsers/session.ts';
import {
  byTurns,
  drain,
  INSTALL,
  measurePairs,
  openFrames,
  type Pair,
  type PairedBenchmark,
  startServer,
} from './paired.ts';

const MESSAGES = 20_000;
const BYTES = 200;
/** The most that the tap may add in each browser, as a ratio. */
const LIMITS = { chromium: 1.1, firefox: 1.15 } as const;
/** A flood comes in so many slices, with those of the other flood between them. */
const SLICES = 10;

/**
 * Floods two frames of one page, one with the tap and one without, in slices of 2,000 messages. The tap came late, which makes it
 * dearest, and in each of its slices it is emptied of the one before, which is more often than the once a second of the panel. A pair
 * of floods takes about four seconds.
 */
export async function benchmarkTap(browserName: keyof typeof LIMITS): Promise<PairedBenchmark> {
  const server = await startServer((_, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ server: server.http });
  sockets.on('connection', (peer) => {
    peer.on('message', (count) => {
      for (let i = 0; i < Number(count); i++)
        peer.send(`{"id":${i},"text":"`.padEnd(BYTES - 2, 'message ').concat('"}'));
    });
  });
  try {
    return await measurePairs({
      name: `${MESSAGES} messages of ${BYTES} bytes received by a page in ${browserName}, with the tap / without`,
      browserName,
      limit: LIMITS[browserName],
      count: MESSAGES,
      leastPairs: 7,
      measure: (page) => flood(page, server.origin),
    });
  } finally {
    for (const peer of sockets.clients) peer.terminate();
    await server.close();
  }
}

/** A pair of floods. */
async function flood(page: Session, origin: string): Promise<Pair> {
  await page.goto(`http://${origin}/`);
  const open = `(${openSocket})(${JSON.stringify(`ws://${origin}/`)})`;
  await page.evaluate(openFrames, [`${INSTALL}; ${open}`, open]);
  let events = 0;
  const tapped = async () => {
    const [ms, drained] = await Promise.all([page.evaluate(receive, 0, MESSAGES / SLICES), drain(page, 0)]);
    events += drained;
    return ms;
  };
  const { withIt, without } = await byTurns(SLICES, tapped, () => page.evaluate(receive, 1, MESSAGES / SLICES));
  events += await drain(page, 0);
  if (events < MESSAGES) throw new Error(`the tap reported ${events} of ${MESSAGES} messages`);
  return { withIt: sum(withIt), without: sum(without) };
}

function sum(times: readonly number[]): number {
  return times.reduce((total, ms) => total + ms, 0);
}

type Flooded = typeof globalThis & { receive: (messages: number) => Promise<number> };

// These run in the page.

/** What is done with a message is what the cheapest page does: it is read. */
function openSocket(url: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    let characters = 0;
    (globalThis as Flooded).receive = (messages) =>
      new Promise((done) => {
        let count = 0;
        let start = 0;
        socket.onmessage = ({ data }) => {
          if (count === 0) start = performance.now();
          characters += data.length;
          count += 1;
          if (count === messages) done(characters > 0 ? performance.now() - start : 0);
        };
        socket.send(String(messages));
      });
    socket.onopen = () => resolve();
  });
}

/** Milliseconds from the first message to the last. */
function receive(frame: number, messages: number): Promise<number> {
  return (frames[frame] as unknown as Flooded).receive(messages);
}
