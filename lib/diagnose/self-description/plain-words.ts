/**
 * Codes and sentences whose meaning is plain whoever uses them, as data. Both are cut into words (`userRateLimitExceeded` is user, rate,
 * limit, exceeded) and phrases are looked up among them, one look-up a word. Where several match, the order of `Plain` decides.
 */

export type Plain =
  /** Money or a quota that waiting does not refill: lasting even where the status is that of a rate limit. */
  | 'spent'
  /** Repeating later helps, and nothing else has to change. */
  | 'passing'
  /** A credential ran out: lasting for this request, and a new credential cures it. */
  | 'expired'
  /** The same request fails until somebody changes something. */
  | 'lasting'
  /** Usually passing, unless the status says otherwise. */
  | 'maybe-passing';

const ORDER: Readonly<Record<Plain, number>> = { spent: 0, passing: 1, expired: 2, lasting: 3, 'maybe-passing': 4 };

type Phrases = Readonly<Record<Plain, readonly string[]>>;

/** Phrases of code words; `|` separates them. A phrase behind `^` stands at the beginning alone. */
const CODES: Phrases = {
  spent: [
    'insufficient quota|insufficient funds|insufficient fund|insufficient balance|insufficient credit|insufficient credits',
    'billing|payment required|out of credits|no credits|credits exhausted|arrears|spending limit|spend limit|hard limit',
    'subscription expired|subscription inactive|subscription required|plan limit|monthly limit|monthly quota|trial expired|trial ended|upgrade required',
    'account suspended|account disabled',
  ],
  passing: [
    'rate limit|rate limited|query limit|daily limit|daily quota|daily request limit|hourly limit|hourly quota|ratelimit|ratelimited|ratelimitexceeded|rate exceeded|throughput exceeded|request limit exceeded|secondly',
    'throttl|throttled|throttling|throttle|throttles|too many requests|too many attempts|too many calls|toomanyrequests',
    'authorization pending|try later|try again|retry later|slow down|slowdown|flood wait|flood|backoff|back off',
    'connection refused|overload|overloaded|over capacity|at capacity|capacity exceeded|insufficient capacity|insufficient instance capacity|out of capacity|queue full|rejected execution|limit control|flow control|requests exceeds',
    'temporarily|transient|service unavailable|server unavailable|server busy|system busy|busy',
    'maintenance|restarting|server restart|shutting down|going away|starting up|warming up|not ready|model loading|still loading|room full|session full|server full|table full|class full|disk full|storage full|mailbox full|pool full',
    'max concurrent|maximum concurrent|too many concurrent|concurrency limit|concurrent requests|no leader|no cluster leader|leader not available|leader election|not leader|no primary|no master',
    'serialization failure|too many connections|processing error|deadlock|unable to lock|could not lock|cannot lock|lock conflict|lock not available|acquire lock|obtain lock',
  ],
  expired: ['expired|expire'],
  lasting: [
    'invalid|not valid|malformed|bad request|bad credentials|bad connect|illegal|incorrect|wrong|parse|syntax error|unparsable|validation',
    'not found|notfound|no such|not exist|not exists|missing|required|not defined|undefined|gone|removed|deleted|deprecated|unmatched',
    'unknown token|unknown method|unknown field|unknown parameter|unknown user|unknown host|unknown operation|unknown topic',
    'bad input|bad user input|bad argument|bad parameter|bad param|bad value|bad format|bad data|bad query|bad verb|bad resumption token',
    'not met|not token|no token|not modifiable|badauth|bad token|bad session|bad signature|bad auth|bad login|bad password|bad key|bad cookie',
    'forbidden|unauthorized|unauthorised|unauthenticated|not authorized|not authorised|not authenticated|denied|not allowed',
    'disallowed|not permitted|permission|permissions|insufficient|scope|revoked|disabled|blocked|banned|deactivated|suspended',
    'unsupported|not supported|not implemented|unimplemented|unregistered|not registered|not member|not in channel',
    'enoent|eacces|eperm|eexist|einval|enotdir|eisdir|enotempty|duplicate|duplicated|dup|incompatible|already|exists|conflict|constraint|violation|violates|conditional check|precondition failed|failed precondition|mismatch',
    'no records|no record|norecordsmatch|no matching|too many parameters|too many arguments|host unknown|reject|rejected|deny|declined|refused|recusada|recusado|negada|negado|rechazada|rechazado|abgelehnt|do not honor|unprocessable|unverified|not verified|signature|verification failed',
    'too long|too large|too big|too small|too short|too low|too high|too old|too deep|out of range|out of bounds',
    'not login|not authed|not logged in|not signed in|interaction required|login required|consent required|auth failed|authentication failed|login failed',
    // JSON-RPC 2.0 section 5.1, also where the version is left out: not JSON, no request, no such method, wrong parameters.
    '32700|32600|32601|32602',
    // SOAP 1.1 section 4.4.1 and SOAP 1.2 part 1 section 5.4.6: the sender's message was wrong.
    'soap client|env client|soapenv client|s client|soap sender|env sender|soapenv sender|s sender',
  ],
  'maybe-passing': [
    'issuer not available|bank not available|service not available|server not available|gateway not available|host not available',
    'econnrefused|econnreset|ehostunreach|enetunreach|epipe|ebusy|eai again|enotfound|etimedout|timeout|timed out|time out|deadline exceeded|unavailable|lock timeout|reconnect|^ server error|internal server error|upstream server error|internal failure',
    'connection lost|connection reset|connection closed|network error|aborted|resource exhausted|resource limit',
    'locked|in progress|upstream|gateway|unhealthy|lock|stale',
  ],
};

