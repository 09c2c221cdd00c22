/** Host patterns: `example.com` is that name alone, `*.example.com` any name below it. */

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;
const IPV6 = /^\[[0-9a-f:.]{2,45}\]$/i;

/** A wildcard needs two labels behind it, so that no family can claim a whole top-level domain. */
export function isHostPattern(pattern: string): boolean {
  const isWild = pattern.startsWith('*.');
  const labels = (isWild ? pattern.slice(2) : pattern).split('.');
  if (!isWild && IPV6.test(pattern)) return true;
  // A name has at most 253 characters (RFC 1035 section 2.3.4, in text form).
  return pattern.length <= 253 && labels.length >= (isWild ? 2 : 1) && labels.every((label) => LABEL.test(label));
}
