/** What a page pays for something: the same work with and without it, by turns in one real browser with DevTools open. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import installTap from '../../lib/tap/install.ts?bundled';
import { openBrowser } from '../browsers/open.ts';
import type { Session } from '../browsers/session.ts';
import type { BrowserName } from '../setup.mjs';

export interface PairedBenchmark {
  readonly name: string;
  /** Median over the pairs of (time with it / time without). */
  readonly ratio: number;
  readonly limit: number;
  /** Median times in the page of one message or call, in µs. */
  readonly withUs: number;
  readonly withoutUs: number;
  /** The ratio of each pair. */
  readonly ratios: readonly number[];
}

/** Milliseconds in the page. */
export interface Pair {
  readonly withIt: number;
  readonly without: number;
}

export interface Work {
  readonly name: string;
  readonly browserName: BrowserName;
  /** The most that it may cost, as a ratio. */
  readonly limit: number;
  /** How many messages or calls there are in each half of a pair. */
  readonly count: number;
  /** Pairs to begin with. */
  readonly leastPairs: number;
  /** Does it both ways, in a fresh document. */
  readonly measure: (page: Session) => Promise<Pair>;
}

const MOST_PAIRS = 31;
const KEY = 'benchmark';

/** A script that puts the tap into a document. */
export const INSTALL = `globalThis[${JSON.stringify(KEY)}] = ${installTap}()`;

/** Has the tap begin to record calls. */
export const RECORD = `globalThis[${JSON.stringify(KEY)}].record()`;

/** There are as many pairs as it takes to be sure on which side of its limit the ratio lies. One goes before, which counts for nothing. */
export async function measurePairs(work: Work): Promise<PairedBenchmark> {
  const { name, browserName, limit, count, leastPairs, measure } = work;
  const extension = panelExtension();
  try {
    const browser = await openBrowser(browserName, { extension });
    try {
      const { page } = await browser.openDevTools();
      await measure(page);
      const pairs: Pair[] = [];
      while (pairs.length < leastPairs || (pairs.length < MOST_PAIRS && !isDecided(pairs.map(ratioOf), limit))) {
        pairs.push(await measure(page));
      }
      const ratios = pairs.map(ratioOf);
      return {
        name,
        ratio: median(ratios),
        limit,
        withUs: (median(pairs.map(({ withIt }) => withIt)) * 1000) / count,
        withoutUs: (median(pairs.map(({ without }) => without)) * 1000) / count,
        ratios,
      };
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(extension, { recursive: true, force: true });
  }
}

/** Milliseconds in the page, of each slice. */
export interface Slices {
  readonly withIt: readonly number[];
  readonly without: readonly number[];
}

/** The same in so many slices, with those of the other way between them: whatever else the machine does slows both. */
export async function byTurns(
  slices: number,
  withIt: () => Promise<number>,
  without: () => Promise<number>,
): Promise<Slices> {
  const times = { withIt: [] as number[], without: [] as number[] };
  const ways = [async () => times.withIt.push(await withIt()), async () => times.without.push(await without())];
  for (let i = 0; i < slices; i++) {
    for (const way of i % 2 === 0 ? ways : ways.toReversed()) await way();
  }
  return times;
}

/** Empties the tap of a frame, and gives how many events that were. */
export async function drain(page: Session, frame: number): Promise<number> {
  const tap = `frames[${frame}][${JSON.stringify(KEY)}]`;
  const text = String(await page.evaluateText(`${tap}.drain(1, ${tap}.began, 1e9)`));
  return (JSON.parse(text.slice(text.indexOf('['))) as unknown[]).length;
}

/** Runs in the page. Opens a frame for each script. */
export async function openFrames(scripts: readonly string[]): Promise<void> {
  for (const script of scripts) {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    await (frame.contentWindow as unknown as typeof globalThis).eval(script);
  }
}

export interface PageServer {
  readonly http: Server;
  readonly origin: string;
  close(): Promise<void>;
}

const HTML = '<!doctype html><link rel="icon" href="data:,"><title>Benchmark</title><body>';

/** Gives an empty page at `/`, and leaves all other requests to `answer`. */
export async function startServer(answer: RequestListener): Promise<PageServer> {
  const http = createServer((request, response) => {
    if (request.url === '/') response.setHeader('Content-Type', 'text/html').end(HTML);
    else answer(request, response);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    http,
    origin: `127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

/** The browser driver waits for the panel of an extension. This one has a panel, and nothing that costs time. */
function panelExtension(): string {
  return writeExtension({
    'manifest.json': JSON.stringify({
      manifest_version: 3,
      name: 'Bench',
      version: '1',
      devtools_page: 'devtools.html',
      browser_specific_settings: { gecko: { id: 'bench@wire-triage.example' } },
    }),
    'devtools.html': '<script src="devtools.js"></script>',
    // Listening to requests is what costs most in Firefox, and the panel does it in any case.
    'devtools.js': `chrome.devtools.network.onRequestFinished.addListener(() => {});
      chrome.devtools.panels.create('Bench', '', 'panel.html');`,
    'panel.html': '',
  });
}

/** Writes an unpacked extension, and gives its folder. */
export function writeExtension(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'wire-triage-bench-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function ratioOf({ withIt, without }: Pair): number {
  return withIt / without;
}

/** Whether the limit is outside the 95 % confidence interval of the median (order statistics, binomial by its normal approximation). */
function isDecided(ratios: readonly number[], limit: number): boolean {
  const sorted = [...ratios].sort((a, b) => a - b);
  const outside = Math.max(0, Math.floor(sorted.length / 2 - 0.98 * Math.sqrt(sorted.length)));
  const lowest = sorted[outside] ?? 0;
  const highest = sorted[sorted.length - 1 - outside] ?? 0;
  return highest < limit || lowest > limit;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
