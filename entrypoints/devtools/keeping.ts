/** What the devtools page loads when the session is to outlive DevTools. */
import type { PanelHost } from '../../components/host.ts';
import { keptSession } from '../../lib/browser/kept-sessions.ts';
import { scheduleAfter, timers } from '../../lib/browser/timing.ts';
import type { PreferenceStore } from '../../lib/preferences.ts';
import { keepSession } from '../../lib/session/keeper.ts';
import type { Session } from '../../lib/session/log.ts';

interface Around extends Pick<PanelHost, 'har' | 'importFile'> {
  readonly session: Session;
  readonly preferences: Pick<PreferenceStore, 'read' | 'onChange'>;
  readonly onTrouble: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Keeps the session for as long as that is wanted. */
export function startKeeping({ session, preferences, har, importFile, onTrouble, signal }: Around): void {
  let keeping: AbortController | undefined;

  function follow(): void {
    const isWanted = preferences.read().keepSession && !signal.aborted;
    if (isWanted === (keeping !== undefined)) return;
    keeping?.abort();
    keeping = isWanted ? new AbortController() : undefined;
    if (keeping) void keep(keeping.signal);
  }

  function keep(wanted: AbortSignal): Promise<void> {
    return keepSession({
      session,
      kept: keptSession(chrome.devtools.inspectedWindow.tabId),
      record: async (source) => (await har(source)).text,
      restore: (text) => importFile(new TextEncoder().encode(text), () => {}, wanted),
      now: timers.now,
      schedule: scheduleAfter,
      onTrouble,
      signal: wanted,
    });
  }

  preferences.onChange(follow, signal);
  signal.addEventListener('abort', follow, { once: true });
  follow();
}
