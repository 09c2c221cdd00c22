/**
 * Values whose name stands beside them: lists of name and value, the echoes of validators, columns and rows, header lists, the arguments
 * of a call that signs somebody in, variables of a GraphQL query.
 */
import { type Claim, stringOf } from './claims.ts';
import type { Container, Leaf, Node } from './json.ts';
import { isCallName, positional, signIn } from './json-calls.ts';
import {
  flagged,
  isFlag,
  isPostal,
  keyOfJson,
  keyOfNetwork,
  nextPiece,
  numberOfCertificate,
  numberOfPlace,
} from './json-keys.ts';
import { type Names, type SecretClass, withCodes } from './names.ts';
import { isSignIn } from './positional.ts';
import type { Context } from './reading.ts';
import { isPlain } from './values.ts';

const setOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Members that hold the name of something: of a field, a header, a parameter, a path into what was sent. */
const NAMING =
  setOf(`name key k field fieldname header parameter parametername param property propertyname attribute attributename path propertypath
  instancepath datapath fieldpath jsonpath pointer loc location label n id column columnname argument argumentname variable variablename context source selector element target`);
/** Members that hold the value of it. Validators have names of their own: Pydantic, Spring, Zod, Joi, Ajv, FluentValidation, Hibernate. */
const VALUING =
  setOf(`value v val content data default input rejectedvalue received actual given stringvalue text attemptedvalue invalidvalue
  providedvalue submittedvalue currentvalue badvalue values body secretstring defaultvalue newvalue oldvalue provided submitted sent got found current meta answer old new before after`);
/** Members that hold what is said about it. */
const SAYING = setOf('message msg detail reason description error errormessage title defaultmessage');

/** `ParameterKey` and `ParameterValue`, as AWS and others name the two. */
const COMPOUND =
  /(?:parameter|param|field|header|property|attribute|option|variable|setting|column|tag|env|config)(name|key|id|value|val)$/;

/** What most names of members have nothing of. */
const MAY_NAME =
  /name|key|^k$|field|header|param|prop|attr|path|loc|point|label|^n$|^id$|col|arg|var|context|source|selector|element|target/i;

/** Whether a member of this name, in lower-case letters alone, holds the name of something. */
export const isNaming = (name: string) => NAMING.has(name) || /^(?:name|key|id)$/.test(COMPOUND.exec(name)?.[1] ?? '');
/** Whether it holds the value of what is named beside it. */
export const isValuing = (name: string) => VALUING.has(name) || /^val/.test(COMPOUND.exec(name)?.[1] ?? '');

const simple = (name: string) => name.toLowerCase().replace(/[^a-z]+/g, '');

const COLUMNS = /^(?:columns?|cols|fields|headers?|names|keys)$/i;
const ROWS = /^(?:rows?|data|values|records|results?|tuples)$/i;
const QUERIES = /^(?:query|mutation|document)$/i;
const TYPES = /^(?:type|kind|system|channel|medium)$/;
const NETWORK = /^ssid$/i;
/** What an object's members can be by their names, as bits. */
const NAMES_ONE = 1;
const IS_COLUMNS = 2;
const IS_ROWS = 4;
const IS_CALL = 8;
const IS_QUERY = 16;
const IS_KEY = 32;
const IS_QUESTION = 64;
const IS_LIKELY = 128;
const IS_PIECES = 256;
const IS_SHORT = 512;
const IS_NETWORK = 1024;
const IS_FLAG = 2048;
const IS_CERTIFICATE = 4096;
const IS_POSTAL = 8192;

