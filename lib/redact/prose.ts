/** Secrets in sentences and in commands: what stands behind the word for one, behind an option, among the arguments of a call that signs in. */
import { isElsewhere, type Span, spansBehind } from './behind.ts';
import { idShape } from './ids.ts';
import type { SecretClass } from './names.ts';
import { isPlaceholder } from './placeholders.ts';
import { isSignIn } from './positional.ts';
import { BLANK } from './pseudonym.ts';
import type { Context, Reading } from './reading.ts';
import { hideNamed } from './secrets.ts';
import { isOpaque, isPlain, isSecretValue } from './values.ts';

/** Words for a password in other languages, with the endings that sentences give them. */
export const PASSWORD_NOUNS =
  `kennwort contraseña contrasenya mot\\sde\\spasse senha wachtwoord hasł[oa] hesl[oa] lozink[aeu]
  parol[aăãeiu](?:le|ei|[mn][ıi]z)? şifre(?:niz|n|si)? lösenord(?:et)? adgangskoden? passordet kodeord(?:et)? salasana(?:si)? jelszó jelszava
  slaptažodis geslo mật\\skhẩu kata\\ssandi парол[ьяюиа] лозинка κωδικός סיסמה הסיסמה كلمة\\s(?:المرور|السر) رمز\\sعبور
  पासवर्ड รหัสผ่าน 密码 密碼 パスワード 비밀번호 암호`
    .split(/\s+/)
    .join('|');

const IS_PASSWORD = new RegExp(`^(?:${PASSWORD_NOUNS})$`, 'iu');

