/** Preferences in the extension's own storage. */
import { isUsable, type PreferenceStore, parsePreferences } from '../preferences.ts';
import { type OpenStorage, type StorageEvents, storedDocument } from './stored.ts';

export function storedPreferences(open: OpenStorage, pages: StorageEvents): PreferenceStore {
  return storedDocument({ key: 'preferences', parse: parsePreferences, isUsable }, open, pages);
}
