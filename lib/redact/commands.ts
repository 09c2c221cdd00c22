/** Secrets in commands, connection strings without a scheme, calls and SQL: each behind its option, or at its place among the arguments. */
import type { SecretClass } from './names.ts';
import { isPlaceholder } from './placeholders.ts';
import { isSignIn } from './positional.ts';
import { isMixed } from './quoted.ts';
import type { Context, Reading } from './reading.ts';
import { hideNamed } from './secrets.ts';
import { isOpaque, isPlain, isSecretValue } from './values.ts';

/** `--password x`, `-password=x`, `/password:x`. */
const OPTION =
  /(?<=^|\s|["'\\])(?:--?|\/)([A-Za-z][\w-]{1,40})(?:\s{1,4}|=|:)(?:"([^"\n]{1,500})"|'([^'\n]{1,500})'|([^\s"'-][^\s"']{0,500}))/g;
/** Where a command, a program or a protocol has its password, which is the group `value`. */
interface Command {
  readonly pattern: RegExp;
  /** It may be a word that names something, and then it is none: behind `-p` also stand ports and paths. */
  readonly isJudged: boolean;
}

const judged = (pattern: RegExp): Command => ({ pattern, isJudged: true });
const certain = (pattern: RegExp): Command => ({ pattern, isJudged: false });

/** A value up to white space, maybe in quotes, and one that begins like no other option. */
const VALUE = `["']?(?<value>[^\\s"']{1,200})`;
const NO_OPTION = `["']?(?<value>[^\\s"'-][^\\s"']{0,200})`;
/** The rest of a command, up to where the next may begin. */
const REST = '[^\\n|;&]{0,200}?';

const COMMANDS: readonly Command[] = [
  // `curl -u user:password`; not the numbers of a user and a group: `docker run -u 1000:1000`.
  certain(
    /\s(?:-u|--user|--proxy-user|-U|--login)[\s=]{1,4}["']?[^\s"':]{1,100}:(?!\d{1,6}(?:[\s"']|$))(?<value>[^\s"']{1,200})/dg,
  ),
  // `sshpass -p x`, `mysql -px`, `psexec -u bob -p x`
  judged(
    new RegExp(
      `(?<![\\w-])(?:sshpass|mysql\\w*|mariadb\\w*|redis-cli|mosquitto_\\w+|docker\\s+login|az\\s+login|ldap\\w+|smbclient|sqlcmd|zip|unzip|7z|rcon)\\b${REST}\\s-(?:p|P|a|w|k)\\s{0,2}${NO_OPTION}`,
      'dg',
    ),
  ),
  judged(new RegExp(`\\bopenssl\\b${REST}\\s-(?:k|K|pass|passin|passout)\\s{1,4}(?:pass:)?${NO_OPTION}`, 'dg')),
  judged(new RegExp(`\\bsnmp\\w{2,12}\\b${REST}\\s-[cAX]\\s{1,4}${NO_OPTION}`, 'dg')),
  judged(new RegExp(`\\bschtasks\\b${REST}\\s\\/rp\\s{1,4}${NO_OPTION}`, 'dgi')),
  judged(new RegExp(`\\bpsexec\\w{0,4}\\b${REST}\\s-p\\s{1,4}${NO_OPTION}`, 'dgi')),
  // Any program that takes a user and a password, one behind the other; numbers are ports: `-u bob -p x`, `-u:bob -p:x`
  judged(
    new RegExp(
      `\\s-(?:u|U|user|username)[\\s:=]{1,2}[^\\s"'-][^\\s"']{0,100}["']?\\s{1,4}-(?:p|P|pw|pass)[\\s:=]{1,2}(?![\\d:.]{2,30}(?:[\\s/]|$))${NO_OPTION}`,
      'dg',
    ),
  ),
  // `ssh-keygen -N x`, `useradd -p x`, `htpasswd -b file bob x`, `net user bob x /add`
  judged(new RegExp(`\\bssh-keygen\\b${REST}\\s-[NP]\\s{1,4}${NO_OPTION}`, 'dg')),
  judged(new RegExp(`\\buser(?:add|mod)\\b${REST}\\s-p\\s{1,4}${NO_OPTION}`, 'dg')),
  judged(
    /\b(?:ht|mosquitto_)passwd\s{1,4}-\w{0,4}b\w{0,4}\s{1,4}(?:[^\s]{1,200}\s{1,4})?[^\s]{1,100}\s{1,4}["']?(?<value>[^\s"']{1,200})/dg,
  ),
  // A user and the password, behind what is done: `rabbitmqctl add_user bob x`
  judged(
    /\brabbitmqctl\s(?:-\S{1,40}\s){0,3}\w{0,20}(?:user|password)\s{1,4}["']?[^\s"']{1,100}["']?\s{1,4}["']?(?<value>[^\s"']{1,200})/dg,
  ),
  // What a program keeps for its runs: `gh secret set NAME --body x`
  judged(
    new RegExp(
      `\\bsecrets?\\s{1,4}(?:set|put|create|add)\\b${REST}\\s--?(?:body|value|b|data|literal)[\\s=]{1,4}${VALUE}`,
      'dg',
    ),
  ),
  // Expect: `expect "assword:"`, then `send "x\r"`
  certain(
    /\bexpect\b[^\n]{0,40}(?:assword|assphrase)[^\n]{0,40}?(?:\n[^\n]{0,40}?)?\bsend(?:\s--)?\s{1,4}\\{0,2}["'](?<value>[^"'\\\n]{1,200})/dgi,
  ),
  judged(/\bnet\s{1,4}user\s{1,4}[^\s/]{1,100}\s{1,4}["']?(?<value>[^\s"'/][^\s"']{0,200})["']?(?=\s{1,4}\/)/dgi),
  judged(/\bchpasswd\s{0,4}<<<\s{0,4}["']?[^\s:"']{1,60}:(?<value>[^\s"']{1,200})/dg),
  // `sqlplus bob/x@db`
  judged(
    /\b(?:sqlplus|sqlldr|expdp|impdp|rman)\s(?:-\w{1,10}\s){0,4}["']?[\w$.-]{1,60}\/(?<value>[^\s/@"']{1,200})@/dgi,
  ),
  // The end of a line for a switch or a router, whose digit says how it is kept: `password 7 x`, `enable secret 5 x`
  judged(/\b(?:password|secret|key)\s[05789]\s(?=\S{0,100}\d)(?<value>[^\s"']{4,200})(?=[ \t]*(?:$|[\r\n]))/dgi),
  // `snmp-server community x RO`
  judged(/\bcommunity\s{1,4}(?<value>[^\s"']{1,60})\s{1,4}R[OW]\b/dg),
  // `xfreerdp /u:bob /p:x`
  judged(new RegExp(`\\b(?:[xws]l?freerdp|rdesktop)\\b${REST}\\s\\/p:${VALUE}`, 'dgi')),
  // `echo x | docker login --password-stdin`
  judged(
    /\becho\s{1,4}(?:-n\s{1,4})?["']?(?<value>[^\s"'|]{1,200})["']?\s{0,4}\|[^|\n]{0,200}?\s(?:--password-stdin|--with-token|sudo\s{1,4}-S|chpasswd)(?!\w)/dg,
  ),
  // `http -a bob:x`, `lftp -u bob,x`, `smbclient -U bob%x`
  judged(new RegExp(`\\bhttps?\\s${REST}-(?:a|-auth)[\\s=]{1,4}["']?[^\\s"':]{1,100}:(?<value>[^\\s"']{1,200})`, 'dg')),
  judged(
    new RegExp(
      `\\b(?:lftp|smbclient|rpcclient)\\b${REST}\\s-[uU]\\s{0,4}["']?[^\\s"',%]{1,100}[,%](?<value>[^\\s"']{1,200})`,
      'dg',
    ),
  ),
  // `net use z: \\\\a\\b x`, also behind `/user:bob`
  judged(
    /\bnet\s{1,4}use\s{1,4}(?:[a-z*]:?\s{1,4})?\\{1,4}[^\s"']{1,200}\s{1,4}(?:\/user:\S{1,100}\s{1,4})?["']?(?<value>[^\s"'/][^\s"']{0,200})/dgi,
  ),
  // A line of `.pgpass`: host, port, database, user, password
  judged(
    /(?<=^|[\r\n])[\w.*-]{1,200}:(?:\d{4,5}|\*):(?:\*|[A-Za-z_][\w-]{0,60}):(?:\*|[A-Za-z_][\w.-]{0,60}):(?<value>[^\s:]{1,200})(?=$|[\r\n])/dg,
  ),
  // A line of `.netrc`, and what Composer keeps: `machine a.example login bob password x`, `http-basic.a.example bob x`
  judged(
    /\b(?:machine\s{1,4}\S{1,200}|default)\s{1,8}login\s{1,4}\S{1,100}\s{1,8}password\s{1,4}(?<value>\S{1,200})/dg,
  ),
  judged(/\bhttp-basic\.[^\s"']{1,200}\s{1,4}[^\s"']{1,100}\s{1,4}["']?(?<value>[^\s"']{1,200})/dg),
  // Redis: `ACL SETUSER bob on >x`, and what its monitor writes: `"AUTH" "bob" "x"`
  certain(/\bACL\s{1,4}SETUSER\s[^\r\n]{1,200}?\s>(?<value>[^\s"']{1,200})/dgi),
  certain(/"AUTH"(?:\s"[^"\n]{1,100}")?\s"(?<value>[^"\n]{1,200})"/dgi),
  // A field of a hash: `HSET user:1 password x`
  judged(/\bHM?SET\s{1,4}[^\s]{1,200}\s[^\r\n]{0,200}?(?<=\s)pass(?:word|wd)?\s{1,4}"?(?<value>[^\s"]{1,200})/dgi),
  // The password of who logs on to an exchange, and a new one (FIX 5.0, fields 554 and 925)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sign between two fields
  certain(/(?<=\u0001)(?:554|925)=(?<value>[^\u0001\r\n]{1,200})/dg),
  // SMTP: the answer to `Password:` in base64
  certain(/\b334 UGFzc3dvcmQ6[ \t]{0,4}\r?\n(?:[^\s:>]{0,20}[:>]{1,3} ?)?(?<value>[A-Za-z0-9+/]{4,200}={0,2})/dg),
  // In a chat: `/login bob x`
  judged(/^[/!.](?:login|identify|register|auth)\s(?:[^\s"']{1,60}\s)?(?<value>[^\s"']{4,200})\s{0,4}$/dgi),
  // `jdbc:oracle:thin:user/password@host`, `user/password@//host`, `//user:password@host`
  certain(/:[^\s:/@"']{1,60}\/(?<value>[^\s/@"']{1,200})@(?=[\w/[(])/dg),
  certain(/(?<=^|\s)[\w.$-]{1,60}\/(?<value>[^\s/@"']{1,200})@(?=\/\/)/dg),
  certain(/(?<=^|[\s"'=(<,])\/\/[^\s/?#@:"']{1,100}:(?<value>[^\s/?#@"']{1,200})@/dg),
  // Go: `bob:x@tcp(host:3306)/shop`
  certain(/(?<=^|[\s"'`=(])[\w.-]{1,60}:(?<value>[^\s"'`@]{1,200})@(?:tcp|unix)\(/dg),
  // SQL: `IDENTIFIED BY 'x'`, `sp_addlogin 'bob', 'x'`; PowerShell: `ConvertTo-SecureString "x"`
  certain(
    /\b(?:IDENTIFIED\s{1,4}(?:WITH\s{1,4}\w{1,40}\s{1,4})?(?:BY|AS)\s{1,4}(?:PASSWORD\s{1,4})?|ConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?)["'](?<value>[^"'\n]{1,200})/dgi,
  ),
  certain(/\bsp_(?:addlogin|password)\s{1,4}N?'[^'\n]{0,200}',\s{0,4}N?'(?<value>[^'\n]{1,200})'/dgi),
  // Python: `auth=('bob', 'x')`
  certain(/\b(?:auth|credentials)\s?=\s?\(\s?["'][^"'\n]{1,100}["'],\s?["'](?<value>[^"'\n]{1,200})["']\s?\)/dg),
  // A network in a code for cameras: `WIFI:T:WPA;S:Home;P:x;;`
  certain(/\bWIFI:(?:[TSRH]:[^;\n]{0,60};){0,4}P:(?<value>[^;\n]{1,64});/dg),
  // IMAP: `a001 LOGIN bob x`; FTP: `USER bob`, then `PASS x`; IRC: `NickServ IDENTIFY bob x`
  certain(/(?<=^|[\r\n])[A-Za-z]{1,4}\d{1,6} LOGIN "?[^\s"]{1,100}"? "?(?<value>[^\s"]{1,200})/dg),
  certain(/(?<=^|[\r\n])USER [^\s]{1,100}\r?\nPASS (?<value>[^\s]{1,200})/dg),
  certain(/\bNickServ :?IDENTIFY (?:[^\s]{1,60} )?(?<value>[^\s]{1,200})(?=\s*(?:$|[\r\n]))/dgi),
];
/** Without one of these no command, call or line of a protocol stands there. */
export const MAY_COMMAND =
  /(?:^|\s)-{1,2}[A-Za-z]|(?:^|[\n\r])(?:[-=>]{1,4}> |C: )?(?:auth|pass|hello|oper|identify|login)|^[/!.](?:login|identify|register|auth)\s|NickServ|@|\(["' ]{0,2}[\w${]|VALUES|IDENTIFIED|SecureString|\bnet\s{1,4}use\s|:(?:\d{4,5}|\*):[\w*-]{1,60}:|freerdp|rdesktop|\slogin\s|http-basic|\becho\s|chpasswd|sqlplus|sqlldr|expdp|impdp|rman|\bnet\s{1,4}user\s|\bcommunity\s|sp_addlogin|sp_password|WIFI:|\d LOGIN |\0|SETUSER|HM?SET\s|(?:554|925)=|(?:password|secret|key) [05789] |"AUTH"|334 UG|\/rp\s|add_user|_password\s|secrets? (?:set|put)|expect\s/i;
/** Commands of protocols that sign somebody in: Redis, POP3, IRC, SMTP, FTP. RESP writes each word on a line of its own. */
/** Also behind the arrow or the letter of a log: `---> PASS x`, `C: PASS x`. */
const COMMAND =
  /(?<=(?:^|[\n\r])(?:[-=>]{1,4}> |C: )?|NickServ :)(?:AUTH|PASS|AUTHENTICATE|HELLO \d AUTH|OPER|IDENTIFY|LOGIN)[ \t]{1,4}([^\r\n]{1,500})/g;
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
  }
  for (const { pattern, isJudged } of COMMANDS)
    for (const { indices, groups } of text.matchAll(pattern)) {
      const value = groups?.value ?? '';
      const [start, end] = indices?.groups?.value ?? [0, 0];
      if (isJudged ? isSecretValue('password', value, 'string', false) : !isPlaceholder(value))
        hideNamed(out, at + start, at + end, { name: undefined, class: 'password' });
    }
  readProtocol(text, at, context, out);
  if (!text.includes('(')) return;
  for (const match of text.matchAll(CALL)) {
    const caller = text.slice(Math.max(0, match.index - MAX_CALLER), match.index);
    if (isSignIn(match[1] ?? '') || isBuilt(match[1] ?? '', context)) readArguments(match, at, out);
    else if (CONNECTS.test(caller + match[1])) readArguments(match, at, out, true);
    else readSetting(match, at, context, out);
  }
  for (const match of text.matchAll(INSERT)) readInsert(match, at, context, out);
}

/** Whom to act as or how, a user and a password, as SASL PLAIN has them (RFC 4616). */
const SASL_PLAIN = /^[^\0\r\n]{0,200}\0[^\0\r\n]{1,200}\0([^\0\r\n]{1,200})$/;

function readProtocol(text: string, at: number, context: Context, out: Reading): void {
  const answer = context.sent ? SASL_PLAIN.exec(text)?.[1] : undefined;
  if (answer !== undefined)
    hideNamed(out, at + text.length - answer.length, at + text.length, { name: undefined, class: 'password' });
  for (const match of text.matchAll(COMMAND)) {
    const rest = (match[1] ?? '').trimEnd();
    const value = rest.slice(rest.lastIndexOf(' ') + 1);
    const end = match.index + match[0].length - ((match[1] ?? '').length - rest.length);
    if (context.sent || !isPlain(value) || isMixed(value))
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
  /(?:PDO|sqli|Connection|Client)(?:->|::|\.)__construct$|\bnew\s(?:PDO|mysqli)$|_connect$|\bgetConnection$|(?<![\w$])(?:ldap_(?:simple_)?bind(?:_s)?|ftp_login|imap_open)$/i;
/** Characters before the name of a call that are looked at. */
const MAX_CALLER = 30;

/** How many words stand before the password where a call has no more than it takes to connect: the address, the user. */
const BEFORE_PASSWORD = 2;

function readArguments(match: RegExpMatchArray, at: number, out: Reading, isLastOnly = false): void {
  const from = (match.index ?? 0) + match[0].length - 1 - (match[2] ?? '').length;
  const found: { readonly start: number; readonly value: string }[] = [];
  let place = 0;
  for (const argument of (match[2] ?? '').matchAll(ARGUMENT)) {
    const value = argument[1] ?? argument[2] ?? '';
    const isThird = isLastOnly && place++ === BEFORE_PASSWORD && isSecretValue('password', value, 'string', false);
    if ((isOpaque(value) || isMixed(value) || isThird) && !(isLastOnly && /[=/]/.test(value)))
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
