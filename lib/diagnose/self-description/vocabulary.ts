/**
 * The names under which replies describe their failures, as data: which member says what.
 * A name is given as its words; every usual spelling of it counts (`error_code`, `errorCode`, `ErrorCode`, `error-code`, `ERRORCODE`).
 */

import { keepNewest } from '../../bounded.ts';
import { once } from '../../once.ts';

/** What a member is for. */
export type Role =
  /** A code of the service. */
  | 'code'
  /** A code where the value looks like one, prose otherwise. */
  | 'code-or-message'
  /** An HTTP status where the value is one, a code where it is a word. */
  | 'status'
  | 'message'
  | 'param'
  | 'link'
  | 'request-id'
  /** Repeating helps where the value is true. */
  | 'repeat-helps'
  /** Repeating is useless where the value is true. */
  | 'repeat-useless'
  /** A word for how long the failure lasts. */
  | 'durability'
  | 'wait'
  /** How fast a limit fills again. */
  | 'rate'
  /** An object or a list that holds errors. */
  | 'errors'
  /** An object that tells more of the same error. */
  | 'more'
  /** Where in the server's code the error came from. */
  | 'trace'
  /** Part of an envelope that says nothing of a failure. */
  | 'envelope';

export interface Meaning {
  readonly role: Role;
  /** Among several of one role in one object the lowest counts first. */
  readonly rank: number;
  /** Milliseconds of one unit, for waits that name theirs. */
  readonly unitMs: number | undefined;
}

type Names = readonly string[];

