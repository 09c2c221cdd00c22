/** The command line: what is asked for. */
import { parseArgs } from 'node:util';
import { FORMATS, type ReportFormat } from '../report/formats.ts';
import { SHELLS, type Shell } from './completion.ts';

/** What a report can be written as: the formats of the panel, and the whole recording as a HAR. */
export const REPORTS: readonly (ReportFormat | 'har')[] = [...FORMATS.map(({ id }) => id), 'har'];

export type OutputKind =
  | { readonly kind: 'table' | 'json' | 'har' }
  | { readonly kind: 'report'; readonly format: ReportFormat };

export type Call =
  | {
      readonly kind: 'diagnose';
      readonly path: string;
      readonly output: OutputKind;
      /** Files with families of the user's own. */
      readonly families: readonly string[];
    }
  /** `code`: as `FAMILY/CODE`. */
  | { readonly kind: 'explain'; readonly code: string; readonly families: readonly string[] }
  | { readonly kind: 'completion'; readonly shell: Shell }
  | { readonly kind: 'help' }
  /** `why` is one line. */
  | { readonly kind: 'fault'; readonly why: string };

/** The name of the command, as the package installs it. */
export const COMMAND = 'wire-triage';

const SHORT_USAGE = `usage: ${COMMAND} FILE.har [--json | --report FORMAT] | --explain FAMILY/CODE`;

const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false },
  json: { type: 'boolean', default: false },
  report: { type: 'string' },
  explain: { type: 'string' },
  family: { type: 'string', multiple: true },
  completion: { type: 'string' },
} as const;

/** The options by name. */
export const OPTION_NAMES = Object.keys(OPTIONS);

export const USAGE = `${SHORT_USAGE}

Diagnoses a recording without a browser. In a clone of the project:
npm run diagnose -- FILE.har

  FILE.har          a HAR, as browsers and proxies write it, also packed with gzip or zip;
                    - for standard input
  --json            prints the diagnoses as one JSON array
  --report FORMAT   prints one redacted report over all diagnoses:
                    ${REPORTS.join(', ')}
                    har: the whole recording, redacted
  --explain FAMILY/CODE
                    prints what the catalogue knows of a code
  --family FILE     takes a family of your own, a JSON file, beside the built-in
                    ones; any number of times
  --completion SHELL
                    prints a script that completes the command: ${SHELLS.join(', ')}
  --help            prints this

Exits with 0, or with 2 where the call or the file is wrong.
`;

/** Reads the arguments after the command's name. Never throws. */
export function parseCall(args: readonly string[]): Call {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: OPTIONS,
    });
    if (values.help) return { kind: 'help' };
    if (values.completion !== undefined) {
      const shell = SHELLS.find((one) => one === values.completion);
      return shell
        ? { kind: 'completion', shell }
        : fault(`there is no completion for "${values.completion}"; there is one for ${SHELLS.join(', ')}`);
    }
    const [path, ...more] = positionals;
    const { json, report, explain, family: families = [] } = values;
    if (explain !== undefined) {
      if (path !== undefined || json || report !== undefined)
        return fault(`--explain takes no recording and no other output; ${SHORT_USAGE}`);
      return { kind: 'explain', code: explain, families };
    }
    if (path === undefined || path === '') return fault(`no recording is named; ${SHORT_USAGE}`);
    if (more.length > 0)
      return fault(
        `one recording at a time, ${more.length + 1} are named (a path with spaces needs quotes); ${SHORT_USAGE}`,
      );
    if (report === undefined) return { kind: 'diagnose', path, families, output: { kind: json ? 'json' : 'table' } };
    if (json) return fault(`--json and --report are two outputs, only one can be written; ${SHORT_USAGE}`);
    const format = REPORTS.find((one) => one === report);
    if (!format) return fault(`there is no report format "${report}"; there are ${REPORTS.join(', ')}`);
    const output: OutputKind = format === 'har' ? { kind: 'har' } : { kind: 'report', format };
    return { kind: 'diagnose', path, families, output };
  } catch (error) {
    return fault(`${error instanceof Error ? error.message.split('.', 1)[0] : 'the call is wrong'}; ${SHORT_USAGE}`);
  }
}

function fault(why: string): Call {
  return { kind: 'fault', why };
}
