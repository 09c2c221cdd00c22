/**
 * In Firefox, content scripts and devtools pages reach only the background page. It passes on what the relays of a tab report to the
 * devtools page of that tab, and keeps nothing: without DevTools a relay is disconnected, and its tap sleeps.
 */
import { browser, type Runtime } from './api.ts';
import { type BackgroundMessage, beganOf, type DevtoolsMessage } from './iframe-line.ts';
import { injectInto } from './inject.ts';
import { PORTS } from './names.ts';
import { goOf } from './relay.ts';
import { tapPermission } from './tap-permission.ts';

interface Relay {
  readonly port: Runtime.Port;
  readonly tabId: number;
}

export function passOnRelays(): void {
  const devtools = new Map<number, Runtime.Port>();
  /** Tabs whose documents record where they ask from. */
  const recording = new Set<number>();
  const relays = new Map<string, Relay>();

  function post(port: Runtime.Port, message: BackgroundMessage): void {
    port.postMessage(message);
  }

  function connectRelay(port: Runtime.Port): void {
    const { tab, frameId } = port.sender ?? {};
    const listener = tab?.id === undefined ? undefined : devtools.get(tab.id);
    if (tab?.id === undefined || !listener) {
      port.disconnect();
      return;
    }
    const tabId = tab.id;
    // A background page that starts anew must not give the same id again.
    const documentId = `frame ${crypto.randomUUID()}`;
    relays.set(documentId, { port, tabId });
    port.onMessage.addListener((message: unknown) => {
      if (typeof message === 'string') post(listener, { kind: 'reported', documentId, events: message });
      else post(listener, { kind: 'opened', documentId, began: frameId === 0 ? beganOf(message) : undefined });
    });
    port.onDisconnect.addListener(() => {
      relays.delete(documentId);
      if (devtools.get(tabId) === listener) post(listener, { kind: 'left', documentId });
    });
    port.postMessage(goOf(recording.has(tabId)));
  }

  function disconnect(isConcerned: (relay: Relay) => boolean): void {
    for (const [documentId, relay] of relays) {
      if (!isConcerned(relay)) continue;
      relays.delete(documentId);
      relay.port.disconnect();
      const listener = devtools.get(relay.tabId);
      if (listener) post(listener, { kind: 'left', documentId });
    }
  }

  function connectDevtools(port: Runtime.Port): void {
    let tabId: number | undefined;
    port.onMessage.addListener((value: unknown) => {
      const message = value as DevtoolsMessage;
      switch (message.kind) {
        case 'tab':
          tabId = message.tabId;
          devtools.set(tabId, port);
          if (message.records) recording.add(tabId);
          else recording.delete(tabId);
          void postPermission([port]);
          return;
        case 'inject':
          if (tabId !== undefined) void injectInto(tabId);
          return;
        default:
          message satisfies never;
      }
    });
    port.onDisconnect.addListener(() => {
      if (tabId === undefined || devtools.get(tabId) !== port) return;
      devtools.delete(tabId);
      recording.delete(tabId);
      disconnect((relay) => relay.tabId === tabId);
    });
  }

  async function postPermission(ports: Iterable<Runtime.Port>): Promise<void> {
    const isGiven = await tapPermission.isGiven();
    if (!isGiven) disconnect(() => true);
    for (const port of ports) post(port, { kind: 'permission', isGiven });
  }

  browser.runtime.onConnect.addListener((port) => {
    if (port.name === PORTS.relay) connectRelay(port);
    else if (port.name === PORTS.devtools) connectDevtools(port);
  });
  const onPermission = () => void postPermission(devtools.values());
  browser.permissions.onAdded.addListener(onPermission);
  browser.permissions.onRemoved.addListener(onPermission);
}
