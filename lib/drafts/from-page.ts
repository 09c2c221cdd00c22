/** The codes that a page of documentation lists, each with the words that it was taken from. What the page does not say stays open. */
import type { Block, Cell, Page } from './blocks.ts';
import { codeOf, isAboutErrors, isOtherTable, looksMade, permanenceIn, type Role, roleOf } from './code-words.ts';
import { type DraftCode, MAX_READ_CODES } from './draft.ts';

/** Where a block stands: the headings above it, the nearest last. */
interface Context {
  readonly title: string;
  readonly headings: readonly { readonly level: number; readonly text: string }[];
}

/** A heading that is a code, and what stands below it. */
interface OpenSection {
  readonly codes: readonly string[];
  readonly level: number;
  readonly name: string | undefined;
  readonly heading: string;
  part: 'meaning' | 'action' | 'other';
  meaning: string;
  action: string;
  /** Codes of their own stand below it. */
  isCategory: boolean;
}

/** Longest text that is gathered below one heading, in characters. */
const MAX_SECTION = 600;

export function codesOfPage({ title, blocks }: Page): DraftCode[] {
  const codes: DraftCode[] = [];
  let headings: Context['headings'] = [];
  let section: OpenSection | undefined;
  /** The item that gave the last code: what stands below it belongs to it. */
  let above: { readonly depth: number; readonly at: number } | undefined;
  const context = (): Context => ({ title, headings });
  const endSection = () => {
    if (section && !section.isCategory) codes.push(...codesOfSection(section));
    section = undefined;
  };

  for (const block of blocks) {
    if (codes.length >= MAX_READ_CODES) break;
    if (block.kind === 'item' && above && block.depth > above.depth) {
      const before = codes[above.at];
      if (before) codes[above.at] = explained(before, block.cell.text);
      continue;
    }
    above = undefined;
    if (block.kind === 'heading') {
      const { level, cell } = block;
      if (section && level > section.level && !headingCode(cell, context())) {
        section.part = partOf(cell.text);
        continue;
      }
      endSection();
      headings = [...headings.filter((one) => one.level < level), { level, text: cell.text }];
      section = headingCode(cell, context(), level);
    } else if (section && !(isStatus(section) && block.kind !== 'text')) gatherBlock(section, block);
    else {
      const inside = codesOfBlock(block, context());
      // Below a status stand the codes that come with it: then it is only what they have in common.
      if (section && inside.length > 0) section.isCategory = true;
      else if (section) gatherBlock(section, block);
      if (section && block.kind === 'table' && inside.length === 0)
        codes.push(...textsOfTable(section.codes[0] ?? '', block.head, block.rows));
      if (block.kind === 'item' && inside.length > 0) above = { depth: block.depth, at: codes.length };
      codes.push(...inside);
    }
  }
  endSection();
  return codes.filter((one) => !isHealthy(one)).slice(0, MAX_READ_CODES);
}

function codesOfBlock(block: Exclude<Block, { kind: 'heading' }>, context: Context): DraftCode[] {
  switch (block.kind) {
    case 'table':
      return codesOfTable(block.head, block.rows, context);
    case 'definition': {
      const code = isOnErrors(context) ? codeOf(firstPart(block.term)) : undefined;
      return code === undefined ? [] : [described(code, block.cell.text, `${block.term.text}: ${block.cell.text}`)];
    }
    case 'item':
      return isOnErrors(context) ? codesOfItem(block.cell) : [];
    case 'text':
      return [];
    default:
      return block satisfies never;
  }
}

/** An item with what stands below it: a first word can be the verdict. */
function explained(code: DraftCode, text: string): DraftCode {
  const verdict = /^(temporary|permanent)\s*[-–—:]\s*/i.exec(text);
  const words = verdict ? text.slice(verdict[0].length) : text;
  const before = code.meaning === code.name ? '' : `${code.meaning ?? ''} `;
  return {
    ...code,
    name: code.name ?? code.meaning,
    meaning: code.name === undefined ? words : `${before}${words}`.slice(0, MAX_SECTION),
    permanence: code.permanence ?? (verdict ? permanenceIn(text) : undefined),
    from: `${code.from} · ${text}`.slice(0, 2 * MAX_SECTION),
  };
}

/** Heads of columns with the words of a reply. */
const TEXT_HEAD = /^(?:detail|details|message|error message|text|response)$/i;

