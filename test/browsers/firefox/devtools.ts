import { writeFileSync } from 'node:fs';
import type { DevTools, DockSide, ListedRequest } from '../browser.ts';
import type { Call } from './marionette.ts';
import { FirefoxSession } from './session.ts';

const TOOLS = { network: 'netmonitor', console: 'webconsole' } as const;

/** DevTools around one tab. */
export class FirefoxDevTools implements DevTools {
  readonly page: FirefoxSession;
  readonly devtoolsPage: FirefoxSession;
  readonly #panel: FirefoxSession;
  readonly #tab: number;
  readonly #call: Call;

  private constructor(call: Call, page: FirefoxSession) {
    const { tab } = page.place;
    this.#call = call;
    this.#tab = tab;
    this.page = page;
    this.devtoolsPage = new FirefoxSession(call, { kind: 'devtools page', tab });
    this.#panel = new FirefoxSession(call, { kind: 'panel', tab });
  }

  static async open(call: Call, page: FirefoxSession): Promise<FirefoxDevTools> {
    await call('inspect', page.place.tab);
    return new FirefoxDevTools(call, page);
  }

  async close(): Promise<void> {
    await this.#call('closeToolbox', this.#tab);
  }

  async showPanel(): Promise<FirefoxSession> {
    await this.#call('showPanel', this.#tab);
    await this.#panel.painted();
    return this.#panel;
  }

  async showView(view: keyof typeof TOOLS): Promise<void> {
    await this.#call('showTool', this.#tab, TOOLS[view]);
  }

  async filterNetwork(text: string): Promise<void> {
    await this.#call('filterNetwork', this.#tab, text);
  }

  /** Every request with an error status, or that has ended, or was blocked, without any. */
  async failedRequests(): Promise<readonly ListedRequest[]> {
    const listed = await this.#call('listedRequests', this.#tab);
    return listed.filter(
      ({ status, isBlocked, hasEnded }) => Number(status) >= 400 || isBlocked || (!status && hasEnded),
    );
  }

  async theme(name: 'light' | 'dark'): Promise<void> {
    await this.#call('setPreference', 'devtools.theme', name);
  }

  async preserveLog(on: boolean): Promise<void> {
    await this.#call('setPreference', 'devtools.netmonitor.persistlog', on);
  }

  async dock(side: DockSide): Promise<void> {
    await this.#call('dock', this.#tab, side);
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#call('resize', this.#tab, width, height);
    const room = await this.#call('panelWidth', this.#tab);
    if (room > 0) await this.#panel.waitFor('the panel to take its room', (room) => innerWidth === room, room);
  }

  async screenshot(file: string, part: 'devtools' | 'panel' = 'devtools'): Promise<void> {
    writeFileSync(file, Buffer.from(await this.#call('pictureOfDevTools', this.#tab, part), 'base64'));
  }

  /** Of all the extension's pages in this Firefox. */
  async problems(): Promise<readonly string[]> {
    const [problems, base] = [await this.#call('problems'), await this.#call('baseUrl')];
    return problems.filter(({ file }) => file.startsWith(base)).map(({ file, text }) => `${text} (${file})`);
  }
}
