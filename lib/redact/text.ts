/** Reads a text of any kind: the fallback for what no reader knows, and for what is cut or broken. */
import { readAddress } from './address.ts';
import { addressAt, addressesIn, TRAILING } from './address-places.ts';
import { ENTITIES, ESCAPES, PERCENT } from './codecs.ts';
import { MAY_COMMAND, readCommands } from './commands.ts';
import { readEchoed } from './echoed.ts';
import { NAMED_NUMBERS } from './name-table.ts';
import { PASSWORD_NOUNS } from './nouns.ts';
import { readNamedValues } from './pairs.ts';
import { readPhrases } from './phrases.ts';
import { readPositional } from './positional.ts';
import { readProse } from './prose.ts';
import { type Context, deeper, isIdPlace, layer, type Reading } from './reading.ts';
import {
  accountNumbers,
  cards,
  credentials,
  licenceKeys,
  mailAddresses,
  markedKeys,
  networkAddresses,
  privateKeys,
  telephoneNumbers,
} from './shapes.ts';
import { readDirectives, readSiblings } from './text-siblings.ts';

/** Words without which no noun of `prose.ts` stands there. */
const NOUNS = new RegExp(
  `pass|pwd|\\bpw\\b|answer|login\\s|token|secret|key|cred|cookie|sign|jwt|session|sid|otp|pin|licen|${PASSWORD_NOUNS}|nonce|phone |mobile |cell |fax |telefon |handy |birth|naissance|nacimiento|geburt|\\bdob\\b|ワンタイム|一次性|(?:tion|ity|ery|backup|reset|scratch|emergency|access|login|sign-?in|invite|time|sms|[2m]fa)[- ]code|\\bm?tan\\b|your [\\w -]{0,40}code|code.{0,40}\\d{3}|(?:enter|use|type)\\s\\d{3}|\\d{3} .{1,30}(?:code|codice|kod|pin)|código|codice|коди?|koo?d|kód|codul|mã\\s|κωδικ|קוד|رمز|कोड|ओटीपी|验证码|驗證碼|[校动動].码|認証|確認|인증|확인|รหัส|\\b(?:cvv|cvc|puk|ssn|ein|tin|steuer-id|${NAMED_NUMBERS.join('|')})\\b|sociale |(?:account|routing|security|social|passport|tax|voter|national|aadhaar) |\\bpan |pasaporte|passaport|passeport|paspoort|ausweis |паспорт|(?:numm?b?er|n[uú]mero|num[ée]ro)\\W{1,3}(?:\\p{L}{2,12}\\W{1,2})?[A-Z]{0,6}\\d|\\bkod\\b|код|schlüssel|jeton|clé|clave|llave|chave|chiave|sleutel|klucz|токен|ключ|トークン|キー|密钥|令牌|토큰`,
  'iu',
);
/** What stands before or in a block that holds a key. */
const KEY_BLOCK = /PRIVATE KEY|Private-Lines|-----BEGIN [\w .-]{1,40} key/;
const RUN_OF_12 = /[A-Za-z0-9+/_-]{12}/;
const MAX_NEAR = 10_000;

/** Searches all of `text`. */
export function readFreeText(text: string, at: number, context: Context, out: Reading): void {
  if (/[:=]|->|<-/.test(text)) {
    readNamedValues(text, at, context, out);
    readSiblings(text, at, context, out);
  }
  readDirectives(text, at, context, out);
  if ((context.near !== undefined && text.length < MAX_NEAR) || NOUNS.test(text)) readProse(text, at, context, out);
  readPhrases(text, at, context, out);
  if (MAY_COMMAND.test(text)) readCommands(text, at, context, out);
  readEchoed(text, at, context, out);
  readPositional(text, at, context, out);
  readAddresses(text, at, context, out);
  readEncoded(text, at, context, out);
  if (KEY_BLOCK.test(text)) privateKeys(text, at, out);
  const hasRun = RUN_OF_12.test(text);
  if (hasRun || text.includes('$')) markedKeys(text, at, out);
  if (/\b(?:bearer|basic|digest|negotiate|ntlm|token|api-?key) /i.test(text)) credentials(text, at, out);
  if (text.includes('@') && !isMessageId(text, context)) mailAddresses(text, at, out);
  if (/[A-Z0-9]{4}-[A-Z0-9]{4}/.test(text) && !isIdPlace(context))
    licenceKeys(text, at, CODED.test(context.label ?? ''), out);
  if (/\d[ .-]?\d{2}/.test(text)) cards(text, at, isIdPlace(context), out);
  if (/[A-Z]{2}\d{2}/.test(text)) accountNumbers(text, at, out);
  if (text.includes('+')) telephoneNumbers(text, at, out);
  if (context.hideAddresses) networkAddresses(text, at, out);
  if (hasRun || context.shortRuns || text.includes('…')) context.readRuns(text, at, context, out);
}

