import { useLayoutEffect, useRef } from 'preact/hooks';
import { useStore } from './context.ts';
import { DropTarget } from './drop.tsx';
import { List } from './list/list.tsx';
import { Faults, ImportBar, IncidentStrip } from './parts.ts';
import { Dialogs } from './report/dialogs.tsx';
import { listenForShortcuts } from './shortcuts.ts';
import { Split } from './split.tsx';
import { StatusBar } from './status-bar.tsx';
import { Chips } from './toolbar/chips.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';

export function Panel() {
  const store = useStore();
  const root = useRef<HTMLDivElement>(null);

  // Before anything can be pressed: a key that comes before its listener is lost.
  useLayoutEffect(() => {
    const controller = new AbortController();
    if (root.current) listenForShortcuts(root.current, store, controller.signal);
    return () => controller.abort();
  }, [store]);

  return (
    <div class="panel" ref={root}>
      <header>
        <h1 class="unseen">{store.translate('panelTitle')}</h1>
        <Toolbar />
        {store.settingsTrouble.value && (
          <div class="bar trouble" role="alert">
            {store.translate('settingsDamaged')}{' '}
            <button type="button" class="link" onClick={store.dismissSettingsTrouble}>
              {store.translate('close')}
            </button>
          </div>
        )}
        {store.faults.value.length > 0 && <Faults />}
        <Chips />
        {store.incidents.value.length > 0 && <IncidentStrip />}
        {store.hasImports.value && <ImportBar />}
      </header>
      <Split>
        <List />
      </Split>
      <StatusBar />
      <DropTarget root={root} />
      <Dialogs />
      <p class="unseen" aria-live="polite" data-part="news">
        {store.news}
      </p>
      <p class="told" role="status" aria-live="polite">
        {store.announcement}
      </p>
    </div>
  );
}
