/** HTML for the clipboard, where a rich editor takes it: headings, tables, preformatted text. No styles, no links but the source. */
import type { Dialect } from './dialect.ts';
import { oneLine, secureLink } from './markup.ts';
import { type Fact, type ReportModel, type Section, SUMMARY_COLUMNS } from './model.ts';

export const HTML: Dialect = {
  summaryHead: (title) =>
    `<h2>${escapeText(title)}</h2><table><tr>${SUMMARY_COLUMNS.map(([, label]) => `<th>${label}</th>`).join('')}</tr>`,
  summaryRow: (row) => `<tr>${SUMMARY_COLUMNS.map(([id]) => `<td>${escapeText(row[id])}</td>`).join('')}</tr>`,
  summaryEnd: '</table>',
  group,
  note: (text) => `<p>${escapeText(text)}</p>`,
  end: (foot) => `<p><b>Steps to reproduce</b></p><ol><li></li></ol><p>${escapeText(foot)}</p>`,
};

function group({ title, facts, confidence, why, source, sections }: ReportModel): string {
  const rows = [
    ...facts.map(fact),
    row(`Why (${confidence})`, why.map(escapeText).join('<br>')),
    row(
      'Source',
      secureLink(source, linked, (text) => `<code>${escapeText(text)}</code>`),
    ),
  ];
  return `<h3>${escapeText(title)}</h3><table>${rows.join('')}</table>${sections.map(section).join('')}`;
}

function linked(url: string): string {
  const link = escapeText(url);
  return `<a href="${link}">${link}</a>`;
}

function fact({ label, value, code }: Fact): string {
  return row(label, code ? `<code>${escapeText(value)}</code>` : escapeText(value));
}

function row(label: string, html: string): string {
  return `<tr><th>${escapeText(label)}</th><td>${html}</td></tr>`;
}

function section({ title, text }: Section): string {
  return `<p><b>${escapeText(title)}</b></p><pre>${text.split('\n').map(escapeText).join('\n')}</pre>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? '');
}