/** What a mail is called, which is written like an address (RFC 5322 section 3.6.4). Ids of people are addresses. */
function isMessageId(text: string, context: Context): boolean {
  return isIdPlace(context) && OF_MESSAGE.test(context.label ?? '') && MESSAGE_ID.test(text);
}

/** Names of what people type in groups; not the code of an error alone. */
const CODED = /\w(?:code|key)s?$/i;
const OF_MESSAGE = /message|mail|reply|reference/i;
const MESSAGE_ID = /^<[^\s<>@]{1,200}@[^\s<>@]{1,200}>$/;

/** A path with a query and no scheme, as `Location` and error texts have it. */
const RELATIVE =
  /(?:(?<![\w/?=&.%-])|(?<=[;\s]url=))(?:\/|\.{1,2}\/)[^\s"'<>\\^`{|}?#]{0,500}[?#][^\s"'<>\\^`{|}]{1,4000}|(?<=^|\s)\/\/[^\s"'<>\\^`{|}]{3,4000}/g;
/** Addresses in a text, with a scheme or without. */
function readAddresses(text: string, at: number, context: Context, out: Reading): void {
  for (const { start, end } of addressesIn(text)) readAddress(text.slice(start, end), at + start, deeper(context), out);
  if (!text.includes('/') || !/[?#]|\/\//.test(text)) return;
  // What is a part of an address was read with it. Read twice on each level, addresses within addresses would take 2ⁿ times as long.
  const whole = addressAt(text);
  for (const { index, 0: address } of text.matchAll(RELATIVE))
    if (whole(index) === undefined) readAddress(address.replace(TRAILING, ''), at + index, deeper(context), out);
}

/** The signs of each encoding, and what ends a stretch of it. */
const ENCODINGS = [
  { has: '\\', sign: /\\["'\\/bfnrtuxv]/, codec: ESCAPES, isEnd: (c: string) => c === '"' || c === '\n' || c === '\r' },
  { has: '%', sign: /%[0-9a-f]{2}/i, codec: PERCENT, isEnd: (c: string) => /[\s"'<>]/.test(c) },
  {
    has: '&',
    sign: /&(?:#\w{1,8}|amp|quot|lt|gt|apos|nbsp);/i,
    codec: ENTITIES,
    isEnd: (c: string) => c === '<' || c === '>' || c === '\n',
  },
] as const;

/** Stretches that hold something encoded, each up to what ends it. */
function readEncoded(text: string, at: number, context: Context, out: Reading): void {
  for (const { has, sign, codec, isEnd } of ENCODINGS) {
    if (!text.includes(has) || !sign.test(text)) continue;
    const acrossLines = text.includes('PRIVATE KEY');
    let start = 0;
    for (let i = 0; i <= text.length; i++) {
      const c = text[i] ?? '\n';
      if (c === '\\' && has === '\\') {
        i++;
        continue;
      }
      if (i < text.length && (!isEnd(c) || (acrossLines && /[\n\r]/.test(c)))) continue;
      const end = Math.min(i, text.length);
      if (end - start > 2) {
        const stretch = text.slice(start, end);
        if (stretch.includes(has) && sign.test(stretch))
          layer(codec, stretch, at + start, { ...context, inMarkup: false }, out);
      }
      start = i + 1;
    }
  }
}