/** Phrases of sentences. A sentence uses the words of codes loosely ("no permission problem"), so its list is its own. */
const SENTENCES: Phrases = {
  spent: [
    'insufficient funds|purchase more credits|buy more credits|purchase credits|add credits|add more credits|run out of credits|ran out of credits|out of credits|no credits left',
    'yetersiz bakiye|saldo insuficiente|fondos insuficientes|solde insuffisant|insufficient balance|not enough balance|recharge your account|add a payment method|used all available credits|insufficient credits|insufficient credit|out of credit|not enough credits|spending limit|monthly included credits|top up|plan and billing',
    'monthly limit|monthly quota|monthly usage limit|monthly request limit|monthly api request|free trial has ended|trial has expired',
    'guthaben nicht ausreichend|guthaben reicht nicht|nicht genug guthaben|provision insuffisante|saldo insufficiente|credito insufficiente|onvoldoende saldo|saldo tidak mencukupi|saldo tidak cukup',
  ],
  passing: [
    'rate exceeded|exceeded the rate|rate limit|rate limits|rate limited|rate limiting|ratelimited|throttled|throttling|throttle|too many requests|too many attempts|too many calls',
    'too many visits|too many login attempts|too many failed attempts|too many failed logins|too many retries|too many tries|try again later|try it again later|try later|retry later|retry shortly|try again shortly|try again soon|retry in',
    'try again in|try again after|try this again later|retry your request later|retry after|temporarily|temporary failure|temporary error',
    'overloaded|over capacity|busy|service unavailable|service is unavailable|currently unavailable',
    'service is currently unavailable|service is temporarily unavailable|currently loading|currently offline|currently down|maintenance',
    'too frequent|too frequently|too often|slow down|slowing down|reduce your request rate|calls per second|calls per sec|calls per minute|calls per hour|requests per second',
    'request limit reached|request limit exceeded|requests limit reached|requests limit exceeded|query limit reached|query limit exceeded|qps limit',
    'daily limit|daily quota|daily request limit|hourly limit|hourly quota|call limit reached|call limit exceeded|calls limit reached|calls limit exceeded|api limit reached|api limit exceeded',
    'shutting down|starting up|warming up|no healthy upstream|locked by another|obtain exclusive access|acquire exclusive access|get exclusive access|deadlock',
    'unable to lock|acquire lock|acquire a lock|acquire the lock|obtain lock|obtain a lock|obtain the lock|lock wait timeout|database is locked',
    'too many concurrent|maximum concurrent|max concurrent|concurrency limit|no leader|no cluster leader|leader not available|no primary|is loading|still loading|not yet loaded',
    'insufficient capacity|out of capacity|out of host capacity|could not serialize access|too many connections|too many clients',
    'temporalmente|temporairement|temporaneamente|temporariamente|tijdelijk|tymczasowo|zu viele anfragen|trop de requêtes',
    "we'll be back|we'll be right back",
    'wartungsarbeiten|mantenimiento|manutenzione|onderhoud|mais tarde|plus tard|piu tardi|coba lagi|sibuk|chwilowo|derzeit nicht|zurzeit nicht|momentan nicht|al momento disponibile|remaining connection slots|no available server|pool exhausted|pool timeout',
    'serveur surcharge|servidor sobrecargado|sistema sobrecargado|server sovraccarico|sistema sovraccarico|server overbelast|dalam pemeliharaan',
  ],
  expired: [
    'token expired|token has expired|token is expired|token have expired|session expired|session has expired|session is expired|jwt expired',
    'jwt is expired|credentials expired|credentials have expired|ticket expired|login expired|login has expired|signature has expired',
    'signature expired|expired token|expired session|expired jwt|expired credentials|expired access token|expired refresh token|expired api key',
    'certificate has expired|link has expired|key has expired|key expired|request is expired',
    'abgelaufen|caducado|caducada|expirado|expirada|scaduto|scaduta|verlopen|kedaluwarsa|kadaluarsa|telah berakhir|sudah berakhir|sona erdi',
  ],
  lasting: [
    'illegal|invalid|not valid|not a valid|malformed|bad credentials|bad username|bad password|bad token|incorrect|wrong|syntax error|unexpected token|unable to parse|failed to parse|parse error|parsing error|violation|violates|violated|mismatch',
    "not found|no such|does not exist|doesn't exist|do not exist|don't exist|not exist|not exists|could not find|cannot find|can't find|unable to find|failed to find",
    'unable to locate|could not be found|cannot be found|cannot be resolved|unable to resolve|not defined|did you forget|did you mean|not in this|unmatched',
    'not authorized|not authorised|not allowed|not permitted|not authenticated|not supported|not registered|not logged in|please log in|please login|log in first|login first|not enabled|not recognized',
    "unauthorized|unauthorised|unauthenticated|forbidden|denied|permission|permissions|do not have|don't have|does not have|doesn't have|revoked|disabled|expired|requires authentication|requires authorization|requires login",
    "required|must be|must have|must use|must provide|must not|must supply|missing|unsupported|duplicate|duplicated|incompatible|not compatible|execution reverted|out of range|unknown|cannot be|can't be|can not be",
    'not enough|insufficient|not modifiable|is read only|are read only|read only mode|cannot convert|could not convert|authorise error|authorize error|authorization error|authentication error|no records|no record found|no matching|not be matched|too many parameters|too many arguments|signature failure|signature error|constraint failed|please enter a valid|not active|not activated|not allow|is blocked|been blocked|user blocked|account blocked|failed validation|validation failed|access refused|already exists|already exist|object exists|record exists|user exists|username exists|email exists|already in use|already taken|already registered|already subscribed|already used|already assigned|already linked|already present|already connected|already completed|already shipped|already archived|merge conflict|version conflict|conflicts with|already paid|already processed|already closed|already cancelled|already canceled|already confirmed|already submitted|already redeemed|already been taken|already been used',
    'too low|too high|too long|too large|too big|too short|too small|too old|too deep|conditional request failed',
    'declined|is taken|not maintained|not authorised by|param error|params error|parameter error|not login|no rights|exists with|authentication failed|authorization failed|login failed|login fail|auth fail|verification failed|failed to authenticate|unable to authenticate|unable to verify',
    'nicht gefunden|nicht vorhanden|verweigert|nicht erlaubt|nicht berechtigt|falsches passwort|no encontrado|no encontrada|no existe|denegado|denegada|no autorizado|no autorizada',
    'introuvable|interdit|non trovato|non trovata|non autorizzato|negato|nao encontrado|nao autorizado|negado|negada|niet gevonden|geweigerd|nie znaleziono',
    'incorrecta|incorrecto|incorrectas|incorrectos|incorreta|incorreto|incorretos|invalidos|invalidas|obligatorio|obligatoria|obbligatorio|obligatoire|bloqueado|bloqueada|gesperrt|erforderlich|tidak valid|tidak ditemukan|tidak sesuai|tidak boleh|wajib diisi|harus diisi|sudah terdaftar|sudah digunakan|nieprawidlowy|nieprawidlowe|nieprawidlowa|neplatny|gecersiz|gecersizdir|hatali|hatalidir|yanlis|ongeldig|ongeldige|onbekend|verplicht|invalide|invalides|invalida|invalido|onjuist|falsch|falsche|falscher|errata|errato|sbagliata|sbagliato|salah',
    'pflichtfeld|fehlt|fehlende|fehlender|fehlendes|keine berechtigung|kein zugriff|manquant|manquante|manquants|mancante|mancanti|non esiste|ontbreekt|niet toegestaan|geen toegang|bestaat niet|ditolak|tidak diizinkan|tidak memiliki akses|tidak punya akses|tidak memiliki izin|tidak terdaftar|belum terdaftar|nie istnieje|hittades inte|ogiltig|ogiltigt|saknas|ugyldig|ugyldigt|ikke fundet|finnes ikke|neexistuje|yetkiniz yok|izniniz yok|brak wymaganego|brak wymaganej|brak wymaganych|brak dostepu|brak uprawnien',
  ],
  'maybe-passing': [
    'timeout|timed out|time out|connection reset|connection lost|connection refused|etimedout|is in progress|already in progress|connection closed|please try again|please retry|try again|unavailable',
    'indisponible|indisponivel|no disponible|non disponibile|niet beschikbaar|sedang tidak tersedia|did not answer in time|did not respond|device is offline|device offline|device is not online|device not online|currently offline|host is down|econnreset|epipe|socket hang up|is unreachable|not reachable',
  ],
};