/** Below a heading that is a code: the texts that come with it. */
function textsOfTable(code: string, head: readonly Cell[], rows: readonly (readonly Cell[])[]): DraftCode[] {
  const at = head.findIndex(({ text }) => TEXT_HEAD.test(text.trim()));
  if (at < 0) return [];
  return rows.flatMap((row) => {
    const text = row[at]?.text ?? '';
    const rest = row.filter((_, i) => i !== at).map((cell) => cell.text);
    return text === ''
      ? []
      : [{ code, text, name: text, meaning: rest.join(' ').trim() || undefined, from: lineOf(row) }];
  });
}

function lineOf(row: readonly Cell[]): string {
  return row
    .map((cell) => cell.text)
    .filter((one) => one !== '')
    .join(' · ');
}

/** Statuses of HTTP that are no failure, with the words that go with them (RFC 9110 section 15). */
const HEALTHY_STATUS =
  /^(?:[123]\d\d)\b.{0,80}\b(?:ok|continue|created|accepted|success\w*|no content|partial content|moved|found|see other|not modified|redirect\w*|switching)\b/i;
const HEALTHY_NAME = /^(?:ok|okay|success|succeeded|none|no error)$/i;

function isHealthy({ code, name, from }: DraftCode): boolean {
  return HEALTHY_STATUS.test(`${code} ${from.replace(code, '')}`) || (name !== undefined && HEALTHY_NAME.test(name));
}

/** The nearest heading decides; without one, the title. A heading between the two may say what the list is about, too. */
function isOnErrors({ title, headings }: Context): boolean {
  const nearest = headings.at(-1)?.text;
  if (nearest !== undefined && isAboutOther(nearest)) return false;
  return [title, ...headings.map(({ text }) => text)].some(isAboutErrors);
}

/** Sections of a page on errors that list something else: what an error is made of, or what is asked for. */
function isAboutOther(heading: string): boolean {
  return PARTS_OF_ERRORS.test(heading) || (!isAboutErrors(heading) && OTHER_TOPICS.test(heading));
}

const PARTS_OF_ERRORS =
  /(?:elements?|fields?|format|objects?|attributes?|parameters?|propert(?:y|ies)|structure|schema|body|envelope|headers?)\s*$/i;
const OTHER_TOPICS =
  /parameter|argument|propert|field|attribute|header|scope|permission|example|opcode|see also|related|changelog|contents|event|endpoint/i;

/** A first row that names the columns. */
function isHead(row: readonly Cell[]): boolean {
  const roles = row.map(({ text }) => roleOf(text));
  return (
    roles.includes('code') &&
    roles.every((role) => role !== undefined) &&
    row.every((cell) => codeOf(cell) === undefined)
  );
}

type Columns = Partial<Readonly<Record<Role, number>>>;

function codesOfTable(head: readonly Cell[], rows: readonly (readonly Cell[])[], context: Context): DraftCode[] {
  const [first, ...rest] = rows;
  if (head.length === 0 && first && isHead(first)) return codesOfTable(first, rest, context);
  if (isAboutOther(context.headings.at(-1)?.text ?? '')) return [];
  const isNamed = head.some(({ text }) => isAboutErrors(text) || /\bcodes?\b/i.test(text));
  if (!isNamed && !isOnErrors(context)) return [];
  if (isOtherTable(head) && !head.some(({ text }) => /\berror|\bcodes?\b/i.test(text))) return [];
  const columns = columnsOf(head, rows);
  if (columns.code === undefined) return [];
  const at = columns.code;
  const isCertain = /\bcodes?\b|error/i.test(head[at]?.text ?? '');
  return rows.flatMap((row) => {
    const cell = row[at];
    if (!cell) return [];
    return codesIn(cell, isCertain).map((code) => codeOfRow(code, row, columns));
  });
}

/** One code, or several with commas, slashes or words like `or` between them. */
function codesIn(cell: Cell, isCertain: boolean): string[] {
  const whole = codeOf(firstPart(cell), isCertain);
  if (whole !== undefined) return [whole];
  const parts = cell.codes.length > 1 ? cell.codes : cell.text.split(/\s*(?:,|;|\s\/\s|\bor\b)\s*/);
  const codes = parts.map((text) => codeOf({ text, codes: cell.codes }, isCertain));
  return codes.length > 1 && codes.every((code) => code !== undefined) ? codes : [];
}

