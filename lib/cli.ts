/** `npm run diagnose -- FILE.har [--json | --report FORMAT]`: diagnoses a recording without a browser. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import { type HarFile, readHarFile } from './capture/har-file.ts';
import { replay } from './capture/har-replay.ts';
import { loadMqtt } from './capture/mqtt.ts';
import { builtInFamilies } from './catalog/index.ts';
import { createEngine } from './diagnose/diagnose.ts';
import { methodOf, urlOf } from './exchange.ts';
import type { Failure } from './finding.ts';
import { REPORT_FORMATS, type ReportFormat } from './report/formats.ts';
import { diagnosisJson } from './report/json.ts';
import { createRedactor } from './report/redact.ts';
import { writeReport } from './report/report.ts';
import { NO_RULES } from './report/rules.ts';
import { type Connections, createConnections } from './session/connections.ts';
import { groupKey } from './session/group.ts';
import { createRecorder } from './session/recorder.ts';
import { createWords } from './words/words.ts';

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  /** 0: read; 2: the call or the file is wrong, and stderr says how in one line. */
  readonly exitCode: 0 | 2;
}

interface FailureInFile extends Failure {
  readonly entry: number;
  /** Index into the entry's `_webSocketMessages`. */
  readonly message: number | undefined;
}

const USAGE = 'usage: npm run diagnose -- FILE.har [--json | --report FORMAT]';
const FORMATS = REPORT_FORMATS.join(', ');
const WORDS = createWords(builtInFamilies);

/** Runs the command. `read` yields the file's bytes or rejects. Never throws. */
export async function run(args: readonly string[], read: (path: string) => Promise<Uint8Array>): Promise<Output> {
  const call = parseCall(args);
  if (!call.ok) return fault(call.why);
  let bytes: Uint8Array;
  try {
    bytes = await read(call.path);
  } catch (error) {
    return fault(`${call.path} ${unreadable(error)}`);
  }
  const file = readHarFile(textOf(bytes));
  if (!file.ok) return fault(`${call.path} ${file.why}`);
  const { failures, connections } = await diagnoseAll(file);
  const { faults } = file;
  const stderr =
    faults.length > 0
      ? `${faults.length} of the entries could not be read; the first: entry ${faults[0]?.entry}: ${faults[0]?.why}\n`
      : '';
  const stdout = await written(call.output, failures, connections, file);
  return { stdout, stderr, exitCode: 0 };
}

type OutputFormat = { readonly kind: 'table' | 'json' } | { readonly kind: 'report'; readonly format: ReportFormat };

async function written(
  output: OutputFormat,
  failures: readonly FailureInFile[],
  connections: Connections,
  { exchanges, recorder }: Extract<HarFile, { ok: true }>,
): Promise<string> {
  switch (output.kind) {
    case 'table':
      return table(failures, exchanges.length);
    case 'json':
      return `${JSON.stringify(failures.map(toJson), null, 2)}\n`;
    case 'report': {
      const { text } = await writeReport(output.format, grouped(failures), {
        words: WORDS,
        utcOffset: (at) => -new Date(at).getTimezoneOffset(),
        tool: `Wire Triage ${manifest.version}${recorder === undefined ? '' : `, ${recorder}`}`,
        rules: NO_RULES,
        connection: connections.of,
        pause: async () => {},
      });
      return text;
    }
    default:
      return output satisfies never;
  }
}

/** As the panel's list has them: repeats of one failure together, in the order of their first. */
function grouped(failures: readonly FailureInFile[]): Failure[][] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures) {
    const key = groupKey(failure);
    const group = groups.get(key);
    if (group) group.push(failure);
    else groups.set(key, [failure]);
  }
  return [...groups.values()];
}

type Call =
  | { readonly ok: true; readonly path: string; readonly output: OutputFormat }
  | { readonly ok: false; readonly why: string };

