/**
 * The line to the taps that content scripts put into every frame, by permission. In Chromium a frame's relay connects straight
 * to the devtools page; in Firefox both reach the background page only, which passes on between them.
 */
import browser, { type Runtime } from 'webextension-polyfill';
import { injectInto } from './inject.ts';
import { evaluateSoon, type InspectedPage } from './inspected-page.ts';
import { PORTS } from './names.ts';
import { TAP_PERMISSION } from './permission.ts';

export interface FrameEvents {
  /** Whether the permission is given: once at the start, then after each change. */
  permission(isGiven: boolean): void;
  /** A document with a tap is there. `began` in epoch ms, for the document of the top frame only. */
  opened(documentId: string, began: number | undefined): void;
  /** What the tap of a document saw: JSON text, to be doubted. */
  told(documentId: string, events: string): void;
  left(documentId: string): void;
}

export interface FrameLine {
  /** Brings tap and relay into the page that is there. Without the permission, and on pages that take no scripts, nothing happens. */
  inject(): void;
}

/** Keeps the line open until `signal` aborts. As long as it is open, pages that load get tap and relay. */
export const openFrameLine: (events: FrameEvents, signal: AbortSignal, page: InspectedPage) => FrameLine = import.meta
  .env.FIREFOX
  ? throughBackground
  : direct;

/** What a relay says first, before any events. */
export interface RelayHello {
  /** `performance.timeOrigin` of its document. */
  readonly began: number;
}

/** What the background says to a devtools page. */
export type BackgroundSays =
  | { readonly kind: 'permission'; readonly isGiven: boolean }
  | { readonly kind: 'opened'; readonly documentId: string; readonly began: number | undefined }
  | { readonly kind: 'told'; readonly documentId: string; readonly events: string }
  | { readonly kind: 'left'; readonly documentId: string };

/** What a devtools page says to the background; the tab first. */
export type DevtoolsSays = { readonly kind: 'tab'; readonly tabId: number } | { readonly kind: 'inject' };

function direct(events: FrameEvents, signal: AbortSignal, page: InspectedPage): FrameLine {
  const { tabId } = chrome.devtools.inspectedWindow;
  const present = new Map<string, Runtime.Port>();
  let anonymous = 0;

  /**
   * Relays of this tab's frames; those of other tabs are for other DevTools windows. They are often faster than the news that the page
   * went to another document, which ends all sockets known so far. An expression that can be evaluated says that the news is
   * through: both come the same way.
   */
  const onConnect = (port: Runtime.Port) => {
    const { sender } = port;
    if (port.name !== PORTS.relay || sender?.tab?.id !== tabId) return;
    const documentId = `frame ${(sender as chrome.runtime.MessageSender).documentId ?? ++anonymous}`;
    const caughtUp = evaluateSoon(page, '0', signal);
    present.set(documentId, port);
    void caughtUp.then(() => events.opened(documentId, undefined));
    port.onMessage.addListener((message: unknown) => {
      if (typeof message === 'string') void caughtUp.then(() => events.told(documentId, message));
    });
    port.onDisconnect.addListener(() => {
      if (present.get(documentId) !== port) return;
      present.delete(documentId);
      void caughtUp.then(() => events.left(documentId));
    });
    port.postMessage('go');
  };

  async function checkPermission(): Promise<void> {
    const isGiven = await browser.permissions.contains(TAP_PERMISSION);
    events.permission(isGiven);
    if (isGiven) return;
    for (const [documentId, port] of present) {
      port.disconnect();
      events.left(documentId);
    }
    present.clear();
  }

  const onPermission = () => void checkPermission();
  browser.runtime.onConnect.addListener(onConnect);
  browser.permissions.onAdded.addListener(onPermission);
  browser.permissions.onRemoved.addListener(onPermission);
  signal.addEventListener('abort', () => {
    browser.runtime.onConnect.removeListener(onConnect);
    browser.permissions.onAdded.removeListener(onPermission);
    browser.permissions.onRemoved.removeListener(onPermission);
  });
  holdRegistration(signal);
  onPermission();
  return { inject: () => void injectInto(tabId) };
}

/**
 * As long as a DevTools window holds a port to the background worker, it keeps the scripts registered. The worker dies when
 * idle and takes the port with it, so the port is opened anew each time, which wakes it.
 */
function holdRegistration(signal: AbortSignal): void {
  if (signal.aborted) return;
  const port = browser.runtime.connect({ name: PORTS.devtools });
  const onAbort = () => port.disconnect();
  signal.addEventListener('abort', onAbort, { once: true });
  port.onDisconnect.addListener(() => {
    signal.removeEventListener('abort', onAbort);
    queueMicrotask(() => holdRegistration(signal));
  });
}

/** Before a broken line to the background is opened again, in ms. */
const RECONNECT_MS = 500;

function throughBackground(events: FrameEvents, signal: AbortSignal): FrameLine {
  const present = new Set<string>();
  let port: Runtime.Port | undefined;
  const say = (message: DevtoolsSays) => port?.postMessage(message);

  function hear(message: BackgroundSays): void {
    switch (message.kind) {
      case 'permission':
        events.permission(message.isGiven);
        break;
      case 'opened':
        present.add(message.documentId);
        events.opened(message.documentId, message.began);
        break;
      case 'told':
        events.told(message.documentId, message.events);
        break;
      case 'left':
        present.delete(message.documentId);
        events.left(message.documentId);
        break;
      default:
        message satisfies never;
    }
  }

  function connect(): void {
    if (signal.aborted) return;
    const opened = browser.runtime.connect({ name: PORTS.devtools });
    port = opened;
    opened.onMessage.addListener((message: unknown) => hear(message as BackgroundSays));
    opened.onDisconnect.addListener(() => {
      port = undefined;
      for (const documentId of present) events.left(documentId);
      present.clear();
      setTimeout(connect, RECONNECT_MS);
    });
    say({ kind: 'tab', tabId: chrome.devtools.inspectedWindow.tabId });
  }

  signal.addEventListener('abort', () => port?.disconnect(), { once: true });
  connect();
  return { inject: () => say({ kind: 'inject' }) };
}