/** In the order in which they are believed. */
const CODES: Names = [
  'code cod biz_code error_cd err_cd result_cd return_cd ret_cd resp_cd rsp_cd rslt_cd state_code issue error_code err_code error_codes ecode errcode errno error_number error_num exception_code fault_code faultcode grpc_code grpc_status',
  'error_key error_name error_type failure_code result_code return_code ret_code ret retval return_value rval response_code resp_code reply_code info_code retcode res_code rsp_code rtn_code',
  'message_code message_key msg_key i18n_key msg_code scim_type error_id error_subcode sub_code subcode decline_code code_literal code_name exc_type __type exception exception_type',
  'result_code_id refusal_code rejection_code failure_reason reject_reason reason_code variant oauth_problem s_code',
  'kod codigo código cod_error cod_erro codigo_error codigo_erro fehlercode fehler_code code_erreur codice codice_errore foutcode kod_bledu hata_kodu felkod error_status 错误码 エラーコード 에러코드',
];
const CODES_OR_MESSAGES: Names = [
  'reason',
  'type',
  'category',
  'name',
  'error',
  'title',
  'err',
  'error_summary',
  'label',
  'message_id',
  'codes',
  'number',
  'id',
  'fehler',
  'erreur',
  'erro',
  'errore',
  'hata',
  'fout',
  'blad',
  'błąd',
  'chyba',
  'kesalahan',
];
const STATUSES: Names = [
  'status rc result_status return_status status_cd status_code http_status http_status_code http_code status_num stat',
  'estado esito stato statut situacao resultado',
];
const MESSAGES: Names = [
  'message msg error_message errmsg err_msg error_msg ret_msg errormsg error_description detail description reason_message error_text',
  'text user_message friendly_message display_message developer_message internal_message error_detail error_details details detail_message',
  'long_message short_message long_text short_text localized_message default_message failure_message status_message status_msg status_text status_description status_desc fault_string faultstring',
  'exception_text exception_message exception_report summary error_summary explanation cause causes comment hint error_string',
  'result_msg reply_text res_msg resp_msg response_msg return_msg return_message err_txt error_txt rsp_msg rtn_msg sub_msg sub_message biz_msg biz_message rslt_msg',
  'more_information error_info errors_text verbose information response_message result_message messages error_messages #text problem failed_reason s_msg',
  'result response payload data body diagnostics info',
  'why string desc ret_info ret_inf rsp_info rsp_inf resp_info motif libelle',
  'refusal_reason refusal_description decline_reason decline_message response_summary gateway_response',
  'validation_message error_desc err_desc err_code_desc err_code_des response_description response_desc result_description result_desc return_desc resp_desc rsp_desc resp_text response_text result_text return_text',
  'mensaje mensagem meldung fehlermeldung fehlertext beschreibung message_erreur messaggio descrizione descripcion descripción descricao descrição razao razón motivo msg_erro mensagem_erro melding foutmelding',
  'powod powód důvod reden grund sebep descrizione_errore messaggio_errore descripcion_error mensaje_error descricao_erro texto_erro libelle_erreur fehlerbeschreibung',
  'wiadomosc wiadomość pesan keterangan viesti zpráva správa üzenet komunikat mesaj hata_mesaji meddelande felmeddelande 错误信息 消息 エラーメッセージ メッセージ 메시지',
];
const PARAMS: Names = [
  'param parameter parameter_name param_name field field_name fieldname field_path path pointer loc location locator property property_name attr',
  'campo propriedade feld champ veld fields',
  'missing_field missing_fields missing_param missing_parameter invalid_field invalid_param error_path error_field property_path target attribute argument argument_name instance_path data_path column json_path element source_pointer key_name keys expression api_name',
];
const LINKS: Names = [
  'doc_url documentation_url documentation docs docs_url doc more_info info help help_url help_link info_url href url uri error_uri error_url',
  'learn_more see see_also about link web_link request_log_url wtf support support_url support_link details_url documentation_link reference_url more_information recommend',
];
/** A trace leads further than a correlation, and that further than a request. */
const REQUEST_IDS: Names = [
  'trace_id fbtrace_id trace traceid debug_id',
  'correlation_id correlationid correlation',
  'request_id requestid req_id reqid x_request_id log_id logid incident_id ray_id sv_trid activity_id transaction_id error_id error_reference reference_id ref_id psp_reference',
  'event_id instance operation_id support_id host_id',
];
const REPEAT_HELPS: Names = [
  'retryable is_retryable can_retry should_retry retry is_transient transient temporary is_temporary recoverable is_recoverable allow_reconnect reconnect retriable',
];
const REPEAT_USELESS: Names = ['permanent is_permanent fatal is_fatal terminal'];
const DURABILITY: Names = ['durability persistence kind'];
const WAITS: Names = [
  'retry_after throttle throttled_for retry_in retry_delay retry_at retry_after_time backoff wait wait_time wait_for estimated_time time_remaining try_again_in available_in',
  'reset reset_at reset_in reset_after resets_at resets_in reset_time rate_limit_reset ratelimit_reset cooldown next_retry next_attempt_at',
  'next_access_time next_time_in next_request_at next_available_at next_available_time retry_time time_left next_allowed_at available_at unlock_at unlocks_in lockout lockout_time lockout_duration next_retry_delay locked_until banned_until blocked_until ban_until expires_in_retry x_ratelimit_reset next_retry_in until',
];
const RATES: Names = ['restore_rate refill_rate'];
/** Units that a wait's name may end with, in milliseconds. */
export const WAIT_UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  msec: 1,
  millis: 1,
  milliseconds: 1,
  s: 1_000,
  sec: 1_000,
  secs: 1_000,
  seconds: 1_000,
  mins: 60_000,
  minutes: 60_000,
  hours: 3_600_000,
};
const ERRORS: Names = [
  'error errors odata_error err fault faults exception exceptions service_exception failure failures error_response response_error error_detail error_info error_information',
  'error_list issue_list error_data api_error reasons rejections problem problems issues violations status_detail status_details field_violations invalid_params invalid_parameters validation_errors field_errors form_errors',
  'fehlerliste meldungen mensajes mensagens fehler erreur erreurs erro erros violacoes errore errori errores',
  'causes error_causes root_cause root_causes messages error_messages model_state issue rest_exception _errors _issues _error non_field_errors detail details validation invalid_fields rejected',
];
const MORE: Names = [
  'data meta metadata extensions sys extra extras inner_error innererror body payload response result object status context links _links source tr_id ext_value rate rates limits parameters params info context',
  'json headers head header response_status response_header response_metadata additional_info outcome cost throttle_status envelope fault_detail',
  'results error_context reason code subcode value state text rate_limit request_status fields elements debug _embedded ui ack retorno respuesta reponse réponse antwort risposta resposta odpowiedz',
];
const TRACES: Names = ['stack stack_trace trace_back trace backtrace stack_trace_string exception_stack'];
const ENVELOPE: Names = [
  'jsonrpc ack success successful is_success succeeded ok version v api_version timestamp time date datetime ts server_time now domain level severity logref',
  'method host server node region kind class schema object warnings warning notices locations line column start end query input value api',
  'in_time out_time request_time response_time elapsed took duration execution_time duration_ms service product lang locale language documentation_version usage credits rate_limits response_type is_error has_error has_errors',
  'sucesso exito succes erfolg successo',
  'sign signature sign_type nonce',
  'servedby served_by processed_by duration_seconds runtime generationtime_ms license copyright attribution recommend ttl terms_of_use',
  'error_count fail failed challenge hostname request request_type pagination total count page cached data results result items rows list payload seq_reply seq ack',
];

