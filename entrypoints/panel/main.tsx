/** The panel's page: puts the view on the session that the devtools page hands over, and gives it the browser's services. */
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { StoreContext } from '../../components/context.ts';
import type { PanelHost, PanelWindow } from '../../components/host.ts';
import { Panel } from '../../components/panel.tsx';
import { createStore } from '../../components/store.ts';
import { saveFile, writeClipboard } from '../../lib/browser/hand-out.ts';
import { createMemory } from '../../lib/memory.ts';

/** Longest delay a timer takes, in milliseconds (HTML standard: a signed 32-bit integer). */
const LONGEST_DELAY = 2 ** 31 - 1;

function createAttach(root: HTMLElement): (host: PanelHost) => void {
  let attached: { readonly host: PanelHost; readonly view: AbortController } | undefined;
  window.addEventListener('pagehide', () => attached?.view.abort());

  return (host) => {
    if (attached?.host === host) return;
    attached?.view.abort();
    const view = new AbortController();
    attached = { host, view };
    const store = createStore({
      host,
      translate: (key, ...substitutions) => browser.i18n.getMessage(key, [...substitutions]),
      writeClipboard,
      saveFile,
      memory: createMemory(() => localStorage),
      focusList: () => root.querySelector<HTMLElement>('[role=grid]')?.focus(),
      now: Date.now,
      schedule,
      signal: view.signal,
    });
    render(
      <StoreContext.Provider value={store}>
        <Panel />
      </StoreContext.Provider>,
      root,
    );
  };
}

function schedule(run: () => void, delayMs: number, signal: AbortSignal): void {
  const timer = setTimeout(run, Math.min(delayMs, LONGEST_DELAY));
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}

const root = document.getElementById('root');
if (root) (window as PanelWindow).attach = createAttach(root);
