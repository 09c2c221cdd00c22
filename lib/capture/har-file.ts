/** Reading a whole HAR file, of any tool, as far as it can be read. */
import type { Exchange } from '../exchange.ts';
import { unblocked } from './firefox.ts';
import { type HarDialect, readHarEntry } from './har.ts';
import { createRedirects } from './redirects.ts';

export interface ReadEntry {
  /** Index into `log.entries`. */
  readonly entry: number;
  readonly exchange: Exchange;
}

export interface HarFault {
  readonly entry: number;
  readonly why: string;
}

export type HarFile =
  | {
      readonly ok: true;
      /** The entries as they stand in the file. */
      readonly entries: readonly unknown[];
      readonly exchanges: readonly ReadEntry[];
      readonly faults: readonly HarFault[];
      /** The browser that was recorded, or else the tool that wrote the file, e.g. `Chrome 156`; undefined where it names neither. */
      readonly recorder: string | undefined;
    }
  /** `why` completes the sentence "FILE …". */
  | { readonly ok: false; readonly why: string };

/** Reads HAR text. Never throws: what is wrong with the file as a whole is said in one line, entries that fail are listed. */
export function readHarFile(source: string): HarFile {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  if (text.trim() === '') return { ok: false, why: 'is empty' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      why: `is not JSON: ${error instanceof Error ? firstLine(error.message) : 'it can not be parsed'}`,
    };
  }
  const log = member(parsed, 'log');
  if (log === undefined) return { ok: false, why: 'is not a HAR: it has no "log"' };
  const entries = member(log, 'entries');
  if (!Array.isArray(entries)) return { ok: false, why: 'is not a HAR: "log.entries" is no list' };

  const dialect = dialectOf(log);
  const exchanges: ReadEntry[] = [];
  const faults: HarFault[] = [];
  const redirects = createRedirects();
  for (const [entry, value] of entries.entries()) {
    const hop = redirects.hopOf(value);
    if (hop === 'unfollowed') continue;
    const reading = readHarEntry(value, `entry ${entry}`, dialect);
    if (reading.kind === 'exchange') {
      const { exchange } = reading;
      exchanges.push({ entry, exchange: hop === 'followed' ? unblocked(exchange) : exchange });
    } else if (reading.kind === 'fault') faults.push({ entry, why: reading.why });
  }
  if (exchanges.length === 0 && faults.length > 0) {
    return { ok: false, why: `has no entry that can be read: entry ${faults[0]?.entry}: ${faults[0]?.why}` };
  }
  return { ok: true, entries, exchanges, faults, recorder: nameOf(log, 'browser') ?? nameOf(log, 'creator') };
}

/** Chromium's exporter calls itself WebInspector; its relatives do the same, and like it name an error for every failed request. */
function dialectOf(log: unknown): HarDialect {
  const name = member(member(log, 'creator'), 'name');
  if (name === 'WebInspector') return 'chromium';
  return name === 'Firefox' ? 'firefox' : 'other';
}

/** Longest name of a program that is believed, in characters. */
const MAX_PROGRAM = 60;

function nameOf(log: unknown, key: 'browser' | 'creator'): string | undefined {
  const program = member(log, key);
  const parts = [member(program, 'name'), member(program, 'version')].filter((part) => typeof part === 'string');
  return parts.join(' ').trim().slice(0, MAX_PROGRAM) || undefined;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function firstLine(message: string): string {
  const line = message.split('\n')[0] ?? '';
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