/** Parts of sentences in writing without spaces, and in some other languages, that error texts come in. */
const PARTS: Phrases = {
  spent: [
    '欠费|充值|余额不足|餘額不足|残高不足|잔액|недостаточно средств|không đủ số dư|số dư không đủ|brak środków|رصيد غير كاف|رصيدك غير كاف|शेष राशि अपर्याप्त|अपर्याप्त शेष',
  ],
  passing: [
    '稍后|稍候|流控|繁忙|频繁|限流|暂时|しばらく|一時的|混み合|混雑|メンテナンス|维护中|維護中|점검 중|manutenção|технические работы|잠시 후|일시적|plus tard|später erneut|vorübergehend|más tarde|mais tarde|позже|временно|слишком много запросов|geçici olarak|momentanément|đang bận|thử lại sau|bảo trì',
    '稍後|頻繁|正在维护|正在維護|時間をおいて|時間を置いて|überlastet|ausgelastet|surchargé|está ocupad|está sobrecargad|перегружен|quá tải|ponownie później|przeciążon|sonra tekrar|daha sonra deney|aşırı yüklen|مؤقتا|مؤقتًا|بشكل مؤقت|لاحقا|لاحقًا|बाद में पुनः|बाद में फिर|बाद में प्रयास|बाद में कोशिश|अस्थायी रूप से|व्यस्त है',
  ],
  expired: [
    '过期|失效|有効期限が切れ|期限切れ|만료|истек|истёк|просрочен|hết hạn|expiré|wygasł|vypršel|süresi dol|sona erdi|過期|逾期|انتهت صلاحي|منتهي الصلاحي|منتهية الصلاحي|انتهت الجلسة|समाप्त हो ग|अवधि समाप्त',
  ],
  lasting: [
    '密码错误|口令错误|参数错误|格式错误|账号错误|帐号错误|用户名错误|验证码错误|签名错误|类型错误|地址错误|令牌错误|有误|不对|无效|禁用|停用|无权|非法|不支持|不能为空|不足|超出|必填|누락|不存在|未授权|权限|缺少|不合法|认证失败|鉴权失败|验证失败|校验失败|验签失败|登录失败|授权失败|未登录|不正确|未找到|禁止|見つかりません|存在しません|認証に失敗|権限がありません|不正な|間違|正しくありません|일치하지 않|無効',
    '已存在|已被注册|已被使用|已被占用|未被授权|不允许|拒绝|既に|すでに|必須です|入力してください|許可されていません|拒否|이미 |필수|거부|уже существу|уже обработ|уже зарегистр|уже использ|не существу|запрещен|запрещён|не авторизован|обязательн|некорректн|заблокирован',
    '찾을 수 없|존재하지 않|로그인이 필요|권한이 없|잘못된|유효하지|не найден|неверн|неправильн|недействит|доступ запрещ|нет прав|отказано',
    'já existe|já cadastrad|obrigatóri|ya existe|ya está registrad|ya está en uso|existe déjà|déjà utilisé|già esist|già registr|già in uso|existiert bereits|bereits vergeben|istnieje|wymagan|zorunlu|zaten kay|zaten var|zaten kullan|đã tồn tại|bắt buộc',
    'ungültig|inválid|non valide|refusé|non trouvé|não encontrad|não autorizad|não existe|incorrectos|bulunamad|geçersiz|hatalı|yanlış|không đúng|không tồn tại|không hợp lệ|nieprawidłow|neplatn|nenalezen',
    'brak dostęp|brak uprawn|brak wymagan|niepoprawn|błędne hasło|reddedil|yetkiniz yok|izniniz yok|mevcut değil|入力されていません|登録されていません|一致しません|必須項目|ログインが必要|부족합니다|틀렸|틀립니다|올바르지 않|등록되지 않|허용되지 않|密碼錯誤|權限|無權|無效|不正確|拒絕|查無',
    'không tìm thấy|bị từ chối|không có quyền|không chính xác|chưa đăng nhập|đã được sử dụng|không được phép|sai mật khẩu|غير موجود|غير صحيح|غير صالح|تم رفض|غير مصرح|غير مسموح|ليس لديك صلاحي|محظور|موجود بالفعل|مستخدم بالفعل|नहीं मिल|अमान्य|अस्वीकृत|अस्वीकार|अनुमति नहीं|अनधिकृत|अनिवार्य|मौजूद नहीं|पहले से मौजूद|गलत पासवर्ड|गलत है',
  ],
  'maybe-passing': [
    'nicht verfügbar|no disponible|indisponible|indisponív|non disponibile|niet beschikbaar|недоступ|上限|超时|逾時|タイムアウト|시간 초과|таймаут|niedostępn|kullanılamıyor|zaman aşımı|이용할 수 없|다시 시도|再度お試し|もう一度お試し|请重试|請重試|không khả dụng|hết thời gian|غير متاح|غير متوفر|अनुपलब्ध',
  ],
};

