import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part that is loaded when it is first drawn, and drawn once it is there. What cannot be loaded is not drawn, and the console says so. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): FunctionComponent<Props> {
  let loaded: ComponentType<Props> | undefined;

  return function Lazy(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(() => loaded);

    useEffect(() => {
      if (Part) return undefined;
      const controller = new AbortController();
      void load().then((part) => {
        loaded = part;
        if (!controller.signal.aborted) setPart(() => part);
      });
      return () => controller.abort();
    }, [Part]);

    return Part ? <Part {...props} /> : null;
  };
}
