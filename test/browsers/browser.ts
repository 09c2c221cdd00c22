/** A real browser with an unpacked DevTools extension: the page, DevTools around it, and the extension's panel. */
import type { BrowserName } from '../setup.mjs';
import type { Session } from './session.ts';

export interface BrowserOptions {
  /** Folder of the unpacked extension. When absent, the browser has none and shows pages only. */
  readonly extension?: string;
  /** Every name leads to this port of 127.0.0.1, whatever port and scheme the URL has. When absent, names lead where they do. */
  readonly port?: number;
  /** Names that lead nowhere. */
  readonly unknownHosts?: readonly string[];
  /** Names that lead to a place where nothing listens. */
  readonly refusedHosts?: readonly string[];
  /** The one certificate that is trusted, whatever else is wrong with it. When absent, every certificate is. */
  readonly trusted?: TrustedCertificate;
  /** Folders of further unpacked extensions, which have no part in the tests but what they do to pages. */
  readonly companions?: readonly string[];
  /** Where downloads go, without a question. When absent, nobody downloads anything. */
  readonly downloads?: string;
  /** Folder of a profile that outlives the browser. When absent, it is a fresh one, which goes with the browser. */
  readonly profile?: string | undefined;
  /** True when absent. */
  readonly headless?: boolean;
}

export interface TrustedCertificate {
  /** In PEM. */
  readonly cert: string;
  /** Names of the hosts that have it: Firefox has to be told. */
  readonly hosts: readonly string[];
}

/** What a browser must be able to do. */
export interface BrowserDriver {
  readonly name: BrowserName;
  /** Opens a tab without DevTools, a page of the extension for example; an empty one where no URL is given. */
  openTab(url?: string, window?: 'normal' | 'private'): Promise<Session>;
  /** Opens DevTools on a tab that is there, and waits until the extension's panel is in the tab bar. */
  inspect(page: Session): Promise<DevTools>;
  /** The address of a page of the extension. */
  extensionUrl(path: string): string;
  /** Gives the extension permissions that its manifest calls optional, or takes them back, as the user can at any time. */
  permit(permissions: Permissions): Promise<void>;
  forbid(permissions: Permissions): Promise<void>;
  /** Addresses on the network that the extension itself has asked for until now: its pages, workers and background. */
  requestsOfExtension(): Promise<readonly string[]>;
  /** Waits until the extension's background worker runs. */
  backgroundRuns(): Promise<void>;
  /** Ends the extension's background worker, as the browser does with idle ones. */
  stopBackground(): Promise<void>;
  /** Resolves when the browser has ended, by `close` or by its user. */
  readonly ended: Promise<void>;
  /** Ends the browser with all its processes and removes its profile. May be called again. */
  close(): Promise<void>;
}

export interface Browser extends BrowserDriver {
  /** Opens a tab with DevTools, waits until the extension's panel is in the tab bar, and goes to `url`. */
  openDevTools(url?: string): Promise<DevTools>;
  /** As `openDevTools`, and shows the panel before it goes to `url`. */
  openPanel(url?: string): Promise<PanelView>;
}

export interface Permissions {
  readonly permissions?: readonly string[] | undefined;
  readonly origins?: readonly string[] | undefined;
}

/** DevTools around one page. */
export interface DevTools {
  readonly page: Session;
  /** The extension's devtools page. */
  readonly devtoolsPage: Session;
  /** Closes DevTools; the page stays. */
  close(): Promise<void>;
  /** Shows the extension's panel and waits until it has been painted. */
  showPanel(): Promise<Session>;
  /** Shows one of the browser's own panels. */
  showView(view: 'network' | 'console'): Promise<void>;
  /** Types into the filter of the browser's own network panel, in place of what is there. */
  filterNetwork(text: string): Promise<void>;
  /** What the browser's own network panel shows as failed: every row that it draws in red, or marks as blocked. */
  failedRequests(): Promise<readonly ListedRequest[]>;
  /** DevTools' theme. */
  theme(name: 'light' | 'dark'): Promise<void>;
  /** DevTools' own "Preserve log". */
  preserveLog(on: boolean): Promise<void>;
  /** Where DevTools stands: at a side of the window, or in a window of its own, where the panel has most room. */
  dock(side: DockSide): Promise<void>;
  /** Lays out DevTools, with the page where it is docked to one, in this many CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** A PNG of all of DevTools, or of the panel alone. */
  screenshot(file: string, part?: 'devtools' | 'panel'): Promise<void>;
  /** Uncaught exceptions and console errors of the extension's pages, from their start on. DevTools has errors of its own. */
  problems(): Promise<readonly string[]>;
}

/** A request as the browser's own network panel lists it. */
export interface ListedRequest {
  readonly method: string;
  readonly url: string;
}

export type DockSide = 'right' | 'bottom' | 'left' | 'undocked';

/** DevTools with the extension's panel in front. */
export interface PanelView {
  readonly devtools: DevTools;
  readonly page: Session;
  readonly panel: Session;
}
