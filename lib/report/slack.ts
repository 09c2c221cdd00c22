/** Slack's mrkdwn (https://docs.slack.dev/messaging/formatting-message-text): bold, quotes and code blocks; no headings, no tables. */
import { PSEUDONYM_PATTERN } from '../redact/pseudonym.ts';
import { oneLine, secureLink, unlinked } from './markup.ts';
import type { Fact, ReportDocument, ReportModel, Section } from './model.ts';
import { documentWriter } from './writer.ts';

/** A text block, in characters (https://docs.slack.dev/reference/block-kit/blocks/section-block). */
const LIMIT = 3_000;
/** Rich text in Slack's editor (https://docs.slack.dev/reference/block-kit/blocks/markdown-block). */
const RICH_LIMIT = 12_000;

/** Room for what escaping adds behind a cut. */
const MAX_MESSAGE = LIMIT - 100;

export const SLACK = documentWriter(writeSlack, { limit: LIMIT, rich: RICH_LIMIT });

/** Facts are what a reader in a channel needs; the longest section that still fits follows. Of several failures, one line each. */
function* writeSlack({ models, title, foot, faults }: ReportDocument): Generator<string> {
  const [only, ...more] = models;
  const missing = faults.length === 0 ? '' : `${faults.length} could not be written. `;
  const end = `_${escapeText(missing + foot)}_`;
  const room = MAX_MESSAGE - end.length - 2;
  if (!only) yield `${end}\n`;
  else yield `${more.length > 0 ? summary(models, title, room) : group(only, room)}${end}\n`;
}

function summary(models: readonly ReportModel[], title: string, room: number): string {
  const lines = [`*${escapeText(title)}*`];
  let left = room - (lines[0]?.length ?? 0) - MORE;
  for (const { row } of models) {
    const item = `• *${escapeText(`${row.code}: ${row.name}`)}* ${codeSpan(row.request)} ${escapeText(`${row.verdict}, ${row.seen}`)}`;
    if (item.length + 1 > left) break;
    left -= item.length + 1;
    lines.push(item);
  }
  const rest = models.length - (lines.length - 1);
  if (rest > 0) lines.push(`… and ${rest} more`);
  return `${lines.join('\n')}\n`;
}

/** Room for the line that counts what is left out. */
const MORE = 30;

function group({ title, facts, confidence, why, source, sections }: ReportModel, room: number): string {
  const head = [
    `*${escapeText(title)}*`,
    ...facts.map(line),
    `*Why (${confidence}):* ${escapeText(why.join('; '))}`,
    `*Source:* ${secureLink(source, (url) => escapeEntities(url), codeSpan)}`,
  ].join('\n');
  return `${cut(head, room)}\n${responseOf(sections, room - head.length)}`;
}

function line({ label, value, code }: Fact): string {
  return `*${label}:* ${code ? codeSpan(value) : escapeText(value)}`;
}

/** Below this many characters a block says too little to be worth it. */
const MIN_BLOCK = 80;

function responseOf(sections: readonly Section[], room: number): string {
  const section = sections.find(({ kind }) => kind === 'response body' || kind === 'message' || kind === 'records');
  const frame = section ? section.title.length + 12 : 0;
  if (!section || room - frame < MIN_BLOCK) return '';
  // Three backticks would end the block; a zero-width space between them stays unseen.
  const text = escapeEntities(section.text).replaceAll('```', '``\u200b`');
  return `*${escapeText(section.title)}*\n\`\`\`\n${cut(text, room - frame)}\n\`\`\`\n`;
}

function codeSpan(value: string): string {
  return `\`${escapeEntities(oneLine(value)).replaceAll('`', 'ˋ')}\``;
}

/** `&`, `<` and `>` are Slack's only control characters; the signs of its styles are broken by a zero-width space, addresses stand in code. */
function escapeText(text: string): string {
  return oneLine(text).replace(WORD, (word) =>
    ADDRESS.test(word) ? codeSpan(word) : escapeEntities(unlinked(word)).replace(/([*_~`@#])(?=\S)/g, '$1\u200b'),
  );
}

/** A word; the blanks of a pseudonym are no end of one. */
const WORD = new RegExp(`(?:${PSEUDONYM_PATTERN}|\\S)+`, 'g');

/** What Slack makes a link of: an address, or the name of a host. */
const ADDRESS = /[a-z]:\/\/|[\w-]\.[a-z]{2,20}(?:[/:?#).,\]]|$)/i;

function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, Math.max(0, max - 1))}…` : text;
}
