/**
 * The line to the taps that content scripts bring into every iframe, by permission. In Chromium the relay of an iframe connects to
 * the devtools page itself; in Firefox both reach the background page only, which passes on between them.
 */
import { browser, type Runtime } from './api.ts';
import { injectInto } from './inject.ts';
import { PORTS } from './names.ts';
import { goOf, type RelayHello } from './relay.ts';
import { tapPermission } from './tap-permission.ts';

export interface IframeEvents {
  /** Whether the permission is given: once at the start, then after each change. */
  permission(isGiven: boolean): void;
  /** A document with a tap is there. `began` in epoch ms, for the top document only. */
  opened(documentId: string, began: number | undefined): void;
  /** What the tap of a document saw, as JSON text. Nobody has checked it. */
  reported(documentId: string, events: string): void;
  left(documentId: string): void;
}

export interface IframeLine {
  /** Brings tap and relay into the present page. Without the permission, and on pages that take no scripts, it does nothing. */
  inject(): void;
}

/** Keeps the line open until `signal` aborts. As long as it is open, pages that load get tap and relay. */
export const openIframeLine: (
  events: IframeEvents,
  signal: AbortSignal,
  /** Whether a document that comes now records where it asks from. */
  records: () => boolean,
) => IframeLine = import.meta.env.FIREFOX ? throughBackground : direct;

/** Messages of the background page to a devtools page. */
export type BackgroundMessage =
  | { readonly kind: 'permission'; readonly isGiven: boolean }
  | { readonly kind: 'opened'; readonly documentId: string; readonly began: number | undefined }
  | { readonly kind: 'reported'; readonly documentId: string; readonly events: string }
  | { readonly kind: 'left'; readonly documentId: string };

/** Messages of a devtools page to the background page, `tab` first. */
export type DevtoolsMessage =
  | { readonly kind: 'tab'; readonly tabId: number; readonly records: boolean }
  | { readonly kind: 'inject' };

/** When the document of a relay began, in epoch ms. The relay is ours, but it runs beside a page. */
export function beganOf(message: unknown): number | undefined {
  const { began } = (message ?? {}) as Partial<RelayHello>;
  return typeof began === 'number' && Number.isFinite(began) ? began : undefined;
}

function direct(events: IframeEvents, signal: AbortSignal, records: () => boolean): IframeLine {
  const { tabId } = chrome.devtools.inspectedWindow;
  const present = new Map<string, Runtime.Port>();
  let anonymous = 0;

  /** Relays of this tab's iframes; those of other tabs are for other DevTools windows. */
  const onConnect = (port: Runtime.Port) => {
    const { sender } = port;
    if (port.name !== PORTS.relay || sender?.tab?.id !== tabId) return;
    const documentId = `frame ${(sender as chrome.runtime.MessageSender).documentId ?? ++anonymous}`;
    present.set(documentId, port);
    port.onMessage.addListener((message: unknown) => {
      if (typeof message === 'string') events.reported(documentId, message);
      else events.opened(documentId, sender.frameId === 0 ? beganOf(message) : undefined);
    });
    port.onDisconnect.addListener(() => {
      if (present.get(documentId) !== port) return;
      present.delete(documentId);
      events.left(documentId);
    });
    port.postMessage(goOf(records()));
  };

  async function checkPermission(): Promise<void> {
    const isGiven = await tapPermission.isGiven();
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
  tapPermission.onChange(onPermission, signal);
  signal.addEventListener('abort', () => browser.runtime.onConnect.removeListener(onConnect), { once: true });
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

function throughBackground(events: IframeEvents, signal: AbortSignal, records: () => boolean): IframeLine {
  const present = new Set<string>();
  let port: Runtime.Port | undefined;
  const post = (message: DevtoolsMessage) => port?.postMessage(message);

  function receive(message: BackgroundMessage): void {
    switch (message.kind) {
      case 'permission':
        events.permission(message.isGiven);
        break;
      case 'opened':
        present.add(message.documentId);
        events.opened(message.documentId, message.began);
        break;
      case 'reported':
        events.reported(message.documentId, message.events);
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
    opened.onMessage.addListener((message: unknown) => receive(message as BackgroundMessage));
    opened.onDisconnect.addListener(() => {
      port = undefined;
      for (const documentId of present) events.left(documentId);
      present.clear();
      setTimeout(connect, RECONNECT_MS);
    });
    post({ kind: 'tab', tabId: chrome.devtools.inspectedWindow.tabId, records: records() });
  }

  signal.addEventListener('abort', () => port?.disconnect(), { once: true });
  connect();
  return { inject: () => post({ kind: 'inject' }) };
}
