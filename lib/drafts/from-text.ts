/** A draft of whatever documentation somebody hands over: a page, a table, an enum, a Smithy model, an OpenAPI document. */
import { type Fault, found } from '../catalog/fault.ts';
import { type Draft, type DraftSource, draftOf, MAX_DRAFT_CODES, MAX_READ_CODES } from './draft.ts';
import { codesOfEnum, hasEnum } from './from-enum.ts';
import { isOpenApi, sourceOfOpenApi } from './from-openapi.ts';
import { codesOfPage } from './from-page.ts';
import { isSmithy, sourceOfSmithy } from './from-smithy.ts';
import { blocksOfHtml } from './html-blocks.ts';
import { listOf, type Members, membersOf } from './json-members.ts';
import { blocksOfText } from './text-blocks.ts';

export type Drafted = { readonly ok: true; readonly draft: Draft } | { readonly ok: false; readonly fault: Fault };

/** Longest text that is read, in characters. */
export const MAX_SOURCE = 16_000_000;
/** Lines of a pasted table that are read; who has more has no documentation. */
const MAX_LINES = 50_000;

interface Origin {
  /** The address of the page that the text was read from. */
  readonly url?: string | undefined;
  /** Hosts that the draft is for, where somebody has named them. */
  readonly hosts?: readonly string[] | undefined;
}

/**
 * A draft with every code that could be told, or the one reason why there is none. Never rejects, and takes well under a second
 * whatever the text.
 */
export async function draftFromText(text: string, { url, hosts = [] }: Origin = {}): Promise<Drafted> {
  if (text.length > MAX_SOURCE) return refused(`at most ${MAX_SOURCE} characters`, `${text.length}`);
  const trimmed = text.trim();
  if (trimmed === '') return refused('documentation with codes in it', 'nothing');
  const read = await sourceOf(trimmed);
  if ('expected' in read) return { ok: false, fault: read };
  // A member without a value is no code.
  const source = { ...read, codes: read.codes.filter(({ code }) => code.trim() !== '') };
  if (source.codes.length === 0) return refused('a table, list, enum or schema with codes in it', 'none');
  if (source.codes.length > MAX_DRAFT_CODES) return refused(`at most ${MAX_DRAFT_CODES} codes`, 'more');
  const page = url?.startsWith('https://') ? url : undefined;
  const bound = hosts.length > 0 ? hosts : source.hosts;
  return { ok: true, draft: draftOf({ ...source, source: source.source ?? page, hosts: bound }) };
}

async function sourceOf(text: string): Promise<DraftSource | Fault> {
  if (/^[{[]/.test(text)) return sourceOfJson(text);
  if (!isYaml(text)) return sourceOfWords(text);
  const { readYaml } = await import('./from-yaml.ts');
  const read = readYaml(text);
  return read.ok ? sourceOfOpenApiIn(read.document) : read.fault;
}

/** An OpenAPI document as YAML, of whatever version: it begins with a member, a comment or its mark, and names its kind. */
function isYaml(text: string): boolean {
  return (
    /^(?:---|[%#]|["']?[\w$-]{1,80}["']?[ \t]*:)/.test(text) && /^["']?(?:openapi|swagger)["']?[ \t]*:/m.test(text)
  );
}

function sourceOfJson(text: string): DraftSource | Fault {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // An object of constants begins like JSON.
    const codes = /\}\s*(?:as const)?\s*;?$/.test(text) ? codesOfEnum(`const it = ${text}`) : [];
    return codes.length > 0 ? { codes } : { path: '', expected: 'a JSON document', found: 'something else' };
  }
  if (isSmithy(document)) return sourceOfSmithy(document);
  const { openapi, swagger } = membersOf(document);
  return openapi === undefined && swagger === undefined ? sourceOfPlainJson(document) : sourceOfOpenApiIn(document);
}

function sourceOfOpenApiIn(document: unknown): DraftSource | Fault {
  if (isOpenApi(document)) return sourceOfOpenApi(document);
  const { openapi, swagger } = membersOf(document);
  const expected = 'an OpenAPI document of version 3.0 or 3.1';
  return openapi === undefined
    ? { path: 'swagger', expected, found: swagger === undefined ? 'none' : 'an earlier one' }
    : { path: 'openapi', expected, found: found(openapi) };
}

/** A list of objects with codes, or an object of codes and their texts: a table of another form. */
function sourceOfPlainJson(document: unknown): DraftSource {
  const rows = listOf(document).slice(0, MAX_READ_CODES);
  const heads = [...new Set(rows.slice(0, 50).flatMap((row) => Object.keys(membersOf(row))))].slice(0, 20);
  const cell = (value: unknown) => ({ text: typeof value === 'object' ? '' : String(value ?? ''), codes: [] });
  if (heads.length > 0) {
    const table = {
      kind: 'table' as const,
      head: heads.map(cell),
      rows: rows.map((row) => heads.map((head) => cell(membersOf(row)[head]))),
    };
    return { codes: codesOfPage({ title: 'Error codes', blocks: [table] }) };
  }
  return { codes: codesOfEnum(`const it = ${JSON.stringify(pairsOf(membersOf(document)))}`) };
}

/** The members that are no lists and objects, as many as are read. */
function pairsOf(document: Members): Members {
  const pairs: [string, unknown][] = [];
  for (const key in document) {
    if (pairs.length === MAX_READ_CODES) break;
    if (typeof document[key] !== 'object') pairs.push([key, document[key]]);
  }
  return Object.fromEntries(pairs);
}

function sourceOfWords(text: string): DraftSource | Fault {
  if (/<(?:table|dl|h[1-6]|ul|ol|html|body|tr|td|li)\b/i.test(text.slice(0, 200_000))) {
    const page = blocksOfHtml(text);
    return { title: titleOf(page.title), codes: codesOfPage(page) };
  }
  if (hasEnum(text)) return { codes: codesOfEnum(text) };
  if (countLines(text) > MAX_LINES) return { path: '', expected: `at most ${MAX_LINES} lines`, found: 'more' };
  const page = blocksOfText(text);
  // Who pastes a table of codes says by that what it is about.
  const isBare = !page.blocks.some(({ kind }) => kind === 'heading');
  return { codes: codesOfPage(isBare ? { ...page, title: 'Error codes' } : page) };
}

function titleOf(title: string): string | undefined {
  const name = title
    .split(/\s[|–—-]\s/)
    .at(-1)
    ?.trim();
  return name === '' ? undefined : name;
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0 && lines <= MAX_LINES; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function refused(expected: string, what: string): Drafted {
  return { ok: false, fault: { path: '', expected, found: what } };
}
