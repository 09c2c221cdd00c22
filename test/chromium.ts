/** Drives a real Chromium with an unpacked DevTools extension: the page, DevTools around it, and the extension's panel. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cdp } from './cdp.ts';
import { Session } from './session.ts';
import { findBrowser } from './setup.mjs';
import { waitFor } from './wait.ts';

export interface BrowserOptions {
  /** Folder of the unpacked extension. */
  readonly extension: string;
  /**
   * Where names lead: `{ 'makapix.club': server.port }` goes to that port of 127.0.0.1, whatever port and scheme the URL has;
   * `'~NOTFOUND'` makes a name unknown; `*` stands for every name. The first pattern that fits counts.
   */
  readonly hosts?: Readonly<Record<string, number | '~NOTFOUND'>>;
  /** True when absent. */
  readonly headless?: boolean;
}

export interface Browser {
  readonly extensionId: string;
  /** Opens a tab without DevTools, a page of the extension for example. */
  openTab(url: string): Promise<Session>;
  /** Opens a tab with DevTools, waits until the extension's panel is in the tab bar, and goes to `url`. */
  openDevTools(url?: string): Promise<DevTools>;
  /** As `openDevTools`, and shows the panel before it goes to `url`. */
  openPanel(url?: string): Promise<PanelView>;
  /** Opens DevTools on a tab that is there, and waits until the extension's panel is in the tab bar. */
  inspect(page: Session): Promise<DevTools>;
  /** Waits until the extension's background worker runs. */
  backgroundRuns(): Promise<void>;
  /** Ends the extension's background worker, as the browser does with idle ones. */
  stopBackground(): Promise<void>;
  /** Resolves when the browser has ended, by `close` or by its user. */
  readonly ended: Promise<void>;
  /** Ends the browser with all its processes and removes its profile. May be called again. */
  close(): Promise<void>;
}

/** DevTools with the extension's panel in front. */
export interface PanelView {
  readonly devtools: DevTools;
  readonly page: Session;
  readonly panel: Session;
}

