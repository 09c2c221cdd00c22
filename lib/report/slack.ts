/** Slack's mrkdwn (https://docs.slack.dev/messaging/formatting-message-text): bold, quotes and code blocks; no headings, no tables. */
import { grounds, hiddenNote, oneLine } from './markup.ts';
import type { Fact, ReportModel, Section } from './model.ts';

/** Slack cuts or splits a longer text block (section block limit, 3,000 characters). */
const MAX_MESSAGE = 2_900;

/** Facts are what a reader in a channel needs; the longest section that still fits follows. */
export function writeSlack({ title, facts, evidence, source, sections, tool, hidden }: ReportModel): string {
  const { confidence, why } = grounds(evidence);
  const head = [
    `*${escapeText(title)}*`,
    ...facts.map(line),
    `*Why (${confidence}):* ${escapeText(why.join('; '))}`,
    `*Source:* ${source}`,
  ].join('\n');
  const foot = `_${escapeText(tool)}${hiddenNote(hidden)}_`;
  const room = MAX_MESSAGE - head.length - foot.length - 2;
  const body = responseOf(sections, room);
  return `${cut(head, MAX_MESSAGE - foot.length - 2)}\n${body}${foot}\n`;
}

function line({ label, value, code }: Fact): string {
  return `*${label}:* ${code ? codeSpan(value) : escapeText(value)}`;
}

/** Below this many characters a block says too little to be worth it. */
const MIN_BLOCK = 80;

function responseOf(sections: readonly Section[], room: number): string {
  const section = sections.find(({ title }) => title.startsWith('Response (') || title.startsWith('Message ('));
  const frame = section ? section.title.length + 12 : 0;
  if (!section || room - frame < MIN_BLOCK) return '';
  // Three backticks would end the block; a zero-width space between them stays unseen.
  const text = escapeEntities(section.text).replaceAll('```', '``\u200b`');
  return `*${escapeText(section.title)}*\n\`\`\`\n${cut(text, room - frame)}\n\`\`\`\n`;
}

function codeSpan(value: string): string {
  return `\`${escapeEntities(oneLine(value)).replaceAll('`', 'ˋ')}\``;
}

/** `&`, `<` and `>` are Slack's only control characters; the signs of its styles are broken by a zero-width space. */
function escapeText(text: string): string {
  return escapeEntities(oneLine(text)).replace(/([*_~`@#])(?=\S)/g, '$1\u200b');
}

function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, Math.max(0, max - 1))}…` : text;
}
