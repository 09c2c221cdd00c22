/** One browser without DevTools that shows the panel in a plain page, and the settings in another. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Exchange } from '../../lib/exchange.ts';
import type { Browser } from '../browsers/browser.ts';
import { openBrowser } from '../browsers/open.ts';
import type { Display, Json, Session } from '../browsers/session.ts';
import { BROWSER } from '../e2e/cases.ts';
import { startServer } from '../server.ts';
import type { Language } from './browser.ts';
import { builtFor, PANEL, SETTINGS } from './build.ts';
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

interface OpenPageStage extends PageStage {
  close(): Promise<void>;
}

type Page = typeof globalThis & { readonly panelPage: PanelPage };

async function openPage(): Promise<OpenPageStage> {
  const server = await startServer();
  const downloads = mkdtempSync(path.join(tmpdir(), 'wire-triage-downloads-'));
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server.close();
    rmSync(downloads, { recursive: true, force: true });
  };
  try {
    const built = builtFor(BROWSER);
    for (const file of readdirSync(built, { recursive: true, encoding: 'utf8' })) {
      const type = TYPES[path.extname(file)];
      if (type === undefined) continue;
      const body = readFileSync(path.join(built, file));
      server.serve(`${ORIGIN}/${file.split(path.sep).join('/')}`, { headers: { 'Content-Type': type }, body });
    }
    browser = await openBrowser(BROWSER, { port: server.port, downloads });
    const { openTab } = browser;
    const panel = await openTab(`${ORIGIN}/${PANEL}`);
    await panel.display(ROOM);
    return { browser, panel, downloads, openSettings: () => openTab(`${ORIGIN}/${SETTINGS}`), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One browser with the page in it for all tests of a file or a `describe`. No test may leave an error in the panel's console. */
export function withPage(): PageStage {
  let opened: OpenPageStage | undefined;
  const stage = () => {
    if (!opened) throw new Error('the page is open only while tests run');
    return opened;
  };
  beforeAll(async () => {
    opened = await openPage();
  });
  afterEach(async () => expect(await stage().panel.problems()).toEqual([]));
  afterAll(() => opened?.close());
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

/** What the panel asked of the browser since it was started. */
export function asked(panel: Session): Promise<readonly string[]> {
  return panel.evaluate(() => [...(globalThis as Page).panelPage.asked]);
}
