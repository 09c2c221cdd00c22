/**
 * Preferences in the extension's own localStorage: shared by its pages, on this machine only, and without a permission.
 * A write in one page is an event in all others.
 */
import { isUsable, type PreferenceStore, type Preferences, parsePreferences } from '../preferences.ts';

const KEY = 'preferences';
/** What could not be used, for somebody who wants it back. */
const SET_ASIDE = 'preferences set aside';

/**
 * @param storage gives the storage, or throws where the browser has it switched off
 * @param pages gets `storage` events of writes in other pages: the window
 */
export function storedPreferences(
  storage: () => Pick<Storage, 'getItem' | 'setItem'>,
  pages: Pick<EventTarget, 'addEventListener'>,
): PreferenceStore {
  let isDamaged = false;
  let known: { readonly text: string | null; readonly preferences: Preferences } | undefined;

  function readText(): string | null {
    try {
      return storage().getItem(KEY);
    } catch {
      return null;
    }
  }

  function read(): Preferences {
    const text = readText();
    if (known && known.text === text) return known.preferences;
    const stored = parsed(text);
    known = { text, preferences: parsePreferences(stored) };
    if (text !== null && !isUsable(stored)) setAside(text);
    return known.preferences;
  }

  function setAside(text: string): void {
    isDamaged = true;
    try {
      storage().setItem(SET_ASIDE, text);
    } catch {
      // The message still says what happened.
    }
  }

  return {
    read,
    isDamaged() {
      read();
      return isDamaged;
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
    // No preferences at all, which is not the same as none stored.
    return text;
  }
}