/** Nouns behind which a secret may follow within a few words. */
const NOUN = new RegExp(
  `(?<![\\p{L}\\p{N}_])(pass(?:word|wd|phrase|code|wort)?|pwd|${PASSWORD_NOUNS}|(?:[\\w-]{0,20}[-_ ])?(?:token|secret|key|credential|cookie|signature)s?|jwt|session|sid|otp|pin|nonce|api-?key|licen[cs]e|schlüssel|jeton|clé|clave|llave|chave|chiave|sleutel|klucz|токен|ключ|トークン|キー|密钥|令牌|토큰|(?:verification|confirmation|security|recovery|backup|activation|reset|access|login|invit(?:e|ation)|one-time|authentication)[- ]codes?)(?![\\p{L}\\p{N}_])`,
  'giu',
);
/** What messages call a one-time code, in the languages most of them are written in. */
const CODE_NAMES = [
  '(?:verification|confirmation|security|login|sign-?in|one-time|2fa|mfa|sms)[ -](?:code|pin|passcode|password)',
  'otp|your\\s(?:[\\w-]{1,20}\\s){0,2}(?:code|pin)',
  '(?:best[äa]tigungs|verifizierungs|sicherheits|anmelde|login|einmal|zugangs)code|verificatiecode',
  '(?:code|c[óo]digo|codice)\\s(?:de|di)\\s(?:v[ée]rification|confirmation|s[ée]curit[ée]|connexion)',
  'c[óo]digo\\sde\\s(?:verificaci[óo]n|confirmaci[óo]n|seguridad|acceso|verificação|confirmação|segurança|acesso)',
  'codice\\sdi\\s(?:verifica|conferma|sicurezza|accesso)|kod\\sweryfikacyjny|код\\sподтверждения',
].join('|');
/** Its digits, maybe in two groups, maybe behind a letter of the sender's. */
const CODE = '(?:[A-Z]{1,3}-)?(?:\\d{3}[ -]\\d{3}|\\d{4,8})';
/** One-time codes as messages give them: `Your verification code is 123456`, `123456 is your login code`, `Use code 123456 to sign in`. */
const ONE_TIME = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${CODE_NAMES})(?:\\s(?:is|was|lautet|ist|est|es|é|è|to|jest)|:)?\\s{1,4}["'“]?(${CODE})(?![\\d:-]|\\.\\d|\\s(?:digit|char))|(?<![\\w.:-])(${CODE})\\sis\\syour\\s(?:[\\w-]{1,20}\\s){0,3}(?:code|pin|otp)\\b|\\b(?:use|enter|type)\\s(?:the\\s)?code\\s(${CODE})\\s(?:to|for|as)\\b`,
  'giu',
);
/** The name of a member as a sentence has it: `refreshToken`. Which ones are secret, the names decide. */
const CAMEL = /(?<![\p{L}\p{N}_])[a-z]{2,20}(?:[A-Z][a-z0-9]{1,20}){1,4}(?![\p{L}\p{N}_])/gu;
/** Words behind a noun that are looked at, and of a text that is about a secret as a whole. */
const MAX_WORDS = 8;
const MAX_SAID = 200;
/** A longer run of signs is no word, in characters. */
const MAX_WORD = 300;
/** An id is the secret that a noun speaks of only close to it, and where nothing else names it. */
const NEAR_WORDS = 4;
const ID_BEFORE = /\b(?:id|ids|app|user|request|trace|client|tenant|object)\W{0,4}$/i;
const AROUND = /^["'`“‘„‚«‹「([{<]+|["'`”’“‘»›」)\]}>.,;:!?]+$/g;

/** Before `token` they speak of a sign that a parser met, before `key` of a name; a bad password is one. */
const OF_PARSER = /(?:unexpected|illegal|bad)\s{1,4}$/i;

/** What a word would be, and under which name. */
interface Sought {
  readonly name: string | undefined;
  readonly class: SecretClass;
}

export function readProse(text: string, at: number, context: Context, out: Reading): void {
  const { label, near, names } = context;
  if (near !== undefined)
    readWords(text, { from: 0, to: text.length }, MAX_SAID, { name: label, class: near }, at, context, out);
  const readBehind = (end: number, sought: Sought) => {
    for (const span of spansBehind(text, end)) readWords(text, span, MAX_WORDS, sought, at, context, out);
  };
  for (const match of text.matchAll(NOUN)) {
    const name = match[1] ?? '';
    const kind = names.secret(name) ?? (IS_PASSWORD.test(name) ? 'password' : 'token');
    const before = text.slice(Math.max(0, match.index - 16), match.index);
    if (kind !== 'password' && OF_PARSER.test(before)) continue;
    readBehind(match.index + match[0].length, { name, class: kind });
  }
  for (const match of text.matchAll(ONE_TIME)) {
    const digits = match[1] ?? match[2] ?? match[3] ?? '';
    const start = at + match.index + match[0].lastIndexOf(digits);
    hideNamed(out, start, start + digits.length, { name: undefined, class: 'code' });
  }
  for (const { index, 0: name } of text.matchAll(CAMEL)) {
    const kind = names.secret(name);
    if (kind !== undefined) readBehind(index + name.length, { name, class: kind });
  }
}

/** Nothing but a quotation mark between a noun and a word. */
const QUOTED_NEXT = /^[^\p{L}\p{N}]{0,8}["'`“‘„‚«‹「]\s?$/u;

/** What stands in quotes right behind the word for a password may be one of letters and signs, but no word or name. */
const isChosen = (word: string) => word.length > 4 && !isPlain(word) && !isPlaceholder(word);

/** Longest word that a span may end in, in characters. */
const MAX_REST = 200;

/** The path of a file, maybe with a place in it. */
const FILE_PATH =
  /^(?:[A-Za-z]:[\\/]|\.{0,2}\/)(?:[^\s\\/?#]{1,100}[\\/]){2,30}[^\s\\/?#]{0,100}\.[a-z]{1,5}(?::\d{1,6}){0,2}$/;

/** Hides the first word of a span that nobody named. */
function readWords(
  text: string,
  { from, to, isValue }: Span,
  limit: number,
  sought: Sought,
  at: number,
  { names }: Context,
  out: Reading,
): void {
  const [window = ''] = text.slice(from, isValue ? to : to + MAX_REST).split(/[\n\r]/, 1);
  let count = 0;
  for (const match of window.matchAll(/\S+/g)) {
    if (count++ >= limit || match.index > to - from) return;
    const word = match[0];
    if (word.includes(BLANK)) return;
    if (word.length > MAX_WORD) continue;
    const lead = /^["'`“‘„‚«‹「([{<=:]*/.exec(word)?.[0].length ?? 0;
    // A script that writes no spaces goes on behind the bracket.
    const core = word
      .slice(lead)
      .replace(/」.*$|["'][;,].*$/, '')
      .replace(AROUND, '');
    const before = window.slice(0, match.index + lead);
    const isQuoted = sought.class === 'password' && QUOTED_NEXT.test(before);
    if (core === '' || !(isOpaque(core) || (isQuoted && isChosen(core))) || /^(?:[\w.-]{1,40}\)?=|arn:)/.test(core))
      continue;
    if (idShape(core) === 'certain' && (count > NEAR_WORDS || ID_BEFORE.test(before))) continue;
    if (FILE_PATH.test(core) || names.isId(/^([\w-]{2,40}):\S/.exec(core)?.[1] ?? '')) continue;
    if (isElsewhere(core, before, names)) continue;
    const start = at + from + match.index + lead;
    hideNamed(out, start, start + core.length, sought);
    return;
  }
}

/** `--password x`, `-password=x`, `/password:x`. */
const OPTION =
  /(?<=^|\s|["'\\])(?:--?|\/)([A-Za-z][\w-]{1,40})(?:\s{1,4}|=|:)(?:"([^"\n]{1,500})"|'([^'\n]{1,500})'|([^\s"'-][^\s"']{0,500}))/g;
/** `curl -u user:password`. */
const USER = /\s(?:-u|--user|--proxy-user|-U|--login)[\s=]{1,4}["']?([^\s"':]{1,100}:)([^\s"']{1,200})/g;
/** `sshpass -p x`, `mysql -px`. */
const SHORT =
  /(?<![\w-])(?:sshpass|mysql\w*|mariadb\w*|redis-cli|mosquitto_\w+|docker\s+login|az\s+login|ldap\w+|smbclient|sqlcmd|zip|unzip|7z|openssl|rcon)\b[^\n|;&]{0,200}?\s-(?:p|P|a|w|k)\s{0,2}["']?([^\s"'-][^\s"']{0,200})/g;
/** `echo x | docker login --password-stdin`, `psexec -u bob -p x`, `http -a bob:x`, `lftp -u bob,x`, `smbclient -U bob%x`, `net use z: \\\\a\\b x`. */
const MORE_COMMANDS = [
  /\becho\s{1,4}(?:-n\s{1,4})?["']?([^\s"'|]{1,200})["']?\s{0,4}\|[^|\n]{0,200}?\s(?:--password-stdin|--with-token|sudo\s{1,4}-S|chpasswd)(?!\w)/g,
  /\bpsexec\w{0,4}\b[^\n|;&]{0,200}?\s-p\s{1,4}["']?([^\s"'-][^\s"']{0,200})/gi,
  /\bhttps?\s[^\n|;&]{0,200}?-(?:a|-auth)[\s=]{1,4}["']?[^\s"':]{1,100}:([^\s"']{1,200})/g,
  /\b(?:lftp|smbclient|rpcclient)\b[^\n|;&]{0,200}?\s-[uU]\s{0,4}["']?[^\s"',%]{1,100}[,%]([^\s"']{1,200})/g,
  /\bnet\s{1,4}use\s{1,4}(?:[a-z*]:?\s{1,4})?\\{2,4}[^\s"']{1,200}\s{1,4}["']?([^\s"'/][^\s"']{0,200})/gi,
  // A line of `.pgpass`: host, port, database, user, password.
  /(?<=^|[\r\n])[\w.*-]{1,200}:(?:\d{4,5}|\*):(?:\*|[A-Za-z_][\w-]{0,60}):(?:\*|[A-Za-z_][\w.-]{0,60}):([^\s:]{1,200})(?=$|[\r\n])/g,
] as const;
/** Words without which none of them stands there. */
const MAY_COMMAND = /\becho\s|psexec|\bhttps?\s|lftp|smbclient|rpcclient|\bnet\s{1,4}use\s|:(?:\d{4,5}|\*):/i;
/** `jdbc:oracle:thin:user/password@host`, `user/password@//host`, `//user:password@host`. */
const SLASHED =
  /:[^\s:/@"']{1,60}\/([^\s/@"']{1,200})@(?=[\w/[(])|(?<=^|\s)[\w.$-]{1,60}\/([^\s/@"']{1,200})@(?=\/\/)/g;
const NO_SCHEME = /(?<=^|[\s"'=(<,])\/\/([^\s/?#@:"']{1,100}:)([^\s/?#@"']{1,200})@/g;
/** `IDENTIFIED BY 'x'` (SQL), `ConvertTo-SecureString "x"` (PowerShell). */
const IDENTIFIED =
  /\b(?:IDENTIFIED\s{1,4}(?:WITH\s{1,4}\w{1,40}\s{1,4})?(?:BY|AS)\s{1,4}(?:PASSWORD\s{1,4})?|ConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?)["']([^"'\n]{1,200})/gi;
/** Commands of protocols that sign somebody in: Redis, POP3, IRC, SMTP, FTP. RESP writes each word on a line of its own. */
const COMMAND =
  /(?<=^|[\n\r]|NickServ :)(?:AUTH|PASS|AUTHENTICATE|HELLO \d AUTH|OPER|IDENTIFY|LOGIN)[ \t]{1,4}([^\r\n]{1,500})/g;
const RESP = /\r\nAUTH\r\n((?:\$\d{1,9}\r\n[^\r\n]{0,500}\r\n){1,2})/gi;
const CALL = /(?<![\w$])([A-Za-z_]\w{2,40})\s?\(([^()\n]{1,400})\)/g;
const ARGUMENT = /"([^"\n]{1,200})"|'([^'\n]{1,200})'/g;
/** `(email, password) VALUES ('a', 'b')`. */
const INSERT = /\(([^()]{1,1000})\)\s{0,8}(?:OUTPUT[^()]{0,100})?VALUES\s{0,8}\(([^()]{1,4000})\)/gi;
const SQL_VALUE = /\s*(?:N?'((?:[^']|'')*)'|"([^"]*)"|([^,'"]+))\s*(?:,|$)/g;

