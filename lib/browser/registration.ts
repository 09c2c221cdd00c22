/** The background's only work: content scripts that bring the tap into every frame, while DevTools is open and allowed to. */
import { browser, type Runtime, scripting } from './api.ts';
import { PORTS, SCRIPTS } from './names.ts';
import { tapPermission } from './tap-permission.ts';

/** A worker that was started for another reason than a DevTools window clears up after this long, in ms. */
const STALE_AFTER_MS = 2_000;

/** Registers while at least one devtools page is connected and the permission is there; otherwise unregisters. */
export function keepTapRegistered(): void {
  const devtools = new Set<Runtime.Port>();
  /** Changes one after the other: registering and unregistering must not overtake each other. */
  let turn = Promise.resolve();

  function settle(): void {
    turn = turn
      .then(async () => {
        const isWanted = devtools.size > 0 && (await tapPermission.isGiven());
        if (isWanted) await register();
        else await unregister();
      })
      .catch(() => undefined);
  }

  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== PORTS.devtools) return;
    devtools.add(port);
    port.onDisconnect.addListener(() => {
      devtools.delete(port);
      settle();
    });
    settle();
  });
  browser.permissions.onAdded.addListener(settle);
  browser.permissions.onRemoved.addListener(settle);
  setTimeout(settle, STALE_AFTER_MS);
}

async function registered(): Promise<string[]> {
  const scripts = await scripting().getRegisteredContentScripts({ ids: Object.values(SCRIPTS) });
  return scripts.map(({ id }) => id);
}

async function register(): Promise<void> {
  if ((await registered()).length > 0) return;
  const everywhere = {
    matches: ['<all_urls>'],
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_start',
    persistAcrossSessions: false,
  } as const;
  await scripting().registerContentScripts([
    // The relay first: it waits for the tap's greeting.
    { ...everywhere, matches: [...everywhere.matches], id: SCRIPTS.relay, js: ['socket-relay.js'] },
    { ...everywhere, matches: [...everywhere.matches], id: SCRIPTS.tap, js: ['socket-tap.js'], world: 'MAIN' },
  ]);
}

async function unregister(): Promise<void> {
  // Without the permission there is no such API, and nothing can be registered.
  if (!scripting()) return;
  const ids = await registered();
  if (ids.length > 0) await scripting().unregisterContentScripts({ ids });
}