/** How names of classes of errors end: `DuckMissingException`. */
export const ERROR_CLASS = /[a-z](?:Error|Exception|Fault)$/;

const wordsOf = (names: Names): string[] => names.flatMap((line) => line.split(' '));

/** A name without what separates its words, in small letters: the same for every usual spelling. */
function joined(name: string): string {
  return name.replace(/[-_. ]/g, '').toLowerCase();
}

/** A name that begins so is spelled in one way only. */
function isLiteral(name: string): boolean {
  return name.startsWith('_') || name.startsWith('#');
}

/** Meanings by names that are joined, or literal. */
function buildVocabulary(): ReadonlyMap<string, readonly Meaning[]> {
  const found = new Map<string, Meaning[]>();
  const add = (names: Names, role: Role, from = 0): void => {
    for (const [i, name] of wordsOf(names).entries()) put(name, { role, rank: from + i, unitMs: undefined });
  };
  const put = (name: string, meaning: Meaning): void => {
    const key = isLiteral(name) ? name : joined(name);
    const there = found.get(key);
    if (!there) found.set(key, [meaning]);
    else if (!there.some(({ role }) => role === meaning.role)) there.push(meaning);
  };
  add(CODES, 'code');
  add(CODES_OR_MESSAGES, 'code-or-message', 100);
  add(STATUSES, 'status', 110);
  add(MESSAGES, 'message');
  add(PARAMS, 'param');
  add(LINKS, 'link');
  add(REQUEST_IDS, 'request-id');
  add(REPEAT_HELPS, 'repeat-helps');
  add(REPEAT_USELESS, 'repeat-useless');
  add(DURABILITY, 'durability');
  for (const name of wordsOf(WAITS)) {
    for (const [unit, unitMs] of Object.entries(WAIT_UNITS)) put(`${name}_${unit}`, { role: 'wait', rank: 0, unitMs });
  }
  add(WAITS, 'wait');
  add(RATES, 'rate');
  add(ERRORS, 'errors');
  add(MORE, 'more');
  add(TRACES, 'trace');
  add(ENVELOPE, 'envelope');
  return found;
}

const NOTHING: readonly Meaning[] = [];

