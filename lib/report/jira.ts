/** Jira wiki markup (https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa), for Server, Data Center and the REST API v2. */
import { grounds, hiddenNote, oneLine, prose } from './markup.ts';
import type { Fact, ReportModel, Section } from './model.ts';

export function writeJira({ title, facts, evidence, source, sections, tool, hidden }: ReportModel): string {
  const { confidence, why } = grounds(evidence);
  return [
    `h3. ${escapeText(title)}`,
    '',
    ...facts.map(row),
    `||Why (${confidence})|${why.map(escapeText).join('; ')}|`,
    `||Source|${source}|`,
    '',
    ...sections.flatMap(panel),
    '*Steps to reproduce*',
    '',
    '# ',
    '',
    `${escapeText(tool)}${hiddenNote(hidden)}`,
    '',
  ].join('\n');
}

function row({ label, value, code }: Fact): string {
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
