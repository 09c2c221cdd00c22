/** What the end-to-end tests share: one browser with the panel in front, made-up traffic, and waiting for what the panel shows of it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, onTestFinished } from 'vitest';
import { TAP_PERMISSION } from '../../lib/browser/permission.ts';
import type { Browser, BrowserOptions, DevTools, PanelView } from '../browsers/browser.ts';
import { lastingPlace, leaveLastingPlace } from '../browsers/lasting.ts';
import { openBrowser } from '../browsers/open.ts';
import type { Json, Session } from '../browsers/session.ts';
import { failureCount, type Row, readRows } from '../panel.ts';
import { NO_STORE, startServer, type TestServer } from '../server.ts';
import { tapInPlace } from '../tap-in-place.ts';
import { BROWSER, BUILDS, per } from './cases.ts';

/** Pages start here; every name leads to the test server. */
export const SHOP = 'https://shop.example';
/** Another origin: requests of the shop to it are subject to CORS. */
export const API = 'https://api.example';
/** A name that resolves to nothing, and what each browser says of it. */
export const NOWHERE = 'https://nowhere.example';
export const GOES_NOWHERE = per({ chromium: 'ERR_NAME_NOT_RESOLVED', firefox: 'NS_ERROR_UNKNOWN_HOST' });

/** What a page gets to know of a request that failed below HTTP, or that CORS keeps from it. */
export const FETCH_FAILED = per({
  chromium: 'TypeError: Failed to fetch',
  firefox: 'TypeError: NetworkError when attempting to fetch resource.',
});

/** The code in the row of such a request: Firefox gives extensions no names of network errors. */
export function networkError(chromium: string): string {
  return per({ chromium, firefox: '0' });
}

/** What the details say of a body that the page left alone: Firefox hands it out all the same. */
export const LEFT_UNREAD = per({
  chromium: /the page did not read the body/,
  firefox: /^(?!.*the page did not read the body)/s,
});

/** Room enough for the list and the details side by side, in CSS pixels. */
const ROOM = { width: 1500, height: 900 };

export interface Stage extends PanelView {
  readonly browser: Browser;
  readonly server: TestServer;
  /** The folder that downloads go to. */
  readonly downloads: string;
}

export interface OpenStage extends Stage {
  /** Ends all of it. Whatever was done before, the extension must not have asked the network for anything. */
  close(): Promise<void>;
}

/** How a browser differs from the one of most tests. */
export type Special = Pick<BrowserOptions, 'refusedHosts' | 'companions' | 'profile'> & {
  /** Whether it trusts the certificate of the shop and the API only: `UNTRUSTED_HOST` has another. */
  readonly distrusts?: boolean;
};

/** A browser with the extension, and a server that answers it. */
interface Place extends Pick<Stage, 'browser' | 'server' | 'downloads'> {
  close(): Promise<void>;
  readonly ended: Promise<void>;
}

/** @param build `granted` holds the permission to watch sockets in every frame */
async function openPlace(build: 'plain' | 'granted', { distrusts = false, ...special }: Special): Promise<Place> {
  const server = await startServer();
  const downloads = mkdtempSync(path.join(tmpdir(), 'wire-triage-downloads-'));
  const closeServer = async () => {
    await server.close();
    rmSync(downloads, { recursive: true, force: true });
  };
  try {
    const browser = await openBrowser(BROWSER, {
      extension: fileURLToPath(new URL(`../../.output/${BUILDS[build]}`, import.meta.url)),
      port: server.port,
      downloads,
      unknownHosts: [new URL(NOWHERE).hostname],
      ...special,
      ...(distrusts && { trusted: { cert: server.cert, hosts: [SHOP, API].map((url) => new URL(url).hostname) } }),
    });
    const close = () => browser.close().finally(closeServer);
    return { browser, server, downloads, close, ended: browser.ended };
  } catch (error) {
    await closeServer();
    throw error;
  }
}

/** Opens a tab with the panel in front. */
async function enter(place: Place): Promise<Stage> {
  const view = await place.browser.openPanel();
  await makeRoom(view.devtools);
  return { ...view, ...place };
}

/** A stage of its own. @param build as for a place */
export async function openStage(build: 'plain' | 'granted' = 'plain', special: Special = {}): Promise<OpenStage> {
  await leaveLastingPlace();
  const place = await openPlace(build, special);
  const close = async () => {
    const asked = await place.browser.requestsOfExtension();
    await place.close();
    expect(asked).toEqual([]);
  };
  try {
    if (build === 'granted' && BROWSER === 'firefox') await place.browser.permit(TAP_PERMISSION);
    return { ...(await enter(place)), close };
  } catch (error) {
    await place.close();
    throw error;
  }
}