/** A question whose answer signs somebody in: by the name of its member, by what it is a part of, or by what services ask. */
const QUESTION = /^(?:(?:security|secret)[-_]?)?question(?:[-_]?text)?$|^q$/i;
const SECURING = /(?:security|secret|recovery|challenge)[-_ ]{0,3}(?:questions?|answers?|qa)/i;
const ANSWER = /^(?:(?:security|secret)[-_]?)?(?:answer|response|reply)$|^a$/i;
const ASKED =
  /\bmaiden\b|\b(?:first|favou?rite|childhood|best)\s(?:\w+\s)?(?:pet|car|teacher|school|friend|job|boss|street|phone|concert|movie|film|book|food|colou?r|team|hero|nickname|toy)(?=\W*$|\s(?:of|in|as|from|when|growing|at|you|called)\b)|\b(?:pet|dog|cat|spouse|father|mother|grandmother)(?:['’]?s)?\s(?:first\s|middle\s)?name\b|\b(?:city|town|street|hospital|where)\b.{0,30}\b(?:born|grow up|grew up|raised|meet|met)\b|mädchenname|haustier|nom de jeune fille|animal de compagnie|mascota|apellido de soltera/i;

/** How likely a language model holds a piece of text, which it calls a token; nothing that opens something has that beside it. */
const LIKELY = /^(?:[a-z]{1,12}_?)?log_?prob(?:s|abilit(?:y|ies))?$|^(?:[a-z]{1,12}_)?likelihoods?$/i;
/** Members that hold such pieces; where only the numbers of the pieces stand beside them, under a name of their own. */
const PIECES = /^(?:(?:top|generated|chosen|prompt|input|output)_?)?tokens?(?:_?str(?:ing)?s?)?$/i;
const NUMBERED_PIECES = /^token_?str(?:ing)?s?$/i;
const PIECE_NUMBERS = /^(?:tokens?|token_?ids?)$/i;

function rolesOf(name: string): number {
  return (
    (TYPES.test(name) || (MAY_NAME.test(name) && isNaming(simple(name))) ? NAMES_ONE : 0) |
    (COLUMNS.test(name) ? IS_COLUMNS : 0) |
    (ROWS.test(name) ? IS_ROWS : 0) |
    (isCallName(name) ? IS_CALL : 0) |
    (QUERIES.test(name) ? IS_QUERY : 0) |
    (name === 'kty' ? IS_KEY : 0) |
    (QUESTION.test(name) ? IS_QUESTION : 0) |
    (LIKELY.test(name) ? IS_LIKELY : 0) |
    (NUMBERED_PIECES.test(name) ? IS_PIECES : 0) |
    (NETWORK.test(name) ? IS_NETWORK : 0) |
    (isFlag(name) ? IS_FLAG : 0) |
    (name === 'issuer' ? IS_CERTIFICATE : 0) |
    (isPostal(name) ? IS_POSTAL : 0) |
    (name === 'p' ? IS_SHORT : 0)
  );
}

/** What members of one text can be, by name: the same few names stand there all over. */
export type Roles = Map<string, number>;

function rolesIn({ children }: Container, known: Roles): number {
  let all = 0;
  for (const { name } of children) {
    if (name === undefined) continue;
    let roles = known.get(name);
    if (roles === undefined) {
      roles = rolesOf(name);
      known.set(name, roles);
    }
    all |= roles;
  }
  return all;
}

/** Adds what something beside them says of the values within an object or list. */
export function beside(
  container: Container,
  text: string,
  { names, sent }: Context,
  claims: Map<Node, Claim>,
  known: Roles,
): void {
  if (container.kind === 'object') {
    const roles = rolesIn(container, known);
    if (roles & NAMES_ONE) fieldValue(container, text, names, claims);
    if (roles & IS_COLUMNS && roles & IS_ROWS) rowsOfColumns(container, text, names, claims);
    if (roles & IS_CALL) signIn(container, text, sent, claims);
    if (roles & IS_QUERY) variables(container, text, names, claims);
    if (roles & IS_KEY) keyOfJson(container, claims);
    if (roles & IS_NETWORK) keyOfNetwork(container, claims);
    if (roles & IS_FLAG) flagged(container, text, claims);
    if (roles & IS_CERTIFICATE) numberOfCertificate(container, text, claims);
    if (roles & IS_POSTAL) numberOfPlace(container, text, claims);
    if (roles & IS_QUESTION) answer(container, text, claims);
    if (roles & IS_SHORT && sent) shortName(container, text, names, claims);
    if (roles & (IS_LIKELY | IS_PIECES)) pieces(container, names, claims);
  } else {
    headerList(container, text, names, claims);
    options(container, text, names, claims);
    nextPiece(container, text, names, claims);
    positional(container, text, sent, claims);
    if (container.parent === undefined) places(container, text, names, claims);
  }
}

/** The last step of a path into something: `/user/password`, `$.user.password`, `body.password`. */
function lastStep(path: string): string {
  const steps = path.split(/[/.]+/);
  return steps.at(-1) || path;
}

/** Where the name stands: in the member itself, last in a path, or within an object (`"source": {"pointer": "/data/password"}`). */
function holderOf(member: Node): Node | undefined {
  if (!('children' in member)) return member;
  return member.kind === 'array'
    ? member.children.findLast(({ kind }) => kind === 'string')
    : member.children.find(({ kind, name }) => kind === 'string' && (name === 'ref' || NAMING.has(simple(name ?? ''))));
}

function fieldValue({ children }: Container, text: string, names: Names, claims: Map<Node, Claim>): void {
  if (children.length < 2) return;
  let found: { readonly class: SecretClass; readonly name: string } | undefined;
  for (const child of children) {
    if (child.name === undefined || !MAY_NAME.test(child.name) || !isNaming(simple(child.name))) continue;
    const raw = stringOf(holderOf(child), text);
    if (raw === undefined) continue;
    const name = lastStep(raw);
    const secret = names.secret(name) ?? names.secret(raw);
    if (secret === undefined) continue;
    found = { class: secret, name };
    break;
  }
  if (!found) {
    namedId(children, text, names, claims);
    typedValue(children, text, names, claims);
    return;
  }
  for (const child of children) {
    if (child.name === undefined) continue;
    const role = simple(child.name);
    if (isValuing(role) && !repeats(child, found.name, text)) claims.set(child, { ...found, isOwn: true });
    else if (SAYING.has(role)) claims.set(child, { ...found, isOwn: false, isSaid: true });
    else if (role === 'context' && child.kind === 'object') {
      claims.set(child, { ...found, isOwn: false });
      const labels = child.children.filter((one) => repeats(one, found.name, text));
      for (const label of labels) claims.set(label, { class: undefined, name: found.name, isOwn: false });
    }
  }
}

/** `{"name": "commit", "value": "…"}`. */
function namedId(children: readonly Node[], text: string, names: Names, claims: Map<Node, Claim>): void {
  const naming = children.find(({ name }) => /^(?:name|key|field|header)$/i.test(name ?? ''));
  const name = stringOf(naming, text);
  if (name === undefined || !names.isId(name)) return;
  for (const child of children)
    if (isValuing(simple(child.name ?? ''))) claims.set(child, { class: undefined, name, isOwn: false });
}

/** `{"selector": ".token", "text": "Token"}`: what only says the name again is its label. */
function repeats(child: Node, name: string, text: string): boolean {
  return child.kind === 'string' && simple(stringOf(child, text) ?? '') === simple(name) && simple(name) !== '';
}

/** `{"type": "password", "value": "…"}`: a type says as much as a name where a single text stands beside it; also `{"type": {"text": "SSN"}, …}`. */
const SAYS_TYPE = /^(?:text|display|name)$/;

function typedValue(children: readonly Node[], text: string, names: Names, claims: Map<Node, Claim>): void {
  const typings = children.filter(({ name }) => TYPES.test(name ?? ''));
  // A kind and a channel say less than a type.
  typings.sort((one, other) => Number(other.name === 'type') - Number(one.name === 'type'));
  for (const typing of typings) {
    const said = typing.kind === 'object' ? typing.children.find(({ name }) => SAYS_TYPE.test(name ?? '')) : typing;
    const type = stringOf(said, text);
    const secret = type === undefined ? undefined : names.secret(type);
    if (type === undefined || secret === undefined) continue;
    const value = children.find(({ kind, name }) => kind === 'string' && /^(?:value|val|secret)$/.test(name ?? ''));
    // `{"kind": "Secret", "data": {"user": "…"}}`
    if (/secret$/i.test(type))
      for (const child of children)
        if (child.kind === 'object' && /^(?:string)?data$/i.test(child.name ?? ''))
          claims.set(child, { class: secret, name: type, isOwn: false });
    if (value) claims.set(value, { class: secret, name: type, isOwn: false });
    return;
  }
}

/** `{"columns": ["email", "password"], "rows": [["a", "b"]]}`. */
function rowsOfColumns({ children }: Container, text: string, names: Names, claims: Map<Node, Claim>): void {
  const columns = children.find(({ kind, name }) => kind === 'array' && COLUMNS.test(name ?? ''));
  const rows = children.find(({ kind, name }) => kind === 'array' && ROWS.test(name ?? ''));
  if (columns?.kind !== 'array' || rows?.kind !== 'array') return;
  for (const [i, column] of columns.children.entries()) {
    const named =
      column.kind === 'object' ? column.children.find(({ name }) => /^(?:name|field|id)$/i.test(name ?? '')) : column;
    const name = stringOf(named, text);
    const secret = name === undefined ? undefined : names.secret(name);
    if (name === undefined || secret === undefined) continue;
    for (const row of rows.children) {
      const cell = row.kind === 'array' ? row.children[i] : undefined;
      if (cell) claims.set(cell, { class: secret, name, isOwn: true });
    }
  }
}

/** `["X-Api-Key", "…", "Accept", "…"]` under a name that says so, and `["X-Api-Key", "…"]`. */
function headerList({ children, name, parent }: Container, text: string, names: Names, claims: Map<Node, Claim>): void {
  if (children.length < 2 || children.length % 2 === 1) return;
  const isHeaders = /headers?(?:list)?$/i.test(name ?? '');
  if (!isHeaders && children.length > 2) return;
  if (
    !isHeaders &&
    /^(?:loc|path|required|fields|columns|names|keys|scopes?|enum|options)$|supported$/i.test(
      name ?? parent?.name ?? '',
    )
  )
    return;
  for (let i = 0; i + 1 < children.length; i += 2) {
    const key = stringOf(children[i], text);
    const value = children[i + 1];
    const secret = key === undefined ? undefined : names.secret(key);
    if (key === undefined || value === undefined || secret === undefined || /[(=]/.test(key)) continue;
    // What a list of a name of its own says of one secret and of another are no pair: `["secrets:read", "tokens:write"]`.
    if (name !== undefined && !isHeaders && isNameToo(stringOf(value, text), names)) continue;
    // A list under a name of its own may hold the names of two: `"methods": ["password", "google"]`.
    const kind = name === undefined || isHeaders || secret !== 'password' ? secret : 'token';
    claims.set(value, { class: kind, name: key, isOwn: isHeaders });
  }
}

/** What somebody may do: `session:manage`. */
const SCOPE = /^[a-z_-]{2,30}(?:[.:][a-z_-]{2,30}){1,4}$/;

const isNameToo = (value: string | undefined, names: Names) =>
  value !== undefined && isPlain(value) && (names.secret(value) !== undefined || SCOPE.test(value));

/** `["--password", "…"]` and `["-u", "user:…"]`, as the arguments of a program. */
function options({ children }: Container, text: string, names: Names, claims: Map<Node, Claim>): void {
  for (const [i, child] of children.entries()) {
    if (text[child.start + 1] !== '-') continue;
    const option = stringOf(child, text) ?? '';
    const name = option.replace(/^-{1,2}/, '');
    const secret = /^(?:u|user|proxy-user)$/.test(name) ? 'token' : names.secret(name);
    const value = children[i + 1];
    if (value && secret !== undefined) claims.set(value, { class: secret, name, isOwn: false });
  }
}

/** `{"securityQuestion": "…", "answer": "…"}`, `{"q": "First pet?", "a": "…"}`; the questions of a survey or a page of help are others. */
function answer({ children, name, parent }: Container, text: string, claims: Map<Node, Claim>): void {
  const question = children.find((child) => QUESTION.test(child.name ?? ''));
  const within = [parent?.parent?.name, parent?.name, name, question?.name].join(' ');
  const isSecuring = SECURING.test(within) || ASKED.test(stringOf(question, text) ?? '');
  if (!isSecuring) return;
  for (const child of children)
    if (child.name !== undefined && ANSWER.test(child.name))
      claims.set(child, { class: 'password', name: child.name, isOwn: true });
}

/** `{"token": " to", "logprob": -0.1}`: a piece of text, which is read like any other text. */
function pieces({ children }: Container, names: Names, claims: Map<Node, Claim>): void {
  const isLikely = children.some((child) => LIKELY.test(child.name ?? '') && isLikelihood(child));
  const isNumbered = children.some((child) => PIECE_NUMBERS.test(child.name ?? '') && isNumbers(child));
  for (const child of children) {
    const { name = '' } = child;
    if (isLikely && names.secret(name) === undefined) claims.set(child, { class: undefined, name, isOwn: false });
    else if (isLikely ? PIECES.test(name) : isNumbered && NUMBERED_PIECES.test(name))
      claims.set(child, { class: undefined, name: PIECE, isOwn: false });
  }
}

/** One number or several, and not how many a page asked for: `"top_logprobs": 5`. */
const isLikelihood = (node: Node) =>
  ('children' in node && node.children.length > 0) || (node.kind === 'number' && !/s$/i.test(node.name ?? ''));

/** The name of what says nothing about its value. */
const PIECE = 'text';

function isNumbers(node: Node): boolean {
  if (!('children' in node)) return node.kind === 'number';
  return node.children.length > 0 && node.children.every(({ kind }) => kind === 'number');
}

/** `{"username": "bob", "p": "…"}`; a number is the page of something, and what is sent of a page has an address under `u`. */
function shortName({ children }: Container, text: string, names: Names, claims: Map<Node, Claim>): void {
  const isSignIn = children.some((child) => {
    if (child.name !== 'u') return names.secret(child.name ?? '') === 'contact';
    return child.kind === 'string' && stringOf(child, text)?.includes('/') === false;
  });
  for (const child of children)
    if (isSignIn && child.kind === 'string' && child.name === 'p' && !/^\d{1,6}$/.test(stringOf(child, text) ?? ''))
      claims.set(child, { class: 'password', name: 'p', isOwn: true });
}

/**
 * `[{"password": 1}, "…"]`: SvelteKit and Nuxt write an object by the places of its values in the list around it, itself at the first;
 * React Router also its names: `[{"_1": 2}, "password", "…"]`.
 */
function places({ children }: Container, text: string, names: Names, claims: Map<Node, Claim>): void {
  if (children[0]?.kind === 'string') return;
  for (const object of children) {
    if (object.kind !== 'object') continue;
    for (const { kind, name = '', start, end } of object.children) {
      const value = kind === 'number' ? children[Number(text.slice(start, end))] : undefined;
      const called = /^_\d+$/.test(name) ? stringOf(children[Number(name.slice(1))], text) : name;
      const secret = value?.kind === 'string' && called !== undefined ? names.secret(called) : undefined;
      if (value && secret !== undefined) claims.set(value, { class: secret, name: called ?? name, isOwn: true });
    }
  }
}

const VARIABLE = /([A-Za-z_]\w{0,60})\s{0,4}:\s{0,4}\$(\w{1,60})/g;

/** A field of a query with its arguments. */
const FIELD = /([A-Za-z_]\w{0,60})\s{0,4}\(([^()]{1,2000})\)/g;

/** `login(password: $p)`: the variable `p` is a password. */
function variables({ children }: Container, text: string, names: Names, claims: Map<Node, Claim>): void {
  const query = children.find((child): child is Leaf => child.kind === 'string' && QUERIES.test(child.name ?? ''));
  const given = children.find(({ kind, name }) => kind === 'object' && name === 'variables');
  if (!query || given?.kind !== 'object') return;
  const classes = variableClasses(text.slice(query.start, query.end), names);
  for (const child of given.children) {
    const claim = classes.get(child.name ?? '');
    if (claim) claims.set(child, { ...claim, isOwn: true });
  }
}

/** What the arguments of a GraphQL query say of its variables, by the variable's name. */
export function variableClasses(query: string, names: Names): Map<string, Pick<Claim, 'class' | 'name'>> {
  const classes = new Map<string, Pick<Claim, 'class' | 'name'>>();
  const learn = (text: string, known: Names) => {
    for (const [, name = '', variable = ''] of text.matchAll(VARIABLE)) {
      const secret = known.secret(name);
      if (secret !== undefined) classes.set(variable, { class: secret, name });
    }
  };
  // `changePassword(old: $a, new: $b)`
  for (const [, call = '', given = ''] of query.matchAll(FIELD)) if (isSignIn(call)) learn(given, withCodes(names));
  learn(query, names);
  return classes;
}
