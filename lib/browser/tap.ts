/**
 * Ways to put the socket tap into pages. Without a permission DevTools evaluates it in the top frame; with one, content scripts
 * bring it into every frame before the page's own scripts.
 */
import browser from 'webextension-polyfill';
import type { SocketCapture } from '../capture/sockets.ts';
import type { SocketWatch } from '../session/log.ts';
import { installTap } from '../tap/tap.ts';
import { PORTS, TAP_KEY } from './names.ts';
import { TAP_PERMISSION } from './permission.ts';

interface Options {
  readonly capture: SocketCapture;
  readonly onWatch: (watch: SocketWatch) => void;
  readonly onTrouble: (error: unknown) => void;
  readonly signal: AbortSignal;
}

export interface TapPlacement {
  /** Loads the page again with the tap in place before its first script, in the top frame. */
  reloadAndCapture(): void;
}

/** How often the tap is emptied, in ms. A hidden devtools page gets its timers once a second at best. */
const DRAIN_MS = 1_000;
/** A navigation leaves no place to evaluate in for a moment; each attempt takes about a millisecond. */
const MAX_ATTEMPTS = 400;

/** Evaluated in the page: hands out what the tap holds, as JSON. `null` where there is no tap. */
const DRAIN = `(() => { const tap = window[${JSON.stringify(TAP_KEY)}]; return tap && typeof tap.drainText === 'function' ? tap.drainText() : null; })()`;
const INSTALL = `(${installTap})(${JSON.stringify(TAP_KEY)})`;
const HAS_TAP = `Object.prototype.hasOwnProperty.call(window, ${JSON.stringify(TAP_KEY)})`;

export function placeTap({ capture, onWatch, onTrouble, signal }: Options): TapPlacement {
  let isFromStart = false;
  let reloading = false;
  let hasPermission = false;
  /** One drain at a time; a second wish while one runs is granted by the next round. */
  let draining: Promise<void> | undefined;

  async function drain(): Promise<void> {
    const asked = Date.now();
    const answer = await evaluate(DRAIN);
    if (answer === undefined) return;
    if (answer === null) {
      isFromStart = false;
      if ((await evaluate(INSTALL)) === undefined) return;
    } else if (typeof answer === 'string') capture.tapped('top', parsed(answer));
    if (hasPermission) return;
    capture.heard(asked);
    tell();
  }

  function tell(): void {
    capture.setTapped(true);
    onWatch(hasPermission ? 'every-frame' : isFromStart ? 'top-frame-from-start' : 'top-frame');
  }

  function drainNow(): Promise<void> {
    draining ??= drain()
      .catch(onTrouble)
      .finally(() => {
        draining = undefined;
      });
    return draining;
  }

  async function keepDraining(): Promise<void> {
    while (!signal.aborted) {
      if (!hasPermission) await drainNow();
      await new Promise((resolve) => setTimeout(resolve, DRAIN_MS));
    }
  }

  /** Into a new document as soon as it can be reached: every millisecond counts for sockets that open early. */
  async function afterNavigation(): Promise<void> {
    isFromStart = reloading;
    reloading = false;
    if (!hasPermission) {
      await evaluateSoon(INSTALL, signal);
      await drainNow();
      // The scripts may have been registered too late for this document.
    } else if ((await evaluateSoon(HAS_TAP, signal)) === false) await injectIntoPresentPage();
  }

  async function checkPermission(): Promise<void> {
    hasPermission = await browser.permissions.contains(TAP_PERMISSION);
    if (hasPermission) {
      capture.heard(undefined);
      tell();
      await injectIntoPresentPage();
    } else await drainNow();
  }

  const onNavigated = () => {
    afterNavigation().catch(onTrouble);
  };
  const onPermission = () => {
    checkPermission().catch(onTrouble);
  };
  chrome.devtools.network.onNavigated.addListener(onNavigated);
  browser.permissions.onAdded.addListener(onPermission);
  browser.permissions.onRemoved.addListener(onPermission);
  signal.addEventListener('abort', () => {
    chrome.devtools.network.onNavigated.removeListener(onNavigated);
    browser.permissions.onAdded.removeListener(onPermission);
    browser.permissions.onRemoved.removeListener(onPermission);
  });
  acceptRelays(capture, signal);
  holdRegistration(signal);
  onPermission();
  void keepDraining();

  return {
    reloadAndCapture() {
      reloading = true;
      chrome.devtools.inspectedWindow.reload({ injectedScript: INSTALL });
    },
  };
}

/** The value of an expression in the top frame; undefined when it can not be evaluated there now. */
function evaluate(expression: string): Promise<unknown> {
  return new Promise((resolve) => {
    chrome.devtools.inspectedWindow.eval(expression, (value, failure) => {
      resolve(failure?.isError || failure?.isException ? undefined : (value ?? null));
    });
  });
}

/** As `evaluate`, until it succeeds. */
async function evaluateSoon(expression: string, signal: AbortSignal): Promise<unknown> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS && !signal.aborted; attempt++) {
    const value = await evaluate(expression);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The page was there before the scripts were registered: its sockets are found at their next message. */
async function injectIntoPresentPage(): Promise<void> {
  const target = { tabId: chrome.devtools.inspectedWindow.tabId, allFrames: true };
  try {
    await chrome.scripting.executeScript({ target, files: ['socket-tap.js'], world: 'MAIN', injectImmediately: true });
    await chrome.scripting.executeScript({ target, files: ['socket-relay.js'], injectImmediately: true });
  } catch {
    // Some pages take no scripts: about:blank, the browser's own, and one that is just going away.
  }
}

/**
 * Relays of this tab's frames connect straight to this page; those of other tabs are for other DevTools windows.
 *
 * They are often faster than the news that the page went to another document, which ends all sockets known so far. An
 * expression that can be evaluated says that the news is through: both come the same way.
 */
function acceptRelays(capture: SocketCapture, signal: AbortSignal): void {
  let documents = 0;
  const present = new Map<string, browser.Runtime.Port>();
  const onConnect = (port: browser.Runtime.Port) => {
    const { sender } = port;
    if (port.name !== PORTS.relay || sender?.tab?.id !== chrome.devtools.inspectedWindow.tabId) return;
    const documentId = `frame ${(sender as chrome.runtime.MessageSender).documentId ?? ++documents}`;
    const caughtUp = evaluateSoon('0', signal);
    present.set(documentId, port);
    port.onMessage.addListener((message: unknown) => {
      if (typeof message === 'string') void caughtUp.then(() => capture.tapped(documentId, parsed(message)));
    });
    port.onDisconnect.addListener(() => {
      if (present.get(documentId) !== port) return;
      present.delete(documentId);
      void caughtUp.then(() => capture.left(documentId));
    });
    port.postMessage('go');
  };
  browser.runtime.onConnect.addListener(onConnect);
  signal.addEventListener('abort', () => browser.runtime.onConnect.removeListener(onConnect));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
