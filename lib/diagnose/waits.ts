/**
 * Waits in every form that replies use: seconds, decimals, milliseconds, durations, points in time, sentences.
 * Points in time are measured by the reply's own clock.
 */
import type { StatedWait, Where } from './self-description/types.ts';
import { cap } from './self-description/types.ts';

/** A longer wait is a mistake, not advice: one year in milliseconds. */
export const MAX_WAIT_MS = 365 * 24 * 3_600_000;
/** A longer wait is shown, not counted down: a day in milliseconds. */
export const MAX_COUNTED_MS = 24 * 3_600_000;
/** Numbers from here on are epoch seconds, below it a span: 2001-09-09. */
const EPOCH_SECONDS_FROM = 1_000_000_000;
/** And from here on epoch milliseconds. */
const EPOCH_MS_FROM = EPOCH_SECONDS_FROM * 1_000;
/** The longest text that is read as a wait, in characters. */
const MAX_TEXT = 80;

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const PART =
  '\\d{1,10}(?:\\.\\d{1,9})?\\s?(?:milliseconds?|millis|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)';
const DURATION = new RegExp(`^(?:${PART}\\s?){1,5}$`, 'i');
const ONE_PART = /(\d{1,10}(?:\.\d{1,9})?)\s?(m(?:illi|s)|[smhd])/gi;
/** `00:01:30`. */
const CLOCK = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/;
const SEVERAL = /^\d{1,9}(?:, \d{1,9}){1,4}$/;
/** ISO 8601: `PT1M30S`. */
const ISO_DURATION = /^P(?:(\d{1,5})D)?T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,7}(?:\.\d{1,6})?)S)?$/;
/** RFC 3339, also with a space and without a zone, which is then taken as UTC. */
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
/** `2026-Mar-02 10:01:00+0000 UTC`. */
const NAMED_MONTH =
  /^(\d{4})-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d{2}) (\d{2}:\d{2}:\d{2})\s?([+-]\d{4})?(?:\s?(?:UTC|GMT))?$/;
/** All three forms of an HTTP date begin with the day's name (RFC 9110 section 5.6.7). */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * Milliseconds to wait from `now` (epoch ms), or undefined where `value` is no wait. `unitMs` is the unit of a bare number that is no
 * point in time; 1000 unless the member's name says otherwise. The result can be negative: a point in time that has passed.
 */
export function waitMs(value: unknown, now: number, unitMs = 1_000): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? span(value, now, unitMs) : undefined;
  if (typeof value !== 'string' || value.length > MAX_TEXT) return undefined;
  const text = value.trim();
  if (/^-?\d{1,16}(?:\.\d{1,9})?$/.test(text)) return span(Number(text), now, unitMs);
  if (DURATION.test(text)) return durationMs(text);
  const clock = CLOCK.exec(text);
  if (clock) return clockMs(clock);
  // Two headers of one name that a proxy made one.
  if (SEVERAL.test(text))
    return text.split(', ').reduce((most, part) => Math.max(most, span(Number(part), now, unitMs)), 0);
  const iso = ISO_DURATION.exec(text);
  if (iso) return isoMs(iso);
  const until = timeOf(text);
  return until === undefined ? undefined : until - now;
}

/** Epoch milliseconds of an HTTP date or an RFC 3339 time. */
export function timeOf(text: string): number | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const stamp = TIMESTAMP.exec(text);
  const zone = stamp?.[3];
  const until = stamp
    ? Date.parse(`${stamp[1]}T${stamp[2]}${zone === undefined || /utc/i.test(zone) ? 'Z' : zone}`)
    : HTTP_DATE.test(text)
      ? Date.parse(text)
      : ofNamedMonth(text);
  return Number.isNaN(until) ? undefined : until;
}

function ofNamedMonth(text: string): number {
  const [, year, month, day, time, zone = '+0000'] = NAMED_MONTH.exec(text) ?? [];
  return year === undefined ? Number.NaN : Date.parse(`${day} ${month} ${year} ${time} ${zone}`);
}

function span(value: number, now: number, unitMs: number): number {
  if (value >= EPOCH_MS_FROM) return value - now;
  // A count of milliseconds reaches this size within two weeks, so only one year of it is one.
  if (value >= EPOCH_SECONDS_FROM) return unitMs === 1 && value <= MAX_WAIT_MS ? value : value * 1_000 - now;
  return value * unitMs;
}

function durationMs(text: string): number {
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(ONE_PART)) {
    const short = unit?.toLowerCase() ?? 's';
    sum += Number(amount) * (UNIT_MS[short.length > 1 ? 'ms' : short] ?? 0);
  }
  return sum;
}

function isoMs([, days, hours, minutes, seconds]: RegExpExecArray): number {
  return (
    Number(days ?? 0) * 86_400_000 +
    Number(hours ?? 0) * 3_600_000 +
    Number(minutes ?? 0) * 60_000 +
    Number(seconds ?? 0) * 1_000
  );
}

/** A wait as it is told: never negative, absurd ones without a length. */
export function toWait(ms: number | undefined, stated: unknown, where: Where): StatedWait | undefined {
  if (ms === undefined || !Number.isFinite(ms)) return undefined;
  const afterMs = ms > MAX_WAIT_MS ? undefined : Math.max(0, Math.round(ms));
  return {
    afterMs,
    countable: afterMs !== undefined && afterMs > 0 && afterMs <= MAX_COUNTED_MS,
    stated: cap(String(stated), MAX_TEXT),
    where,
  };
}

/** Of several waits that disagree the longest sane one; a zero or an absurd one only where there is nothing else. */
export function longest(waits: readonly StatedWait[]): StatedWait | undefined {
  let best: StatedWait | undefined;
  for (const wait of waits) if (!best || worth(wait) > worth(best)) best = wait;
  return best;
}

