import { waitFor } from '../../wait.ts';
import type { DevTools, DockSide, ListedRequest } from '../browser.ts';
import type { Cdp } from './cdp.ts';
import { ChromiumSession } from './session.ts';

/** DevTools around one page. */
export class ChromiumDevTools implements DevTools {
  readonly page: ChromiumSession;
  readonly devtoolsPage: ChromiumSession;
  readonly #frontEnd: ChromiumSession;
  readonly #cdp: Cdp;
  /** `chrome-extension://` and the extension's id. */
  readonly #origin: string;
  #panel: ChromiumSession | undefined;

  private constructor(
    cdp: Cdp,
    origin: string,
    page: ChromiumSession,
    frontEnd: ChromiumSession,
    devtoolsPage: ChromiumSession,
  ) {
    this.#cdp = cdp;
    this.#origin = origin;
    this.page = page;
    this.#frontEnd = frontEnd;
    this.devtoolsPage = devtoolsPage;
  }

  static async open(cdp: Cdp, page: ChromiumSession, origin: string): Promise<ChromiumDevTools> {
    const { targetId } = await cdp.send('Target.openDevTools', { targetId: page.targetId });
    const frontEnd = await ChromiumSession.attach(cdp, targetId);
    const target = await cdp.findTarget(
      ({ parentId, url }) => parentId === targetId && url.startsWith(origin),
      "the extension's devtools page",
    );
    const devtoolsPage = await ChromiumSession.attach(cdp, target.targetId);
    const devtools = new ChromiumDevTools(cdp, origin, page, frontEnd, devtoolsPage);
    await devtools.#panelTab();
    return devtools;
  }

  async close(): Promise<void> {
    await this.#frontEnd.close();
  }

  async showPanel(): Promise<ChromiumSession> {
    await this.showView(await this.#panelTab());
    this.#panel ??= await this.#attachPanel();
    await this.#panel.painted();
    return this.#panel;
  }

  async showView(id: string): Promise<void> {
    await this.#inFrontEnd(
      'ui/legacy/legacy.js',
      `module.ViewManager.ViewManager.instance().showView(${JSON.stringify(id)})`,
    );
  }

  async filterNetwork(text: string): Promise<void> {
    await this.#inFrontEnd(
      'panels/network/network.js',
      `module.NetworkPanel.NetworkPanel.revealAndFilter([{ filterType: null, filterValue: ${JSON.stringify(text)} }])`,
    );
  }

  /** As the network panel decides which rows are red: front_end/panels/network/NetworkDataGridNode.ts, `isFailed`. */
  async failedRequests(): Promise<readonly ListedRequest[]> {
    const list = `module.NetworkLog.NetworkLog.instance().requests()
      .filter((one) => (one.failed && !one.statusCode) || one.statusCode >= 400 || one.corsErrorStatus())
      .map((one) => ({ method: one.requestMethod, url: one.url() }))`;
    return (await this.#inFrontEnd('models/logs/logs.js', list)) as readonly ListedRequest[];
  }

  theme(name: 'light' | 'dark'): Promise<void> {
    return this.#set('ui-theme', name === 'light' ? 'default' : name);
  }

  preserveLog(on: boolean): Promise<void> {
    return this.#set('network-log.preserve-log', on);
  }

  async dock(side: DockSide): Promise<void> {
    await this.#inFrontEnd(
      'ui/legacy/legacy.js',
      `module.DockController.DockController.instance().setDockSide('${side}')`,
    );
  }

  async resize(width: number, height: number): Promise<void> {
    const size = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.#frontEnd.send('Emulation.setDeviceMetricsOverride', size);
  }

  async screenshot(file: string, part: 'devtools' | 'panel' = 'devtools'): Promise<void> {
    if (part === 'devtools') return this.#frontEnd.screenshot(file);
    const box = await this.#frontEnd.waitFor('the panel on the screen', boxOfVisibleFrame, this.#origin);
    return this.#frontEnd.screenshot(file, box);
  }

  async problems(): Promise<readonly string[]> {
    return [...((await this.#panel?.problems()) ?? []), ...(await this.devtoolsPage.problems())];
  }

  async #attachPanel(): Promise<ChromiumSession> {
    const target = await this.#cdp.findTarget(
      ({ parentId, targetId, url }) =>
        parentId === this.#frontEnd.targetId && targetId !== this.devtoolsPage.targetId && url.startsWith(this.#origin),
      'the panel',
    );
    return ChromiumSession.attach(this.#cdp, target.targetId);
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
    return this.#frontEnd.evaluateText(`import('devtools://devtools/bundled/${path}').then((module) => ${expression})`);
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
