/** The panel's page: puts the view on the session that the devtools page hands over, and gives it the browser's services. */
import { render } from 'preact';
import { StoreContext } from '../../components/context.ts';
import type { PanelHost, PanelWindow } from '../../components/host.ts';
import { Panel } from '../../components/panel.tsx';
import { createStore } from '../../components/store.ts';
import { translate } from '../../lib/browser/api.ts';
import { saveFile, writeClipboard } from '../../lib/browser/hand-out.ts';
import { scheduleAfter } from '../../lib/browser/timing.ts';
import { createMemory } from '../../lib/memory.ts';

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
      translate,
      writeClipboard,
      saveFile,
      memory: createMemory(() => localStorage),
      focusList: () => root.querySelector<HTMLElement>('[role=grid]')?.focus(),
      now: Date.now,
      schedule: scheduleAfter,
      signal: view.signal,
    });
    const draw = () => {
      if (view.signal.aborted) return;
      render(
        <StoreContext.Provider value={store}>
          <Panel />
        </StoreContext.Provider>,
        root,
      );
    };
    // Rows that a kept filter holds back are never seen.
    if (store.isReady) void store.isReady.then(draw, draw);
    else draw();
  };
}

document.documentElement.lang = translate('languageTag');
const root = document.getElementById('root');
if (root) (window as PanelWindow).attach = createAttach(root);
