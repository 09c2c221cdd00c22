/**
 * The panel at work in real Chromium: how it keeps up with a flood beside a probe that gets the same events and bodies and draws one
 * number, and how soon it answers with a full list.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, PanelView } from '../browsers/browser.ts';
import { openBrowser } from '../browsers/open.ts';
import type { Session } from '../browsers/session.ts';
import { harEntry, harText } from '../har.ts';
import { failureCount } from '../panel.ts';
import { waitFor } from '../wait.ts';
import { median, type PageServer, type PairedBenchmark, startServer, writeExtension } from './paired.ts';

/** Failing replies of one flood. */
const FLOOD = 1_000;
/** Pairs of floods, the probe's and the panel's by turns: 5,000 failures, which all stay in the list. */
const PAIRS = 5;
/** The panel is at least 0.9 times as fast. */
const LIMIT = 1 / 0.9;
/** Longest wait for a flood to be shown, in ms. */
const SHOWN_MS = 300_000;

const PANEL = fileURLToPath(new URL('../chrome-mv3/', import.meta.url));

export interface Following extends PairedBenchmark {
  /** The longest task of the panel or the page behind it during the floods, in ms; 0 where none took 50. */
  readonly longestTaskMs: number;
}

/** The same flood into the panel and into the probe, each in a browser of its own that stands still while the other works. */
export async function benchmarkFollowing(): Promise<Following> {
  const server = await startServer((request, response) => {
    const id = Number(request.url?.slice(1));
    response
      .writeHead(500, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ error: { code: `E${id % 50}`, message: `Order ${id} could not be stored` } }));
  });
  const probe = probeExtension();
  const browsers: Browser[] = [];
  const open = async (extension: string): Promise<PanelView> => {
    const browser = await openBrowser('chromium', { extension });
    browsers.push(browser);
    const view = await browser.openPanel();
    await view.devtools.dock('undocked');
    return view;
  };
  try {
    const panel = await open(PANEL);
    const beside = await open(probe);
    for (const view of [panel, beside]) await flood(view, server);
    const watched = [panel.panel, panel.devtools.devtoolsPage];
    for (const one of watched) await one.evaluate(watchTasks);
    const pairs: { readonly withIt: number; readonly without: number }[] = [];
    while (pairs.length < PAIRS) {
      pairs.push({ withIt: await flood(panel, server), without: await flood(beside, server) });
    }
    const ratios = pairs.map(({ withIt, without }) => withIt / without);
    return {
      name: `${FLOOD} failing replies until the panel shows them / until a probe has counted them`,
      ratio: median(ratios),
      limit: LIMIT,
      withUs: (median(pairs.map(({ withIt }) => withIt)) * 1_000) / FLOOD,
      withoutUs: (median(pairs.map(({ without }) => without)) * 1_000) / FLOOD,
      ratios,
      longestTaskMs: Math.max(...(await Promise.all(watched.map((one) => one.evaluate(longestTask))))),
    };
  } finally {
    for (const browser of browsers) await browser.close();
    await server.close();
    rmSync(probe, { recursive: true, force: true });
  }
}

/** Milliseconds from the first request of a fresh document until all its failures are counted. */
async function flood({ page, panel }: PanelView, server: PageServer): Promise<number> {
  await page.goto(`http://${server.origin}/`);
  const before = await failureCount(panel);
  const start = performance.now();
  await page.evaluate(ask, FLOOD);
  await waitFor(async () => (await failureCount(panel)) >= before + FLOOD, 'the flood', SHOWN_MS);
  return performance.now() - start;
}

export interface Answering {
  readonly name: string;
  /** At the 95th percentile, in ms, from the input until the next paint, or until the last change that follows from it is painted. */
  readonly value: number;
  readonly limit: number;
}

/** A list as long as it is at most unless the user says otherwise, and the longest that can be chosen; `limit` in ms. */
const LISTS = [
  { count: 10_000, limit: 50 },
  { count: 100_000, limit: 100 },
] as const;
type List = (typeof LISTS)[number];
const WORDS = ['orders', 'api7', 'e123', 'post', '503', 'nothing'];

/** Where DevTools are: low at the bottom of a window of 1500 pixels, or in a window of their own with four times as many rows. */
const PLACES = { bottom: 'docked low', undocked: 'in a window' } as const;

/** How soon a full list answers to typing in the filter, to sorting and to paging. */
export async function measureAnswers(): Promise<readonly Answering[]> {
  const answers: Answering[] = [];
  for (const list of LISTS) {
    for (const place of ['bottom', 'undocked'] as const) answers.push(...(await answersAt(place, list)));
  }
  return answers;
}