interface Phrase {
  readonly plain: Plain;
  readonly words: readonly string[];
  /** Whether it counts at the beginning alone. */
  readonly isFirst: boolean;
}

/** Phrases by their first word, the most decisive first. */
type Index = ReadonlyMap<string, readonly Phrase[]>;

function entriesOf(phrases: Phrases): Phrase[] {
  const kinds = Object.keys(ORDER) as Plain[];
  return kinds.flatMap((plain) =>
    phrases[plain]
      .flatMap((line) => line.split('|'))
      .map((text) => ({ plain, words: text.replace(/^\^ /, '').split(' '), isFirst: text.startsWith('^ ') })),
  );
}

function indexOf(phrases: Phrases): Index {
  const index = new Map<string, Phrase[]>();
  for (const phrase of entriesOf(phrases)) {
    const first = phrase.words[0] ?? '';
    const group = index.get(first);
    if (group) group.push(phrase);
    else index.set(first, [phrase]);
  }
  return index;
}

const CODE_INDEX = indexOf(CODES);
const SENTENCE_INDEX = indexOf(SENTENCES);
/** Parts by their first letter. */
const PART_INDEX = new Map<string, { readonly plain: Plain; readonly text: string }[]>();
for (const { plain, words } of entriesOf(PARTS)) {
  const text = words.join(' ');
  const letter = text.charAt(0);
  const group = PART_INDEX.get(letter);
  if (group) group.push({ plain, text });
  else PART_INDEX.set(letter, [{ plain, text }]);
}

