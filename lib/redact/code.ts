/** What stands in code where a value would: a type, a call, a member of something. Each speaks of a secret and holds none. */

/** Types of GraphQL, TypeScript, Python, SQL and others, with the signs that say whether one may be left out. */
const TYPE =
  /^\[?(?:string|str|text|varchar|char|number|int(?:eger)?|long|float|double|bool(?:ean)?|bytes?|id|uuid|date(?:time)?|any|object|unknown|void|never|promise|optional)(?:\[\])?[!?\]]*(?:(?:[),;:}|<[]|\s{1,4}=\s)[\s\S]*)?$/i;

/** A call of two words or of a member: `create_token(data`, `$user->createToken(`, `Jwt.encode(id`. */
const CALL =
  /^\$?[A-Za-z_]{1,40}\w?(?:(?:(?:\.|->|::|[&?]\.)[A-Za-z_]\w{0,60}){1,6}|(?<=[a-z]_[a-z]+|[a-z][A-Z][a-z]+))[!?]?\((?:[)$'":{[]|[A-Za-z_]\w{0,60}(?:[=:,.)(\s]|$)|$)/;

/** A member of a variable: `$user->password`, `this.token`, `process.env.API_KEY`, `user.id`. */
const MEMBER =
  /^(?:\$[A-Za-z_]\w{0,40}->|(?:this|self|req|request|res|response|ctx|context|params|props|state|config|settings|options|opts|user|session|process\.env|event|data|body|payload|credentials|auth|store|client|var|local|module|secrets|[a-z](?=\.[A-Za-z]{2,30}[,;)}]{0,4}$))\??\.)[A-Za-z_$][\w$.]{0,60}[,;)}]{0,4}$/;

/** A class with its package, one within another, a thing of it or a place in it: `com.shop.Session$Proxy`, `a.b.Token@3f2a1b4c`, `a.b.C.run:21`. */
const QUALIFIED = /^(?:[a-z]\w{0,40}\.){2,12}[A-Za-z_][\w$]{0,80}(?:\.[\w$<>]{1,60})?(?:@[0-9a-f]{1,8}|:\d{1,6})?$/;

/** A call of one word, without anything in it or before what is quoted: `next()`, `require(`. */
const WORD_CALL = /^_{0,2}[a-z][a-zA-Z_]{1,40}\(\)?$/;

/** What a shell puts there: `$(cat /run/secrets/key)`. */
const COMMAND = /^\$\([a-z][\w./-]{1,40}$/;

/** What YAML has for a value that stands elsewhere: `!secret api_key`, `!Ref DbPassword`. */
const TAG = /^!(?:secret|ref|sub|getatt|env|env_var|include)(?:\s|$)/i;

/** What begins to look something up: `os.environ[`, `ENV["TOKEN"]`. */
const LOOK_UP = /^\$?[A-Za-z_][\w$]{0,40}(?:\.[\w$]{1,40}){0,4}\[(?:["'][\w.-]{1,60}["']\][,;)}]{0,4})?$/;

/** What begins an expression: `token = await create()`. */
const EXPRESSION = /^(?:await|new|async|yield|lambda)\s{1,2}[\w$({]/;

/** Whether a text behind a name and its sign goes on as code does. */
export const isExpression = (text: string): boolean => EXPRESSION.test(text);

/** Names and numbers in code that a build made short: `e.token=t,n(e)`, `withCredentials:!0}`, `auth:o?.auth??null}`. */
const MINIFIED =
  /^(?:[a-z_$][\w$]?(?:(?:\?\.[A-Za-z_$][\w$]{0,40}){1,4}(?:\?\?(?:null|![01]|""))?)?|![01])[,;)}\]]{1,4}(?:[a-z_$\s({.]|$)/i;

/** Whether a value is code of a build up to a sign behind it. */
export const isMinified = (value: string): boolean => MINIFIED.test(value);

/** Whether a value that stands without quotes is code. */
export function isCode(value: string): boolean {
  return (
    LOOK_UP.test(value) ||
    ARGUMENT.test(value) ||
    TYPE.test(value) ||
    CALL.test(value) ||
    WORD_CALL.test(value) ||
    MEMBER.test(value) ||
    COMMAND.test(value) ||
    TAG.test(value)
  );
}

/** A variable of GraphQL, and what closes behind it: `$p){id}`. Names of variables have one digit at most: `$ecret22)` is a password. */
const ARGUMENT = /^\$[A-Za-z_]{1,60}\d?[,)}\]](?:(?:[\s{},)\]]|[A-Za-z_]\w{0,60}:\$)[\s\S]*)?$/;

/** A call within a word of minified code. */
const INNER_CALL = /\w\([\w$,.]{0,40}\)/;

/** Whether a word of a text is a class, a member or a call rather than something chosen. */
export function isCodeWord(word: string): boolean {
  return (
    TAG.test(word) ||
    ARGUMENT.test(word) ||
    QUALIFIED.test(word) ||
    MEMBER.test(word) ||
    CALL.test(word) ||
    (!/\d/.test(word) && INNER_CALL.test(word))
  );
}

/** Whether two colons at an offset stand between a class and one within it: `Rack::Session::Pool`. */
export const isScope = (text: string, at: number): boolean =>
  /[A-Z]\w{0,60}$/.test(text.slice(Math.max(0, at - MAX_CLASS), at)) &&
  /^::[A-Z][A-Za-z]{1,60}(?!\w)/.test(text.slice(at, at + MAX_CLASS));

const MAX_CLASS = 64;
