import { useEffect, useState } from 'preact/hooks';

/** One document that is kept, and that another tab can change. */
export interface Kept<T> {
  read(): T;
  /** Whether something that was stored could not be used. */
  isDamaged(): boolean;
  /** Tells whether it was stored. */
  write(next: T): boolean;
  onChange(listener: () => void, signal: AbortSignal): void;
}

interface Used<T> {
  readonly current: T;
  /** Whether the last change was stored; true before the first. */
  readonly isStored: boolean;
  readonly write: (next: T) => boolean;
}

/** What is stored, also when another tab changes it. */
export function useStored<T>(kept: Kept<T>): Used<T> {
  const [current, setCurrent] = useState(() => kept.read());
  const [isStored, setStored] = useState(true);

  useEffect(() => {
    const controller = new AbortController();
    kept.onChange(() => setCurrent(kept.read()), controller.signal);
    return () => controller.abort();
  }, [kept]);

  function write(next: T): boolean {
    const worked = kept.write(next);
    setStored(worked);
    setCurrent(kept.read());
    return worked;
  }

  return { current, isStored, write };
}
