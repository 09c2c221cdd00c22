/** `npm run diagnose`: a recording through the same session as the panel's, and out in the form that was asked for. */
import manifest from '../../package.json' with { type: 'json' };
import { builtInFamilies } from '../catalog/index.ts';
import type { Family } from '../catalog/schema.ts';
import { loadService, serviceSigns } from '../catalog/service-packs.ts';
import { createEngine } from '../diagnose/diagnose.ts';
import { createGrowingEngine } from '../diagnose/growing-engine.ts';
import { readHarFile } from '../har/file.ts';
import { readSource } from '../har/source.ts';
import { writeHar } from '../report/har.ts';
import type { ReportContext } from '../report/model.ts';
import { writeReport } from '../report/report.ts';
import { NO_RULES } from '../report/rules.ts';
import { type Imported, importRecording } from '../session/import.ts';
import type { Session } from '../session/log.ts';
import { createSession } from '../session/session.ts';
import { oneLine } from '../text.ts';
import { createGrowingWords, type Words } from '../words/words.ts';
import { COMMAND, OPTION_NAMES, type OutputKind, parseCall, REPORTS, USAGE } from './args.ts';
import { completion } from './completion.ts';
import { explain } from './explain.ts';
import { readFamilies } from './families.ts';
import type { Found } from './found.ts';
import { writeJson } from './json.ts';
import { writeTable } from './table.ts';

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  /** 0: done; 2: the call or a file is wrong, and stderr says how: in one line, or in one a fault of a family. */
  readonly exitCode: 0 | 2;
}

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
  if (call.kind === 'help') return { stdout: USAGE, stderr: '', exitCode: 0 };
  if (call.kind === 'fault') return fault(call.why);
  if (call.kind === 'completion') {
    const stdout = completion(call.shell, { command: COMMAND, options: OPTION_NAMES, formats: REPORTS });
    return { stdout, stderr: '', exitCode: 0 };
  }
  const files: { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> }[] = [];
  for (const path of call.kind === 'diagnose' ? [...call.families, call.path] : call.families) {
    try {
      files.push({ path, bytes: await read(path) });
    } catch (error) {
      return fault(`${path} ${unreadable(error)}`);
    }
  }
  const recording = call.kind === 'diagnose' ? files.pop() : undefined;
  const own = readFamilies(files, BUILT_IN_IDS);
  if (!own.ok) return fault(...own.faults);
  const general = [...own.families, ...builtInFamilies];
  if (call.kind === 'explain') return explained(call.code, general);
  return recording ? diagnose(recording, call.output, general) : fault('nothing to diagnose');
}

const BUILT_IN_IDS: ReadonlySet<string> = new Set([...builtInFamilies, ...serviceSigns].map(({ id }) => id));

async function explained(code: string, general: readonly Family[]): Promise<Output> {
  const services = serviceSigns.map(({ id }) => id);
  const found = await explain(code, {
    ids: [...general.map(({ id }) => id), ...services],
    family: async (id) => general.find((one) => one.id === id) ?? (services.includes(id) ? loadService(id) : undefined),
  });
  return found.ok ? { stdout: found.text, stderr: '', exitCode: 0 } : fault(found.why);
}

async function diagnose(
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> },
  output: OutputKind,
  general: readonly Family[],
): Promise<Output> {
  const source = await readSource(bytes);
  const file = source.ok ? readHarFile(source.text) : source;
  if (!file.ok) return fault(`${path} ${file.why}`);
  const engine = createGrowingEngine({
    general: { families: general, createEngine },
    signs: serviceSigns,
    load: loadService,
  });
  const words = createGrowingWords(() => engine.families);
  const session = createSession({ limits: NO_LIMITS, schedule: () => {} });
  const imported = await importRecording(session.imported, file, {
    engine,
    source: 'import 1',
    pause: async () => {},
  });
  const { exchanges, faults } = imported;
  const [first] = faults;
  if (first && exchanges === 0)
    return fault(`${path} has no entry that can be read: entry ${first.entry}: ${first.why}`);
  const stdout = await written(output, session, imported, { words, recorder: file.recorder });
  return { stdout, stderr: first ? faultsLine(faults.length, first) : '', exitCode: 0 };
}

function faultsLine(count: number, { entry, why }: { readonly entry: number; readonly why: string }): string {
  return `${count} of the entries could not be read; the first: entry ${entry}: ${why}\n`;
}

/** What a recording is spoken of with. */
interface Spoken {
  readonly words: Words;
  /** The program that made it. */
  readonly recorder: string | undefined;
}

async function written(
  output: OutputKind,
  session: Session,
  { exchanges, places }: Imported,
  from: Spoken,
): Promise<string> {
  const found: Found[] = session.failures().flatMap((failure) => {
    const place = places.get(failure.exchange.id);
    return place ? [{ place, failure }] : [];
  });
  switch (output.kind) {
    case 'table':
      return writeTable(found, exchanges, from.words);
    case 'json':
      return writeJson(found, from.words);
    case 'har': {
      const source = { failures: session.failures(), healthy: session.healthy() };
      return (await writeHar(source, contextOf(session, from))).text;
    }
    case 'report': {
      const groups = session.snapshot().groups.map(({ key }) => session.failuresOf(key));
      return (await writeReport(output.format, groups, contextOf(session, from))).text;
    }
    default:
      return output satisfies never;
  }
}

function contextOf(session: Session, { words, recorder }: Spoken): ReportContext {
  return {
    words,
    utcOffset: (at) => -new Date(at).getTimezoneOffset(),
    tool: `Wire Triage ${manifest.version}${recorder === undefined ? '' : `, ${recorder}`}`,
    rules: NO_RULES,
    connection: session.connection,
    recovered: (failure) => session.storyOf(failure)?.recovered,
    pause: async () => {},
  };
}

function fault(...lines: readonly string[]): Output {
  return { stdout: '', stderr: lines.map((line) => `${oneLine(line, MAX_FAULT)}\n`).join(''), exitCode: 2 };
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
