/**
 * Codes and sentences whose meaning is plain whoever uses them, as data. A code is cut into its words (`userRateLimitExceeded` is
 * user, rate, limit, exceeded), and phrases are looked for among them. Order decides: what is surely passing, then what lasts, then
 * what is usually passing.
 */

export type Plain =
  /** Repeating later helps, and nothing else has to change. */
  | 'passing'
  /** Usually passing, unless the status says otherwise. */
  | 'maybe-passing'
  /** The same request fails until somebody changes something. */
  | 'lasting'
  /** Money or a quota that waiting does not refill: lasting even where the status is that of a rate limit. */
  | 'spent'
  /** A credential ran out: lasting for this request, and a new credential cures it. */
  | 'expired';

/** Phrases of code words, each a sequence; `|` separates phrases. */
const CODE_PHRASES: readonly (readonly [Plain, string])[] = [
  [
    'spent',
    'insufficient quota|billing|payment required|insufficient funds|insufficient fund|insufficient balance|insufficient credit|insufficient credits|out of credits|no credits|credits exhausted|subscription expired|subscription inactive|subscription required|plan limit|trial expired|trial ended|spending limit|spend limit|hard limit|over billing|account suspended|account disabled|upgrade required|arrears',
  ],
  [
    'passing',
    'rate limit|rate limited|ratelimit|ratelimited|ratelimitexceeded|rate exceeded|request limit exceeded|limit exceeded per|secondly|throttl|throttled|throttling|throttle|too many requests|too many attempts|too many calls|toomanyrequests|try later|try again|retry later|slow down|slowdown|flood wait|flood|overload|overloaded|over capacity|at capacity|capacity exceeded|backoff|back off|temporarily|transient|service unavailable|server unavailable|server busy|system busy|busy|rejected execution|queue full|maintenance|restarting|shutting down|going away|processing error|deadlock|starting up|warming up|not ready|model loading|still loading|server restart',
  ],
  [
    'expired',
    'token expired|expired token|expired access token|access token expired|session expired|expired session|jwt expired|credentials expired|expired credentials|auth expired|authentication expired|ticket expired|link expired|code expired|key expired|expired',
  ],
  [
    'lasting',
    'soap client|env client|soapenv client|s client|soap sender|env sender|s sender|not defined|undefined|invalid|not valid|not found|notfound|no such|missing|unknown token|unknown method|unknown field|unknown parameter|unknown user|unknown host|unknown operation|unknown topic|unmatched|forbidden|unauthorized|unauthorised|unauthenticated|not authorized|not authorised|not authenticated|denied|not allowed|disallowed|not permitted|permission|unsupported|not supported|not implemented|unimplemented|malformed|bad request|bad credentials|bad connect|bad gateway route|required|duplicate|already exists|already|exists|conflict|constraint|violation|violates|conditional check|precondition failed|failed precondition|mismatch|illegal|incorrect|wrong|revoked|disabled|blocked|banned|deactivated|suspended|unregistered|not registered|not member|not in channel|rejected subscription|reject|rejected|declined|do not honor|too long|too large|too big|too small|too short|too low|too high|too old|too deep|out of range|out of bounds|unprocessable|unverified|not verified|disabled account|deprecated|gone|removed|deleted|parse error|syntax error|parse|validation|undefined|unparsable|interaction required|login required|consent required|auth failed|authentication failed|login failed|verification failed|signature|insufficient scope|insufficient permissions|insufficient|scope',
  ],
  [
    'maybe-passing',
    'timeout|timed out|unavailable|lock timeout|reconnect|time out|deadline exceeded|server error|internal failure|connection lost|connection reset|connection closed|connection error|network error|aborted|resource exhausted|resource limit|locked|in progress|upstream|gateway|unhealthy|lock|stale',
  ],
];

