/** Where the panel keeps how it looks. Plain texts; whoever stores them decides where. */
export interface Memory {
  /** Undefined where nothing is kept, or nothing can be read. */
  recall(name: string): unknown;
  /** Keeps a value that JSON can say; does nothing where storage is full or switched off. */
  keep(name: string, value: unknown): void;
}

/**
 * A memory over a store of texts, such as the extension's own localStorage. What was stored may come from anybody: it is
 * read as JSON or not at all, and whoever recalls it checks it.
 *
 * @param open gives the store, or throws where the browser has it switched off
 */
export function createMemory(open: () => Pick<Storage, 'getItem' | 'setItem'>): Memory {
  return {
    recall(name) {
      try {
        return JSON.parse(open().getItem(name) ?? 'null') ?? undefined;
      } catch {
        return undefined;
      }
    },
    keep(name, value) {
      try {
        open().setItem(name, JSON.stringify(value));
      } catch {
        // A layout that is forgotten is no reason to stop.
      }
    },
  };
}
