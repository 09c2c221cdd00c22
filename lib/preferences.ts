/** What users choose on the settings tab. Plain data: whoever stores it decides where. */
import { FORMATS, type ReportFormat } from './report/formats.ts';
import { NO_RULES, parseRules, type RedactionRules } from './report/rules.ts';
import { parseTemplates, type TraceTemplate } from './trace-template.ts';

/** How high the rows of the list are: as in the browser's own panels, or easier to hit and to read. */
export const DENSITIES = ['native', 'comfortable'] as const;
export type Density = (typeof DENSITIES)[number];

/** How many failures a session can keep. The last is a day's recording of a busy page. */
export const KEPT_FAILURES = [10_000, 30_000, 100_000] as const;
export type KeptFailures = (typeof KEPT_FAILURES)[number];

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
  readonly keptFailures: KeptFailures;
}

export const DEFAULT_PREFERENCES: Preferences = {
  rules: NO_RULES,
  format: 'github',
  density: 'native',
  traces: [],
  recordStacks: false,
  keepSession: false,
  keptFailures: 10_000,
};

/** Reads what was stored, whoever wrote it. Never throws: what cannot be used is left out. */
export function parsePreferences(input: unknown): Preferences {
  const { rules, format, density, traces, recordStacks, keepSession, keptFailures } = (
    typeof input === 'object' && input !== null ? input : {}
  ) as Record<string, unknown>;
  return {
    rules: parseRules(rules).rules,
    format: FORMATS.find(({ id }) => id === format)?.id ?? DEFAULT_PREFERENCES.format,
    density: DENSITIES.find((known) => known === density) ?? DEFAULT_PREFERENCES.density,
    traces: parseTemplates(traces),
    recordStacks: recordStacks === true,
    keepSession: keepSession === true,
    keptFailures: KEPT_FAILURES.find((known) => known === keptFailures) ?? DEFAULT_PREFERENCES.keptFailures,
  };
}

/** Whether everything in what was stored can be used. What is missing is no damage: it was stored by an earlier version. */
export function isUsable(input: unknown): boolean {
  if (input === undefined || input === null) return true;
  if (typeof input !== 'object' || Array.isArray(input)) return false;
  const given = input as Record<string, unknown>;
  const read = parsePreferences(input);
  return (
    (given.rules === undefined || parseRules(given.rules).faults.length === 0) &&
    (given.traces === undefined || (Array.isArray(given.traces) && read.traces.length === given.traces.length)) &&
    PLAIN.every((name) => given[name] === undefined || given[name] === read[name])
  );
}

/** What is stored as a single value. */
const PLAIN = [
  'format',
  'density',
  'recordStacks',
  'keepSession',
  'keptFailures',
] as const satisfies (keyof Preferences)[];

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
