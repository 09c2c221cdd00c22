/** The members of envelopes, and the tests that tell an envelope around an error from a record that describes one. */
import { isCodeLike } from './codes.ts';
import { flagOf } from './facts.ts';
import { isCodedTuple, isObject, type Json, textOf } from './json.ts';
import { plainWord } from './plain-words.ts';
import { hasStateOfItsOwn, isTracked } from './things.ts';
import { meaningsOf } from './vocabulary.ts';

export const FLAGS = names(
  'ok success successful succeeded isSuccess is_success isSuccessful IsSuccessful is_successful Success Ok OK isOk Succeeded IsSuccess response Response SUCCESS sucesso exito succes erfolg successo',
);
/** Flags that are true in a failure. */
export const ERROR_FLAGS = names(
  'error Error isError is_error IsError hasError has_error HasError hasErrors has_errors HasErrors err failed erreur erro fehler errore',
);
export const ERROR_OBJECTS = names(
  'error err Error fehler erro erreur errore hata fault Fault failure Failure exception Exception errorDetail error_response errorResponse errorInfo errorInformation apiError ERROR',
);
export const ERROR_TEXTS = names(
  'error Error err erro fehler erreur errore exception fault ERROR Fehler Erreur Erro Errore',
);
export const ERROR_LISTS = names(
  'errors Errors erros errores erreurs errori errorList error_list error Error fieldErrors FieldErrors field_errors validationErrors validation_errors parameterErrors parameter_errors',
);
export const STATUS_NAMES = names(
  'status Status result Result state stat outcome response_type responseStatus returnStatus rc resultCode ResultCode result_code resultStatus result_status ack Ack STATUS RESULT estado esito stato statut resultado',
);
export const KIND_NAMES = names('type object kind');
export const MESSAGES = names(
  'message msg Message Msg Reason Detail error_message errorMessage description detail error reason text error_description title ret_msg retMsg resultMsg resultMessage result_msg returnMsg return_msg resMsg respMsg rspMsg responseMsg responseMessage response_message statusMessage status_message statusDesc status_desc comment responseDescription ResponseDescription resultDesc ResultDesc replyText ReplyText MESSAGE MSG ERROR_MESSAGE RESULT_MSG RET_MSG RETMSG ERRMSG bizMsg biz_msg bizMessage mensaje mensagem meldung messaggio pesan mesaj',
);
export const ERROR_MESSAGES = [
  ...names(
    'error_message errorMessage ErrorMessage errmsg err_msg error_msg errorMsg errMsg errorText error_text error-text error-message error_description',
  ),
  'Error Message',
  'error message',
];
export const CODES = names(
  'code Code cod retval ret_val errcode errCode err_code errno error_code errorCode ErrorCode ret retcode retCode ret_code returnCode return_code resultCode result_code resCode respCode rspCode rtnCode responseCode response_code ResponseCode replyCode ReplyCode CODE ERROR_CODE RESULT_CODE RET_CODE RETURN_CODE RETCODE ResultCode bizCode biz_code',
);
export const STATUS_NUMBERS = names(
  'status statusCode status_code StatusCode httpStatus httpStatusCode http_status http_status_code httpCode http_code code Code cod STATUS CODE',
);
export const RESULTS = names(
  'data result results items rows list payload records output response value body content objects Data Result Results Items hits entries DATA ROWS',
);
export const HEADS = names(
  'meta status head header headers responseStatus ResponseStatus response_status requestStatus request_status responseHeader response Response result error_info resultInfo result_info statusInfo Result RESULT HEADER STATUS',
);
/** Names of heads that begin with the operation: `trade_query_response`, `LoginResponse`. */
export const LONG_HEAD = /^[A-Za-z]\w{0,80}(?:_response|Response)$/;
/** Members that judge what was asked about: the reply is the judgement, and it went well. */
export const JUDGEMENTS = names(
  'valid isValid is_valid Valid eligible isEligible passed compliant verified healthy isHealthy diagnostics',
);
export const TIMES =
  /(?:created|updated|started|finished|completed|deleted|ended|queued|scheduled)(?:_?at|_?on|_?time|_?date)?$/i;