/** `4004 Authentication failed` and `601 - Printer offline` in one cell: the number alone. */
function firstPart(cell: Cell): Cell {
  const found = /^(-?\d{3,9})\s*(?:[-–—:]|\s)\s*\D/.exec(cell.text);
  if (found?.[1] !== undefined) return { text: found[1], codes: [] };
  const [code] = cell.codes;
  const rest = code === undefined ? undefined : cell.text.slice(code.length);
  // A code and remarks in brackets after it.
  const isRemarked = code !== undefined && cell.text.startsWith(code) && /^\s*(?:\(.{0,200}\)|\*|†)?$/.test(rest ?? '');
  return isRemarked ? { text: code, codes: [code] } : cell;
}

function codeOfRow(code: string, row: readonly Cell[], columns: Columns): DraftCode {
  const text = (role: Role) => {
    const at = columns[role];
    const found = at === undefined ? '' : (row[at]?.text ?? '');
    return found === '' || found === '-' || found === '—' ? undefined : found;
  };
  const retry = text('retry');
  const inCell = nameAfter(row[columns.code ?? 0]?.text ?? '', code);
  return {
    code,
    name: text('name') ?? inCell,
    meaning: text('meaning') ?? (columns.meaning === undefined ? inCell : undefined),
    action: text('action'),
    permanence: retry === undefined ? undefined : permanenceIn(retry),
    from: lineOf(row),
  };
}

function nameAfter(text: string, code: string): string | undefined {
  if (!text.startsWith(code)) return undefined;
  const rest = text
    .slice(code.length)
    .replace(/^[\s:–—-]+/, '')
    .trim();
  const name = /^\([^()]*\)$/.test(rest) ? rest.slice(1, -1) : rest;
  return name === '' ? undefined : name;
}

/** What each column holds, by its head and, for codes, by what stands in it. */
function columnsOf(head: readonly Cell[], rows: readonly (readonly Cell[])[]): Columns {
  const width = Math.max(head.length, ...rows.slice(0, 50).map((row) => row.length));
  const roles = Array.from({ length: width }, (_, i) => roleOf(head[i]?.text ?? ''));
  const share = (i: number, isCertain: boolean) => {
    const filled = rows.filter((row) => (row[i]?.text ?? '') !== '');
    const coded = filled.filter((row) => codesIn(row[i] ?? { text: '', codes: [] }, isCertain).length > 0);
    return filled.length === 0 ? 0 : coded.length / filled.length;
  };
  const candidates = Array.from({ length: width }, (_, i) => ({
    i,
    named: roles[i] === 'code',
    share: share(i, roles[i] === 'code'),
    letters: rows.slice(0, 20).filter((row) => /[a-z]/i.test(row[i]?.text ?? '')).length,
  })).filter(({ i, share: filled }) => filled >= (roles[i] === 'code' ? 0.5 : 0.8));
  const allowed = candidates.filter(
    ({ i }) => roles[i] === undefined || roles[i] === 'code' || roles[i] === 'name' || roles[i] === 'status',
  );
  const best = allowed.sort((a, b) => rank(b, roles) - rank(a, roles) || a.i - b.i)[0];
  if (!best) return {};
  const columns: Partial<Record<Role, number>> = { code: best.i };
  roles.forEach((role, i) => {
    if (role !== undefined && role !== 'code' && i !== best.i) columns[role] ??= i;
  });
  const meanings = roles.flatMap((role, i) => (role === 'meaning' && i !== best.i ? [i] : []));
  const [first, second] = meanings;
  const coded = candidates.find(({ i }) => i !== best.i && roles[i] === 'code')?.i;
  if (columns.name === undefined && coded !== undefined) columns.name = coded;
  else if (columns.name === undefined && first !== undefined && second !== undefined) {
    columns.name = first;
    columns.meaning = second;
  }
  if (columns.meaning === undefined) {
    const rest = roles.findIndex((role, i) => i !== best.i && (role === undefined || role === 'code'));
    const widest = rest >= 0 && !candidates.some(({ i }) => i === rest) ? rest : undefined;
    if (widest !== undefined) columns.meaning = widest;
    else if (columns.name !== undefined && width === 2) {
      columns.meaning = columns.name;
      delete columns.name;
    }
  }
  return columns;
}