/** The longest code and the longest text that are judged, in characters. */
const MAX_CODE = 120;
const MAX_TEXT = 400;

/** The words of a code: `TOO_MANY-requests`, `tooManyRequests`, `too many requests` and `Store:TooManyRequests` alike. */
export function wordsOf(code: string): string[] {
  const words: string[] = [];
  const end = Math.min(code.length, MAX_CODE);
  let start = 0;
  let before: Kind = 'other';
  for (let i = 0; i <= end; i++) {
    const kind = i < end ? kindOf(code.charCodeAt(i)) : 'other';
    const isHump =
      kind === 'upper' && (before !== 'upper' || (i + 1 < end && kindOf(code.charCodeAt(i + 1)) === 'lower'));
    if (kind === 'other' || isHump) {
      if (i > start) addWord(words, code.slice(start, i));
      start = kind === 'other' ? i + 1 : i;
    }
    before = kind;
  }
  return words;
}

type Kind = 'upper' | 'lower' | 'other';

/** Digits continue a word as small letters do. */
function kindOf(c: number): Kind {
  if ((c >= 97 && c <= 122) || (c >= 48 && c <= 57)) return 'lower';
  return c >= 65 && c <= 90 ? 'upper' : 'other';
}

/** Words that every code may carry say nothing. */
function addWord(words: string[], word: string): void {
  const lower = word.toLowerCase();
  if (lower !== 'exception' && lower !== 'err') words.push(lower);
}

