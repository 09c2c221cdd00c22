/**
 * Preferences in the extension's own localStorage: shared by its pages, on this machine only, and without a permission.
 * A write in one page is an event in all others.
 */
import { type PreferenceStore, type Preferences, parsePreferences } from '../preferences.ts';

const KEY = 'preferences';

/**
 * @param storage gives the storage, or throws where the browser has it switched off
 * @param pages gets `storage` events of writes in other pages: the window
 */
export function storedPreferences(
  storage: () => Pick<Storage, 'getItem' | 'setItem'>,
  pages: Pick<EventTarget, 'addEventListener'>,
): PreferenceStore {
  let known: { readonly text: string | null; readonly preferences: Preferences } | undefined;

  function readText(): string | null {
    try {
      return storage().getItem(KEY);
    } catch {
      return null;
    }
  }

  return {
    read() {
      const text = readText();
      if (known?.text !== text || !known) known = { text, preferences: parsePreferences(parsed(text)) };
      return known.preferences;
    },
    write(next) {
      try {
        storage().setItem(KEY, JSON.stringify(next));
        return true;
      } catch {
        return false;
      }
    },
    onChange(listener, signal) {
      const onStorage = (event: Event) => {
        const { key } = event as StorageEvent;
        // Without a key everything was cleared.
        if (key === KEY || key === null) listener();
      };
      pages.addEventListener('storage', onStorage, { signal });
    },
  };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
