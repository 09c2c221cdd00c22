/** What a format is: a writer of groups of failures, through the redactor of the document. */
import type { Failure } from '../finding.ts';
import { joined, type Redacted, rendered, safe } from '../redact/redacted.ts';
import { attempt, FAILED } from './attempt.ts';
import { describeFailures, documentOf } from './describe.ts';
import { type Dialect, inDialect } from './dialect.ts';
import { HTML } from './html.ts';
import type { ReportContext, ReportDocument } from './model.ts';
import type { Redactor } from './redact.ts';

/** Repeats of one failure each, oldest first; none is empty. */
export type Groups = readonly (readonly Failure[])[];

export interface Written {
  readonly text: Redacted<string>;
  /** The same for rich editors; undefined for what is pasted as text. */
  readonly html: Redacted<string> | undefined;
}

export interface Writer {
  /** Characters that its target takes; undefined where that is no matter. */
  readonly limit?: number | undefined;
  /** Controls come out of redaction as they are: it spells them itself. */
  readonly spellsControls?: true;
  readonly write: (groups: Groups, context: ReportContext, redactor: Redactor) => Promise<Written>;
}

/** How long a text may be where it is pasted, in characters; undefined where that is no matter. */
interface Room {
  readonly limit?: number;
  /** For rich editors. Without it none is written. */
  readonly rich?: number;
}

/** Writes the model of a report, which is the same for every such format. */
export function documentWriter(
  write: (document: ReportDocument) => Iterable<string>,
  { limit, rich }: Room = {},
): Writer {
  return {
    limit,
    async write(groups, context, redactor) {
      const { all, faults } = await each(groups, context, (failures) => describeFailures(failures, context, redactor));
      const seen = groups.reduce((sum, { length }) => sum + length, 0);
      const document = documentOf(all, faults, seen, redactor, context);
      const text = await whole(rendered(document, write), context);
      if (rich === undefined) return { text, html: undefined };
      return {
        text,
        html: await whole(
          rendered(document, (one) => inDialect(one, HTML, rich)),
          context,
        ),
      };
    },
  };
}

/** The same piece by piece, in a dialect. */
export function dialectWriter(dialect: Dialect, room: Room = {}): Writer {
  return documentWriter((document) => inDialect(document, dialect, room.limit), room);
}

/** Describes each group by itself. What throws is named by its place. */
export async function each<T>(
  groups: Groups,
  { pause }: ReportContext,
  describe: (failures: readonly Failure[]) => T | undefined,
): Promise<{ readonly all: T[]; readonly faults: Redacted<string>[] }> {
  const all: T[] = [];
  const faults: Redacted<string>[] = [];
  for (const [i, failures] of groups.entries()) {
    if (i > 0) await pause();
    const one = attempt(() => describe(failures));
    if (one === FAILED) faults.push(safe`Failure ${i + 1} of ${groups.length} could not be written.`);
    else if (one !== undefined) all.push(one);
  }
  return { all, faults };
}

async function whole(pieces: Iterable<Redacted<string>>, { pause }: ReportContext): Promise<Redacted<string>> {
  const all: Redacted<string>[] = [];
  for (const piece of pieces) {
    if (all.length > 2) await pause();
    all.push(piece);
  }
  return joined(all, '');
}