async function answersAt(place: keyof typeof PLACES, { count, limit }: List): Promise<readonly Answering[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wire-triage-bench-'));
  const browser = await openBrowser('chromium', { extension: PANEL });
  try {
    const { devtools, panel } = await browser.openPanel();
    await devtools.dock(place);
    await panel.evaluate(chooseKept, count);
    const file = join(folder, 'full.har');
    writeFileSync(file, harText(Array.from({ length: count }, (_, i) => failingEntry(i))));
    await panel.chooseFile('input[type=file][data-action="import-har-file"]', file);
    await waitFor(async () => (await failureCount(panel)) === count, 'a full list', SHOWN_MS);
    await panel.evaluate(watchInput);
    const answers: Answering[] = [];
    const measure = async (name: string, work: () => Promise<void>) => {
      await panel.evaluate(forgetInput);
      await work();
      const { paintedMs, answeredMs } = await panel.evaluate(slowest, 0.95);
      answers.push({ name: `${name}, ${count} rows, ${PLACES[place]}`, value: paintedMs, limit });
      answers.push({
        name: `${name}, ${count} rows, until the list has answered, ${PLACES[place]}`,
        value: answeredMs,
        limit,
      });
    };
    await panel.click('input[type=search][aria-label="Filter"]');
    await measure('a key in the filter', async () => {
      for (const word of WORDS) {
        for (const key of word) await press(panel, key);
        for (const _ of word) await press(panel, 'Backspace');
      }
    });
    // Up from the first row leads to the header; a click would have the driver scroll there first.
    await panel.press('ArrowDown');
    await panel.press('Home');
    await press(panel, 'ArrowUp');
    await measure('sorting', async () => {
      for (let i = 0; i < 40; i++) await press(panel, 'Enter');
    });
    await panel.click('[role=row][data-family]');
    await panel.evaluate(pause);
    await press(panel, 'Home');
    await measure('PageDown', async () => {
      for (let i = 0; i < 40; i++) await press(panel, 'PageDown');
    });
    return answers;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function press(panel: Session, key: string): Promise<void> {
  await panel.press(key);
  await panel.evaluate(pause);
}

function failingEntry(i: number) {
  const status = [400, 404, 429, 500, 503][i % 5] ?? 500;
  const body = JSON.stringify({ error: { code: `E${i}`, message: `Order ${i} failed` } });
  const url = `https://api${i % 20}.example/v1/orders-${i % 700}/items?page=${i}`;
  const startedDateTime = new Date(Date.UTC(2026, 10, 20) + i * 40).toISOString();
  return harEntry({ url, method: i % 3 === 0 ? 'POST' : 'GET', status, body, startedDateTime });
}

/** Gets every finished request, the body of each failing one, and draws how many there are. */
function probeExtension(): string {
  return writeExtension({
    'manifest.json': JSON.stringify({
      manifest_version: 3,
      name: 'Probe',
      version: '1',
      devtools_page: 'devtools.html',
    }),
    'devtools.html': '<script src="devtools.js"></script>',
    'devtools.js': `let failures = 0, shown;
      const draw = () => { if (shown) shown.document.querySelector('[role=grid]').dataset.failures = failures; };
      chrome.devtools.network.onRequestFinished.addListener((request) => {
        if (request.response.status < 400) return;
        request.getContent(() => { failures++; draw(); });
      });
      chrome.devtools.panels.create('Triage', '', 'panel.html', (panel) => panel.onShown.addListener((window) => {
        shown = window;
        draw();
      }));`,
    'panel.html':
      '<!doctype html><style>[role=grid]::after { content: attr(data-failures) }</style><p role="grid" data-failures="0">',
  });
}

// These run in pages.

/** As the settings tab does. */
function chooseKept(keptFailures: number): void {
  localStorage.setItem('preferences', JSON.stringify({ keptFailures }));
}

/** Begins to ask, a few at a time, as pages do. */
function ask(count: number): void {
  const AT_ONCE = 6;
  let next = 0;
  const one = async () => {
    while (next < count) await (await fetch(`/${next++}`)).text();
  };
  for (let i = 0; i < AT_ONCE; i++) void one();
}

type Watching = typeof globalThis & { tasks?: number[]; inputs?: Map<number, Input> };

function watchTasks(): void {
  const tasks: number[] = [];
  (globalThis as Watching).tasks = tasks;
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
}

function longestTask(): number {
  return Math.max(0, ...((globalThis as Watching).tasks ?? []));
}

/** What followed from one key or click, in ms. */
interface Input {
  paintedMs: number;
  answeredMs: number;
}

/** Notes of each key and click how long it took until the next paint, and until the last change of the document was painted. */
function watchInput(): void {
  const inputs = new Map<number, { paintedMs: number; answeredMs: number }>();
  (globalThis as Watching).inputs = inputs;
  let latest = 0;
  for (const type of ['keydown', 'click']) {
    const note = ({ timeStamp }: Event) => {
      latest = timeStamp;
      inputs.set(latest, { paintedMs: 0, answeredMs: 0 });
    };
    addEventListener(type, note, { capture: true });
  }
  const options = { type: 'event', durationThreshold: 16 } as PerformanceObserverInit;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      const input = inputs.get(startTime);
      if (input) input.paintedMs = Math.max(input.paintedMs, duration);
    }
  }).observe(options);
  const answer = () => {
    const input = inputs.get(latest);
    const since = latest;
    // The task after a frame begins once its document is painted.
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (input) input.answeredMs = performance.now() - since;
      }),
    );
  };
  new MutationObserver(answer).observe(document.querySelector('.rows') ?? document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

function forgetInput(): void {
  (globalThis as Watching).inputs?.clear();
}

/** The time between two keys of somebody who types fast. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 150));
}

async function slowest(share: number): Promise<{ paintedMs: number; answeredMs: number }> {
  // Entries come with the frame after.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const inputs = [...((globalThis as Watching).inputs?.values() ?? [])];
  const at = (times: number[]) =>
    times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
  return {
    // The browser tells of none that took less than a frame.
    paintedMs: Math.max(16, at(inputs.map(({ paintedMs }) => paintedMs)) ?? 0),
    answeredMs: at(inputs.map(({ answeredMs }) => answeredMs)) ?? 0,
  };
}
