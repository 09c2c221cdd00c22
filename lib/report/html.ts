/** HTML for the clipboard, where a rich editor takes it: headings, tables, preformatted text. No styles, no links but the source. */
import { oneLine } from './markup.ts';
import { type Fact, type ReportDocument, type ReportModel, type Section, SUMMARY_COLUMNS } from './model.ts';

export function* writeHtml({ models, title, foot }: ReportDocument): Generator<string> {
  if (models.length > 1) yield summary(models, title);
  for (const model of models) yield group(model);
  yield `<p><b>Steps to reproduce</b></p><ol><li></li></ol><p>${escapeText(foot)}</p>`;
}

function summary(models: readonly ReportModel[], title: string): string {
  const heads = SUMMARY_COLUMNS.map(([, label]) => `<th>${label}</th>`).join('');
  const rows = models.map(
    ({ row }) => `<tr>${SUMMARY_COLUMNS.map(([id]) => `<td>${escapeText(row[id])}</td>`).join('')}</tr>`,
  );
  return `<h2>${escapeText(title)}</h2><table><tr>${heads}</tr>${rows.join('')}</table>`;
}

function group({ title, facts, confidence, why, source, sections }: ReportModel): string {
  const link = escapeText(source);
  const rows = [
    ...facts.map(fact),
    row(`Why (${confidence})`, why.map(escapeText).join('<br>')),
    row('Source', `<a href="${link}">${link}</a>`),
  ];
  return `<h3>${escapeText(title)}</h3><table>${rows.join('')}</table>${sections.map(section).join('')}`;
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
