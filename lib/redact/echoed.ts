/** Values that databases and validators repeat in their sentences, and tables with a head (CSV, Markdown): the name stands apart from its value. */
import { idShape } from './ids.ts';
import type { SecretClass } from './names.ts';
import type { Context, Reading } from './reading.ts';
import { hideNamed } from './secrets.ts';
import { isOpaque, isSecretValue, isToldWord } from './values.ts';

/** Words without which none of the sentences stands there. */
const SIGNS =
  /Duplicate entry|Failing row|with value|convert|JSON value|cannot unmarshal|binding parameter|Parameters=\[|[Pp](?:arameter|aram|ARAMETER)[sS]: |[Bb]indings: |(?:input_value|invalidValue)=|, expected an? |reference chain: |SET PASSWORD|(?:[Ff]ield|[Pp]roperty|[Pp]arameter|[Aa]ttribute|[Aa]rgument|[Oo]ption|value) ["'`[]|[:\w] [|>][+-]?[1-9]?[+-]?[ \t]*\r?\n/;

/** PostgreSQL: `Failing row contains (1, bob, x)`; SQLAlchemy, Knex and others: `[parameters: ('bob', 'x')`, `Params: ["bob","x"]`. */
const ROW =
  /(?:Failing row contains \(|parameters: \(|\b(?:parameters|params|bindings)(?:=|: ?)\[)([^()[\]\n]{1,2000})[)\]]/gi;
const CELL = /'([^'\n]{1,500})'|"([^"\n]{1,500})"|([^\s,'"()]{1,500})/g;
/** Hibernate: `binding parameter [2] as [VARCHAR] - [x]`, `(2:VARCHAR) <- [x]`; MyBatis: `Parameters: bob(String), x(String)`. */
const BOUND = [
  /binding parameter [[(]\d{1,3}(?:\] as \[|:)\w{1,30}[\])] (?:-|<-) \[([^\]\n]{1,500})\]/g,
  /(?<=Parameters: |\), )([^\s,()]{1,200})\(String\)/g,
];
/** Pydantic and Hibernate: the name of the field stands in what comes before. */
const INPUT = /(?:input_value|invalidValue)=(?:'([^'\n]{1,500})'|"([^"\n]{1,500})"|([^\s,'"[\](){}]{1,500}))/g;
const BEFORE_INPUT = 400;
const FIELD = /[\p{L}_][\p{L}\p{N}_.-]{0,60}/gu;
const THING = '(?:field|property|parameter|attribute|argument|option)';
/** Sentences that hold both, a name and its value. */
const NAMED = [
  // MySQL: `Duplicate entry 'x' for key 'users.password'`.
  /Duplicate entry '(?<value>[^'\n]{1,500})' for key '(?<name>[^'\n]{1,200})/dg,
  // Serde: `string "x", expected a password`.
  /"(?<value>[^"\n]{1,500})", expected an? (?<name>[\p{L}_-]{2,40}(?: [\p{L}_-]{2,40})?)/dgu,
  // Jackson: `from String "x": … (through reference chain: Login["password"])`.
  /\b(?:String|value) (?:value )?\(?["'](?<value>[^"'\n]{1,500})["']\)?.{0,400}?reference chain: [^\n]{0,300}?\["(?<name>[^"\n]{1,100})"\]\)/dg,
  // Joi: `"password" with value "x" fails to match`.
  /"(?<name>[\w.[\]-]{2,60})" with value "(?<value>[^"\n]{1,200})"/dg,
  // Json.NET: `Could not convert string to integer: x. Path 'pin'`, `Error converting value "x" to type 'Int32'. Path 'pin'`; System.Text.Json.
  /\b(?:convert(?:ing)? (?:string to \w{2,20}: |value )|JSON value )["']?(?<value>[^\s"'\n]{1,200}?)["']?(?:\.| (?:to type|could not)[^\n]{1,200}?\.) Path:? ["']?(?:\$\.)?(?<name>[\w.[\]-]{2,60}?)(?=["',\s]|\.(?:\s|$)|$)/dg,
  // Go: `cannot unmarshal number 7712 into Go struct field Login.pin of type string`.
  /cannot unmarshal \w{2,10} (?<value>[^\s"]{1,100}) into Go struct field (?<name>[\w.]{2,60})/dg,
  // `on field 'password': rejected value [x]`, `Invalid value 'x' for parameter 'password'`, `got invalid value "x" at "input.password"`.
  new RegExp(
    `${THING} ["'\`[](?<name>[\\w.-]{2,60})["'\`\\]][^\n"'\`[\\]]{0,60}\\s(?:value|given|received|got|input|provided)(?:\\s(?:is|was))?:? ["'\`[](?<value>[^\n"'\`\\]]{1,200})["'\`\\]]`,
    'dgi',
  ),
  new RegExp(
    `\\b(?:value|input):? ["'\`[](?<value>[^\n"'\`\\]]{1,200})["'\`\\]] (?:at|(?:for|to|of|in|on)(?: the)? ${THING}) ["'\`[](?<name>[\\w.[\\]-]{2,60})["'\`\\]]`,
    'dgi',
  ),
];
/** `SET PASSWORD FOR 'bob'@'%' = 'x'`. */
const SET_PASSWORD = /\bSET PASSWORD\b[^=\n]{0,200}=\s{0,4}(?:PASSWORD\()?'([^'\n]{1,200})/gi;
/** A block of YAML: `password: |`, its lines below. */
const BLOCK =
  /(?<=^|\n)([ \t]{0,40}(?:- )?)([\p{L}_][\p{L}\p{N}_.-]{0,60}): (?:![\w-]{1,20} )?[|>][+-]?[1-9]?[+-]?[ \t]*\r?\n((?:[ \t][^\n]{0,1000}\n?){1,100})/gu;

/** Longest table that is read by its head, in characters. */
const MAX_TABLE = 200_000;

export function readEchoed(text: string, at: number, context: Context, out: Reading): void {
  if (text.length < MAX_TABLE && text.includes('\n')) readTable(text, at, context, out);
  if (!SIGNS.test(text)) return;
  const { names } = context;
  const put = (end: number, value: string, kind: SecretClass, name: string | undefined) =>
    hideNamed(out, at + end - value.length, at + end, { name, class: kind });
  const putDrawn = (end: number, value: string) => {
    if (isOpaque(value) && idShape(value) === undefined) put(end, value, 'token', undefined);
  };
  const putNamed = (end: number, value: string, name: string) => {
    const kind = kindOf(name, names);
    if (kind !== undefined && !isToldWord(value) && isSecretValue(kind, value, 'string', true))
      put(end, value, kind, name);
  };

  for (const match of text.matchAll(ROW)) {
    const [whole, cells = ''] = match;
    const start = match.index + whole.length - 1 - cells.length;
    for (const cell of cells.matchAll(CELL)) putDrawn(start + endOfQuoted(cell), quoted(cell));
  }
  for (const pattern of BOUND)
    for (const { index, 0: whole, 1: value = '' } of text.matchAll(pattern))
      putDrawn(index + whole.lastIndexOf(value) + value.length, value);
  for (const match of text.matchAll(INPUT)) {
    const before = text.slice(Math.max(0, match.index - BEFORE_INPUT), match.index);
    const name = [...before.matchAll(FIELD)].findLast(([word]) => names.secret(word) !== undefined);
    if (name) putNamed(endOfQuoted(match), quoted(match), name[0]);
  }
  for (const pattern of NAMED)
    for (const { groups, indices } of text.matchAll(pattern))
      putNamed(indices?.groups?.value?.[1] ?? 0, groups?.value ?? '', groups?.name ?? '');
  for (const match of text.matchAll(SET_PASSWORD))
    put(match.index + match[0].length, match[1] ?? '', 'password', undefined);
  for (const match of text.matchAll(BLOCK)) {
    const [whole, before = '', name = '', lines = ''] = match;
    const value = deeper(lines, before.length).trim();
    putNamed(match.index + whole.length - lines.length + lines.indexOf(value) + value.length, value, name);
  }
}

/** The class of a name, of the last part of a path, or of the first of two words. */
function kindOf(name: string, names: Context['names']): SecretClass | undefined {
  return (
    names.secret(name) ?? names.secret(name.slice(name.lastIndexOf('.') + 1)) ?? names.secret(name.replace(/ .*/, ''))
  );
}

/** A value in single quotes, in double ones or in none. */
function quoted([, single, double, bare = '']: RegExpExecArray): string {
  return single ?? double ?? bare;
}

/** Where it ends: before its closing quote. */
function endOfQuoted(match: RegExpExecArray): number {
  return match.index + match[0].length - (match[3] === undefined ? 1 : 0);
}

/** The first lines that begin behind so many columns. */
function deeper(lines: string, indent: number): string {
  const end = lines.split('\n').findIndex((line) => line.trim() !== '' && line.search(/[^ \t]/) <= indent);
  return end < 0 ? lines : lines.split('\n').slice(0, end).join('\n');
}

const SEPARATORS = ['\t', ';', '|', ','] as const;
const HEAD = /^"?[\p{L}_][\p{L}\p{M}\p{N}_ .-]{0,60}"?$/u;

/** What programs draw above a table: `+------+-----+`. */
const RULED = /^(?:[ \t]*[+|][-=+| ]{2,2000}\r?\n)?/;

/** A table whose first line names its columns: the cells below a secret's name. */
function readTable(text: string, at: number, { names, sent }: Context, out: Reading): void {
  const top = RULED.exec(text)?.[0].length ?? 0;
  const end = text.indexOf('\n', top);
  if (end < 0) return;
  const head = text.slice(top, end).trimEnd();
  const separator = SEPARATORS.find((sign) => head.includes(sign));
  if (separator === undefined || head.length > 2_000) return;
  const columns = head.split(separator);
  // Markdown begins and ends its lines with the separator.
  const isRuled = (name: string) => separator === '|' && name.trim() === '';
  if (!columns.every((name) => HEAD.test(name.trim()) || isRuled(name))) return;
  const kinds = columns.map((name) => names.secret(name.trim()));
  if (kinds.every((kind) => kind === undefined)) return;
  let start = end + 1;
  for (const line of text.slice(start).split('\n')) {
    const cells = line.trimEnd().split(separator);
    let from = start;
    for (const [i, cell] of cells.entries()) {
      const kind = cells.length === columns.length ? kinds[i] : undefined;
      const value = cell.trim().replace(/^"|"$/g, '');
      if (kind !== undefined && isSecretValue(kind, value, 'string', sent)) {
        const begin = at + from + cell.indexOf(value);
        hideNamed(out, begin, begin + value.length, { name: columns[i]?.trim(), class: kind });
      }
      from += cell.length + 1;
    }
    start += line.length + 1;
  }
}
