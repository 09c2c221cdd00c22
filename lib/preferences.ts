/** What users choose for reports. Plain data: whoever stores it decides where. */
import { REPORT_FORMATS, type ReportFormat } from './report/formats.ts';
import { NO_RULES, parseRules, type RedactionRules } from './report/rules.ts';

export interface Preferences {
  /** What redaction hides beside what it hides anyway. */
  readonly rules: RedactionRules;
  /** What Ctrl+C copies. */
  readonly format: ReportFormat;
}

export const DEFAULT_PREFERENCES: Preferences = { rules: NO_RULES, format: 'github' };

/** Reads what was stored, whoever wrote it. Never throws: what can not be used is left out. */
export function parsePreferences(input: unknown): Preferences {
  const { rules, format } = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>;
  return {
    rules: parseRules(rules).rules,
    format: REPORT_FORMATS.find((known) => known === format) ?? DEFAULT_PREFERENCES.format,
  };
}

/** Where preferences are kept. */
export interface PreferenceStore {
  /** The same object until something changes. */
  read(): Preferences;
  /** Tells whether it worked: storage can be full or switched off. */
  write(next: Preferences): boolean;
  /** Calls `listener` when another page of the extension has changed them, until `signal` aborts. */
  onChange(listener: () => void, signal: AbortSignal): void;
}