/** A namespace before a name: `hydra:description`, `o:errorCode`, `odata.error`. */
const PREFIX = /^[A-Za-z]{1,20}[:.](?=\w)/;
/** Units of waits that are told up to something: `minutes_until_reset`. */
const UNTIL = [
  ['ms|millis(?:econds)?', 1],
  ['s|sec(?:ond)?s', 1_000],
  ['min(?:ute)?s', 60_000],
  ['h|hours', 3_600_000],
] as const;
/** Ends of names that mean the same whatever a service puts before them: `serviceErrorCode`, `service_trace_id`. */
const ENDS: readonly (readonly [RegExp, Meaning])[] = [
  [/err(?:or)?[-_]?(?:code|number|no|name|type|key|class)$/i, { role: 'code', rank: 60, unitMs: undefined }],
  [/[a-z][-_]?reason[-_]?code$/i, { role: 'code', rank: 61, unitMs: undefined }],
  // What somebody further on answered: `provider_original_response_code`.
  [
    /(?:provider|issuer|acquirer|processor|gateway|network)[-_]?(?:[a-z]{1,20}[-_]?)?response[-_]?code$/i,
    { role: 'code', rank: 62, unitMs: undefined },
  ],
  [/err(?:or)?[-_]?(?:message|msg|description|text|reason)$/i, { role: 'message', rank: 60, unitMs: undefined }],
  [
    /(?:provider|issuer|acquirer|processor|gateway|network|host|bank)[-_]?(?:[a-z]{1,20}[-_]?)?response[-_]?(?:text|message|msg|desc(?:ription)?)$/i,
    { role: 'message', rank: 63, unitMs: undefined },
  ],
  [
    /^(?:sql|db|database|diagnostic|server|api|system|client|public|admin|debug|tech(?:nical)?|ui|long|short)[-_]?(?:message|msg)$/i,
    { role: 'message', rank: 64, unitMs: undefined },
  ],
  ...UNTIL.map(
    ([unit, unitMs]) =>
      [
        new RegExp(`^(?:${unit})_?(?:until|till|to|before)_?\\w{1,30}$`, 'i'),
        { role: 'wait', rank: 0, unitMs },
      ] as const,
  ),
  [
    /^(?:res|rsp|rtn|ret|rslt)[-_]?(?:msg|message|desc(?:ription)?|text)$/i,
    { role: 'message', rank: 61, unitMs: undefined },
  ],
  [/^(?:res|rsp|rtn|ret|rslt)[-_]?(?:code|cd|no)$/i, { role: 'code', rank: 61, unitMs: undefined }],
  [
    /^(?:return|result|response|auth)[-_]?\w{0,20}[-_]?(?:message|msg)$/i,
    { role: 'message', rank: 61, unitMs: undefined },
  ],
  [
    /^(?:[a-z]{2}[-_](?:msg|message|desc(?:ription)?)|(?:msg|message|desc(?:ription)?)(?:_[a-z]{2}|[A-Z][a-z]))$/,
    { role: 'message', rank: 62, unitMs: undefined },
  ],
  [
    /^(?:human|internal|external|inner|outer|failure|fail|refusal|decline|deny|reject(?:ion)?|fault|cancel(?:l?ation)?)[-_]?(?:reason|message|msg|text|desc(?:ription)?)$/i,
    { role: 'message', rank: 65, unitMs: undefined },
  ],
  [/(?:request|trace|correlation|transaction)[-_]?id$/i, { role: 'request-id', rank: 60, unitMs: undefined }],
  [/^(?:failed|rejected)[-_]?[a-z]{2,30}s$/i, { role: 'more', rank: 61, unitMs: undefined }],
  [
    /(?:[a-z][-_]?errors?|[A-Za-z]Errors?|[a-z](?:_messages|Messages|_exception|Exception))$/,
    { role: 'errors', rank: 60, unitMs: undefined },
  ],
  [
    /(?:docs?|documentation|help|support|more|error|guide|faq|troubleshoot\w{0,6}|pricing|upgrade|billing)[-_]?(?:url|uri|link|href|page|ref)?$/i,
    { role: 'link', rank: 60, unitMs: undefined },
  ],
];
/** What every name with a prefix or such an end has. */
const MAY_SAY =
  /[:.]|err|^(?:failed|rejected)|xception$|id$|essages$|code$|cd$|no$|msg$|message$|docs?$|url$|uri$|link$|href$|page$|ref$|desc$|text$|cription$|reason$|ntil|before|^(?:s|ms|secs|mins|hours|seconds|minutes)_?to|^(?:msg|message)|troubleshoot|help$|documentation$/i;
const BY_END: ReadonlyMap<Meaning, readonly Meaning[]> = new Map(ENDS.map(([, meaning]) => [meaning, [meaning]]));
/** A longer name is none of these. */
const MAX_NAME = 60;

/** Names whose meanings are remembered: the replies of a page use the same few. */
const MAX_REMEMBERED = 2_000;

function createLookUp(): (name: string) => readonly Meaning[] {
  const vocabulary = buildVocabulary();
  const remembered = new Map<string, readonly Meaning[]>();

  function lookUp(name: string): readonly Meaning[] | undefined {
    return vocabulary.get(isLiteral(name) ? name : joined(name));
  }

  function meaningsOfLongName(name: string): readonly Meaning[] {
    if (name.length < 3 || !MAY_SAY.test(name)) return NOTHING;
    const prefix = PREFIX.exec(name);
    const bare = prefix ? lookUp(name.slice(prefix[0].length)) : undefined;
    if (bare) return bare;
    for (const [end, meaning] of ENDS) if (end.test(name)) return BY_END.get(meaning) ?? NOTHING;
    return NOTHING;
  }

  return (name) => {
    const known = remembered.get(name);
    if (known) return known;
    if (name.length > MAX_NAME) return NOTHING;
    const found = lookUp(name) ?? meaningsOfLongName(name);
    keepNewest(remembered, name, found, MAX_REMEMBERED);
    return found;
  };
}

const lookUp = once(createLookUp);

/** What a member of this name can say, in the order in which it is tried; empty for a name that says nothing of failures. */
export function meaningsOf(name: string): readonly Meaning[] {
  return lookUp()(name);
}