/** A stage in a browser that files share. What the extension has stored is gone when it closes. */
async function borrowStage(): Promise<OpenStage> {
  const place = await lastingPlace('stage', async () => {
    const opened = await openPlace('plain', {});
    // Firefox ends with its last tab.
    await opened.browser.openTab('about:blank');
    return opened;
  });
  const stage = await enter(place);
  return {
    ...stage,
    async close() {
      await stage.panel.evaluate(() => localStorage.clear());
      await stage.devtools.close();
      await stage.page.close();
      place.server.forget();
      expect(await place.browser.requestsOfExtension()).toEqual([]);
    },
  };
}

/**
 * One panel for all tests of a file or a `describe`, in a browser that files share unless it has to be a special one. No test may leave
 * an error in the extension's pages.
 */
export function withStage(special: Special = {}): Stage {
  let opened: OpenStage | undefined;
  const stage = () => {
    if (!opened) throw new Error('the stage is open only while tests run');
    return opened;
  };
  beforeAll(async () => {
    opened = await (Object.keys(special).length > 0 ? openStage('plain', special) : borrowStage());
  });
  afterEach(async () => expect(await problemsOf(stage())).toEqual([]));
  afterAll(() => opened?.close());
  return {
    get browser() {
      return stage().browser;
    },
    get server() {
      return stage().server;
    },
    get devtools() {
      return stage().devtools;
    },
    get page() {
      return stage().page;
    },
    get panel() {
      return stage().panel;
    },
    get downloads() {
      return stage().downloads;
    },
  };
}

/** DevTools in a window of its own, wide enough for list and details side by side. */
export async function makeRoom(devtools: DevTools): Promise<void> {
  await devtools.dock('undocked');
  await devtools.resize(ROOM.width, ROOM.height);
}

const PICTURES = fileURLToPath(new URL(`../../.output/screenshots/${BROWSER}/`, import.meta.url));

/** A picture of DevTools, with the pointer where nothing lights up. */
export async function photograph({ devtools, panel }: PanelView, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await panel.mouse('move', { x: 200, y: 300 });
  await panel.painted();
  await devtools.screenshot(path.join(PICTURES, name));
}

/** Gives DevTools a theme, and waits until the panel has it. */
export async function setTheme({ devtools, panel }: PanelView, theme: 'light' | 'dark'): Promise<void> {
  await devtools.theme(theme);
  await panel.waitFor(`the ${theme} theme`, (theme) => matchMedia(`(prefers-color-scheme: ${theme})`).matches, theme);
  await panel.painted();
}

/** A fresh document and an empty list. */
export async function startOver({ page, panel }: PanelView, url = `${SHOP}/`): Promise<void> {
  await page.goto(url);
  await panel.click('[data-action=clear]');
  await shows(panel, []);
}

/** As `startOver`, in a document whose requests are told with the line that asked: in Firefox the tap has to record it. */
export async function startTelling(view: PanelView, url?: string): Promise<void> {
  if (BROWSER === 'firefox') await recordStacks(view.panel);
  await startOver(view, url);
  await tapInPlace(view.page);
}

/** Errors in the extension's pages. */
export function problemsOf({ devtools }: Pick<PanelView, 'devtools'>): Promise<readonly string[]> {
  return devtools.problems();
}

/** What a row must be; cells that matter are looked for in its text. */
export type RowLike = Partial<Omit<Row, 'text'>> & { readonly text?: unknown };

/** Waits until the list shows just these rows, in any order. */
export async function shows(panel: Session, rows: readonly RowLike[]): Promise<void> {
  const wanted = rows.map((row) => expect.objectContaining(row));
  await expect
    .poll(() => readRows(panel))
    .toSatisfy((shown: readonly Row[]) => {
      expect(shown).toHaveLength(rows.length);
      expect(shown).toEqual(expect.arrayContaining(wanted));
      return true;
    });
}

/** Waits for the first row. */
export async function showsSomething(panel: Session): Promise<void> {
  await expect.poll(() => failureCount(panel)).toBeGreaterThan(0);
}

export async function counts(panel: Session, failures: number): Promise<void> {
  await expect.poll(() => failureCount(panel)).toBe(failures);
}

/** Opens the details of the first row that fits, with a real click, and waits for them, in whatever language. */
export async function openDetails(panel: Session, row: string): Promise<void> {
  await panel.click(`[role=row]${row}`);
  await panel.waitFor('the details', () => document.querySelector('[role=complementary]'));
}

/** The diagnosis of every row, as the JSON report has it. */
export async function tellAll<Told>(panel: Session): Promise<readonly Told[]> {
  await panel.click('[role=row][data-family]');
  await panel.evaluate(() => document.querySelector<HTMLElement>('[role=grid]')?.focus());
  await panel.press('Control+a');
  // The pane with the buttons is loaded with the first selection. In a narrow one this button lies behind another.
  await panel.waitFor('the copy buttons', () => document.querySelector('button[data-copy="json"]'));
  const text = await panel.copied(async () => {
    await panel.evaluate(() => document.querySelector<HTMLElement>('button[data-copy="json"]')?.click());
  });
  return (JSON.parse(text) as readonly { readonly diagnosis: Told }[]).map(({ diagnosis }) => diagnosis);
}

