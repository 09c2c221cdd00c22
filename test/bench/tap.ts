/** What the socket tap costs a page: receiving a flood of messages with and without it, in a real browser with DevTools open. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import installTap from '../../lib/tap/install.ts?bundled';
import { openBrowser } from '../browsers/open.ts';
import type { Session } from '../browsers/session.ts';

export interface TapBenchmark {
  readonly name: string;
  /** Median over the pairs of (time with the tap / time without). */
  readonly ratio: number;
  readonly limit: number;
  /** Median times of a message in the page, in µs, from the first to the last. */
  readonly withTapUs: number;
  readonly withoutUs: number;
  /** The ratio of each pair. */
  readonly ratios: readonly number[];
}

const MESSAGES = 20_000;
const BYTES = 200;
/** The most that the tap may add in each browser, as a ratio. */
const LIMITS = { chromium: 1.1, firefox: 1.15 } as const;
/** A flood comes in so many slices, with those of the other flood between them. */
const SLICES = 10;
/** Pairs of floods to begin with, and the most of them. */
const PAIRS = { least: 7, most: 31 };
const KEY = 'benchmark';
const INSTALL = `globalThis[${JSON.stringify(KEY)}] = ${installTap}()`;
const TAP = `frames[0][${JSON.stringify(KEY)}]`;
const DRAIN = `${TAP}.drain(1, ${TAP}.began, 1e9)`;

/**
 * Floods two frames of one page, one with the tap and one without, by turns and in slices of 2,000 messages: whatever else the
 * machine does slows both. The tap came late, which makes it dearest, and in each of its slices it is emptied of the one before,
 * which is more often than the once a second of the panel. A pair of floods takes about four seconds; there are as many pairs
 * as it takes to be sure on which side of its limit the ratio lies.
 */
export async function benchmarkTap(browserName: keyof typeof LIMITS): Promise<TapBenchmark> {
  const limit = LIMITS[browserName];
  const server = await startFlood();
  const extension = panelExtension();
  try {
    const browser = await openBrowser(browserName, { extension });
    try {
      const { page } = await browser.openDevTools();
      await flood(page, server.port);
      const pairs: Pair[] = [];
      while (pairs.length < PAIRS.least || (pairs.length < PAIRS.most && !isDecided(pairs.map(ratioOf), limit))) {
        pairs.push(await flood(page, server.port));
      }
      const ratios = pairs.map(ratioOf);
      return {
        name: `${MESSAGES} messages of ${BYTES} bytes received by a page in ${browserName}, with the tap / without`,
        ratio: median(ratios),
        limit,
        withTapUs: (median(pairs.map(({ withTap }) => withTap)) * 1000) / MESSAGES,
        withoutUs: (median(pairs.map(({ without }) => without)) * 1000) / MESSAGES,
        ratios,
      };
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
    rmSync(extension, { recursive: true, force: true });
  }
}

/** Milliseconds in the page. */
interface Pair {
  readonly withTap: number;
  readonly without: number;
}

function ratioOf({ withTap, without }: Pair): number {
  return withTap / without;
}

/** A pair of floods in a fresh document. */
async function flood(page: Session, port: number): Promise<Pair> {
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.evaluate(openFrames, `ws://127.0.0.1:${port}/`, INSTALL);
  const sum = { withTap: 0, without: 0 };
  let events = 0;
  const tapped = async () => {
    const [ms, drained] = await Promise.all([page.evaluate(receive, 0, MESSAGES / SLICES), page.evaluateText(DRAIN)]);
    sum.withTap += ms;
    events += eventsIn(drained);
  };
  const untapped = async () => {
    sum.without += await page.evaluate(receive, 1, MESSAGES / SLICES);
  };
  for (let i = 0; i < SLICES; i++) {
    await (i % 2 === 0 ? tapped() : untapped());
    await (i % 2 === 0 ? untapped() : tapped());
  }
  events += eventsIn(await page.evaluateText(DRAIN));
  if (events < MESSAGES) throw new Error(`the tap reported ${events} of ${MESSAGES} messages`);
  return sum;
}

/** How many events an answer of the tap holds. */
function eventsIn(answer: unknown): number {
  const text = String(answer);
  return (JSON.parse(text.slice(text.indexOf('['))) as unknown[]).length;
}

type Flooded = typeof globalThis & { receive: (messages: number) => Promise<number> };

// These run in the page.

/** Two frames with an open socket each, and the tap in the first. */
async function openFrames(url: string, install: string): Promise<void> {
  /** What is done with a message is what the cheapest page does: it is read. */
  const setUp = (url: string) =>
    new Promise<void>((resolve) => {
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
  for (const script of [install, '']) {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inner = frame.contentWindow as unknown as typeof globalThis;
    inner.eval(script);
    await inner.eval(`(${setUp})`)(url);
  }
}

/** Milliseconds from the first message to the last. */
function receive(frame: number, messages: number): Promise<number> {
  return (frames[frame] as unknown as Flooded).receive(messages);
}

async function startFlood(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const http = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><link rel="icon" href="data:,"><title>Flood</title><body>');
  });
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (peer) => {
    peer.on('message', (count) => {
      for (let i = 0; i < Number(count); i++)
        peer.send(`{"id":${i},"text":"`.padEnd(BYTES - 2, 'message ').concat('"}'));
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    port: (http.address() as AddressInfo).port,
    async close() {
      for (const peer of sockets.clients) peer.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

/** The browser driver waits for the panel of an extension. This one has a panel, and nothing that costs time. */
function panelExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wire-triage-bench-'));
  const files = {
    'manifest.json': JSON.stringify({
      manifest_version: 3,
      name: 'Bench',
      version: '1',
      devtools_page: 'devtools.html',
      browser_specific_settings: { gecko: { id: 'bench@wire-triage.example' } },
    }),
    'devtools.html': '<script src="devtools.js"></script>',
    // Listening to requests is what costs most in Firefox, and the panel does it with and without the tap.
    'devtools.js': `chrome.devtools.network.onRequestFinished.addListener(() => {});
      chrome.devtools.panels.create('Bench', '', 'panel.html');`,
    'panel.html': '',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Whether the limit is outside the 95 % confidence interval of the median (order statistics, binomial by its normal approximation). */
function isDecided(ratios: readonly number[], limit: number): boolean {
  const sorted = [...ratios].sort((a, b) => a - b);
  const outside = Math.max(0, Math.floor(sorted.length / 2 - 0.98 * Math.sqrt(sorted.length)));
  const lowest = sorted[outside] ?? 0;
  const highest = sorted[sorted.length - 1 - outside] ?? 0;
  return highest < limit || lowest > limit;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
