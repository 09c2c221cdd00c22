/** What users choose on the settings tab. Plain data: whoever stores it decides where. */
import { FORMATS, type ReportFormat } from './report/formats.ts';
import { NO_RULES, parseRules, type RedactionRules } from './report/rules.ts';
import { parseTemplates, type TraceTemplate } from './trace-template.ts';

/** How high the rows of the list are: as in the browser's own panels, or easier to hit and to read. */
export const DENSITIES = ['native', 'comfortable'] as const;
export type Density = (typeof DENSITIES)[number];

export interface Preferences {
  /** What redaction hides beside what it hides anyway. */
  readonly rules: RedactionRules;
  /** What Ctrl+C copies. */
  readonly format: ReportFormat;
  readonly density: Density;
  /** Where traces are looked at, by host. */
  readonly traces: readonly TraceTemplate[];
  /** Whether the tap records which line asks, and reads failing replies that must not be stored. It shows in the stacks of pages. */
  readonly recordStacks: boolean;
  /** Whether the session outlives DevTools, in memory that ends with the browser. */
  readonly keepSession: boolean;
}

export const DEFAULT_PREFERENCES: Preferences = {
  rules: NO_RULES,
  format: 'github',
  density: 'native',
  traces: [],
  recordStacks: false,
  keepSession: false,
};

/** Reads what was stored, whoever wrote it. Never throws: what cannot be used is left out. */
export function parsePreferences(input: unknown): Preferences {
  const { rules, format, density, traces, recordStacks, keepSession } = (
    typeof input === 'object' && input !== null ? input : {}
  ) as Record<string, unknown>;
  return {
    rules: parseRules(rules).rules,
    format: FORMATS.find(({ id }) => id === format)?.id ?? DEFAULT_PREFERENCES.format,
    density: DENSITIES.find((known) => known === density) ?? DEFAULT_PREFERENCES.density,
    traces: parseTemplates(traces),
    recordStacks: recordStacks === true,
    keepSession: keepSession === true,
  };
}

/** Whether everything in what was stored can be used. What is missing is no damage: it was stored by an earlier version. */
export function isUsable(input: unknown): boolean {
  if (input === undefined || input === null) return true;
  if (typeof input !== 'object' || Array.isArray(input)) return false;
  const { rules, format, density, traces, recordStacks, keepSession } = input as Record<string, unknown>;
  return (
    (rules === undefined || parseRules(rules).faults.length === 0) &&
    (format === undefined || FORMATS.some(({ id }) => id === format)) &&
    (density === undefined || DENSITIES.some((known) => known === density)) &&
    (traces === undefined || (Array.isArray(traces) && parseTemplates(traces).length === traces.length)) &&
    [recordStacks, keepSession].every((one) => one === undefined || typeof one === 'boolean')
  );
}

/** Where preferences are kept. */
export interface PreferenceStore {
  /** The same object until something changes. */
  read(): Preferences;
  /** Whether something that was stored could not be used and was set aside. */
  isDamaged(): boolean;
  /** Tells whether it worked: storage can be full or switched off. */
  write(next: Preferences): boolean;
  /** Calls `listener` when another page of the extension has changed them, until `signal` aborts. */
  onChange(listener: () => void, signal: AbortSignal): void;
}
