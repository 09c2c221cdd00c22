/** A whole HAR file, of any tool, as far as it can be read. */

import type { Creator, Entry, Har, Log } from 'har-format';
import { cut } from '../text.ts';
import { createAttaching, type Files } from './attached.ts';
import { listOf, membersOf, textOf } from './checked.ts';
import { dialectOf, type HarDialect } from './dialects.ts';
import { HarEntry } from './entry.ts';

export interface HarFile {
  readonly ok: true;
  /** As they stand in the file, readable or not. */
  readonly entries: readonly HarEntry[];
  readonly dialect: HarDialect;
  /** The browser that was recorded, or else the tool that wrote the file, e.g. `Chrome 156`; undefined where it names neither. */
  readonly recorder: string | undefined;
}

export interface NoHarFile {
  readonly ok: false;
  /** Completes the sentence "FILE …". */
  readonly why: string;
}

const NO_FILES: Files = new Map();

/**
 * Reads HAR text, with bodies from `files` where an entry names one; also what tools pass between each other: a log without its wrapper, a list of entries, one entry, or one a line.
 * Never throws: what is wrong with the file as a whole is said in one line.
 */
export function readHarFile(source: string, files = NO_FILES): HarFile | NoHarFile {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  if (text.trim() === '') return { ok: false, why: 'is empty' };
  let log: unknown;
  try {
    log = logIn(JSON.parse(text));
  } catch (error) {
    const entries = entriesByLine(text);
    const why = error instanceof Error ? firstLine(error.message) : 'it cannot be parsed';
    if (!entries) return { ok: false, why: `is not JSON: ${why}` };
    log = { entries };
  }
  if (log === undefined) return { ok: false, why: 'is not a HAR: it has no "log"' };
  const { entries } = membersOf<Log>(log);
  if (!Array.isArray(entries)) return { ok: false, why: 'is not a HAR: "log.entries" is no list' };
  const attach = createAttaching(files);
  return {
    ok: true,
    entries: [...entries, ...tlsFailures(log)].map((entry) => new HarEntry(attach(entry))),
    dialect: dialectOf(log),
    recorder: nameOf(log, 'browser') ?? nameOf(log, 'creator'),
  };
}

/** HTTP Toolkit lists connections that failed before a request: each as an entry after all others. */
interface TlsError {
  readonly startedDateTime: string;
  readonly hostname: string;
  readonly cause: string;
}

/** Connections that are taken over; one server that is not trusted fails again and again. */
const MAX_TLS_ERRORS = 1_000;

function tlsFailures(log: unknown): unknown[] {
  const listed = listOf(membersOf<{ readonly _tlsErrors: unknown }>(log)._tlsErrors);
  return listed.slice(0, MAX_TLS_ERRORS).flatMap((item) => {
    const { startedDateTime, hostname, cause } = membersOf<TlsError>(item);
    const host = textOf(hostname);
    if (!HOST.test(host)) return [];
    const why =
      cause === 'cert-rejected' ? 'TLS_REFUSED' : `TLS handshake failed: ${textOf(cause) || 'no cause is given'}`;
    return [
      {
        startedDateTime,
        request: { method: 'CONNECT', url: `https://${host}/`, headers: [] },
        response: { status: 0, headers: [], _error: why },
      },
    ];
  });
}

const HOST = /^[\w.:[\]-]{1,253}$/;

function logIn(parsed: unknown): unknown {
  if (Array.isArray(parsed)) return parsed.some(isEntry) ? { entries: parsed } : undefined;
  const { log } = membersOf<Har>(parsed);
  if (log !== undefined) return log;
  if (isEntry(parsed) && membersOf<Entry>(parsed).response !== undefined) return { entries: [parsed] };
  return membersOf<Log>(parsed).entries === undefined ? undefined : parsed;
}

function isEntry(value: unknown): boolean {
  return membersOf<Entry>(value).request !== undefined;
}

/** Entries that stand one a line, the last of them maybe cut; undefined where the first line is none. */
function entriesByLine(text: string): unknown[] | undefined {
  const entries: unknown[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const entry = parsedLine(line);
    if (entries.length === 0 && !isEntry(entry)) return undefined;
    entries.push(entry);
  }
  return entries;
}

/** Undefined where the line is no JSON. */
function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Longest name of a program that is believed, in characters. */
const MAX_PROGRAM = 60;

function nameOf(log: unknown, key: 'browser' | 'creator'): string | undefined {
  const { name, version } = membersOf<Creator>(membersOf<Log>(log)[key]);
  return `${textOf(name)} ${textOf(version)}`.trim().slice(0, MAX_PROGRAM) || undefined;
}

/** Longest message of the JSON parser that is passed on, in characters. */
const MAX_MESSAGE = 160;

function firstLine(message: string): string {
  return cut(message.split('\n', 1)[0] ?? '', MAX_MESSAGE);
}