/** Words that say failure in a status member. */
const FAILING_WORDS = names(
  'error fail failure failed notok not_ok nok ko ng err exception unsuccessful erro errore erreur fehler fallo',
);
/** Texts that say nothing went wrong. */
export const NO_FAILURE =
  /^(?:|0|ok|okay|n|no|none|null|nil|undefined|-|false|success\w*|succeeded|done|complete\w*|n\/a|no[ _-]?errors?|normal|accepted|created|updated|saved|deleted)\.?!?$/i;
/** Words that say success in a status member. */
const FINE_WORDS = /^(?:ok|okay|success(?:ful)?|succeeded|completed?|done|true|passed)$/i;
const SUCCESS_WORDS =
  /\b(?:success(?:ful(?:ly)?)?|succeeded|ok|completed?|created|updated|saved|done|welcome|hello|accepted|queued|processed|handled|fetched|retrieved|loaded|received|sent|delivered|paid|granted|approved|confirmed|submitted|thanks?|on its way)\b/i;
/** The same in other languages, as parts of words. */
const SUCCESS_PARTS =
  /成功|完成|完了|正常|已保存|已提交|获取|しました|성공|정상|완료|처리되었|успе[шх]|выполнен|[eé]xito|exitos|correctamente|sucesso|réussi|succès|erfolg(?!los)|gelukt|voltooid|successo|riuscit|completat|berhasil|sukses|thành công|başar[ıi](?!s)|poprawnie|pomyślnie|úspě[šc]|sikeres|vellyk|lyckad|onnistu|επιτυχ|בהצלחה|نجاح|सफल|สำเร็จ/i;
/** What turns a word of success into its opposite. */
export const NEGATIONS =
  /\b(?:not|never|cannot|can't|couldn't|wasn't|isn't|unable|fail\w*|error|already|nicht|kein\w*|ne|pas|non|sin|não|nie|niet)\b|(?:^|\s)не\s|неуспе|[未不没無]|失败|失敗|ません|않|못|실패|エラー(?!は?なし)|오류(?! 없)|ошибк|lỗi|خطأ|त्रुटि/i;
/** Words of failure, in several languages. */
const FAILURE_WORDS =
  /\b(?:fail(?:ed|ure|s)?|errors?|fehler|fehlgeschlagen|erreur|échec|fallo|falló|falha|erro|errore|fout|mislukt|błąd|hata)\b|失败|失敗|错误|出错|异常|エラー|できません|오류|실패|ошибк|не удалось|lỗi|gagal/i;
/** The same in one word that programs make, before what failed: `errorInLogin`, `ErrorWhileSaving`, `failedToLoad`. */
const JOINED_FAILURE =
  /^[A-Za-z]{0,40}(?:[Ee]rrors?(?:In|On|At|While|During|When|Occur(?:r?ed)?)|[Ff]ail(?:ed|ure)?(?:To|In|On|At|While|During))(?:[A-Z][A-Za-z]{0,40}|$)/;
/** How a text says that there was nothing of that kind. */
const NO_TROUBLE = /\b(?:no|without|0|zero) (?:error|problem|issue|failure)s?\b/gi;

/** How a text begins that tells of a success, whatever was not found: `正常に終了しましたが、該当データはありませんでした`; not `正常に処理できませんでした`. */
const ENDED_WELL =
  /^\s*(?:正常に?(?:終了|完了|処理)(?!でき(?:ませ|な|ず)|(?:せ|され)ず|(?:し|され)(?:てい|ており)?(?:ませ|な[いか]))|정상(?:적으로)? ?(?:처리|완료)(?! ?(?:(?:되|하)지 ?)?(?:않|못))|正常(?:结束|完成))/;

/** Whether a text tells of a success, in whatever language. */
export function saysSuccess(text: string): boolean {
  if (ENDED_WELL.test(text)) return true;
  const said = text.replace(NO_TROUBLE, ' ');
  return (SUCCESS_WORDS.test(said) || SUCCESS_PARTS.test(said)) && !NEGATIONS.test(said);
}

function names(list: string): readonly string[] {
  return list.split(' ');
}

