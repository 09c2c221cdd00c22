/** The command line: what is asked for. */
import { parseArgs } from 'node:util';
import { REPORT_FORMATS, type ReportFormat } from '../report/formats.ts';

/** What a report can be written as: the formats of the panel, and the whole recording as a HAR. */
const REPORTS: readonly (ReportFormat | 'har')[] = [...REPORT_FORMATS, 'har'];

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
  | { readonly kind: 'help' }
  /** `why` is one line. */
  | { readonly kind: 'fault'; readonly why: string };

const SHORT_USAGE = 'usage: npm run diagnose -- FILE.har [--json | --report FORMAT] | --explain FAMILY/CODE';

export const USAGE = `${SHORT_USAGE}

Diagnoses a recording without a browser.

  FILE.har          a HAR, as browsers and proxies write it, also packed with gzip
  --json            prints the diagnoses as one JSON array
  --report FORMAT   prints one redacted report over all diagnoses:
                    ${REPORTS.join(', ')}
                    har: the whole recording, redacted
  --explain FAMILY/CODE
                    prints what the catalogue knows of a code
  --family FILE     takes a family of your own, a JSON file, beside the built-in
                    ones; any number of times
  --help            prints this

Exits with 0, or with 2 where the call or the file is wrong.
`;

/** Reads the arguments after the command's name. Never throws. */
export function parseCall(args: readonly string[]): Call {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
        report: { type: 'string' },
        explain: { type: 'string' },
        family: { type: 'string', multiple: true, default: [] },
      },
    });
    if (values.help) return { kind: 'help' };
    const [path, ...more] = positionals;
    const { json, report, explain, family: families } = values;
    if (explain !== undefined) {
      if (path !== undefined || json || report !== undefined)
        return fault(`--explain takes no recording and no other output; ${SHORT_USAGE}`);
      return { kind: 'explain', code: explain, families };
    }
    if (path === undefined || more.length > 0) return fault(SHORT_USAGE);
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
