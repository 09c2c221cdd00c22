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
    ...models.map(({ row }) => `|${SUMMARY_COLUMNS.map(([id]) => cell(escapeText(row[id]))).join('')}`),
    '',
    '',
  ].join('\n');
}

function group({ title, facts, confidence, why, source, sections }: ReportModel): string {
  return [
    `h3. ${escapeText(title)}`,
    '',
    ...facts.map(fact),
    `||Why (${confidence})|${cell(why.map(escapeText).join('; '))}`,
    `||Source|${source}|`,
    '',
    ...sections.flatMap(panel),
    '',
  ].join('\n');
}

function fact({ label, value, code }: Fact): string {
  return `||${label}|${cell(code ? monospaced(value) : prose(value, escapeText, monospaced))}`;
}

/** An empty cell would make two borders of a heading. */
function cell(markup: string): string {
  return `${markup || ' '}|`;
}

/** A preformatted block; the text cannot end it: the tag inside is broken by a zero-width space. */
function panel({ title, text, language }: Section): string[] {
  const tag = language === 'json' ? 'code:json' : 'noformat';
  const end = language === 'json' ? 'code' : 'noformat';
  return [`*${escapeText(title)}*`, `{${tag}}`, text.replace(/\{(?=code|noformat)/gi, '{\u200b'), `{${end}}`, ''];
}

function monospaced(value: string): string {
  return `{{${escapeText(value)}}}`;
}

/**
 * Characters that wiki markup reads as more than themselves, each with its backslash. Signs of `-struck-` and `+added+` text count
 * only at the edge of a word, a number sign only where a line begins, and a question mark only beside another.
 */
function escapeText(text: string): string {
  return oneLine(text)
    .replace(/[\\{}|[\]*_^~!]/g, (c) => `\\${c}`)
    .replace(/\?(?=\?)|(?<=\?)\?/g, '\\?')
    .replace(/^(\s*)#/, '$1\\#')
    .replace(/(?<!\w)[-+](?=\S)|(?<=\S)[-+](?!\w)/g, (c) => `\\${c}`);
}