/** The first of `wanted` that the object has. */
export function first(object: Json, wanted: readonly string[], test: (value: unknown) => boolean): string | undefined {
  for (const name of wanted) if (Object.hasOwn(object, name) && test(object[name])) return name;
  return undefined;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** A text that does not say that nothing went wrong. */
export function saysFailure(value: unknown): value is string {
  return isText(value) && !NO_FAILURE.test(value.trim());
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false || value === 0) return true;
  if (!isObject(value)) return isEmptyList(value);
  return Object.values(value).every((member) => member === null || member === false || isEmptyList(member));
}

/** Whether nothing but an envelope stands in the object: no member that belongs to a record, and no result. */
export function isEnvelope(object: Json): boolean {
  for (const name in object) {
    const value = object[name];
    if (JUDGEMENTS.includes(name)) return false;
    if (isEmpty(value)) continue;
    if (RESULTS.includes(name) && (typeof value === 'object' || name === 'output' || name === 'content')) return false;
    if (
      name === 'id'
        ? !isNumberedAnswer(object)
        : meaningsOf(name).length === 0 &&
          !ERROR_MESSAGES.includes(name) &&
          !FLAGS.includes(name) &&
          !BESIDE.includes(name)
    )
      return false;
  }
  return true;
}

/** Members that some envelopes have beside an error and no record has. */
const BESIDE = names(
  's cmd clientToken client_token conn_id connId refresh reload redirect draw recordsTotal recordsFiltered ver attemptsLeft attempts_left remainingAttempts resourceType expiredAt',
);
export const OWN_CODES = names('error_code errorCode err_code errcode');
const OWN_TEXTS = names('error error_msg errorMsg error_message errorMessage errmsg');

/** Whether the `id` of the object is that of a call and of no thing: JSON-RPC of any version, or a code and a text under names of errors. */
function isNumberedAnswer(object: Json): boolean {
  if (Object.hasOwn(object, 'jsonrpc')) return true;
  return (object.result === null && (isObject(object.error) || isText(object.error))) || isOwnError(object);
}

/** Whether a code and a text stand under names that are those of errors: `{"error_code":426,"error":"No such pond"}`. */
export function isOwnError(object: Json): boolean {
  return (
    first(object, OWN_CODES, (code) => !isEmpty(code)) !== undefined && first(object, OWN_TEXTS, isText) !== undefined
  );
}

/** Codes whose names say that they are those of an answer or of an error. */
export const ANSWER_CODE = /^(?:res(?:p(?:onse)?|ult)?|rsp|rslt|rtn|reply|ret(?:urn)?|err(?:or)?)_?(?:code|cd|no)$/i;
const ERROR_TEXT = /^err(?:or)?_?(?:msg|message|text|desc(?:ription)?)$/i;

/**
 * Whether an object of texts and numbers answers with a failure, whatever its other members are: `{"respCode":"91","respMsg":"…","stan":"1"}`.
 * Under the names of an error both do; else the text must be plain. What has a state of its own is a record.
 */
export function isFailedAnswer(object: Json, code: string, words: string, isPlain: boolean): boolean {
  const isOfStatus = STATUS_CODE.test(code) && STATUS_TEXT.test(words) && isPlain;
  const isOfAnswer = ANSWER_CODE.test(code) && (isPlain || (/^err/i.test(code) && ERROR_TEXT.test(words)));
  if (!(isOfStatus || isOfAnswer) || hasStateOfItsOwn(object)) return false;
  return Object.keys(object).every((name) => {
    if (object[name] !== null && typeof object[name] === 'object') return false;
    if (TIMES.test(name) && !isEmpty(object[name])) return false;
    return name === code || isOfStatus || !(STATUS_NAMES.includes(name) || name === 'id');
  });
}

/** A code of a status and its text, by their names a pair that belongs to the answer: whatever has an id beside them was asked for in vain. */
const STATUS_CODE = /^status_?code$/i;
const STATUS_TEXT = /^status_?(?:message|text|desc(?:ription)?)$/i;

/** A record has an id and a time of its own, or a list of objects: it tells of something that exists. */
export function isRecord(object: Json): boolean {
  let hasId = false;
  let hasTime = false;
  for (const name in object) {
    const value = object[name];
    if (name === 'id' || name === '_id' || name === 'uuid') hasId = true;
    else if (TIMES.test(name) && !isEmpty(value)) hasTime = true;
    else if (
      Array.isArray(value) &&
      isObject(value[0]) &&
      meaningsOf(name).every(({ role }) => role !== 'errors' && role !== 'message')
    )
      return true;
  }
  return hasId && hasTime;
}

