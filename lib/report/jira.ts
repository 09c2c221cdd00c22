/** Jira wiki markup (https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa), for Server, Data Center and the REST API v2. */
import { oneLine, prose } from './markup.ts';
import { type Fact, type ReportDocument, type ReportModel, type Section, SUMMARY_COLUMNS } from './model.ts';

export function* writeJira({ models, title, foot }: ReportDocument): Generator<string> {
  if (models.length > 1) yield summary(models, title);
  for (const model of models) yield group(model);
  yield ['*Steps to reproduce*', '', '# ', '', escapeText(foot), ''].join('\n');
}

function summary(models: readonly ReportModel[], title: string): string {
  return [
    `h2. ${escapeText(title)}`,
    '',
    `||${SUMMARY_COLUMNS.map(([, label]) => `${label}||`).join('')}`,
    ...models.map(({ row }) => `|${SUMMARY_COLUMNS.map(([id]) => `${escapeText(row[id])}|`).join('')}`),
    '',
    '',
  ].join('\n');
}

function group({ title, facts, confidence, why, source, sections }: ReportModel): string {
  return [
    `h3. ${escapeText(title)}`,
    '',
    ...facts.map(fact),
    `||Why (${confidence})|${why.map(escapeText).join('; ')}|`,
    `||Source|${source}|`,
    '',
    ...sections.flatMap(panel),
    '',
  ].join('\n');
}

function fact({ label, value, code }: Fact): string {
  return `||${label}|${code ? monospaced(value) : prose(value, escapeText, monospaced)}|`;
}

/** A preformatted block; the text can not end it: the tag inside is broken by a zero-width space. */
function panel({ title, text, language }: Section): string[] {
  const tag = language === 'json' ? 'code:json' : 'noformat';
  const end = language === 'json' ? 'code' : 'noformat';
  return [`*${escapeText(title)}*`, `{${tag}}`, text.replace(/\{(?=code|noformat)/gi, '{\u200b'), `{${end}}`, ''];
}

function monospaced(value: string): string {
  return `{{${escapeText(value)}}}`;
}

/** Every character that wiki markup reads as more than itself. Signs of `-struck-` and `+added+` text count only at the edge of a word. */
function escapeText(text: string): string {
  return oneLine(text)
    .replace(/[\\{}|[\]*_^~?!#@]/g, (c) => `\\${c}`)
    .replace(/(?<!\w)[-+](?=\w)|(?<=\w)[-+](?!\w)/g, (c) => `\\${c}`);
}