/** The most decisive phrase among words. */
function lookUp(index: Index, words: readonly string[]): Plain | undefined {
  let best: Plain | undefined;
  for (let i = 0; i < words.length; i++) {
    for (const { plain, words: wanted, isFirst } of index.get(words[i] ?? '') ?? NONE) {
      if (isFirst && i > 0) continue;
      if ((best === undefined || ORDER[plain] < ORDER[best]) && stands(wanted, words, i)) best = plain;
    }
  }
  return best;
}

const NONE: readonly Phrase[] = [];

function stands(wanted: readonly string[], words: readonly string[], at: number): boolean {
  for (let k = 1; k < wanted.length; k++) if (words[at + k] !== wanted[k]) return false;
  return true;
}

/** What a code plainly says about repeating; undefined for a number or a word that says nothing. */
export function plainWord(code: string): Plain | undefined {
  const words = wordsOf(code);
  const found = lookUp(CODE_INDEX, words);
  const isPassing = found === 'passing' || found === 'maybe-passing';
  return isPassing && FIRST_OF_LASTING.has(words[0] ?? '') ? 'lasting' : found;
}

/** Words that, at the beginning, say what is wrong with the thing behind them: `INVALID_THROTTLE_SETTINGS`. */
const FIRST_OF_LASTING: ReadonlySet<string> = new Set(['invalid', 'malformed', 'missing', 'unsupported', 'illegal']);

/** Words that sound like a reason and give none. */
const NOTHING_SAID = /\b(?:unknown|unexpected) (?:error|reason|failure|problem|exception)\b/g;

/** What is not there for somebody is so for good: "unavailable in your country", "not available for the selected plan". */
const NOT_FOR_ALL =
  /\b(?:un|not )available (?:in|for|to|between|with|on) (?:your(?! request)|the (?:selected|requested|specified|given|chosen)|this (?:country|region|area|location|plan|account|user|product|model|market))\b/g;

/** What a page offers as one of several reasons or remedies says nothing of this call. */
const ONE_OF_SEVERAL =
  /\bor (?:is |are )?temporarily (?:unavailable|down)\b|\btry again later,? or\b|\b(?:oder|ou|o) (?:\S{1,12} ){0,3}(?:vorübergehend|temporairement|temporalmente)\b/g;

/** What was turned down and can be asked for again as it is; with another card it cannot. */
const TURNED_DOWN_FOR_NOW =
  /\b(?:declined|refused|rejected)[.,;:!]? (?:(?:so |but )?please )?try again\b(?! (?:with|using|by|after)\b)/g;