/** The reasons of a JSend failure, each a sentence: `{"status":"fail","data":{"title":"A title is required"}}`. */
export function isReasons(object: Json): boolean {
  const { data } = object;
  if (!isObject(data) || !isMapOfErrors(data)) return false;
  for (const name in object) if (!/^(?:status|data|code|message)$/.test(name)) return false;
  return Object.values(data).every((value) => /\S \S/.test([value].flat().map(textOf).join()));
}

/** A word for success as the value of a status. */
export function isFineWord(value: unknown): boolean {
  return typeof value === 'string' && FINE_WORDS.test(value);
}

export function isFailingWord(value: unknown): boolean {
  return typeof value === 'string' && FAILING_WORDS.includes(value.toLowerCase().replace(/[\s-]/g, '_'));
}

const FINE_NAMES = [...FLAGS, ...STATUS_NAMES];

/** Whether the envelope says itself that all went well: a flag or a status word for success, or an error that is nothing. */
export function saysFine(object: Json): boolean {
  const isFine = (value: unknown) => value === true || isFineWord(value);
  return (
    first(object, FINE_NAMES, isFine) !== undefined ||
    first(object, FLAGS, (value) => value === 1) !== undefined ||
    first(object, ERROR_FLAGS, (value) => value === 0 || value === '0' || flagOf(value) === false) !== undefined
  );
}

/** A number that no backend uses for success, or a word that names a failure. */
export function isFailingCode(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value !== 0 && (value < 100 || value > 399);
  if (typeof value !== 'string' || value.length > 80) return false;
  const code = value.trim();
  if (!isCodeLike(code) || NO_FAILURE.test(code) || /^[A-Z]{1,4}0{3,6}$/.test(code)) return false;
  if (/^-?\d{1,9}$/.test(code)) return isFailingCode(Number(code));
  return (
    plainWord(code) !== undefined ||
    /error|fail|exception|invalid|^(?:err|ko|nok)[-_\d]/i.test(code) ||
    /^[A-Z]{1,4}-?\d{3,6}$/.test(code)
  );
}

/** Whether a text is one word that says what failed. */
export const isJoinedFailure = (text: string): boolean => JOINED_FAILURE.test(text.trim());

/** Whether a text tells of a failure in so many words, in whatever language. */
export function namesFailure(text: string): boolean {
  return FAILURE_WORDS.test(text.replace(NO_TROUBLE, ' ')) || isJoinedFailure(text);
}

/** Codes that are as often those of a success, `1`, `10000`, `S0000`, or the number of a thing, `INC1234`, `482913`. */
const DOUBTFUL_CODE = /^(?:1|[12]0{3,5}|[A-Z]{1,8}0{2,6}|(?!E|F)[A-Z]{1,4}-?\d{3,6}|[1-35-9]\d{5,8})$/;

/** Whether a code alone does not tell that something failed, though no success is known by it. */
export function isDoubtfulCode(value: unknown): boolean {
  return DOUBTFUL_CODE.test(String(value));
}

/** Names that belong to whatever is asked about as often as to an error. */
const NAMES_OF_THINGS = /^(?:id|name|label|number)$/i;

/** Whether a failing envelope gives a reason: a text or a code. */
export function saysWhy(object: Json): boolean {
  for (const name in object) {
    const value = object[name];
    if (isEmpty(value) || FLAGS.includes(name) || STATUS_NAMES.includes(name) || NAMES_OF_THINGS.test(name)) continue;
    if (KIND_NAMES.includes(name) && isFailingWord(value)) continue;
    for (const { role } of meaningsOf(name)) {
      if (role === 'errors' || role === 'message' || role === 'code' || role === 'code-or-message') {
        if (saysFailure(value) || typeof value === 'number' || typeof value === 'object') return true;
      }
    }
  }
  return false;
}

/** A label for a form or a table, as translations are: {"code":"Code","message":"Message"}. */
function isLabel(name: string, value: unknown): boolean {
  return typeof value === 'string' && value.toLowerCase() === name.toLowerCase();
}

