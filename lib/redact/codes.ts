/** Codes in sentences: one-time codes as messages give them, lists of recovery codes, numbers behind what they are called. */
import type { Names } from './names.ts';
import { PASSWORD_COMPOUNDS, PASSWORD_NOUNS } from './nouns.ts';
import type { Reading } from './reading.ts';
import { hideNamed } from './secrets.ts';

/** What messages call a one-time code, in the languages most of them are written in. */
const CODE_NAMES = [
  '(?:verification|confirmation|security|login|sign-?in|one-time|2fa|mfa|sms)[ -](?:code|pin|passcode|password)',
  'otp|m-?tan|ihre\\stan|kode\\s(?:otp|verifikasi)(?:\\sanda)?|your\\s(?:[\\w-]{1,20}\\s){0,2}(?:code|pin)',
  '(?:best[äa]tigungs|verifizierungs|sicherheits|anmelde|login|einmal|zugangs|freischalt|aktivierungs|registrierungs|transaktions)code|(?:verificatie|bevestigings|beveiligings|toegangs|inlog|activatie)code',
  '(?:code|c[óo]digo|codice)\\s(?:de|di)\\s(?:v[ée]rification|confirmation|s[ée]curit[ée]|connexion)',
  'c[óo]digo\\sde\\s(?:verificaci[óo]n|confirmaci[óo]n|seguridad|acceso|verificação|confirmação|segurança|acesso)',
  '(?:dein|ihr|votre|tu|su|il\\stuo|o\\sseu|twój|uw|din|ваш|твой|твій)\\s(?:code|c[óo]digo|codice|kod|pin|код)',
  'codice\\sdi\\s(?:verifica|conferma|sicurezza|accesso)|kod\\sweryfikacyjny|(?:код|код[аи])\\sпідтвердження|код\\s(?:подтверждения|доступа)',
  '(?:verifi(?:erings|kations|ering)|bekræftelses|bekreftelses|engångs|engangs|inloggnings)kod(?:e|en)?|vahvistuskoodi(?:si)?',
  '(?:doğrulama|onay|güvenlik|giriş)\\skod(?:u|unuz)?|ověřovací\\skód|ellenőrző\\skód(?:ja|od)?|cod(?:ul)?(?:\\s\\p{L}{2,4})?\\sde\\sverificare|mã\\s(?:xác\\s(?:minh|thực|nhận)|otp)(?:\\scủa\\sbạn)?',
  'κωδικός\\s(?:επαλήθευσης|επιβεβαίωσης|σας|σου)|קוד\\s?האימות(?:\\sשלך)?|رمز\\s(?:التحقق|التأكيد|الدخول)(?:\\sالخاص\\sبك)?(?:\\sهو)?|सत्यापन\\sकोड|(?:आपका\\s)?ओटीपी',
  // Of a code or a password that counts once, and what it is for.
  '(?:code|c[óo]digo|codice)\\s(?:à|d[ei]|a|per)\\s(?:un\\ssolo\\suso|uso\\súnico|usage\\sunique|uso\\ssingolo|accedere|entrar|acceder|iniciar\\ssesi[óo]n)',
  'kod\\sjednorazowy|jednorazowy\\skod|jednor[aá]zov[ýé]\\s(?:kód|heslo)|tek\\skullanımlık\\s(?:şifre|kod|parola)(?:niz|unuz)?',
  '(?:одноразов|проверочн|секретн)(?:ый|ого)\\s(?:код|парол[ья])|код\\sдля\\s(?:входа|подтверждения|авторизации)|не\\sсообщайте\\s(?:этот\\s)?код',
  '(?:engångs|engangs|kertakäyttö|einmal)-?(?:lösenord|passord|adgangskode|kode|kod|salasana|koodi|passwort|kennwort|pin)|kode?n\\sdin|(?:je|jouw)\\scode',
  '(?:enter|use|type)\\sth(?:is|e)\\scode\\sto\\s\\p{L}{2,15}',
].join('|');
/** The same where the code stands first: `553901 es tu código de verificación`. */
const LEAD =
  '(?:is|ist|es|est|é|è|to|är|er|als|comme|como|come|jako|som)\\s(?:(?:il|o|a)\\s)?(?:je|uw|dein|ihr|votre|ton|tu|su|tuo|seu|twój|din|dit)\\s(?:\\p{L}{2,20})?(?:code|c[óo]digo|codice|kod|pin)(?:\\s(?:de|di|do)\\s(?:verifi|confirm|s[ée]cur|segur|sicur|acces|acceso|connex|acesso|conferma)|(?![\\p{L}\\p{N}])(?!\\s(?:postal|promo|clien|kund|fiscal|artic|prod|barr|de\\s(?:promo|r[ée]duc|descuento|desconto))))';
