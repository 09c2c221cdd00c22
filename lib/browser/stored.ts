/**
 * One document in the extension's own localStorage: shared by its pages, on this machine only, and without a permission.
 * A write in one page is an event in all others.
 */

interface Form<T> {
  /** Under which it is kept. */
  readonly key: string;
  /** Reads what was stored, whoever wrote it. Never throws. */
  readonly parse: (input: unknown) => T;
  /** Whether everything in what was stored can be used. */
  readonly isUsable: (input: unknown) => boolean;
}

export interface Stored<T> {
  /** The same object until something changes. */
  read(): T;
  /** Whether something that was stored could not be used and was set aside. */
  isDamaged(): boolean;
  /** Tells whether it worked: storage can be full or switched off. */
  write(next: T): boolean;
  /** Calls `listener` when another page of the extension has changed it, until `signal` aborts. */
  onChange(listener: () => void, signal: AbortSignal): void;
}

/** Gives the storage, or throws where the browser has it switched off. */
export type OpenStorage = () => Pick<Storage, 'getItem' | 'setItem'>;
/** Gets `storage` events of writes in other pages: the window. */
export type StorageEvents = Pick<EventTarget, 'addEventListener'>;

export function storedDocument<T>(
  { key, parse, isUsable }: Form<T>,
  open: OpenStorage,
  pages: StorageEvents,
): Stored<T> {
  /** What could not be used, for somebody who wants it back. */
  const setAsideKey = `${key} set aside`;
  let isDamaged = false;
  let known: { readonly text: string | null; readonly value: T } | undefined;

  function readText(): string | null {
    try {
      return open().getItem(key);
    } catch {
      return null;
    }
  }

  function read(): T {
    const text = readText();
    if (known && known.text === text) return known.value;
    const stored = parsed(text);
    known = { text, value: parse(stored) };
    if (text !== null && !isUsable(stored)) setAside(text);
    return known.value;
  }

  function setAside(text: string): void {
    isDamaged = true;
    try {
      open().setItem(setAsideKey, text);
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
        open().setItem(key, JSON.stringify(next));
        return true;
      } catch {
        return false;
      }
    },
    onChange(listener, signal) {
      const onStorage = (event: Event) => {
        const changed = (event as StorageEvent).key;
        // Without a key everything was cleared.
        if (changed === key || changed === null) listener();
      };
      pages.addEventListener('storage', onStorage, { signal });
    },
  };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    // No document at all, which is not the same as none stored.
    return text;
  }
}