/** An object that says what went wrong: a text under the name of a message, with a code or alone. */
export function isErrorObject(value: unknown): boolean {
  if (!isObject(value)) return false;
  let hasWords = false;
  let hasCode = false;
  let others = 0;
  for (const name in value) {
    const member = value[name];
    if (isEmpty(member)) continue;
    if (isLabel(name, member)) return false;
    const meanings = meaningsOf(name);
    if (isText(member) && NO_FAILURE.test(member.trim())) continue;
    if (
      isText(member) &&
      (meanings.some(({ role }) => role === 'message') || (name === 'reason' && member.includes(' ')))
    )
      hasWords = true;
    else if (
      typeof member !== 'object' &&
      meanings.some(({ role }) => role === 'code' || role === 'code-or-message' || role === 'status')
    )
      hasCode = true;
    else if (meanings.length === 0) others++;
  }
  return hasWords ? hasCode || others === 0 : hasCode && others === 0 && Object.hasOwn(value, 'code');
}

/** The same, also with its code in a wrapper of its own: `{"json":{"message":"…","code":-32029}}`, as serializers put it. */
export function holdsErrorObject(value: unknown): boolean {
  if (!isObject(value) || isErrorObject(value)) return isObject(value);
  const [inner, second] = Object.values(value);
  return second === undefined && isObject(inner) && isErrorObject(inner) && hasCode(inner);
}

/** Whether a text, several of them or a number of the object itself says what went wrong. */
function isTold(object: Json): boolean {
  for (const name in object) {
    const value = object[name];
    const isTelling = isText(value) || typeof value === 'number' || (Array.isArray(value) && isText(value[0]));
    if (
      isTelling &&
      meaningsOf(name).some(({ role }) => role === 'message' || role === 'code' || role === 'code-or-message')
    )
      return true;
  }
  return false;
}

/** Members that say where in a text something is wrong. */
const PLACES_IN_TEXT = names('line lineNumber line_number lineno startLine lastLine row');

/** Whether errors are what was found: in a text that was sent to be looked at, by a compiler, a linter, an import; or by a tracker. */
export function isOfFindings(errors: unknown): boolean {
  if (!Array.isArray(errors) || errors.length === 0) return false;
  return errors.every(
    (item) =>
      isTracked(item) || (isObject(item) && first(item, PLACES_IN_TEXT, (at) => typeof at === 'number') !== undefined),
  );
}

export function isListOfErrors(list: readonly unknown[]): boolean {
  if (list.length === 0) return false;
  const item = list[0];
  if (isObject(item) && /^2\d\d$/.test(textOf(item.status))) return false;
  return isText(item) || isErrorObject(item) || isCodedTuple(item) || (isObject(item) && isTold(item));
}

/** The tag of a language: `en`, `pt-BR`, `zh_Hans`. */
export const LANGUAGE = /^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$/;

/** A text in several languages: {"en":"Error","de":"Fehler"}. */
function isInLanguages(value: Json): boolean {
  const names = Object.keys(value);
  return names.length > 1 && names.every((name) => LANGUAGE.test(name));
}

/** A key as lists of what the codes of a service mean have them, and no field: `E1001`. */
const NUMBERED_CODE = /^[A-Z]{1,6}[-_]?\d{1,6}$/;
/** How a sentence about a field begins: `{"Q1":"is required"}`. */
const OF_FIELD = /^(?:is|are|was|has|must|can ?not|can't|should|does|do|[Tt]his (?:field|value))\b/;

export function isMapOfErrors(value: unknown): boolean {
  if (!isObject(value) || isInLanguages(value)) return false;
  let count = 0;
  for (const name in value) {
    const member = value[name];
    const text = Array.isArray(member) ? member[0] : member;
    if (!isText(text) || !/\p{L}/u.test(text)) return false;
    if (isLabel(name, member) || (NUMBERED_CODE.test(name) && member === text && !OF_FIELD.test(text))) return false;
    if (++count > 64) return true;
  }
  return count > 0;
}

export function hasCode({ code, type }: Json): boolean {
  return isText(code) || (typeof code === 'number' && code !== 0) || isText(type);
}
