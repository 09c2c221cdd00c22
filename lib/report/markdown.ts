/** Reports as Markdown (https://github.github.com/gfm/): nothing in them pings or links by accident. */
import type { Dialect } from './dialect.ts';
import { codeSpan, escapeMarkdown, fenceFor, markdownHead, markdownRow, prose, secureLink } from './markup.ts';
import type { Fact, ReportModel, Section } from './model.ts';

/** Where the readers of Markdown differ. */
interface Ways {
  readonly tableHead: string;
  /** Between the reasons of a diagnosis, which share a cell. */
  readonly between: string;
  /** @param url an https address */
  readonly link: (url: string) => string;
  /** The lines of a section, whose text stands in a fence. */
  readonly section: (title: string, fenced: readonly string[]) => readonly string[];
  readonly foot: (text: string) => string;
}

export function markdownDialect({ tableHead, between, link, section, foot }: Ways): Dialect {
  const group = ({ title, facts, confidence, why, source, sections }: ReportModel) =>
    [
      `### ${escapeMarkdown(title)}`,
      '',
      tableHead,
      '|---|---|',
      ...facts.map(fact),
      `| Why (${confidence}) | ${why.map(escapeMarkdown).join(between)} |`,
      `| Source | ${secureLink(source, link, codeSpan)} |`,
      '',
      ...sections.flatMap((one) => section(escapeMarkdown(one.title), fenced(one))),
      '',
    ].join('\n');

  return {
    summaryHead: markdownHead,
    summaryRow: markdownRow,
    summaryEnd: '\n',
    group,
    note: (text) => `${escapeMarkdown(text)}\n\n`,
    end: (text) => ['**Steps to reproduce**', '', '1. ', '', foot(escapeMarkdown(text)), ''].join('\n'),
  };
}

function fact({ label, value, code }: Fact): string {
  return `| ${label} | ${code ? codeSpan(value) : prose(value, escapeMarkdown, codeSpan)} |`;
}

function fenced({ text, language }: Section): readonly string[] {
  const fence = fenceFor(text);
  return [`${fence}${language}`, text, fence];
}
