/** Times and amounts as they stand in the panel: local time, SI units, decimal signs of the browser's language. */

const DECIMAL = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, useGrouping: false });

const WHOLE = new Intl.NumberFormat();

/** A whole number as the browser's language sets it: `10,000`. */
export function whole(n: number): string {
  return WHOLE.format(n);
}

const two = (n: number) => String(n).padStart(2, '0');

/** `10:02:18` in local time. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** `10:02:18.8`; tenths, as in the list. */
export function preciseTime(at: number): string {
  return `${clockTime(at)}.${Math.floor(new Date(at).getMilliseconds() / 100)}`;
}

/** `10:02:18.812`; for messages, of which many come within a tenth of a second. */
export function millisecondTime(at: number): string {
  return `${clockTime(at)}.${String(new Date(at).getMilliseconds()).padStart(3, '0')}`;
}

/** `2026-11-20 10:02:18.812 +01:00`: date and offset, for somebody who compares it with a server's log. */
export function fullTime(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '–';
  const ms = String(date.getMilliseconds()).padStart(3, '0');
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${day(date)} ${clockTime(at)}.${ms} ${zone}`;
}

/** `10:02:55`, with the date before it where that is another day than `today`. Rounded up: never a moment too early. */
export function clockTimeAfter(at: number, today: number): string {
  const whole = Math.ceil(at / 1_000) * 1_000;
  const date = new Date(whole);
  return day(date) === day(new Date(today)) ? clockTime(whole) : `${day(date)} ${clockTime(whole)}`;
}

/** `wire-triage-2026-11-24T1405.har`, in local time: sorts by time, and no file system minds it. `extension` comes without its dot. */
export function fileName(at: number, extension: string): string {
  const date = new Date(at);
  return `wire-triage-${day(date)}T${two(date.getHours())}${two(date.getMinutes())}.${extension}`;
}

function day(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `41 ms`, `3.2 s`, `5 min 20 s`, `2 h 5 min`. A value below zero or not finite is a dash. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return '–';
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  const seconds = ms / 1_000;
  if (seconds < 59.95) return `${DECIMAL.format(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3_600) return pair(Math.floor(whole / 60), 'min', whole % 60, 's');
  return pair(Math.floor(whole / 3_600), 'h', Math.floor((whole % 3_600) / 60), 'min');
}

/** `41 s`, `6 min`, `2 h`: how long something still takes, rounded up, where room is short. */
export function shortDuration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds <= 90) return `${seconds} s`;
  return seconds <= 5_400 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3_600)} h`;
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** `512 B`, `1.5 kB`, `2.3 MB`. */
export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${DECIMAL.format(bytes / 1_000)} kB`;
  return `${DECIMAL.format(bytes / 1_000_000)} MB`;
}

/** `512`, `1.5k`, `2.3M`: an amount where room is short. */
export function shortNumber(n: number): string {
  if (n < 1_000) return String(n);
  if (n < 1_000_000) return `${DECIMAL.format(n / 1_000)}k`;
  return `${DECIMAL.format(n / 1_000_000)}M`;
}
