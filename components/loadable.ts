/** Something that is loaded when it is first wanted. */

export interface Loadable<T> {
  /** Undefined until it is there. */
  now(): T | undefined;
  /** What failed is tried again by the next call. */
  load(): Promise<T>;
}

export function loadable<T>(load: () => Promise<T>): Loadable<T> {
  let loaded: T | undefined;
  return {
    now: () => loaded,
    load: async () => {
      loaded ??= await load();
      return loaded;
    },
  };
}
