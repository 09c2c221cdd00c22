/** Something that is loaded when it is first called for. No call is lost while it is on its way, and none overtakes another. */

export interface Deferred<T> {
  /** Calls now where it is there and nothing waits, else in turn. Loads it. */
  use(call: (it: T) => void): void;
  /** The same without loading it: as long as nobody has called for it, the call gets undefined at once. */
  mention(call: (it: T | undefined) => void): void;
  /** Loads it. Rejects where that fails. */
  ready(): Promise<T>;
}

/** Calls that wait: loading takes milliseconds. Beyond it the oldest is dropped. */
export const MAX_WAITING = 50_000;

/**
 * @param load called again by the next call where it rejected: what waits goes on waiting
 * @param onTrouble told that loading failed, or that a call which waited threw
 */
export function createDeferred<T>(load: () => Promise<T>, onTrouble: (error: unknown) => void): Deferred<T> {
  let loaded: { readonly it: T } | undefined;
  let loading: Promise<T> | undefined;
  let waiting: ((it: T) => void)[] = [];

  async function start(): Promise<T> {
    try {
      const it = await load();
      // What calls add while these run is called at once, so it is taken in the same turn.
      for (const call of waiting) attempt(call, it);
      waiting = [];
      loaded = { it };
      return it;
    } finally {
      loading = undefined;
    }
  }

  function attempt(call: (it: T) => void, it: T): void {
    try {
      call(it);
    } catch (error) {
      onTrouble(error);
    }
  }

  function ready(): Promise<T> {
    if (loaded) return Promise.resolve(loaded.it);
    loading ??= start();
    return loading;
  }

  function wait(call: (it: T) => void): void {
    waiting.push(call);
    if (waiting.length > MAX_WAITING) waiting.shift();
  }

  return {
    use(call) {
      if (loaded) return call(loaded.it);
      wait(call);
      ready().catch(onTrouble);
    },
    mention(call) {
      if (loaded || (!loading && waiting.length === 0)) call(loaded?.it);
      else wait(call);
    },
    ready,
  };
}
