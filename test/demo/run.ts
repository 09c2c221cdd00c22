/** `npm run demo`: the panel in a real browser, with every documented error played through it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, PanelView } from '../browsers/browser.ts';
import { openBrowser } from '../browsers/open.ts';
import { failureCount, type Row, readRows } from '../panel.ts';
import { startServer } from '../server.ts';
import type { BrowserName } from '../setup.mjs';
import { tapInPlace } from '../tap-in-place.ts';
import { waitFor } from '../wait.ts';
import { type Play, play, plays, type Services, startDemoBroker } from './player.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILDS = {
  chromium: { target: 'chrome', folder: 'chrome-mv3' },
  firefox: { target: 'firefox', folder: 'firefox-mv2' },
} as const satisfies Record<BrowserName, object>;
const PICTURES = path.join(ROOT, '.output', 'demo');
const START_PAGE = 'http://shop.example/';

/** Slow enough to watch. */
const PAUSE_MS = 700;
/** Time for the panel to find also what the browser does not announce: responses whose body the page left unread. */
const SETTLE_MS = 30_000;

const { values: options } = parseArgs({ options: { headless: { type: 'boolean' }, browser: { type: 'string' } } });
const { DISPLAY, WAYLAND_DISPLAY } = process.env;
const hasDisplay = process.platform === 'darwin' || process.platform === 'win32' || Boolean(DISPLAY || WAYLAND_DISPLAY);
const headless = options.headless ?? !hasDisplay;

const browserName = options.browser ?? 'chromium';

if (isKnown(browserName)) process.exitCode = await demo(browserName);
else {
  console.error(`No such browser: ${browserName}. Known: ${Object.keys(BUILDS).join(', ')}.`);
  process.exitCode = 1;
}

function isKnown(name: string): name is BrowserName {
  return name in BUILDS;
}

/** Gives the exit code. */
async function demo(name: BrowserName): Promise<number> {
  const { target, folder } = BUILDS[name];
  const build = spawnSync(process.execPath, [path.join(ROOT, 'node_modules/wxt/bin/wxt.mjs'), 'build', '-b', target], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (build.status !== 0) return 1;

  const services: Services = { server: await startServer(), broker: await startDemoBroker() };
  const { server, broker } = services;
  let browser: Browser | undefined;
  const stop = () => void browser?.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    browser = await openBrowser(name, {
      extension: path.join(ROOT, '.output', folder),
      port: server.port,
      headless,
    });
    const view = await browser.openPanel(START_PAGE);
    // Without a permission the tap comes into a page that is already there: sockets opened before it go unseen.
    await tapInPlace(view.page);
    const all = plays(name);
    if (headless) return await playAndCheck(view, services, all);
    await playForEver(view, services, all);
    return 0;
  } finally {
    await browser?.close();
    await broker.close();
    await server.close();
  }
}

async function playForEver({ devtools, page }: PanelView, services: Services, all: readonly Play[]): Promise<void> {
  console.log('Playing until you close the browser.');
  try {
    await devtools.dock('bottom');
    for (;;) {
      for (const [index, one] of all.entries()) {
        await play(page, services, one, index);
        await sleep(PAUSE_MS);
      }
    }
  } catch (error) {
    if (await page.exists()) throw error;
  }
}

async function playAndCheck(view: PanelView, services: Services, all: readonly Play[]): Promise<number> {
  const { devtools, page, panel } = view;
  if (all.length === 0) throw new Error('there is nothing to play: test/fixtures holds no fixture of these families');
  for (const [index, one] of all.entries()) await play(page, services, one, index);

  const settled = async () =>
    (await failureCount(panel)) >= all.length && unexplained(all, await readRows(panel)).length === 0;
  const complete = await waitFor(settled, 'the panel to show everything', SETTLE_MS).catch(() => false);

  const rows = await readRows(panel);
  console.table(rows.map(({ text, ...row }) => ({ ...row, text: text.slice(0, 80) })));
  await takePictures(view);
  const missing = complete ? [] : unexplained(all, rows);
  const problems = await devtools.problems();
  console.log(
    `${all.length} errors played, ${all.length - missing.length} rightly diagnosed. Pictures: ${path.relative('.', PICTURES)}`,
  );
  for (const { fixture, expected } of missing) {
    const { id, channel, method = 'GET', url } = fixture;
    const { family, code, permanence = 'any permanence' } = expected;
    const what = channel === 'http' ? method : channel;
    console.error(`- ${id}: ${what} ${url} is not shown as ${family} ${code}, ${permanence}`);
  }
  for (const problem of problems) console.error(`- error in the extension: ${problem}`);
  if (!complete) console.error(`The panel counts ${await failureCount(panel)} failures.`);
  return complete && problems.length === 0 ? 0 : 1;
}

/** The plays for which no row is left once each play has taken its row. */
function unexplained(all: readonly Play[], rows: readonly Row[]): Play[] {
  const left = rows.map((row) => ({ ...row }));
  const strictFirst = [...all].sort(
    (a, b) => Number(b.expected.permanence !== undefined) - Number(a.expected.permanence !== undefined),
  );
  return strictFirst.filter(({ fixture: { channel }, expected: { family, code, permanence } }) => {
    const row = left.find(
      (row) =>
        row.count > 0 &&
        row.channel === channel &&
        row.family === family &&
        row.code === code &&
        (permanence === undefined || row.permanence === permanence),
    );
    if (row === undefined) return true;
    row.count--;
    return false;
  });
}

async function takePictures({ devtools, panel }: PanelView): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const picture = async (name: string) => {
    await panel.painted();
    await devtools.screenshot(path.join(PICTURES, name));
  };
  await devtools.dock('undocked');
  await devtools.resize(1500, 900);
  if (await panel.evaluate(() => document.querySelector('[role=row][data-family]') !== null)) {
    await panel.click('[role=row][data-family]');
  }
  await picture('panel.png');
  await devtools.theme('dark');
  await panel.waitFor('the dark theme', () => matchMedia('(prefers-color-scheme: dark)').matches);
  await picture('panel-dark.png');
  await devtools.theme('light');
  await devtools.resize(420, 800);
  await picture('panel-narrow.png');
}