/** Commands, connection strings without a scheme, calls and SQL. */
export function readCommands(text: string, at: number, context: Context, out: Reading): void {
  const put = (end: number, value: string, kind: SecretClass, name?: string) =>
    hideNamed(out, at + end - value.length, at + end, { name, class: kind });
  if (text.includes('-') || text.includes('/')) {
    for (const match of text.matchAll(OPTION)) {
      const value = match[2] ?? match[3] ?? match[4] ?? '';
      const kind = context.names.secret(match[1] ?? '');
      const end = match.index + match[0].length - (match[4] === undefined ? 1 : 0);
      if (kind !== undefined && isSecretValue(kind, value, 'string', isOpaque(value) || context.sent))
        put(end, value, kind, match[1]);
    }
    // The numbers of a user and a group: `docker run -u 1000:1000`.
    for (const match of text.matchAll(USER))
      if (!/^\d{1,6}$/.test(match[2] ?? '')) put(match.index + match[0].length, match[2] ?? '', 'password');
    for (const match of text.matchAll(SHORT))
      if (isSecretValue('password', match[1] ?? '', 'string', false))
        put(match.index + match[0].length, match[1] ?? '', 'password');
  }
  if (text.includes('@')) {
    for (const pattern of [SLASHED, NO_SCHEME])
      for (const match of text.matchAll(pattern))
        put(match.index + match[0].length - 1, match[2] ?? match[1] ?? '', 'password');
  }
  if (MAY_COMMAND.test(text))
    for (const pattern of MORE_COMMANDS)
      for (const match of text.matchAll(pattern)) {
        const value = match[1] ?? '';
        if (isSecretValue('password', value, 'string', false))
          put(match.index + match[0].lastIndexOf(value) + value.length, value, 'password');
      }
  readProtocol(text, at, context, out);
  for (const match of text.matchAll(IDENTIFIED)) put(match.index + match[0].length, match[1] ?? '', 'password');
  if (!text.includes('(')) return;
  for (const match of text.matchAll(CALL)) {
    const caller = text.slice(Math.max(0, match.index - MAX_CALLER), match.index);
    if (isSignIn(match[1] ?? '') || isBuilt(match[1] ?? '', context)) readArguments(match, at, out);
    else if (CONNECTS.test(caller + match[1])) readArguments(match, at, out, true);
    else readSetting(match, at, context, out);
  }
  for (const match of text.matchAll(INSERT)) readInsert(match, at, context, out);
}

