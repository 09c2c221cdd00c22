import type { DockSide, Permissions } from '../browser.ts';
import type { Modifier, Shortcut } from '../keys.ts';
import type { MouseAction, Point } from '../session.ts';
import type {
  BrowserElement,
  BrowsingContext,
  ChromeWindow,
  ConsoleMessage,
  GDevTools,
  Gecko,
  HostAddress,
  Problem,
  Tab,
  TextInputProcessor,
  Toolbox,
} from './gecko.ts';

/** Where a document stands: in a tab, or in the DevTools around a tab. The number is Firefox's for the tab's browser. */
export interface Place {
  readonly kind: 'page' | 'panel' | 'devtools page';
  readonly tab: number;
}

export type Privileged = ReturnType<typeof makeDriver>;

/** The property of the browser's first window that holds the driver. */
export const DRIVER = '__wireTriageDriver';

/**
 * Runs in Firefox's main process with all privileges, once. Whatever the driver does there goes through what it leaves.
 * @param extensionId as in the manifest
 * @param elsewhere names that lead to addresses of their own
 * @param watch script for every process that shows documents
 * @param patienceMs longest time for what is waited for there, and for a promise that a script waits for
 */
export function makeDriver(extensionId: string, elsewhere: readonly HostAddress[], watch: string, patienceMs: number) {
  const { ChromeUtils, Services, Cc, Ci, WebExtensionPolicy } = globalThis as unknown as Gecko;
  const { require } = ChromeUtils.importESModule<{ require(id: string): { gDevTools: GDevTools } }>(
    'resource://devtools/shared/loader/Loader.sys.mjs',
  );
  const { gDevTools } = require('devtools/client/framework/devtools');
  const HOSTS: Record<DockSide, string> = { right: 'right', bottom: 'bottom', left: 'left', undocked: 'window' };
  const MODIFIER_KEYS: Readonly<Record<Modifier, readonly [code: string, keyCode: number]>> = {
    Alt: ['AltLeft', 18],
    Control: ['ControlLeft', 17],
    Meta: ['MetaLeft', 91],
    Shift: ['ShiftLeft', 16],
  };
  const MOUSE_INPUTS: Readonly<
    Record<MouseAction, readonly [types: string, button: number, buttons: number, clicks: number]>
  > = {
    move: ['mousemove', 0, 0, 0],
    press: ['mousedown', 0, 1, 1],
    drag: ['mousemove', 0, 1, 0],
    release: ['mouseup', 0, 0, 1],
    menu: ['mousedown contextmenu mouseup', 2, 0, 1],
  };
  /** Those of `nsIDOMWindowUtils`. */
  const MODIFIER_BITS: Readonly<Record<Modifier, number>> = { Alt: 1, Control: 2, Shift: 4, Meta: 8 };

  /** What Firefox reports of errors in documents, in the order of their arrival. */
  const problems: Problem[] = [];
  Services.console.registerListener({
    observe(message: ConsoleMessage) {
      try {
        message.QueryInterface(Ci.nsIScriptError);
      } catch {
        return;
      }
      const { category, flags = 0, sourceName = '', errorMessage = '' } = message;
      const { warningFlag, infoFlag } = Ci.nsIScriptError;
      if (category !== 'content javascript' || flags & (warningFlag | infoFlag)) return;
      problems.push({ file: sourceName, text: errorMessage });
    },
  });
  Services.ppmm.addMessageListener('wire-triage:problem', ({ data }) => problems.push(data as Problem));
  Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(watch)}`, true);

  const names = Cc['@mozilla.org/network/native-dns-override;1']?.getService<{
    addIPOverride(host: string, ip: string): void;
  }>(Ci.nsINativeDNSResolverOverride);
  for (const [host, address] of elsewhere) names?.addIPOverride(host, address);

  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  async function until<T>(what: string, probe: () => T): Promise<NonNullable<T>> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const answer = probe();
      if (answer) return answer;
      if (Date.now() > end) throw new Error(`timed out after ${patienceMs} ms waiting for ${what}`);
      await sleep(20);
    }
  }

  function extension() {
    const policy = WebExtensionPolicy.getByID(extensionId);
    if (!policy) throw new Error(`${extensionId} is not installed`);
    return policy.extension;
  }

  function findTab(id: number): { readonly window: ChromeWindow; readonly tab: Tab } | undefined {
    for (const window of Services.wm.getEnumerator('navigator:browser')) {
      const tab = window.gBrowser.tabs.find(({ linkedBrowser }) => linkedBrowser.browsingContext?.browserId === id);
      if (tab) return { window, tab };
    }
    return undefined;
  }

  function tabOf(id: number): { readonly window: ChromeWindow; readonly tab: Tab } {
    const found = findTab(id);
    if (!found) throw new Error('the tab is closed');
    return found;
  }

  function toolboxOf(id: number): Toolbox {
    const toolbox = gDevTools.getToolboxForTab(tabOf(id).tab);
    if (!toolbox) throw new Error('DevTools is closed');
    return toolbox;
  }

  const panelToolOf = (toolbox: Toolbox) =>
    toolbox.getAdditionalTools().find((tool) => tool.extensionId === extensionId);

  function panelBrowserOf(toolbox: Toolbox): BrowserElement | null | undefined {
    const id = panelToolOf(toolbox)?.id;
    const frame = toolbox.doc.getElementById(`toolbox-panel-iframe-${id}`) as HTMLIFrameElement | null;
    return frame?.contentDocument?.querySelector<BrowserElement>('browser');
  }

  function hasExtensionPage(browser: BrowserElement | null | undefined): boolean {
    return browser?.browsingContext?.currentWindowGlobal?.documentURI.spec.startsWith(extension().baseURL) ?? false;
  }

  function browserOf({ kind, tab }: Place): BrowserElement {
    const toolbox = kind === 'page' ? undefined : toolboxOf(tab);
    const browser = !toolbox
      ? tabOf(tab).tab.linkedBrowser
      : kind === 'panel'
        ? panelBrowserOf(toolbox)
        : [...extension().views].find((view) => view.viewType === 'devtools_page' && view.devToolsToolbox === toolbox)
            ?.xulBrowser;
    if (!browser) throw new Error(`there is no ${kind}`);
    return browser;
  }

  function windowOf(browser: BrowserElement): ChromeWindow {
    return browser.ownerDocument.defaultView as unknown as ChromeWindow;
  }

  /** Nothing behind another tab is painted, docked DevTools neither. */
  function bringToFront(id: number): void {
    const { window, tab } = tabOf(id);
    if (window.gBrowser.selectedTab !== tab) window.gBrowser.selectedTab = tab;
  }

  /** Brings the tab to the front, and the input focus to the document. */
  function focus(place: Place): BrowserElement {
    bringToFront(place.tab);
    const browser = browserOf(place);
    windowOf(browser).focus();
    browser.focus();
    return browser;
  }

  function inputTo(window: ChromeWindow): TextInputProcessor {
    const processor = Cc['@mozilla.org/text-input-processor;1']?.createInstance<TextInputProcessor>(
      Ci.nsITextInputProcessor,
    );
    if (!processor?.beginInputTransactionForTests(window)) throw new Error('Firefox takes no input now');
    return processor;
  }

  /** Starts a navigation and waits for the load event of what it leads to. */
  async function load(tab: number, start: (browser: BrowserElement) => void): Promise<void> {
    const { ProgressListener } = ChromeUtils.importESModule<{
      ProgressListener: new (progress: object, options: object) => { start(): Promise<void>; destroy(): void };
    }>('chrome://remote/content/shared/Navigate.sys.mjs');
    const browser = browserOf({ kind: 'page', tab });
    const { webProgress } = browser.browsingContext;
    if (webProgress.isLoadingDocument) {
      browser.stop();
      await until('the earlier load to end', () => !webProgress.isLoadingDocument);
    }
    const listener = new ProgressListener(webProgress, { expectNavigation: true, waitForExplicitStart: true });
    try {
      const loaded = listener.start();
      start(browser);
      await loaded;
    } finally {
      listener.destroy();
    }
  }

  async function picture(context: BrowsingContext, part: DOMRect | null): Promise<string> {
    const bitmap = await context.currentWindowGlobal?.drawSnapshot(part, 1, 'white');
    if (!bitmap) throw new Error('there is nothing to see');
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }

  const permissions = () =>
    ChromeUtils.importESModule<{
      ExtensionPermissions: Record<'add' | 'remove', (id: string, what: object, extension: object) => Promise<void>>;
    }>('resource://gre/modules/ExtensionPermissions.sys.mjs').ExtensionPermissions;

  const driver = {
    problems: () => problems,
    baseUrl: () => extension().baseURL,
    permit: (what: Permissions) => permissions().add(extensionId, what, extension()),
    forbid: (what: Permissions) => permissions().remove(extensionId, what, extension()),

    firstTab(): number {
      const [window] = Services.wm.getEnumerator('navigator:browser');
      if (!window) throw new Error('Firefox has no window');
      return window.gBrowser.selectedTab.linkedBrowser.browsingContext.browserId;
    },
    async openTab(where: 'normal' | 'private'): Promise<number> {
      const [window] = Services.wm.getEnumerator('navigator:browser');
      if (!window) throw new Error('Firefox has no window');
      // A tab that loads nothing of its own: a page still on its way would end the load of the first address.
      const open = ({ gBrowser }: ChromeWindow) => {
        const tab = gBrowser.addTrustedTab('about:blank', { skipLoad: true });
        gBrowser.selectedTab = tab;
        return tab.linkedBrowser.browsingContext.browserId;
      };
      if (where === 'normal') return open(window);
      const other = window.OpenBrowserWindow({ private: true });
      await until('the private window', () => other.gBrowserInit?.delayedStartupFinished);
      const home = other.gBrowser.selectedTab;
      const tab = open(other);
      other.gBrowser.removeTab(home);
      return tab;
    },
    exists: ({ kind, tab }: Place) => findTab(tab) !== undefined && (kind === 'page' || driver.isInspected(tab)),
    closeTab(tab: number): void {
      const found = tabOf(tab);
      found.window.gBrowser.removeTab(found.tab);
    },
    goto: (tab: number, url: string) =>
      load(tab, (browser) => {
        const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
        browser.fixupAndLoadURIString(url, { triggeringPrincipal });
      }),
    reload: (tab: number) => load(tab, (browser) => browser.reload()),

    /** Runs a script beside the document of a place: in its process, with all privileges. */
    async beside(place: Place, script: string): Promise<unknown> {
      if (place.kind === 'panel') bringToFront(place.tab);
      const actor = browserOf(place).browsingContext.currentWindowGlobal?.getActor('MarionetteCommands');
      const options = { sandboxName: 'system', newSandbox: false, timeout: patienceMs };
      if (!actor) throw new Error(`the ${place.kind} has no document now`);
      return actor.executeScript(`return ${script}`, [], options);
    },
    /** The script that runs first in each document of a tab; see `watchProcess`. */
    runAtStart(tab: number, script: string | null): void {
      const { sharedData } = Services.ppmm;
      sharedData.set('wire-triage:start', { tab, script });
      sharedData.flush();
    },
    mouse(place: Place, action: MouseAction, { x, y }: Point, held: readonly Modifier[]): void {
      const browser = focus(place);
      const { left, top } = browser.getBoundingClientRect();
      const zoom = browser.browsingContext.fullZoom;
      const modifiers = held.reduce((bits, name) => bits | MODIFIER_BITS[name], 0);
      const [types, button, buttons, clickCount] = MOUSE_INPUTS[action];
      const event = { button, buttons, clickCount, modifiers };
      const options = { isDOMEventSynthesized: false };
      for (const type of types.split(' ')) {
        windowOf(browser).synthesizeMouseEvent(type, left + x * zoom, top + y * zoom, event, options);
      }
    },
    press(place: Place, { key, code, keyCode, modifiers }: Shortcut): void {
      const window = windowOf(focus(place));
      const input = inputTo(window);
      const pressed = (key: string, code: string, keyCode: number) =>
        new window.KeyboardEvent('', { key, code, keyCode });
      const held = modifiers.map((name) => pressed(name, ...MODIFIER_KEYS[name]));
      for (const event of held) input.keydown(event);
      const event = pressed(key, code, keyCode);
      input.keydown(event);
      input.keyup(event);
      for (const event of held.reverse()) input.keyup(event);
    },
    type(place: Place, text: string): void {
      inputTo(windowOf(focus(place))).commitCompositionWith(text);
    },
    /** Gives the document of a tab this many pixels of the screen, whatever the window has. */
    displayPage(tab: number, width: number, height: number, zoom: number): void {
      bringToFront(tab);
      const { linkedBrowser } = tabOf(tab).tab;
      linkedBrowser.style.cssText = `flex: none; min-width: 0; min-height: 0; width: ${width}px; height: ${height}px;`;
      linkedBrowser.browsingContext.fullZoom = zoom;
      // What reaches beyond the window takes no click.
      const { left, top } = linkedBrowser.getBoundingClientRect();
      const window = windowOf(linkedBrowser);
      window.resizeBy(Math.max(0, left + width - window.innerWidth), Math.max(0, top + height - window.innerHeight));
    },
    setOnline(tab: number, isOnline: boolean): void {
      tabOf(tab).tab.linkedBrowser.browsingContext.forceOffline = !isOnline;
    },
    pictureOfPage: (tab: number) => picture(browserOf({ kind: 'page', tab }).browsingContext, null),

    isInspected: (tab: number) => gDevTools.getToolboxForTab(tabOf(tab).tab) !== undefined,
    /** Opens DevTools, and waits for the extension's panel in its tab bar. */
    async inspect(tab: number): Promise<void> {
      bringToFront(tab);
      const toolbox = await gDevTools.showToolboxForTab(tabOf(tab).tab, { toolId: 'webconsole', hostType: 'bottom' });
      await until("the extension's panel", () => panelToolOf(toolbox));
    },
    async closeToolbox(tab: number): Promise<void> {
      await gDevTools.closeToolboxForTab(tabOf(tab).tab);
    },
    async showPanel(tab: number): Promise<void> {
      bringToFront(tab);
      const toolbox = toolboxOf(tab);
      const { id } = await until("the extension's panel", () => panelToolOf(toolbox));
      await toolbox.selectTool(id);
      await until('the panel', () => hasExtensionPage(panelBrowserOf(toolbox)));
    },
    async showTool(tab: number, id: string): Promise<void> {
      await toolboxOf(tab).selectTool(id);
    },
    async filterNetwork(tab: number, text: string): Promise<void> {
      const toolbox = toolboxOf(tab);
      await toolbox.selectTool('netmonitor');
      const window = toolbox.getPanel('netmonitor')?.panelWin;
      if (!window) throw new Error('there is no network panel');
      const box = await until('the filter', () =>
        window.document.querySelector<HTMLInputElement>('.devtools-filterinput'),
      );
      window.focus();
      box.focus();
      box.select();
      const input = inputTo(window);
      if (text !== '') input.commitCompositionWith(text);
      else {
        const event = new window.KeyboardEvent('', { key: 'Delete', code: 'Delete', keyCode: 46 });
        input.keydown(event);
        input.keyup(event);
      }
      await until('the filter to take effect', () => window.store.getState().filters.requestFilterText === text);
    },
    listedRequests: (tab: number) =>
      (toolboxOf(tab).getPanel('netmonitor')?.panelWin.store.getState().requests.requests ?? []).map(
        ({ method, url, status, blockedReason, eventTimings }) =>
          ({ method, url, status, isBlocked: Boolean(blockedReason), hasEnded: eventTimings !== undefined }) as const,
      ),
    setPreference(name: string, value: string | number | boolean): void {
      if (typeof value === 'string') Services.prefs.setCharPref(name, value);
      else if (typeof value === 'number') Services.prefs.setIntPref(name, value);
      else Services.prefs.setBoolPref(name, value);
    },
    /** Firefox makes a panel that there was anew: waits for that. */
    async dock(tab: number, side: DockSide): Promise<void> {
      const toolbox = toolboxOf(tab);
      if (toolbox.hostType === HOSTS[side]) return;
      const before = panelBrowserOf(toolbox);
      await toolbox.switchHost(HOSTS[side]);
      if (!before) return;
      await until('the new panel', () => {
        const browser = panelBrowserOf(toolbox);
        return browser !== before && hasExtensionPage(browser);
      });
    },
    async resize(tab: number, width: number, height: number): Promise<void> {
      const toolbox = toolboxOf(tab);
      const isAlone = toolbox.hostType === 'window';
      const window = isAlone ? toolbox.topWindow : tabOf(tab).window;
      const size = () => {
        const { gBrowser, innerWidth, innerHeight } = window;
        return isAlone
          ? { width: innerWidth, height: innerHeight }
          : { width: innerWidth, height: gBrowser.tabpanels.getBoundingClientRect().height };
      };
      const now = size();
      window.resizeBy(width - now.width, height - now.height);
      await until(`a size of ${width} × ${height}`, () => size().width === width && size().height === height);
      const { win } = toolbox;
      await new Promise((done) => win.requestAnimationFrame(() => win.requestAnimationFrame(done)));
    },
    /** The panel's width in CSS pixels; 0 where it is not shown. */
    panelWidth: (tab: number) => panelBrowserOf(toolboxOf(tab))?.getBoundingClientRect().width ?? 0,
    pictureOfDevTools(tab: number, part: 'devtools' | 'panel'): Promise<string> {
      const toolbox = toolboxOf(tab);
      const { win } = toolbox;
      const all = new win.DOMRect(0, 0, win.innerWidth, win.innerHeight);
      if (part === 'devtools') return picture(win.browsingContext, all);
      return picture(browserOf({ kind: 'panel', tab }).browsingContext, null);
    },
  };
  return driver;
}
