import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part that is loaded when it is first drawn, unless `load` was called before. */
export interface LazyPart<Props> extends FunctionComponent<Props> {
  load(): Promise<void>;
}

/** A part that is drawn once it is loaded. What cannot be loaded is not drawn, and the console says so. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined;

  function Lazy(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(() => loaded);

    useEffect(() => {
      if (Part) return undefined;
      const controller = new AbortController();
      void Lazy.load().then(() => {
        if (!controller.signal.aborted) setPart(() => loaded);
      });
      return () => controller.abort();
    }, [Part]);

    return Part ? <Part {...props} /> : null;
  }
  Lazy.load = async () => {
    loaded ??= await load();
  };
  return Lazy;
}
