import { useEffect, useState } from 'preact/hooks';
import type { PreferenceStore, Preferences } from '../../lib/preferences.ts';

interface Kept {
  readonly current: Preferences;
  /** Whether the last change was stored; true before the first. */
  readonly isStored: boolean;
  readonly change: (next: Partial<Preferences>) => void;
}

/** The preferences as they are stored, also when another tab changes them. Every change is stored at once. */
export function usePreferences(preferences: PreferenceStore): Kept {
  const [current, setCurrent] = useState(() => preferences.read());
  const [isStored, setStored] = useState(true);

  useEffect(() => {
    const controller = new AbortController();
    preferences.onChange(() => setCurrent(preferences.read()), controller.signal);
    return () => controller.abort();
  }, [preferences]);

  function change(next: Partial<Preferences>): void {
    // Another settings tab can have changed the rest meanwhile.
    setStored(preferences.write({ ...preferences.read(), ...next }));
    setCurrent(preferences.read());
  }

  return { current, isStored, change };
}