/** Phrases of sentences, in any language that error texts come in. Each is looked for as a whole word. */
const SENTENCES: readonly (readonly [Plain, RegExp])[] = [
  [
    'passing',
    /\brate[- ]?limit|\bthrottl|too many (?:requests|attempts|calls|retries|tries)|\b(?:try|retry)(?: it| this| again| your request)* (?:later|in a (?:few|little|bit|moment|minute|while)|shortly|soon|after|in \d)|\btemporar(?:y|ily)\b(?! (?:password|token|file|credential|directory|redirect))|\boverloaded\b|\bover capacity\b|\b(?:is|too|was|currently) busy\b|\bservice (?:is )?(?:currently |temporarily )?unavailable\b|currently (?:loading|unavailable|offline|down)\b|\bmaintenance\b|\bslow(?:ing)? down\b|reduce your request rate|\bcalls per (?:second|sec|minute|hour)\b|shutting down|starting up|warming up|no healthy upstream|稍后|稍候|繁忙|频繁|限流|しばらく|잠시 후|plus tard|später erneut|más tarde|позже/i,
  ],
  [
    'expired',
    /\b(?:token|session|jwt|credentials?|ticket|login|signature|certificate|link|key)\b.{0,40}\b(?:has |have |is |was )?expired\b|\bexpired (?:access |refresh |auth |session |api )?(?:token|session|jwt|credentials?|key|link)\b|过期/i,
  ],
  [
    'lasting',
    /\binvalid\b|\bnot (?:a )?valid\b|\bnot found\b|\b(?:could not|cannot|can't|unable to|failed to) (?:find|locate|authenticate|authori[sz]e|parse|resolve)\b|\b(?:authentication|login|verification|authorization) failed\b|\bdid you (?:forget|mean)\b|\bnot (?:defined|in this)\b|\bno such\b|\bdoes(?: not|n't) exist\b|\bdo(?:es)? not have\b|\bnot (?:authori[sz]ed|allowed|permitted|authenticated|supported|registered|logged in|enabled|recogni[sz]ed|available on)\b|\bunauthori[sz]ed\b|\bforbidden\b|\bdenied\b|\brefused for\b|\bpermissions?\b|\brequired\b|\bmust (?:be|have|use|provide|not|supply)\b|\bmissing\b|\bunknown (?!error)\w|\bunsupported\b|\bmalformed\b|\balready (?:been )?(?:exists?|in use|taken|registered|subscribed)\b|\bduplicate\b|\bviolat\w+|\bout of range\b|\btoo (?:low|high|long|large|big|short|small|old|deep)\b|\bincorrect\b|\bwrong\b|\bexpired\b|\brevoked\b|\bdisabled\b|\bcan(?:not|'t) be\b|\bmust be logged\b|\bunmatched\b|\bsyntax error\b|\bunexpected token\b|\bconditional request failed\b|错误|无效|不存在|未授权|权限|缺少|不合法|失败|ungültig|inválid|non valide|неверн/i,
  ],
  [
    'maybe-passing',
    /\btime(?:d)?[- ]?out\b|\bconnection (?:reset|lost|refused|closed)\b|\bplease (?:try|retry)\b|\btry again\b|\bunavailable\b|\bdid not answer in time\b/i,
  ],
];

interface Phrase {
  readonly plain: Plain;
  readonly words: readonly string[];
}

const PHRASES: readonly Phrase[] = CODE_PHRASES.flatMap(([plain, list]) =>
  list.split('|').map((text) => ({ plain, words: text.split(' ') })),
);
/** Phrases by their first word, so that a code costs one look-up a word. */
const BY_FIRST_WORD: ReadonlyMap<string, readonly Phrase[]> = byFirstWord();

function byFirstWord(): Map<string, Phrase[]> {
  const groups = new Map<string, Phrase[]>();
  for (const phrase of PHRASES) {
    const first = phrase.words[0] ?? '';
    const group = groups.get(first);
    if (group) group.push(phrase);
    else groups.set(first, [phrase]);
  }
  return groups;
}

const ORDER: Readonly<Record<Plain, number>> = { spent: 0, passing: 1, expired: 2, lasting: 3, 'maybe-passing': 4 };
/** The longest code and the longest text that are judged, in characters. */
const MAX_CODE = 120;
const MAX_TEXT = 400;

/** The words of a code: `TOO_MANY-requests`, `tooManyRequests`, `too many requests` and `DynamoDB:TooManyRequests` alike. */
export function wordsOf(code: string): string[] {
  return code
    .slice(0, MAX_CODE)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '' && word !== 'exception' && word !== 'err');
}

/** What a code plainly says about repeating; undefined for a number or a word that says nothing. */
export function plainWord(code: string): Plain | undefined {
  const words = wordsOf(code);
  let best: Plain | undefined;
  for (let i = 0; i < words.length; i++) {
    for (const { plain, words: wanted } of BY_FIRST_WORD.get(words[i] ?? '') ?? []) {
      if ((best === undefined || ORDER[plain] < ORDER[best]) && wanted.every((word, k) => words[i + k] === word))
        best = plain;
    }
  }
  return best;
}

/** What a sentence plainly says about repeating. */
export function plainSentence(text: string): Plain | undefined {
  const said = text.slice(0, MAX_TEXT);
  for (const [plain, pattern] of SENTENCES) if (pattern.test(said)) return plain;
  return undefined;
}
