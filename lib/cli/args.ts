/** The command line: what is asked for. */
import { parseArgs } from 'node:util';
import { REPORT_FORMATS, type ReportFormat } from '../report/formats.ts';

/** What a report can be written as: the formats of the panel, and the whole recording as a HAR. */
const REPORTS: readonly (ReportFormat | 'har')[] = [...REPORT_FORMATS, 'har'];

export type OutputKind =
  | { readonly kind: 'table' | 'json' | 'har' }
  | { readonly kind: 'report'; readonly format: ReportFormat };

export type Call =
  | { readonly kind: 'diagnose'; readonly path: string; readonly output: OutputKind }
  | { readonly kind: 'help' }
  /** `why` is one line. */
  | { readonly kind: 'fault'; readonly why: string };

const SHORT_USAGE = 'usage: npm run diagnose -- FILE.har [--json | --report FORMAT]';

export const USAGE = `${SHORT_USAGE}

Diagnoses a recording without a browser.

  FILE.har          a HAR, as browsers and proxies write it, also packed with gzip
  --json            prints the diagnoses as one JSON array
  --report FORMAT   prints one redacted report over all diagnoses:
                    ${REPORTS.join(', ')}
                    har: the whole recording, redacted
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
      },
    });
    if (values.help) return { kind: 'help' };
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) return fault(SHORT_USAGE);
    const { json, report } = values;
    if (report === undefined) return { kind: 'diagnose', path, output: { kind: json ? 'json' : 'table' } };
    if (json) return fault(`--json and --report are two outputs, only one can be written; ${SHORT_USAGE}`);
    const format = REPORTS.find((one) => one === report);
    if (!format) return fault(`there is no report format "${report}"; there are ${REPORTS.join(', ')}`);
    return { kind: 'diagnose', path, output: format === 'har' ? { kind: 'har' } : { kind: 'report', format } };
  } catch (error) {
    return fault(`${error instanceof Error ? error.message.split('.', 1)[0] : 'the call is wrong'}; ${SHORT_USAGE}`);
  }
}

function fault(why: string): Call {
  return { kind: 'fault', why };
}
