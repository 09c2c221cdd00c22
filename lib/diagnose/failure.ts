/** The producer's word for why no response arrived: a browser's name for the error, or a sentence. */

/** `net::ERR_X` as `ERR_X`; `0` where nothing names the error: in Firefox, and where a tool writes a sentence. */
export function failureName(failure: string | undefined): string {
  if (!failure) return '0';
  if (isSentence(failure)) return NAME_IN_SENTENCE.exec(failure)?.[0] ?? '0';
  return failure.startsWith('net::') ? failure.slice('net::'.length) : failure;
}

/** Names of browsers' errors inside a sentence around them. */
const NAME_IN_SENTENCE = /\b(?:ERR|NS_ERROR|SEC_ERROR|SSL_ERROR|MOZILLA_PKIX_ERROR)_[A-Z0-9_]{2,60}\b/;

/** Whether a failure is told in words, as proxies write it, and not named. */
export function isSentence(failure: string): boolean {
  return failure.trim().includes(' ');
}
