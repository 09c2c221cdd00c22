/** Codes of an enum or an object of constants in TypeScript or JavaScript. The text is read, never run. */
import { type DraftCode, MAX_DRAFT_TEXT, MAX_READ_CODES } from './draft.ts';

/** Longest text that is read, in characters. */
const MAX_TEXT = 2_000_000;

/**
 * The parts of such a text: remarks, texts, names, numbers and the signs between them. What has no end is taken as far as it is looked
 * at: to look for its end once more from each of its characters would take minutes.
 */
const TOKEN =
  /\/\*((?:[^*]|\*(?!\/)){0,4000})(?:\*\/)?|\/\/([^\n]*)|"((?:[^"\\\n]|\\.){0,4000})"?|'((?:[^'\\\n]|\\.){0,4000})'?|`([^`$\\]{0,500})`|([A-Za-z_$][\w$]{0,200})|(-?0x[\da-f]{1,8}|-?\d[\d_]{0,18})|([{}[\](),;:=|])/gi;

interface Member {
  readonly name: string;
  value: string | undefined;
  remark: string;
}

/** True for a text that has such a list in it. */
export function hasEnum(text: string): boolean {
  return (
    /\benum\s+\w+\s*\{/.test(text) ||
    /\b(?:const|let|var)\s+\w+[^=\n]{0,100}=\s*(?:Object\.freeze\s*\(\s*)?\{/.test(text)
  );
}

export function codesOfEnum(text: string): DraftCode[] {
  const codes: DraftCode[] = [];
  let isOpening = false;
  let isEnum = false;
  let depth = 0;
  let remark = '';
  let member: Member | undefined;
  let awaitsValue = false;
  /** The value of the next member of an enum that gives none. */
  let next = 0;

  const endMember = () => {
    if (member && depth === 1 && codes.length < MAX_READ_CODES) {
      const value = member.value ?? (isEnum ? String(next) : undefined);
      if (value !== undefined) codes.push(codeOfMember(member.name, value, member.remark));
      if (value !== undefined && /^-?\d+$/.test(value)) next = Number(value) + 1;
    }
    member = undefined;
    awaitsValue = false;
  };

  let lastEnd = 0;
  /** A line ended since the last part that is no remark. */
  let isNewLine = false;
  for (const found of text.slice(0, MAX_TEXT).matchAll(TOKEN)) {
    const [whole, block, line, double, single, plain, word, number, sign] = found;
    const quoted = double ?? single ?? plain;
    isNewLine ||= text.slice(lastEnd, found.index).includes('\n');
    lastEnd = found.index + whole.length;
    if (block !== undefined || line !== undefined) {
      const said = remarkOf(block ?? line ?? '');
      const last = codes.at(-1);
      const isAtEnd = depth === 1 && !isNewLine;
      // A remark at the end of a line belongs to what stands before it.
      if (isAtEnd && member) member.remark = withMore(member.remark, said);
      else if (isAtEnd && last) codes[codes.length - 1] = withRemark(last, said);
      else remark = withMore(remark, said);
      isNewLine ||= whole.includes('\n');
    } else if (depth === 0) {
      if (word === 'enum' || word === 'const' || word === 'let' || word === 'var') {
        isOpening = true;
        isEnum = word === 'enum' || (isEnum && isOpening && word === 'const');
      } else if (sign === '{' && isOpening) {
        depth = 1;
        next = 0;
        remark = '';
      } else if (sign === ';') isOpening = false;
    } else if (sign === '{' || sign === '[' || sign === '(') depth++;
    else if (sign === '}' || sign === ']' || sign === ')') {
      if (depth === 1) endMember();
      depth--;
      if (depth === 0) {
        isOpening = false;
        isEnum = false;
        remark = '';
      }
    } else if (depth > 1) {
      // Inside a value.
    } else if (sign === ',') endMember();
    else if (sign === ':' || sign === '=') awaitsValue = member !== undefined;
    else if (awaitsValue && member) member.value ??= quoted ?? plainNumber(number);
    else if (!member && (word !== undefined || quoted !== undefined || number !== undefined)) {
      member = { name: word ?? quoted ?? whole, value: undefined, remark };
      remark = '';
    }
    if (block === undefined && line === undefined) isNewLine = false;
  }
  return codes;
}

/** Remarks behind each other, as far as a draft takes them over. */
function withMore(remark: string, said: string): string {
  return remark.length > MAX_DRAFT_TEXT ? remark : `${remark} ${said}`.trim();
}

function withRemark(code: DraftCode, remark: string): DraftCode {
  if (code.from.length > MAX_DRAFT_TEXT) return code;
  return { ...code, meaning: code.meaning ?? remark, from: `${code.from}: ${remark}` };
}

function plainNumber(number: string | undefined): string | undefined {
  return number === undefined ? undefined : String(Number(number.replaceAll('_', '')));
}

/** A number names the code where a text describes it; else the value is what stands on the wire. */
function codeOfMember(name: string, value: string, remark: string): DraftCode {
  const isNumbered = /^-?\d+$/.test(name);
  const isSentence = /\s/.test(value);
  const code = isNumbered || isSentence ? name : value;
  return {
    code,
    name: isNumbered ? undefined : wordsOf(name),
    meaning: isNumbered || isSentence ? value : remark || undefined,
    from: `${name} = ${value}${remark === '' ? '' : `: ${remark}`}`,
  };
}

/** `RATE_LIMITED`, `rateLimited` and `RateLimited` as words. */
export function wordsOf(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

function remarkOf(text: string): string {
  return text
    .replace(/^\s*\*+\s?/gm, '')
    .replace(/@\w+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
