/** Names that say what a value is: of headers, members, parameters, fields. */

/** Headers whose values help a reader and name nobody. Others leave as a name only. */
export const ALLOWED_HEADERS: ReadonlySet<string> = new Set(
  `accept accept-encoding accept-language accept-ranges access-control-allow-credentials access-control-allow-headers
  access-control-allow-methods access-control-expose-headers access-control-max-age
  access-control-request-headers access-control-request-method age allow alt-svc cache-control cf-ray connection content-disposition
  content-encoding content-language content-length content-range content-security-policy content-type correlation-id
  cross-origin-embedder-policy cross-origin-opener-policy cross-origin-resource-policy date expect expires grpc-message
  grpc-status last-modified permissions-policy powered-by pragma priority range ratelimit ratelimit-limit ratelimit-policy
  ratelimit-remaining ratelimit-reset referrer-policy request-id retry-after sec-fetch-dest sec-fetch-mode sec-fetch-site
  sec-websocket-version server server-timing strict-transport-security te timing-allow-origin trace-id traceparent trailer transfer-encoding
  upgrade upgrade-insecure-requests user-agent vary via warning www-authenticate x-amz-request-id x-amzn-errortype x-amzn-requestid
  x-amzn-trace-id x-cache x-clacks-overhead x-cloud-trace-context x-content-type-options x-correlation-id x-frame-options x-github-request-id x-ms-request-id
  x-oe-slipstream-plugin x-powered-by x-rate-limit-reset x-ratelimit-limit x-ratelimit-remaining x-ratelimit-reset
  x-request-id x-response-id x-robots-tag x-served-by x-trace-id`.split(/\s+/),
);

/** Headers that hold an address: they leave, redacted as one. */
export const URL_HEADERS: ReadonlySet<string> = new Set([
  'location',
  'referer',
  'content-location',
  'origin',
  'access-control-allow-origin',
]);

/** Headers that tie a failure to the server's own log, in the order of preference. */
export const REQUEST_ID_HEADERS = [
  'x-request-id',
  'request-id',
  'x-correlation-id',
  'correlation-id',
  'x-trace-id',
  'trace-id',
  'traceparent',
  'x-amzn-requestid',
  'x-amz-request-id',
  'x-amzn-trace-id',
  'x-cloud-trace-context',
  'x-github-request-id',
  'x-ms-request-id',
  'x-response-id',
  'cf-ray',
] as const;

/** Names, in lower case without separators, whose value is a secret wherever they stand. */
const SECRET: ReadonlySet<string> = new Set(
  `auth authorization bearer cookie setcookie cookies credential credentials jwt login otp mfa pass passcode passphrase passwd
  pin pwd session sid sig totp license licence serial serialnumber hwid email mail phone assertion samlrequest samlresponse nonce
  authorizationcode authcode devicecode usercode codeverifier connectionstring dsn cvv cvc ssn iban pan cardnumber
  csrf xsrf cert pfx`.split(/\s+/),
);

/** Parts of a name that give a secret away. */
const SECRET_PARTS =
  /token|secret|password|signature|credential|sessionid|sessionkey|auth(?:user|pass|key|code)|http(?:user|pass)|(?:api|access|private|priv|licen[sc]e|product|activation|serial|encryption|signing|shared|master|account|storage|subscription|webhook|service)key/;

/** What a name ends in that speaks about a secret without being one: `token_type`, `max_tokens`, `password_required`. */
const ABOUT =
  /(?:type|class|count|limit|used|usage|length|expir(?:y|es|ed|esin|esat|ation)|status|valid|required|enabled|exists|error|url|uri|endpoint|policy|(?:max|min|prompt|completion|total|input|output)tokens)$/;

/** Names that hold secrets in addresses and forms, though in a body they are harmless (an error's `code`). */
const SECRET_IN_ADDRESS: ReadonlySet<string> = new Set(
  'code codechallenge state key clientid appid h hash ticket'.split(' '),
);

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Longest name that is read; what is longer is judged by its beginning and its end. */
const MAX_NAME = 200;

export interface Names {
  /** The value is a secret wherever the name stands. */
  isSecret(name: string): boolean;
  /** The user says so: then even a sentence is one. */
  isOwn(name: string): boolean;
  /** The value is a secret in a query, a fragment or a form. */
  isSecretInAddress(name: string): boolean;
}

/** Names known here and those that users add. Answers are remembered: a body asks for the same few names all over. */
export function createNames(added: readonly string[]): Names {
  const own = new Set(added.map(bare));
  const known = new Map<string, boolean>();

  function judge(name: string): boolean {
    const plain = bare(name);
    if (own.has(plain)) return true;
    return SECRET.has(plain) || (SECRET_PARTS.test(plain) && !ABOUT.test(plain));
  }

  function isSecret(name: string): boolean {
    if (name.length > MAX_NAME) return judge(name.slice(0, MAX_NAME)) || judge(name.slice(-MAX_NAME));
    const seen = known.get(name);
    if (seen !== undefined) return seen;
    const answer = judge(name);
    if (known.size < 10_000) known.set(name, answer);
    return answer;
  }

  return {
    isSecret,
    isOwn: (name) => own.has(bare(name)),
    isSecretInAddress: (name) => isSecret(name) || (name.length <= MAX_NAME && SECRET_IN_ADDRESS.has(bare(name))),
  };
}

/** What stands before an id that only names something: `"request_id": "`, `trace id `, `id=`. Never `session id` and its like. */
const ID_LABEL = /(?:^|[^a-z])[a-z]{0,30}[-_ ]?ids?["'\]]{0,2}\s{0,2}[:=]?\s{0,2}["'[|]{0,2}$/i;
const SECRET_ID_LABEL =
  /(?:session|client|app|device|machine|hw|[^a-z]s)[-_ ]?ids?["'\]]{0,2}\s{0,2}[:=]?\s{0,2}["'[|]{0,2}$/i;
/** How machines write ids: hexadecimal, or upper-case letters and digits (ULID, AWS), perhaps after a short word. */
const ID = /^(?:[a-z]{2,10}[-_])?(?:[0-9a-f-]{8,64}|[0-9A-F-]{8,64}|[0-9A-Z]{16,52})$/;

/** True for a run that is written like an id and stands after the word. */
export function isLabelledId(text: string, start: number, run: string): boolean {
  if (!ID.test(run)) return false;
  const before = text.slice(Math.max(0, start - 40), start);
  return ID_LABEL.test(before) && !SECRET_ID_LABEL.test(before);
}
