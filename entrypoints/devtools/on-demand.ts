/** Something that is loaded when it is first asked for; undefined until it is there. */
export function onDemand<T>(load: () => Promise<T>, onTrouble: (error: unknown) => void): () => T | undefined {
  let loaded: T | undefined;
  let isAsked = false;
  return () => {
    if (!isAsked) {
      isAsked = true;
      void load().then((it) => {
        loaded = it;
      }, onTrouble);
    }
    return loaded;
  };
}