function worth({ afterMs }: StatedWait): number {
  return afterMs ?? -1;
}

/** A wait inside a sentence: the words that announce one, and then a span or a point in time within the same sentence. */
const SPAN_IN_WORDS = new RegExp(
  `\\b(?:again|retry|retrying|available|wait|waiting|resets?|request this|unlocked|unblocked|(?:come )?back(?: online)?(?= in\\b)|come back|(?:un)?(?:locked|blocked|banned|suspended) for|resume|later|next \\w{1,20})\\b[^.!?\\d]{0,40}?((?:${PART}(?![a-z])[\\s,]{0,2}(?:and\\s)?){1,4})`,
  'i',
);
/** A span as clocks have it: `replenished in 12:07:42`. */
const CLOCK_IN_WORDS =
  /\b(?:again|retry|available|wait|resets?|replenished|renewed|refreshed|unlocked|unblocked)\b[^.!?\d]{0,40}?\b(?:in|after|for) (\d{1,3}):([0-5]\d):([0-5]\d)\b/i;
/** The same in other languages, some of which say "again" after the span: `Bitte in 20 Sekunden erneut versuchen`, `请在30秒后重试`. */
const SPAN_ELSEWHERE =
  /(\d{1,6})\s?(?:(sek|seg|second[eo]|сек|秒|초|saniye|detik|giây|ثاني|ثوان|सेकंड|सेकेंड)|(min|мин|分|분|dakika|menit|phút|دقيق|دقائق|मिनट)|(stund|std|heure|hora|ore\b|uur|час|小时|小時|時間|시간|godzin|saat|jam\b|giờ|ساع|घंट))/i;
const AGAIN_ELSEWHERE =
  /erneut|nochmal|wieder|warten|réessay|reessay|patientez|attendre|intent[ae]|inténte|esper[ae]\b|novamente|aguard[ea]|riprov|attendi\b|opnieuw|wacht\b|повтор|попробуйте|снова|через|重试|重試|再试|再試|再次|稍|后|後|お待ち|다시|ponownie|spróbuj|sonra|tekrar|coba lagi|thử lại|بعد|مرة أخرى|बाद|पुनः|फिर/i;
/** How far apart the two stand, in characters. */
const NEAR = 60;

const BARE_SECONDS_IN_WORDS = /\bretry[- ]?after:?\s{1,2}(\d{1,9})\b(?!\s?[a-z]|[-:/]\d)/i;
const UNTIL_IN_WORDS =
  /\b(?:until|till|reset(?:s)? at|again at|again after|available at|retry[- ]?after:?|not before|back (?:at|by|on))\s{1,2}(\d{10}(?:\d{3})?|\d{4}-\d{2}-\d{2}[T ][\d:.]{5,15}(?:Z|\s?UTC|[+-]\d{2}:?\d{2})?)/i;

/** The wait that a sentence states, in milliseconds. */
export function waitInWords(text: string, now: number): { readonly ms: number; readonly stated: string } | undefined {
  if (!/\d/.test(text)) return undefined;
  const sentence = text.slice(0, 2_000);
  const clock = sentence.includes(':') ? CLOCK_IN_WORDS.exec(sentence) : null;
  if (clock) return { ms: clockMs(clock), stated: clock.slice(1).join(':') };
  const span = SPAN_IN_WORDS.exec(sentence)?.[1]?.trim();
  if (span !== undefined) return { ms: durationMs(span), stated: span };
  const elsewhere = spanElsewhere(sentence);
  if (elsewhere) return elsewhere;
  const point = UNTIL_IN_WORDS.exec(sentence)?.[1] ?? BARE_SECONDS_IN_WORDS.exec(sentence)?.[1];
  if (point === undefined) return undefined;
  const ms = waitMs(point.trim(), now);
  return ms === undefined ? undefined : { ms, stated: point.trim() };
}

function clockMs([, hours, minutes, seconds]: RegExpExecArray): number {
  return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1_000;
}

function spanElsewhere(sentence: string): { readonly ms: number; readonly stated: string } | undefined {
  const found = SPAN_ELSEWHERE.exec(sentence);
  if (!found) return undefined;
  const [stated, amount, seconds, minutes] = found;
  const around = sentence.slice(Math.max(0, found.index - NEAR), found.index + stated.length + NEAR);
  if (!AGAIN_ELSEWHERE.test(around)) return undefined;
  return { ms: Number(amount) * (seconds ? 1_000 : minutes ? 60_000 : 3_600_000), stated };
}

/** Members of a leaky bucket: what the request cost, what is left, and how much comes back each second. */
const COSTS = ['requestedQueryCost', 'requested_query_cost', 'requestedCost', 'requested'];
const AVAILABLE = ['currentlyAvailable', 'currently_available', 'available', 'remaining'];
const RATES = ['restoreRate', 'restore_rate', 'refillRate', 'refill_rate'];

interface Holder {
  readonly object: Readonly<Record<string, unknown>>;
  readonly path: readonly string[];
}

/** How long a bucket among these objects takes to hold what the request costs. */
export function bucketWait(places: readonly Holder[]): StatedWait | undefined {
  for (const { object, path } of places) {
    const rate = numberIn(object, RATES) ?? 0;
    const available = rate > 0 ? numberIn(object, AVAILABLE) : undefined;
    if (available === undefined) continue;
    const cost = places.map((place) => numberIn(place.object, COSTS)).find((number) => number !== undefined) ?? 0;
    return cost > available
      ? toWait(((cost - available) / rate) * 1_000, `${cost - available} / ${rate}`, { kind: 'member', path })
      : undefined;
  }
  return undefined;
}

function numberIn(object: Readonly<Record<string, unknown>>, names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = object[name];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
  }
  return undefined;
}
