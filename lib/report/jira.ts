/** Jira wiki markup (https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa), for Server, Data Center and the REST API v2. */
import type { Dialect } from './dialect.ts';
import { JIRA_LIMIT } from './limits.ts';
import { oneLine, prose, secureLink } from './markup.ts';
import { type Fact, type ReportModel, type Section, SUMMARY_COLUMNS } from './model.ts';
import { dialectWriter } from './writer.ts';

const DIALECT: Dialect = {
  summaryHead: (title) =>
    [`h2. ${escapeText(title)}`, '', `||${SUMMARY_COLUMNS.map(([, label]) => `${label}||`).join('')}`, ''].join('\n'),
  summaryRow: (row) => `|${SUMMARY_COLUMNS.map(([id]) => cell(escapeText(row[id]))).join('')}\n`,
  summaryEnd: '\n',
  group,
  note: (text) => `${escapeText(text)}\n\n`,
  end: (foot) => ['*Steps to reproduce*', '', '# ', '', escapeText(foot), ''].join('\n'),
};

export const JIRA = dialectWriter(DIALECT, { limit: JIRA_LIMIT, rich: JIRA_LIMIT });

function group({ title, facts, confidence, why, source, sections }: ReportModel): string {
  return [
    `h3. ${escapeText(title)}`,
    '',
    ...facts.map(fact),
    `||Why (${confidence})|${cell(why.map(escapeText).join('; '))}`,
    `||Source|${secureLink(source, (url) => url, monospaced)}|`,
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