function parseCall(args: readonly string[]): Call {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, report: { type: 'string' } },
    });
    const path = positionals[0];
    if (path === undefined || positionals.length > 1) return { ok: false, why: USAGE };
    const { json, report } = values;
    if (report === undefined) return { ok: true, path, output: { kind: json ? 'json' : 'table' } };
    if (json) return { ok: false, why: `--json and --report are two outputs, only one can be written; ${USAGE}` };
    const format = REPORT_FORMATS.find((one) => one === report);
    if (!format) return { ok: false, why: `there is no report format "${report}"; there are ${FORMATS}` };
    return { ok: true, path, output: { kind: 'report', format } };
  } catch (error) {
    return {
      ok: false,
      why: `${error instanceof Error ? error.message.split('.')[0] : 'the call is wrong'}; ${USAGE}`,
    };
  }
}

function fault(why: string): Output {
  return { stdout: '', stderr: `${printable(why)}\n`, exitCode: 2 };
}

function unreadable(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'EISDIR') return 'is a folder, not a file';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read';
  return `can not be read: ${error instanceof Error ? error.message : String(error)}`;
}

/** UTF-8, or UTF-16 where the byte order mark says so: some Windows tools write that. */
function textOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

async function diagnoseAll({
  entries,
  exchanges,
}: Extract<HarFile, { ok: true }>): Promise<{ failures: FailureInFile[]; connections: Connections }> {
  const failures: FailureInFile[] = [];
  const connections = createConnections();
  let current: Pick<FailureInFile, 'entry' | 'message'> = { entry: 0, message: undefined };
  const record = createRecorder(createEngine(builtInFamilies), {
    add(exchange, finding) {
      if (finding) failures.push({ ...current, exchange, finding });
    },
    log(record) {
      if (record.channel !== 'event') connections.socket(record.socket, 'closed');
      connections.add(record);
    },
  });
  for await (const { entry, message, record: one } of replay(entries, exchanges, loadMqtt)) {
    current = { entry, message };
    record(one);
  }
  return { failures, connections };
}

function toJson({ entry, message, ...failure }: FailureInFile): Record<string, unknown> {
  const redactor = createRedactor({ keepHosts: true });
  return { entry, ...(message !== undefined && { message }), ...diagnosisJson(failure, WORDS, redactor) };
}

const COLUMNS = ['entry', 'code', 'diagnosis', 'verdict', 'request'] as const;
/** Widest cell of each column, in characters. */
const WIDTHS = [12, 24, 44, 10, 70];

function table(failures: readonly FailureInFile[], exchanges: number): string {
  if (failures.length === 0) return `None of ${exchanges} exchanges failed.\n`;
  const redactor = createRedactor();
  const rows = failures.map(({ entry, message, exchange, finding }) => [
    message === undefined ? String(entry) : `${entry}.${message}`,
    finding.code,
    WORDS.name(finding),
    finding.permanence,
    `${methodOf(exchange)} ${redactor.url(urlOf(exchange)).replace(/[?#].*$/s, '')}`.trim(),
  ]);
  const cells = [[...COLUMNS], ...rows].map((row) => row.map((cell, i) => clip(printable(cell), WIDTHS[i] ?? 20)));
  const widths = COLUMNS.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const advice = new Map(
    failures.map(({ finding }) => [
      [finding.family, finding.entry, finding.code, WORDS.name(finding)].join('\n'),
      finding,
    ]),
  );
  const notes = [...advice.values()].map((d) =>
    [
      `${d.family} ${d.code}: ${WORDS.name(d)} (${d.confidence}; ${d.permanence}, ${d.basis})`,
      `  ${WORDS.meaning(d)}`,
      `  -> ${WORDS.action(d)}`,
      `  ${WORDS.source(d)}`,
    ]
      .map(printable)
      .join('\n'),
  );
  return `${lines.join('\n')}\n\n${notes.join('\n\n')}\n\n${failures.length} of ${exchanges} exchanges failed.\n`;
}

function clip(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** One line without control characters: a recording must not be able to steer somebody's terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // npm runs scripts in the project's folder and keeps the caller's in INIT_CWD.
  const from = process.env.INIT_CWD ?? process.cwd();
  const { stdout, stderr, exitCode } = await run(process.argv.slice(2), (path) => readFile(resolve(from, path)));
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  process.exitCode = exitCode;
}
