/** What the server said, beside the name of its error: only what the name does not tell already. */
import { oneLine } from '../text.ts';
import { collapsed } from '../white-space.ts';
import { isSame } from './same.ts';

/** No list shows more of it, in characters. */
const MAX_SAID = 300;

/**
 * What was said beyond the name, on one line; empty where that is nothing. Of `Not found: order 17` the name `Not Found` leaves
 * `order 17`, and of `504 Gateway Time-out` the name `Gateway Timeout` nothing.
 *
 * @param said as it came
 */
export function saidBeside({ name, code, said }: { name: string; code: string; said: string }): string {
  const line = oneLine(collapsed(said), MAX_SAID);
  const words = line.startsWith(`${code} `) ? line.slice(code.length + 1) : line;
  if (isSame(words, name) || name.includes(words)) return '';
  // A long name was cut, and no row has room for what follows it.
  const begun = name.replace(/…$/, '').toLowerCase();
  if (!words.toLowerCase().startsWith(begun)) return words;
  const rest = words.slice(begun.length);
  if (begun.length < name.length || !/[\p{L}\p{N}]/u.test(rest)) return '';
  return /^[\p{L}\p{N}]/u.test(rest) ? words : rest.replace(/^[\s:;,.–—-]+/, '');
}
