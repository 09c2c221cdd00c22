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

/**
 * Looks up what host patterns say of a host. Whole labels are compared, so `example.com.evil.test` and `notexample.com` never match.
 */
export class HostIndex<T> {
  readonly #exact = new Map<string, T[]>();
  readonly #below = new Map<string, T[]>();

  add(pattern: string, value: T): void {
    const lower = pattern.toLowerCase();
    const [map, key] = lower.startsWith('*.') ? [this.#below, lower.slice(2)] : [this.#exact, lower];
    const values = map.get(key);
    if (values) values.push(value);
    else map.set(key, [value]);
  }

  /** Every value whose pattern fits, in no particular order. */
  get(host: string): readonly T[] {
    const exact = this.#exact.get(host);
    let found: T[] | undefined;
    for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      const below = this.#below.get(host.slice(dot + 1));
      if (below) found = found ? [...found, ...below] : below;
    }
    if (!found) return exact ?? [];
    return exact ? [...exact, ...found] : found;
  }
}
