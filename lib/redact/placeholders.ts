/** What stands where a secret would: nothing, a variable that was never filled in, a masked value. Often it is the very bug. */

/** Words of programs that hold no secret. */
const NOTHING = /^(?:true|false|yes|no|on|off|null|undefined|none|nil|nan|n\/a|unknown|empty|\[\]|\{\})$/i;
/** What a program writes for a value it does not have. */
const UNSET = /^(?:undefined|null|nil|nan|none|\[object \w{1,30}\])$/i;
/** What masks a secret as a whole: `***`, `xxxx`, `[FILTERED]`, `***REMOVED***`. */
const MASK =
  /^(?:[*•●.…x#-]+|\?|(?:[[(<{]|\*{1,5})?(?:redacted|filtered|hidden|masked|removed|secret|omitted|scrubbed|saniti[sz]ed|protected|sensitive|known after apply)(?: value)?(?:[\])>}]|\*{1,5})?)$/i;
/**
 * A variable that holds it: `${TOKEN}`, `{{ vault.token }}`, `${{ secrets.TOKEN }}`, `%API_KEY%`, `<token>`, `<|end|>`, `:token`, `$1`, `%s`, `@p1`. One digit at the most:
 * `$ecret123` is a password.
 */
const VARIABLE =
  /^(?:\$\{[\w.:-]{1,60}\}?|\$[A-Za-z_.]{1,60}\d?|[#$]?\{{1,2} ?[A-Za-z_.$-]{1,60}\d? ?\}{1,2}|%[A-Za-z_]{1,60}\d?%|:[A-Za-z_]{1,60}\d?|<\/?[A-Za-z][A-Za-z_-]{0,40}>|\[[A-Z]{2,6}\d?\]|<\|[a-z_]{2,40}\|>|<%= ?[\w.@]{1,60} ?%>|\$\d{1,3}|@p\d{1,3}|%(?:\([A-Za-z_]{1,40}\))?s)$/;
/** A text that asks to be replaced by a key: `YOUR_API_KEY`, `insert-token-here`. A person may choose such words for a password. */
const FILL_IN =
  /^(?:your|insert|replace|put|enter|paste|add)(?:[-_ ](?:with|the|your|my|own|api|app|access|secret|private|public|auth|client|key|token|id|jwt|value|here|me|in))+$/i;

/** Where a secret is kept: `vault:secret/data/app#password`, `env:DB_PASS`. */
const KEPT =
  /^(?:vault|ssm|env|file|secrets?|keyvault):[A-Za-z_-]{1,40}(?:\/[A-Za-z_-]{1,40}){0,8}(?:#[A-Za-z_-]{1,40})?$/;

/** Characters of each end of a secret that a masked one shows, beside a prefix that is public: `sk_live_…`. */
const PARTLY =
  /^(?:(?:[A-Za-z]{2,5}[-_]){1,2})?[+(]?[\p{L}\p{N}]{0,4}[ .()-]{0,4}(?:[*•●]{3}|…|\.{3})[*•●….() -]*[\p{L}\p{N}]{0,4}(?:@[\w.-]{3,100})?$/u;
/** A number of which the last group is shown: `XXXX-XXXX-XXXX-4242`. */
const LAST_GROUP = /^(?:[xX#]{4}[ -]?){2,4}\d{2,4}$/;

/** The scheme of credentials, which says nothing about them. */
const SCHEME = /^(?:Bearer|Basic|Token|ApiKey|Api-Key|DPoP|OAuth)\s+(?=\S)/i;

/** True where nothing was put in: `undefined`, `${TOKEN}`, also behind a scheme. */
export function isUnset(value: string): boolean {
  const text = value.trim().replace(SCHEME, '');
  return text === '' || UNSET.test(text) || VARIABLE.test(text) || FILL_IN.test(text);
}

/** True for what masks a secret as a whole. */
export function isMask(value: string): boolean {
  return MASK.test(value.trim());
}

/** True for a word of those that mask secrets which people choose for a password. */
export const isMaskWord = (value: string): boolean => /^(?:secret|hidden|protected|sensitive)$/i.test(value);

/** True for a word that holds no secret, a variable, and a mask in its place. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim().replace(SCHEME, '');
  return NOTHING.test(text) || UNSET.test(text) || isMask(text) || VARIABLE.test(text);
}

/** True for a text that a person may choose for a password, and that is else no secret: a masked one, `YOUR_API_KEY`. */
export function isStandIn(value: string): boolean {
  const text = value.trim().replace(SCHEME, '');
  return isMasked(text) || FILL_IN.test(text) || KEPT.test(text) || /^bearer$/i.test(text);
}

/** True for a secret of which a service left no more than four characters at each end. */
export function isMasked(text: string): boolean {
  return text.length < MAX_MASKED && (PARTLY.test(text) || LAST_GROUP.test(text));
}

const MAX_MASKED = 200;
