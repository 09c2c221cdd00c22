import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadable } from './loadable.ts';

/** A part that is loaded when it is first drawn, unless `load` was called before. */
export interface LazyPart<Props> extends FunctionComponent<Props> {
  load(): Promise<unknown>;
}

/** A part that is drawn once it is loaded. What cannot be loaded is not drawn, and the console says so. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  const part = loadable(load);

  function Lazy(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(part.now);

    useEffect(() => {
      if (Part) return undefined;
      const controller = new AbortController();
      void part.load().then((loaded) => {
        if (!controller.signal.aborted) setPart(() => loaded);
      });
      return () => controller.abort();
    }, [Part]);

    return Part ? <Part {...props} /> : null;
  }
  Lazy.load = part.load;
  return Lazy;
}