/** Its digits, maybe in two groups, maybe behind a letter of the sender's. */
const CODE = '(?:[A-Z]{1,3}-)?(?:\\d{3}[ -]\\d{3}|\\d{4,8})';
/** What a code is for: to sign in, to confirm. */
const PURPOSE = '(?:sign|log|verif|confirm|reset|complet|finish|activ|unlock|continu|authenticat)';
const QUOTED_CODE = `["'“(]?(${CODE})["'”)]?`;
/** Before `code` they name a thing that is numbered. */
const OF_THINGS =
  '(?<!\\b(?:error|status|exit|return|reason|response|order|tracking|product|item|promo|coupon|voucher|gift|discount|colou?r|bar|country|postal|zip|area)\\s)\\bcode\\s';
const patterns = (sources: readonly string[]) =>
  sources.map((source) => new RegExp(`${source}(?![\\p{L}\\p{N}])`, 'giu'));
/** One-time codes as messages give them. */
const ONE_TIME: readonly RegExp[] = patterns([
  // `Your verification code is 123456`
  `(?<![\\p{L}\\p{N}_])(?:${CODE_NAMES})(?:\\sfor\\s\\S{1,60})?(?:\\s(?:is|was|lautet|ist|est|es|é|è|to|jest|är|er|je|on|là|este|adalah|είναι|है)(?:\\s(?:le|el|il|o))?)?\\s?:?\\s{1,4}["'“]?(${CODE})(?![\\d:-]|\\.\\d|\\s(?:digit|char))`,
  // `PIN for card 9921 is 123456`
  `\\b(?:pin|otp|passcode|cvv|cvc|puk)\\s(?:for|of)\\s(?:\\S{1,30}\\s){1,5}(?:is|was)\\s(${CODE})(?!\\s(?:digit|char))`,
  // `123456 is your login code`, `use 123456 as your code`, `123456 - your code`
  `(?<![\\w.:-])(${CODE})\\s(?:is|as|[-–:])\\syour\\s(?:[\\w-]{1,20}\\s){0,3}(?:code|pin|otp|passcode)\\b`,
  `(?<![\\w.:-])(${CODE})\\s(?:is|as)\\s(?:your|the)\\s(?:[\\w-]{1,20}\\s){0,3}code\\s(?:to|for)\\s(?:your|${PURPOSE}\\w{0,8})`,
  `(?<![\\w.:-])(${CODE})\\s(?:${LEAD})`,
  // `Use code 123456 to sign in`, `enter 123456 to verify your account`
  `\\b(?:use|enter|type)\\s(?:(?:the|your)\\s)?(?:code|pin|otp)\\s(${CODE})\\s(?:to|for|as)`,
  `\\b(?:use|enter|type)\\s(${CODE})\\sto\\s${PURPOSE}\\w{0,8}`,
  // `The code you entered (123456)`, `code 123456 is invalid`, `the code 123456 you entered`, `code 123456 expires in 5 minutes`
  `${OF_THINGS}you\\s(?:entered|provided|sent|typed|gave)\\s${QUOTED_CODE}`,
  `${OF_THINGS}["'“(]?(\\d{6,8})["'”)]?,?\\s(?:is|was|has)\\s(?:valid|incorrect|invalid|wrong|expired|already\\sused|not\\s(?:valid|correct))`,
  `${OF_THINGS}${QUOTED_CODE}\\s(?:that\\s)?you\\s(?:entered|provided|sent|typed|gave|submitted)`,
  `${OF_THINGS}(${CODE})\\s(?:expires|will\\sexpire|is\\svalid\\s(?:for|until))`,
]);
/** The same in scripts that write no spaces. */
const UNSPACED_CODE =
  /(?:验证码|驗證碼|校验码|动态密?码|動態密?碼|一次性(?:密码|密碼|验证码)|認証(?:コード|番号)|確認(?:コード|番号)|ワンタイム(?:パスワード|コード)|인증\s?(?:번호|코드)|확인\s?코드|รหัส\s?(?:ยืนยัน|otp)(?:\s?ของคุณ)?)(?:\s?(?:是|为|為|は|이|가|은|는|คือ))?\s?[:：]?\s?[[【「『(（]?\s?(\d{4,8})(?!\d)/giu;
/** When somebody was born: `date of birth 1984-02-29`. */
const BIRTH =
  /(?<![\p{L}\p{N}])(?:date\sof\sbirth|birth\s?date|dob|geburtsdatum|date\sde\snaissance|fecha\sde\snacimiento)\s?(?:is|was|ist|:|=)?\s?["'“(]?(\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4})(?!\d)/giu;
/** A kind of code: `order code`. */
const NUMBERED_CODE = /[\w-]{2,20} code(?=\s|$)/i;
/** Fewer digits of a one-time code stand elsewhere by chance. */
const MIN_TELLING = 6;
/** A number behind what it is called: `PIN 4821 is wrong`, `SSN 078-05-1120`; a measure of one is none: `PIN 4 to 6 digits`. */
const NUMBER =
  /(?<=[\s"'“([])\d(?:[\d -]|\.(?=\d)){1,24}\d(?![\p{L}\p{N}_]|[-.:/]\d|\s(?:digit|char|to|or|of|more|time|attempt))/giu;
/** The number of a paper, which has capitals too, also in groups: `passport number K4729183`, `QQ 12 34 56 C`. */
const PAPER =
  /(?<=[\s"'“([])(?:(?=[A-Z]{1,6}\d|\d[A-Z\d]{0,12}[A-Z])(?=[A-Z\d]{6})(?:[A-Z]{0,6}\d){4}[A-Z\d]{0,12}|[A-Z]{2}(?: \d\d){3}(?: [A-D])?)(?![\p{L}\p{N}_]|[-.:/]\w)/gu;
const IS = 'is|was|lautet|ist|war|est|es|è|é|to|är|er';
const CALLED = new RegExp(
  `(?<![\\p{L}\\p{N}_-])((?:\\p{L}{2,16}\\s){0,3}?\\p{L}[\\p{L}-]{1,23})(?:\\s(?:${IS}|of|no\\.?))?\\s?[:#]?\\s["'“([]?$`,
  'iu',
);
/** A password of digits, which its sentence gives: `your password is 550318`. */
const GIVEN = new RegExp(
  `(?<![\\p{L}\\p{N}_-])(?:pass(?:word|code|wort)|${PASSWORD_NOUNS}|${PASSWORD_COMPOUNDS})\\s(?:${IS}|jest|(?:changed|set|reset)\\sto)\\s?:?\\s["'“([]?$`,
  'iu',
);
/** Characters before a number that are looked at: more than such a name has. */
const MAX_BEFORE = 70;
/** Names of three letters that hardly are a word of any language; others, such as `ein`, count in capitals alone. */
const SHORT_NAME = /(?:^|\s)(?:pin|otp|cvv|cvc|puk|ssn)$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Of a card its last digits are shown on purpose. */
const OF_CARD = /\bcards?$/i;

const RECOVERY = '(?=[A-Za-z-]{0,30}\\d)[A-Za-z0-9]{4,12}(?:-[A-Za-z0-9]{4,12}){0,4}(?![\\w-])';
/** `Recovery codes: 1a2b-3c4d, 5e6f-7g8h`, also a line each and numbered. */
const LIST = new RegExp(
  `\\b((?:recovery|backup|scratch|emergency|one-time|reset|2fa|mfa)[ -](?:code|key|password)s)\\b[^\\n:]{0,60}[:\\n]((?:[\\s,;]{0,4}(?:(?:and|\\d{1,2}[.)]|[-*•])\\s)?${RECOVERY}){1,20})`,
  'gi',
);
const ONE = new RegExp(RECOVERY, 'g');

/** Reads a text that speaks of codes. */
export function readCodes(text: string, at: number, names: Names, out: Reading): void {
  readOneTime(text, at, names, out);
  for (const { index, 0: whole, 1: digits = '' } of [...text.matchAll(UNSPACED_CODE), ...text.matchAll(BIRTH)]) {
    const start = at + index + whole.lastIndexOf(digits);
    hideNamed(out, start, start + digits.length, { name: undefined, class: 'code' });
  }
  for (const { index, 0: number } of [...text.matchAll(NUMBER), ...text.matchAll(PAPER)]) {
    const before = text.slice(Math.max(0, index - MAX_BEFORE), index);
    const name = CALLED.exec(before)?.[1];
    if (name === undefined || DAY.test(number)) continue;
    if (isCodeName(name, names) || isPhone(name, number) || isGiven(before, number))
      hideNamed(out, at + index, at + index + number.length, { name, class: isCalled(name) ? 'contact' : 'code' });
  }
  for (const { index, 0: whole, 1: name, 2: list = '' } of text.matchAll(LIST))
    for (const { index: from, 0: code } of list.matchAll(ONE)) {
      const start = at + index + whole.length - list.length + from;
      hideNamed(out, start, start + code.length, { name, class: 'code' });
    }
}

function readOneTime(text: string, at: number, names: Names, out: Reading): void {
  for (const match of ONE_TIME.flatMap((pattern) => [...text.matchAll(pattern)])) {
    const digits = match[1] ?? '';
    // `Your order code is 483920`: such a code names something.
    if (names.isId(NUMBERED_CODE.exec(match[0])?.[0] ?? '')) continue;
    const start = at + match.index + match[0].lastIndexOf(digits);
    const isEchoed = digits.length >= MIN_TELLING ? { isEchoed: true as const } : {};
    hideNamed(out, start, start + digits.length, { name: undefined, class: 'code', ...isEchoed });
  }
}

/** What a number of a telephone is called, and how many digits it has at the least. */
const isCalled = (words: string) =>
  /(?:phone|mobile|cell|fax|telefon|handy|téléphone|teléfono)(?:\s(?:no|number|nummer))?$/i.test(words);
const isPhone = (words: string, number: string) => isCalled(words) && number.replace(/\D/g, '').length > 7;

/** Whether a number of four digits or more is a password. */
const isGiven = (before: string, number: string) => /^\d{4,}$/.test(number) && GIVEN.test(before);

/** Whether the last of some words name a code, together or alone. */
function endsInCode(words: string, names: Names): boolean {
  const all = words.split(/\s/);
  return all.some((_, i) => names.secret(all.slice(i).join(' ')) === 'code');
}

function isCodeName(words: string, names: Names): boolean {
  const last = words.slice(words.lastIndexOf(' ') + 1);
  if (OF_CARD.test(words) || !endsInCode(words, names)) return false;
  return last.length > 3 || SHORT_NAME.test(last) || last === last.toUpperCase();
}
