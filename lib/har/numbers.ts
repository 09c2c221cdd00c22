/** Numbers in parsed JSON that may be anything. */

/** A finite number, also one spelled as digits; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  const n = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof n === 'number' && Number.isFinite(n) ? n : undefined;
}

/** A finite number from 0 on; undefined for anything else. */
export function positiveOf(value: unknown): number | undefined {
  const n = numberOf(value);
  return n !== undefined && n >= 0 ? n : undefined;
}
