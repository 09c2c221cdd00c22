/**
 * Firefox's content scripts and devtools pages reach only the background page. It passes on what the relays in the frames of a tab
 * tell to the devtools page of that tab, and keeps nothing: without DevTools a relay is turned away, and its tap sleeps.
 */
import browser, { type Runtime } from 'webextension-polyfill';
import type { BackgroundSays, DevtoolsSays, RelayHello } from './frame-line.ts';
import { injectInto } from './inject.ts';
import { PORTS } from './names.ts';
import { TAP_PERMISSION } from './permission.ts';

interface Relay {
  readonly port: Runtime.Port;
  readonly tabId: number;
}

export function passOnFrames(): void {
  const devtools = new Map<number, Runtime.Port>();
  const relays = new Map<string, Relay>();
  let documents = 0;

  function say(port: Runtime.Port, message: BackgroundSays): void {
    port.postMessage(message);
  }

  function takeRelay(port: Runtime.Port): void {
    const { tab, frameId } = port.sender ?? {};
    const listener = tab?.id === undefined ? undefined : devtools.get(tab.id);
    if (tab?.id === undefined || !listener) {
      port.disconnect();
      return;
    }
    const tabId = tab.id;
    const documentId = `frame ${++documents}`;
    relays.set(documentId, { port, tabId });
    port.onMessage.addListener((message: unknown) => {
      if (typeof message === 'string') say(listener, { kind: 'told', documentId, events: message });
      else say(listener, { kind: 'opened', documentId, began: frameId === 0 ? beganOf(message) : undefined });
    });
    port.onDisconnect.addListener(() => {
      relays.delete(documentId);
      if (devtools.get(tabId) === listener) say(listener, { kind: 'left', documentId });
    });
    port.postMessage('go');
  }

  function hangUp(isConcerned: (relay: Relay) => boolean): void {
    for (const [documentId, relay] of relays) {
      if (!isConcerned(relay)) continue;
      relays.delete(documentId);
      relay.port.disconnect();
      const listener = devtools.get(relay.tabId);
      if (listener) say(listener, { kind: 'left', documentId });
    }
  }

  function takeDevtools(port: Runtime.Port): void {
    let tabId: number | undefined;
    port.onMessage.addListener((value: unknown) => {
      const message = value as DevtoolsSays;
      switch (message.kind) {
        case 'tab':
          tabId = message.tabId;
          devtools.set(tabId, port);
          void tellPermission([port]);
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
      hangUp((relay) => relay.tabId === tabId);
    });
  }

  async function tellPermission(ports: Iterable<Runtime.Port>): Promise<void> {
    const isGiven = await browser.permissions.contains(TAP_PERMISSION);
    if (!isGiven) hangUp(() => true);
    for (const port of ports) say(port, { kind: 'permission', isGiven });
  }

  browser.runtime.onConnect.addListener((port) => {
    if (port.name === PORTS.relay) takeRelay(port);
    else if (port.name === PORTS.devtools) takeDevtools(port);
  });
  const onPermission = () => void tellPermission(devtools.values());
  browser.permissions.onAdded.addListener(onPermission);
  browser.permissions.onRemoved.addListener(onPermission);
}

/** The relay is ours, but it lives beside a page. */
function beganOf(message: unknown): number | undefined {
  const { began } = (message ?? {}) as Partial<RelayHello>;
  return typeof began === 'number' && Number.isFinite(began) ? began : undefined;
}