/** Switches the recording of stacks on for the rest of the test, as the settings tab does. */
export async function recordStacks(panel: Session): Promise<void> {
  const write = (on: boolean) =>
    panel.evaluate((recordStacks) => {
      const stored = JSON.parse(localStorage.getItem('preferences') ?? '{}') as object;
      localStorage.setItem('preferences', JSON.stringify({ ...stored, recordStacks }));
    }, on);
  onTestFinished(() => write(false));
  await write(true);
}

/** The text of the details pane, empty while it is closed. */
export function detailsText(panel: Session): Promise<string> {
  return panel.evaluate(
    () => document.querySelector<HTMLElement>('[role=complementary][aria-label=Diagnosis]')?.textContent ?? '',
  );
}

export async function detailsSay(panel: Session, words: string | RegExp): Promise<void> {
  await expect.poll(() => detailsText(panel)).toMatch(words);
}

/** Opens the only row, looks at each tab, copies the report and presses chips: all of it must answer. */
export async function useEverything(panel: Session): Promise<void> {
  await openDetails(panel, '[data-code]');
  const tabs = await panel.evaluate(() => [...document.querySelectorAll('[role=tab]')].map(({ id }) => id));
  expect(tabs).toContain('tab-diagnosis');
  for (const tab of tabs) {
    await panel.click(`#${tab}`);
    await panel.waitFor(`${tab} to be selected`, (id) => document.querySelector(`#${id}[aria-selected=true]`), tab);
  }
  const report = await panel.copied(() => panel.click('button[data-copy="github"]'));
  expect(report.length).toBeLessThan(20_000);
  const chip = '[data-permanence-chip="temporary"]';
  await panel.click(chip);
  expect(await pressed(panel, chip)).toBe('true');
  await panel.click(chip);
  expect(await pressed(panel, chip)).toBe('false');
}

/** The `aria-pressed` of a button. */
export function pressed(panel: Session, button: string): Promise<string | null | undefined> {
  return panel.evaluate((selector) => document.querySelector(selector)?.getAttribute('aria-pressed'), button);
}

/** Codes of the selected rows from the top. */
export function selected(panel: Session): Promise<string[]> {
  return panel.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[role=row][aria-selected=true]')].map(
      ({ dataset }) => dataset.code ?? '',
    ),
  );
}

export interface RequestParts {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly redirect?: RequestRedirect;
  readonly mode?: RequestMode;
  readonly credentials?: RequestCredentials;
}

/** A fetch in the page that reads the body. Gives the status, or the error as text. */
export function request(page: Session, url: string, parts: RequestParts = {}): Promise<number | string> {
  return page.evaluate(
    async (url, parts) => {
      try {
        const response = await fetch(url, parts as RequestInit);
        await response.arrayBuffer();
        return response.status;
      } catch (error) {
        return String(error);
      }
    },
    url,
    parts as Json,
  );
}

/**
 * A fetch in the page that leaves the body alone, as `if (!response.ok) throw …` does; `readKept` can read it later. What the
 * browser tells of it before depends on `NO_STORE` in the reply.
 * An empty body needs no reading: the reply must have one.
 */
export function requestUnread(page: Session, url: string, parts: RequestParts = {}): Promise<number | string> {
  return page.evaluate(
    async (url, parts) => {
      try {
        const response = await fetch(url, parts as RequestInit);
        (globalThis as Keeper).__kept = response;
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        return response.status;
      } catch (error) {
        return String(error);
      }
    },
    url,
    parts as Json,
  );
}

/** Reads the body that the last `requestUnread` left. */
export function readKept(page: Session): Promise<string | undefined> {
  return page.evaluate(() => (globalThis as Keeper).__kept?.text());
}

type Keeper = typeof globalThis & { __kept?: Response };

const SENTINEL = `${SHOP}/sentinel`;

/**
 * Waits until everything that the page has caused so far is through both sources of the capture: a failure whose body
 * nobody reads comes last, since the HAR must list it in two looks. Leaves its row, `418`, in the list.
 */
export async function settled({ page, panel }: PanelView, server: TestServer): Promise<void> {
  server.answerNext('GET', SENTINEL, { status: 418, headers: NO_STORE, body: 'a body that nobody reads' });
  await requestUnread(page, SENTINEL);
  await expect.poll(async () => (await readRows(panel)).filter(({ code }) => code === '418')).toHaveLength(1);
}

/** The row that `settled` leaves. */
export const SENTINEL_ROW: RowLike = { family: 'http', code: '418', count: 1 };

/** Waits until the status bar says how sockets are watched. */
export async function watches(panel: Session, words: string): Promise<void> {
  await expect.poll(() => panel.evaluate(() => document.querySelector('footer')?.textContent)).toContain(words);
}