export async function openBrowser({ extension, hosts = {}, headless = true }: BrowserOptions): Promise<Browser> {
  const binary = findBrowser('chromium');
  if (binary === undefined)
    throw new Error('no Chromium: run `node test/setup.mjs chromium`, or set CHROMIUM to its binary');
  if (!existsSync(path.join(extension, 'manifest.json')))
    throw new Error(`no extension in ${extension}: run \`npm run build\``);

  const profile = mkdtempSync(path.join(tmpdir(), 'wire-triage-chromium-'));
  const rules = Object.entries(hosts).map(
    ([name, to]) => `MAP ${name} ${typeof to === 'number' ? `127.0.0.1:${to}` : to}`,
  );
  const child = spawn(
    binary,
    [
      `--user-data-dir=${profile}`,
      '--remote-debugging-pipe',
      '--enable-unsafe-extension-debugging', // lets Extensions.loadUnpacked work, also in branded builds
      ...(headless ? ['--headless=new'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // the sandbox refuses to run as root
      `--host-resolver-rules=${rules.join(',')}`,
      '--ignore-certificate-errors', // the test server's certificate is self-signed
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-default-apps',
      '--disable-dev-shm-usage', // /dev/shm is tiny in many containers
      '--disable-gpu',
      '--disable-sync',
      '--no-service-autorun',
      '--password-store=basic',
      '--test-type', // no bar that warns of the flags above
      '--use-mock-keychain',
      '--window-size=1500,950',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );

  const cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2_000);
  });
  const exited = once(child, 'exit').then(
    ([code, signal]) => cdp.end(code === 0 ? 'Chromium has ended' : `Chromium ended: ${signal ?? code}\n${lastWords}`),
    (error: Error) => cdp.end(`Chromium did not start: ${error.message}`),
  );

  /** All processes of the browser are in one group, which on Windows does not exist. */
  const kill = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const clean = () => rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  const abandon = () => {
    kill();
    clean();
  };
  process.once('exit', abandon);
  const ended = exited.then(() => {
    process.off('exit', abandon);
    abandon();
  });

  const close = async () => {
    await Promise.race([cdp.send('Browser.close').catch(() => undefined), sleep(2_000)]); // ends before it answers, as a rule
    await Promise.race([exited, sleep(5_000)]);
    if (child.exitCode === null && child.signalCode === null) kill();
    await ended;
  };

  let firstTab: string | undefined;
  const openTab = async (url?: string): Promise<Session> => {
    const targetId = firstTab ?? (await cdp.send('Target.createTarget', { url: 'about:blank' })).targetId;
    firstTab = undefined;
    const page = await Session.attach(cdp, targetId);
    if (url !== undefined) await page.goto(url);
    return page;
  };
  const background = () =>
    cdp.findTarget(
      ({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`),
      'the background worker',
    );
  const inspect = (page: Session) => DevTools.open(cdp, page, extensionId);
  const openDevTools = async (url?: string): Promise<DevTools> => {
    const devtools = await inspect(await openTab());
    if (url !== undefined) await devtools.page.goto(url);
    return devtools;
  };

  let extensionId = '';
  try {
    ({ id: extensionId } = await cdp.send('Extensions.loadUnpacked', { path: path.resolve(extension) }));
    ({ targetId: firstTab } = await cdp.findTarget(({ type }) => type === 'page', 'the first tab'));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    extensionId,
    openTab,
    openDevTools,
    async openPanel(url) {
      const devtools = await openDevTools();
      const panel = await devtools.showPanel();
      if (url !== undefined) await devtools.page.goto(url);
      return { devtools, page: devtools.page, panel };
    },
    inspect,
    async backgroundRuns() {
      await background();
    },
    async stopBackground() {
      const { targetId } = await background();
      await cdp.close(targetId);
    },
    ended,
    close,
  };
}

/** DevTools around one page. */
export class DevTools {
  readonly page: Session;
  readonly frontEnd: Session;
  /** The extension's devtools page. */
  readonly devtoolsPage: Session;
  readonly #cdp: Cdp;
  /** `chrome-extension://` and the extension's id. */
  readonly #origin: string;
  #panel: Session | undefined;

  private constructor(cdp: Cdp, origin: string, page: Session, frontEnd: Session, devtoolsPage: Session) {
    this.#cdp = cdp;
    this.#origin = origin;
    this.page = page;
    this.frontEnd = frontEnd;
    this.devtoolsPage = devtoolsPage;
  }

  static async open(cdp: Cdp, page: Session, extensionId: string): Promise<DevTools> {
    const { targetId } = await cdp.send('Target.openDevTools', { targetId: page.targetId });
    const frontEnd = await Session.attach(cdp, targetId);
    const origin = `chrome-extension://${extensionId}`;
    const target = await cdp.findTarget(
      ({ parentId, url }) => parentId === targetId && url.startsWith(origin),
      "the extension's devtools page",
    );
    const devtools = new DevTools(cdp, origin, page, frontEnd, await Session.attach(cdp, target.targetId));
    await devtools.#panelTab();
    return devtools;
  }

  /** Closes DevTools; the page stays. */
  async close(): Promise<void> {
    await this.#cdp.close(this.frontEnd.targetId);
  }

  /** Shows the panel and waits until it has been painted. */
  async showPanel(): Promise<Session> {
    await this.showView(await this.#panelTab());
    this.#panel ??= await this.#attachPanel();
    await this.#panel.painted();
    return this.#panel;
  }

  /** Shows a view of DevTools by its id: `network`, `console`, `elements`, … */
  async showView(id: string): Promise<void> {
    await this.#inFrontEnd(
      'ui/legacy/legacy.js',
      `module.ViewManager.ViewManager.instance().showView(${JSON.stringify(id)})`,
    );
  }

  /** DevTools' theme. */
  theme(name: 'default' | 'dark'): Promise<void> {
    return this.#set('ui-theme', name);
  }

  /** DevTools' "Preserve log". */
  preserveLog(on: boolean): Promise<void> {
    return this.#set('network-log.preserve-log', on);
  }

  /** Where DevTools stands: at a side of the window, or in a window of its own, where the panel has most room. */
  async dock(side: 'right' | 'bottom' | 'left' | 'undocked'): Promise<void> {
    await this.#inFrontEnd(
      'ui/legacy/legacy.js',
      `module.DockController.DockController.instance().setDockSide('${side}')`,
    );
  }

  /** Lays DevTools out in this many CSS pixels. */
  async resize(width: number, height: number): Promise<void> {
    await this.frontEnd.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
  }

  /** A PNG of all of DevTools, or of the panel alone. */
  async screenshot(file: string, part: 'devtools' | 'panel' = 'devtools'): Promise<void> {
    if (part === 'devtools') return this.frontEnd.screenshot(file);
    const box = await this.frontEnd.waitFor('the panel on the screen', boxOfVisibleFrame, this.#origin);
    return this.frontEnd.screenshot(file, box);
  }

  async #attachPanel(): Promise<Session> {
    const target = await this.#cdp.findTarget(
      ({ parentId, targetId, url }) =>
        parentId === this.frontEnd.targetId && targetId !== this.devtoolsPage.targetId && url.startsWith(this.#origin),
      'the panel',
    );
    return Session.attach(this.#cdp, target.targetId);
  }

  /** Waits for the extension's tab in DevTools. Its id is the extension's origin and the panel's title. */
  #panelTab(): Promise<string> {
    const expression = 'module.InspectorView.InspectorView.instance().tabbedPane.tabIds()';
    return waitFor(async () => {
      const ids = (await this.#inFrontEnd('ui/legacy/legacy.js', expression)) as string[];
      return ids.find((id) => id.startsWith(this.#origin));
    }, "the panel's tab");
  }

  async #set(name: string, value: string | boolean): Promise<void> {
    const setting = `module.Settings.Settings.instance().moduleSetting('${name}')`;
    await this.#inFrontEnd('core/common/common.js', `void ${setting}.set(${JSON.stringify(value)})`);
  }

  /** Evaluates an expression in the front end, where `module` is one of the front end's own modules. */
  #inFrontEnd(path: string, expression: string): Promise<unknown> {
    return this.frontEnd.evaluateText(`import('devtools://devtools/bundled/${path}').then((module) => ${expression})`);
  }
}

/** Runs in the front end: where the frame of an extension stands. Frames of hidden panels have no size. */
function boxOfVisibleFrame(origin: string): { x: number; y: number; width: number; height: number } | null {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (!(element instanceof HTMLIFrameElement) || !element.src.startsWith(origin)) continue;
      const { x, y, width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0) return { x, y, width, height };
    }
  }
  return null;
}
