/** A report in a dialect, piece by piece, within the length that its target takes. */
import type { ReportDocument, ReportModel, Section, SummaryRow } from './model.ts';

export interface Dialect {
  /** Heading and head of the table over several failures. */
  readonly summaryHead: (title: string) => string;
  /** `index` from 1. */
  readonly summaryRow: (row: SummaryRow, index: number) => string;
  readonly summaryEnd: string;
  /** All about one failure. */
  readonly group: (model: ReportModel) => string;
  /** A line by itself about the report. */
  readonly note: (text: string) => string;
  readonly end: (foot: string) => string;
}

/** Room for the line that says what was left out, in characters. */
const NOTE = 200;

interface LeftOut {
  rows: number;
  details: number;
  sections: number;
}

/** The summary first, then details as far as they fit into `limit` characters, then what was left out. */
export function* inDialect(
  document: ReportDocument,
  dialect: Dialect,
  limit = Number.POSITIVE_INFINITY,
): Generator<string> {
  const { models, title, foot, faults } = document;
  const end = dialect.end(foot);
  const notes = faults.slice(0, MAX_FAULTS).map((fault) => dialect.note(fault));
  if (faults.length > MAX_FAULTS) notes.push(dialect.note(`${faults.length - MAX_FAULTS} more could not be written.`));
  let room = limit - end.length - NOTE - notes.reduce((sum, { length }) => sum + length, 0);
  const left: LeftOut = { rows: 0, details: 0, sections: 0 };

  if (models.length > 1) {
    const head = dialect.summaryHead(title);
    room -= head.length + dialect.summaryEnd.length;
    yield head;
    for (const [i, { row }] of models.entries()) {
      const line = dialect.summaryRow(row, i + 1);
      if (left.rows > 0 || line.length > room) left.rows++;
      else {
        room -= line.length;
        yield line;
      }
    }
    yield dialect.summaryEnd;
  }
  for (const model of models) {
    const { text, sections } = fitting(model, dialect, room);
    if (text === undefined) left.details++;
    else {
      left.sections += sections;
      room -= text.length;
      yield text;
    }
  }
  yield* notes;
  const said = leftOut(left);
  if (said !== undefined) yield dialect.note(said);
  yield end;
}

/** Failures that could not be written and are named. */
const MAX_FAULTS = 20;

/** One failure with as many of its sections as there is room for, the first first; `sections`: how many are missing. */
function fitting(
  model: ReportModel,
  { group }: Dialect,
  room: number,
): { readonly text: string | undefined; readonly sections: number } {
  const whole = group(model);
  if (whole.length <= room) return { text: whole, sections: 0 };
  const kept: Section[] = [];
  let text = group({ ...model, sections: kept });
  if (text.length > room) return { text: undefined, sections: 0 };
  for (const section of model.sections) {
    const more = group({ ...model, sections: [...kept, section] });
    if (more.length > room) continue;
    kept.push(section);
    text = more;
  }
  return { text, sections: model.sections.length - kept.length };
}

function leftOut({ rows, details, sections }: LeftOut): string | undefined {
  const parts = [
    [rows, 'rows of the table'],
    [details, 'failures in detail'],
    [sections, 'bodies or lists of headers'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return said.length === 0 ? undefined : `Left out for lack of room: ${said.join(', ')}.`;
}
