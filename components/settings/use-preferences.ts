import type { PreferenceStore, Preferences } from '../../lib/preferences.ts';
import { useStored } from './use-stored.ts';

interface Kept {
  readonly current: Preferences;
  /** Whether the last change was stored; true before the first. */
  readonly isStored: boolean;
  readonly change: (next: Partial<Preferences>) => void;
}

/** The preferences as they are stored, also when another tab changes them. Every change is stored at once. */
export function usePreferences(preferences: PreferenceStore): Kept {
  const { current, isStored, write } = useStored(preferences);
  // Another settings tab can have changed the rest meanwhile.
  const change = (next: Partial<Preferences>) => void write({ ...preferences.read(), ...next });
  return { current, isStored, change };
}
