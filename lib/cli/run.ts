/** `npm run diagnose`: a recording through the same session as the panel's, and out in the form that was asked for. */
import manifest from '../../package.json' with { type: 'json' };
import { builtInFamilies } from '../catalog/index.ts';
import { createEngine } from '../diagnose/diagnose.ts';
import { readHarFile } from '../har/file.ts';
import { readSource } from '../har/source.ts';
import { writeHar } from '../report/har.ts';
import type { ReportContext } from '../report/model.ts';
import { writeReport } from '../report/report.ts';
import { NO_RULES } from '../report/rules.ts';
import { type Imported, importRecording } from '../session/import.ts';
import { createSession, type Session } from '../session/log.ts';
import { oneLine } from '../text.ts';
import { createWords } from '../words/words.ts';
import { type OutputKind, parseCall, USAGE } from './args.ts';
import type { Found } from './found.ts';
import { writeJson } from './json.ts';
import { writeTable } from './table.ts';

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  /** 0: done; 2: the call or the file is wrong, and stderr says how in one line. */
  readonly exitCode: 0 | 2;
}

const WORDS = createWords(builtInFamilies);

/** Longest complaint, in characters: the path of a file may stand in it. */
const MAX_FAULT = 5_000;

/** A recording is read whole, whatever its size. */
const NO_LIMITS = { failures: Number.POSITIVE_INFINITY, healthy: Number.POSITIVE_INFINITY };

/** Runs the command. `read` yields the file's bytes or rejects. */
export async function run(
  args: readonly string[],
  read: (path: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Output> {
  const call = parseCall(args);
  switch (call.kind) {
    case 'help':
      return { stdout: USAGE, stderr: '', exitCode: 0 };
    case 'fault':
      return fault(call.why);
    case 'diagnose':
      return diagnose(call.path, call.output, read);
    default:
      return call satisfies never;
  }
}

async function diagnose(
  path: string,
  output: OutputKind,
  read: (path: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Output> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await read(path);
  } catch (error) {
    return fault(`${path} ${unreadable(error)}`);
  }
  const source = await readSource(bytes);
  const file = source.ok ? readHarFile(source.text) : source;
  if (!file.ok) return fault(`${path} ${file.why}`);
  const session = createSession({ limits: NO_LIMITS, schedule: () => {} });
  const imported = await importRecording(session.imported, file, {
    engine: createEngine(builtInFamilies),
    source: 'import 1',
    pause: async () => {},
  });
  const { exchanges, faults } = imported;
  const [first] = faults;
  if (first && exchanges === 0)
    return fault(`${path} has no entry that can be read: entry ${first.entry}: ${first.why}`);
  const stdout = await written(output, session, imported, file.recorder);
  return { stdout, stderr: first ? faultsLine(faults.length, first) : '', exitCode: 0 };
}

function faultsLine(count: number, { entry, why }: { readonly entry: number; readonly why: string }): string {
  return `${count} of the entries could not be read; the first: entry ${entry}: ${why}\n`;
}

async function written(
  output: OutputKind,
  session: Session,
  { exchanges, places }: Imported,
  recorder: string | undefined,
): Promise<string> {
  const found: Found[] = session.failures().flatMap((failure) => {
    const place = places.get(failure.exchange.id);
    return place ? [{ place, failure }] : [];
  });
  switch (output.kind) {
    case 'table':
      return writeTable(found, exchanges, WORDS);
    case 'json':
      return writeJson(found, WORDS);
    case 'har': {
      const source = { failures: session.failures(), healthy: session.healthy() };
      return (await writeHar(source, contextOf(session, recorder))).text;
    }
    case 'report': {
      const groups = session.snapshot().groups.map(({ key }) => session.failuresOf(key));
      return (await writeReport(output.format, groups, contextOf(session, recorder))).text;
    }
    default:
      return output satisfies never;
  }
}

function contextOf(session: Session, recorder: string | undefined): ReportContext {
  return {
    words: WORDS,
    utcOffset: (at) => -new Date(at).getTimezoneOffset(),
    tool: `Wire Triage ${manifest.version}${recorder === undefined ? '' : `, ${recorder}`}`,
    rules: NO_RULES,
    connection: session.connection,
    pause: async () => {},
  };
}

function fault(why: string): Output {
  return { stdout: '', stderr: `${oneLine(why, MAX_FAULT)}\n`, exitCode: 2 };
}

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
};

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return FAULTS[code] ?? `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
