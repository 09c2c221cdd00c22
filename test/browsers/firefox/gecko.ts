/** As much as the driver uses of what only Firefox's own code may touch; https://searchfox.org documents it. */

export interface BrowsingContext {
  readonly id: number;
  readonly browserId: number;
  readonly currentWindowGlobal: WindowGlobal | null;
  readonly embedderElement: BrowserElement;
  fullZoom: number;
  /** As "Offline" of DevTools' throttling. */
  forceOffline: boolean;
  readonly webProgress: { readonly isLoadingDocument: boolean };
}

export interface WindowGlobal {
  readonly documentURI: { readonly spec: string };
  getActor(name: 'MarionetteCommands'): {
    executeScript(script: string, args: readonly unknown[], options: object): Promise<unknown>;
  };
  drawSnapshot(part: DOMRect | null, scale: number, background: string): Promise<ImageBitmap>;
}

/** A `<browser>`: the element that shows a document of another process. */
export interface BrowserElement extends HTMLElement {
  readonly browsingContext: BrowsingContext;
  reload(): void;
  stop(): void;
  fixupAndLoadURIString(url: string, options: object): void;
}

export interface Tab {
  readonly linkedBrowser: BrowserElement;
  readonly documentGlobal?: ChromeWindow;
}

export interface ChromeWindow extends Window {
  readonly gBrowser: {
    selectedTab: Tab;
    readonly tabs: readonly Tab[];
    readonly tabpanels: HTMLElement;
    addTrustedTab(url: string, options: { readonly skipLoad: boolean }): Tab;
    removeTab(tab: Tab): void;
  };
  readonly browsingContext: BrowsingContext;
  readonly KeyboardEvent: typeof KeyboardEvent;
  readonly OffscreenCanvas: typeof OffscreenCanvas;
  readonly DOMRect: typeof DOMRect;
  readonly gBrowserInit: { readonly delayedStartupFinished: boolean };
  OpenBrowserWindow(options: object): ChromeWindow;
  synthesizeMouseEvent(type: string, x: number, y: number, event: object, options: object): boolean;
}

/** An error of a page. */
export interface Problem {
  readonly file: string;
  readonly text: string;
}

/** A name and the address that it leads to; `N/A` for nowhere. */
export type HostAddress = readonly [host: string, address: string];

interface NetworkPanelRequest {
  readonly method: string;
  readonly url: string;
  /** Empty or missing where none arrived. */
  readonly status?: string;
  /** Why it was blocked: a number of Firefox, or a text; 0 where it was not. */
  readonly blockedReason?: number | string;
  /** There as soon as it has ended. */
  readonly eventTimings?: object;
}

interface NetworkPanelWindow extends ChromeWindow {
  readonly store: {
    getState(): {
      readonly filters: { readonly requestFilterText: string };
      readonly requests: { readonly requests: readonly NetworkPanelRequest[] };
    };
  };
}

export interface Toolbox {
  readonly win: ChromeWindow;
  readonly topWindow: ChromeWindow;
  readonly doc: Document;
  readonly hostType: string;
  getAdditionalTools(): readonly { readonly id: string; readonly extensionId?: string }[];
  getPanel(id: string): { readonly panelWin: NetworkPanelWindow } | undefined;
  selectTool(id: string): Promise<unknown>;
  switchHost(hostType: string): Promise<unknown>;
}

export interface GDevTools {
  showToolboxForTab(tab: Tab, options: object): Promise<Toolbox>;
  getToolboxForTab(tab: Tab): Toolbox | undefined;
  closeToolboxForTab(tab: Tab): Promise<unknown>;
}

export interface TextInputProcessor {
  beginInputTransactionForTests(window: Window): boolean;
  keydown(event: KeyboardEvent): number;
  keyup(event: KeyboardEvent): boolean;
  commitCompositionWith(text: string): boolean;
}

interface ExtensionView {
  readonly viewType: string;
  readonly devToolsToolbox?: Toolbox;
  readonly xulBrowser: BrowserElement;
}

export interface Extension {
  readonly baseURL: string;
  readonly views: Iterable<ExtensionView>;
}

/** `nsIScriptError`, where the message is one. */
export interface ConsoleMessage {
  readonly category?: string;
  readonly flags?: number;
  readonly sourceName?: string;
  readonly errorMessage?: string;
  QueryInterface(kind: unknown): unknown;
}

/** What `console.error` and its like report. */
export interface ConsoleCall {
  readonly level: string;
  readonly filename: string;
  readonly arguments: readonly unknown[];
}

interface MessageManager {
  addMessageListener(name: string, listener: (message: { readonly data: unknown }) => void): void;
  loadProcessScript(url: string, inLaterProcesses: boolean): void;
  readonly sharedData: { set(name: string, value: unknown): void; flush(): void };
}

/** The globals of privileged code. */
export interface Gecko {
  readonly ChromeUtils: { importESModule<T>(url: string): T };
  readonly Services: {
    readonly ppmm: MessageManager;
    readonly cpmm: {
      readonly sharedData: { get(name: string): unknown };
      sendAsyncMessage(name: string, data: unknown): void;
    };
    readonly console: { registerListener(listener: { observe(message: ConsoleMessage): void }): void };
    readonly obs: { addObserver(observer: (subject: unknown) => void, topic: string): void };
    readonly prefs: {
      setCharPref(name: string, value: string): void;
      setIntPref(name: string, value: number): void;
      setBoolPref(name: string, value: boolean): void;
    };
    readonly wm: { getEnumerator(type: string): Iterable<ChromeWindow> };
    readonly scriptSecurityManager: { getSystemPrincipal(): object };
  };
  readonly Cc: Readonly<Record<string, { createInstance<T>(kind: unknown): T; getService<T>(kind: unknown): T }>>;
  readonly Ci: Readonly<
    Record<string, unknown> & { readonly nsIScriptError: { readonly warningFlag: number; readonly infoFlag: number } }
  >;
  readonly Cu: {
    readonly Sandbox: new (principal: object, options: object) => object;
    waiveXrays<T>(value: T): T;
    forceGC(): void;
    forceCC(): void;
  };
  readonly BrowsingContext: { getCurrentTopByBrowserId(id: number): BrowsingContext | null };
  readonly WebExtensionPolicy: { getByID(id: string): { readonly extension: Extension } | null };
}

/** The Debugger API of SpiderMonkey. */
export interface Debugger {
  makeGlobalObjectReference(global: object): {
    executeInGlobal(
      code: string,
      options: { readonly bypassCSP: boolean },
    ): { readonly return: unknown } | { readonly throw: unknown } | null;
  };
  addDebuggee(global: object): void;
  removeAllDebuggees(): void;
  findObjects(query: { readonly class?: string }): readonly DebuggerObject[];
}

export interface DebuggerObject {
  readonly isProxy: boolean;
  readonly isPromise: boolean;
  readonly proto: DebuggerObject | null;
  unsafeDereference(): unknown;
}