/** The name of a field that is blamed, which says nothing of the reply: "Parameter retry_after must be positive". */
const BLAMED_FIELD =
  /\b(?:parameter|field|property|argument|option) ['"`]?[a-z][\w.]{0,60}['"`]?|\b[a-z]{1,20}(?:_[a-z]{1,20}){1,4}['"`]? (?=(?:must|should|cannot|is (?:required|missing|invalid))\b)/g;

const SOUNDS_PASSING =
  '(?:maintenance|mantenimiento|manutenzione|onderhoud|wartungsarbeiten|(?:daily|hourly|rate|query|request) (?:limit|quota)s?)';
const COMPLAINT =
  '(?:not found|does not exist|no existe|non trovat[oa]|niet gevonden|nicht gefunden|is (?:required|missing|invalid)|must (?:be|have))';
/** What sounds like a reason to wait and is what was asked about: "Daily limit must be a number", "Maintenance plan 7 not found". */
const ASKED_ABOUT = new RegExp(
  `(?<=\\b(?:invalid|missing) )${SOUNDS_PASSING}\\b|\\b${SOUNDS_PASSING}(?: (?!(?:is|was|exceeded|reached)\\b)[a-z\\d#-]{1,20}){0,3} (?=${COMPLAINT}\\b)`,
  'g',
);

/** What there is too little of, whatever its kind: "Insufficient USDT balance". */
const TOO_LITTLE = /\b(insufficient|not enough) (?:[a-z]{2,20} ){1,2}(?=(?:balance|funds|credits?)\b)/g;

/** "No shadow exists": what is not there, in other words. */
const NONE_EXISTS = /\bno (?:such )?(?:[a-z]{1,30} ){1,3}exists?\b/g;

/**
 * The same of what was looked for by its name: "No device found with id 7"; not "No conflicts found with your calendar", nor what is
 * free or there a moment later: "No available server found for region 7".
 */
const NONE_FOUND =
  /\bno (?!(?:\w+ )?\w{3,}s\b|error|issue|problem|conflict|match|result|change|difference|update|threat|virus|malware|(?:\w+ ){0,2}(?:available|healthy|free|idle|active|online|live|ready|running|eligible|leader|primary|capacity|slot)\b)(?:[a-z]{1,30} ){1,3}(?:was |were )?found (?:by|with|for|named|called|under|in|at)\b/g;

/** How other languages say that time ran out, in the word for what expired: "Waktu tunggu telah berakhir". */
const TIME_RAN_OUT =
  /(?:waktu tunggu|batas waktu|tiempo de espera|tempo de espera|tempo di attesa|tempo d['’]attesa|d[eé]lai d['’]attente|zeitlimit|wartezeit|время ожидания|thời gian chờ|bekleme süresi)(?: [^\s.!?]{1,20}){0,4}? (?:berakhir|habis|expirado|expirou|expir[oó]|scaduto|expir[eé]|abgelaufen|истекло|hết hạn|sona erdi|doldu)(?![a-zа-я])/g;

/** Contractions, of which the phrases know only "not": "isn't authorized". */
const CONTRACTED = /\b(is|are|was|were|has|have)n['’]t\b/g;

/** What a sentence plainly says about repeating. */
export function plainSentence(text: string): Plain | undefined {
  const said = plainText(text);
  const found = lookUp(SENTENCE_INDEX, said.split(/[^a-z\d']+/));
  if (found !== undefined || !/[^\x20-\x7e]|plus tard/.test(said)) return found;
  return partIn(said);
}

/** The most decisive part that stands in a text. */
function partIn(said: string): Plain | undefined {
  let best: Plain | undefined;
  let before: Kind = 'other';
  for (let i = 0; i < said.length; i++) {
    const kind = kindOf(said.charCodeAt(i));
    const isInside = kind === 'lower' && before === 'lower';
    before = kind;
    // Parts in Latin letters begin where a word does.
    if (isInside) continue;
    for (const { plain, text } of PART_INDEX.get(said.charAt(i)) ?? NO_PARTS) {
      if ((best === undefined || ORDER[plain] < ORDER[best]) && said.startsWith(text, i)) best = plain;
    }
  }
  return best;
}

const NO_PARTS: readonly { readonly plain: Plain; readonly text: string }[] = [];

/** A sentence in small letters, in the words that phrases are made of and without those that say nothing of the call. */
export function plainText(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .toLowerCase()
    .replace(NOTHING_SAID, ' ')
    .replace(CONTRACTED, '$1 not')
    .replace(NOT_FOR_ALL, ' not allowed ')
    .replace(ONE_OF_SEVERAL, ' ')
    .replace(ASKED_ABOUT, 'thing ')
    .replace(BLAMED_FIELD, 'field ')
    .replace(TOO_LITTLE, '$1 ')
    .replace(NONE_EXISTS, 'does not exist')
    .replace(NONE_FOUND, 'not found ')
    .replace(TIME_RAN_OUT, ' timed out ')
    .replace(TURNED_DOWN_FOR_NOW, ' try again ');
}