function rank(
  { i, named, share }: { readonly i: number; readonly named: boolean; readonly share: number },
  roles: readonly (Role | undefined)[],
): number {
  const bonus = named ? 2 : roles[i] === 'name' ? 0.5 : roles[i] === 'status' ? 0.2 : 1;
  return bonus + share;
}

/** `code: text`, `code – text` or `code (text)` in one item. */
function codesOfItem({ text, codes }: Cell): DraftCode[] {
  const [first] = codes;
  if (first !== undefined && text.startsWith(first)) {
    const code = codeOf({ text: first, codes: [first] });
    const rest = text.slice(first.length);
    if (code !== undefined && /^\s*(?:[:–—(-]|$|[-=]>|→|is\b|means\b)/.test(rest))
      return [described(code, restOf(rest), text)];
    return [];
  }
  const found = /^(?:error\s+|code\s+)?([\w.:/-]{3,80}?)\s*(?:\s[-–—=]>?\s|:\s|→)\s*(.+)$/i.exec(text);
  const word = found?.[1];
  if (found === null && codeOf({ text, codes }) === text && looksMade(text)) return [described(text, '', text)];
  if (word === undefined || !(/^-?\d{3,9}$/.test(word) || looksMade(word))) return [];
  return [described(word, found?.[2] ?? '', text)];
}

function restOf(text: string): string {
  return text
    .replace(/^[\s:–—=>→(-]+/, '')
    .replace(/\)$/, '')
    .trim();
}

function described(code: string, text: string, from: string): DraftCode {
  const meaning = text.trim();
  return { code, meaning: meaning === '' ? undefined : meaning, from };
}

/** A heading that begins with a code, or is one. */
function headingCode(cell: Cell, context: Context, level = 0): OpenSection | undefined {
  const isTopic = [context.title, ...context.headings.map(({ text }) => text), cell.text].some(isAboutErrors);
  if (!isTopic) return undefined;
  const text = cell.text.replace(/\s*#$/, '').trim();
  const start = (codes: readonly string[], name: string | undefined): OpenSection => ({
    codes,
    level,
    name,
    heading: text,
    part: 'meaning',
    meaning: '',
    action: '',
    isCategory: false,
  });
  const numbered = NUMBERED.exec(text);
  if (numbered?.[1] !== undefined) return start(numbered[1].match(/-?\d+/g) ?? [], numbered[2]?.trim() || undefined);
  const [only] = cell.codes;
  if (only !== undefined && text.startsWith(only) && !only.includes('/') && codeOf({ text: only, codes: [only] }))
    return start([only], nameAfter(text, only));
  const isWord = codeOf({ text, codes: [] }) !== undefined && looksMade(text) && !text.includes('/');
  // A word in capitals alone can be an abbreviation.
  return isWord && !/^[A-Z]+$/.test(text) ? start([text], undefined) : undefined;
}

/** One number, or several with commas and words between them, and what follows them. */
const NUMBERED =
  /^(?:HTTP\s+)?(?:errors?|codes?|status|close code)?\s*[:#]?\s*(-?\d{3,9}(?:\s?(?:,|\/|,?\s?\b(?:or|and)\b)\s?\d{3,9}){0,20})\b\s*(?:[-–—:.]\s*)?(.{0,200})$/i;

function partOf(heading: string): OpenSection['part'] {
  const role = roleOf(heading);
  if (role === 'action') return 'action';
  return role === 'meaning' ? 'meaning' : 'other';
}

/** Statuses of HTTP that are no success. */
function isStatus({ codes }: OpenSection): boolean {
  return codes.every((code) => /^[345]\d\d$/.test(code));
}

function gatherBlock(section: OpenSection, block: Exclude<Block, { kind: 'heading' }>): void {
  if (section.part === 'other' || (block.kind !== 'text' && block.kind !== 'item')) return;
  const { text } = block.cell;
  const before = section[section.part];
  if (before.length < MAX_SECTION) section[section.part] = before === '' ? text : `${before} ${text}`;
}

function codesOfSection({ codes, name, heading, meaning, action }: OpenSection): DraftCode[] {
  return codes.map((code) => ({
    code,
    name,
    meaning: meaning === '' ? name : meaning,
    action: action === '' ? undefined : action,
    from: meaning === '' ? heading : `${heading}: ${meaning}`,
  }));
}