function readProtocol(text: string, at: number, context: Context, out: Reading): void {
  for (const match of text.matchAll(COMMAND)) {
    const rest = (match[1] ?? '').trimEnd();
    const value = rest.slice(rest.lastIndexOf(' ') + 1);
    const end = match.index + match[0].length - ((match[1] ?? '').length - rest.length);
    if (context.sent || !isPlain(value))
      hideNamed(out, at + end - value.length, at + end, { name: undefined, class: 'password' });
  }
  for (const match of text.matchAll(RESP)) {
    const lines = (match[1] ?? '').split('\r\n').filter((line) => !/^\$\d+$/.test(line) && line !== '');
    const value = lines.at(-1) ?? '';
    const start = text.lastIndexOf(value, match.index + match[0].length);
    hideNamed(out, at + start, at + start + value.length, { name: undefined, class: 'password' });
  }
}

/** `SecretStr('…')`: a type that is made of a secret, by its capital. */
function isBuilt(call: string, { names }: Context): boolean {
  return /^[A-Z]/.test(call) && names.secret(call) !== undefined;
}

const SETTING = /^\s{0,4}["']([^"'\n]{2,60})["']\s{0,4},\s{0,4}(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')\s{0,4}(?:,|$)/;

/** `define('DB_PASSWORD', '…')`, `headers.set("X-Api-Key", "…")`. */
function readSetting(match: RegExpMatchArray, at: number, { names }: Context, out: Reading): void {
  const inner = match[2] ?? '';
  const setting = SETTING.exec(inner);
  const secret = setting ? names.secret(setting[1] ?? '') : undefined;
  if (!setting || secret === undefined) return;
  const value = setting[2] ?? setting[3] ?? '';
  if (!isOpaque(value)) return;
  const from = (match.index ?? 0) + match[0].length - 1 - inner.length;
  const start = at + from + setting[0].lastIndexOf(value);
  hideNamed(out, start, start + value.length, { name: setting[1], class: secret });
}

/** Calls that connect to a database or a directory, the last word of whose arguments is a password. */
const CONNECTS =
  /(?:PDO|sqli|Connection|Client)(?:->|::|\.)__construct$|_connect$|(?<![\w$])(?:ldap_bind|ftp_login|imap_open)$/i;
/** Characters before the name of a call that are looked at. */
const MAX_CALLER = 30;

function readArguments(match: RegExpMatchArray, at: number, out: Reading, isLastOnly = false): void {
  const from = (match.index ?? 0) + match[0].length - 1 - (match[2] ?? '').length;
  const found: { readonly start: number; readonly value: string }[] = [];
  for (const argument of (match[2] ?? '').matchAll(ARGUMENT)) {
    const value = argument[1] ?? argument[2] ?? '';
    if (isOpaque(value) && !(isLastOnly && /[=/]/.test(value)))
      found.push({ start: at + from + argument.index + 1, value });
  }
  for (const { start, value } of isLastOnly ? found.slice(-1) : found)
    hideNamed(out, start, start + value.length, { name: match[1], class: 'password' });
}

function readInsert(match: RegExpMatchArray, at: number, { names }: Context, out: Reading): void {
  const columns = (match[1] ?? '').split(',').map((name) => names.secret(name.trim()));
  const from = (match.index ?? 0) + match[0].length - 1 - (match[2] ?? '').length;
  let i = 0;
  for (const cell of (match[2] ?? '').matchAll(SQL_VALUE)) {
    const kind = columns[i++];
    const value = cell[1] ?? cell[2] ?? cell[3]?.trim() ?? '';
    if (kind === undefined || !isSecretValue(kind, value, 'string', true)) continue;
    const start = at + from + cell.index + cell[0].indexOf(value);
    hideNamed(out, start, start + value.length, { name: (match[1] ?? '').split(',')[i - 1]?.trim(), class: kind });
  }
}
