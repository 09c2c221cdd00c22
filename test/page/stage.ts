/** One browser without DevTools that shows the panel in a plain page, and the settings in another. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect } from 'vitest';
import type { Exchange } from '../../lib/exchange.ts';
import type { Browser } from '../browsers/browser.ts';
import { lastingPlace } from '../browsers/lasting.ts';
import { openBrowser } from '../browsers/open.ts';
import type { Display, Json, Point, Session } from '../browsers/session.ts';
import { BROWSER } from '../e2e/cases.ts';
import { startServer } from '../server.ts';
import type { Language } from './browser.ts';
import { builtFor, downloadsFor, PANEL, SETTINGS } from './build.ts';
import type { PanelPage } from './panel.ts';

const ORIGIN = 'https://panel.example';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Room enough for the list and the details side by side. */
export const ROOM: Display = { width: 1500, height: 900 };

interface PageStage {
  readonly browser: Browser;
  readonly panel: Session;
  /** The folder that downloads go to. */
  readonly downloads: string;
  /** Opens the settings in a tab of their own, which share their storage with the panel. */
  openSettings(): Promise<Session>;
}

type Page = typeof globalThis & { readonly panelPage: PanelPage };

async function openPage() {
  const server = await startServer();
  const built = builtFor(BROWSER);
  const downloads = mkdtempSync(downloadsFor(BROWSER));
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server.close();
    rmSync(downloads, { recursive: true, force: true });
  };
  try {
    for (const file of readdirSync(built, { recursive: true, encoding: 'utf8' })) {
      const type = TYPES[path.extname(file)];
      if (type === undefined) continue;
      const body = readFileSync(path.join(built, file));
      server.serve(`${ORIGIN}/${file.split(path.sep).join('/')}`, { headers: { 'Content-Type': type }, body });
    }
    browser = await openBrowser(BROWSER, { port: server.port, downloads });
    const { openTab, ended } = browser;
    const panel = await openTab();
    return { browser, panel, downloads, openSettings: () => openTab(`${ORIGIN}/${SETTINGS}`), close, ended };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The page on its own in one browser for all tests of a file, with nothing stored. No test may leave an error in the panel's
 * console, or a tab.
 */
export function withPage(): PageStage {
  let opened: PageStage | undefined;
  const stage = () => {
    if (!opened) throw new Error('the page is open only while tests run');
    return opened;
  };
  beforeAll(async () => {
    opened = await lastingPlace('page', openPage);
    const { panel } = opened;
    const address = `${ORIGIN}/${PANEL}`;
    await panel.goto(address);
    if (await panel.evaluate(forgetAll)) await panel.goto(address);
    await panel.display(ROOM);
  });
  afterEach(async () => expect(await stage().panel.problems()).toEqual([]));
  return {
    get browser() {
      return stage().browser;
    },
    get panel() {
      return stage().panel;
    },
    get downloads() {
      return stage().downloads;
    },
    openSettings: () => stage().openSettings(),
  };
}

/** Says whether there was anything. Runs in the page. */
function forgetAll(): boolean {
  const any = localStorage.length > 0;
  localStorage.clear();
  return any;
}

/** The panel on a new session that holds these exchanges. */
export async function startWith(
  panel: Session,
  exchanges: readonly Exchange[] = [],
  language: Language = 'en',
): Promise<void> {
  await panel.evaluate((language) => (globalThis as Page).panelPage.start(language as Language), language);
  await record(panel, exchanges);
}

/** More of them in the same session. */
export async function record(panel: Session, exchanges: readonly Exchange[]): Promise<void> {
  await panel.evaluate(
    (exchanges) => (globalThis as Page).panelPage.record(exchanges as unknown as readonly Exchange[]),
    exchanges as unknown as Json,
  );
}

/** The page goes to another document at a moment (epoch ms). */
export async function navigate(panel: Session, at: number): Promise<void> {
  await panel.evaluate((at) => (globalThis as Page).panelPage.navigated(at), at);
}

/** The text of the first element that a selector finds; empty while there is none. */
export function textAt(panel: Session, selector: string): Promise<string> {
  return panel.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', selector);
}

/** The middle of the first element that a selector finds, once it is there. */
export function middleAt(panel: Session, selector: string): Promise<Point> {
  return panel.waitFor(
    selector,
    (selector) => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    },
    selector,
  );
}

/** What the panel asked of the browser since it was started. */
export function asked(panel: Session): Promise<readonly string[]> {
  return panel.evaluate(() => [...(globalThis as Page).panelPage.asked]);
}
