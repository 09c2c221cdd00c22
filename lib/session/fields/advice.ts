/** What to do about a failure, and why it is taken for what it is. */
import { shownOf } from '../rows.ts';
import type { Outlet, Told } from './outlet.ts';

export const recovered: Told = {
  id: 'recovered',
  fact: {
    label: 'Recovered',
    value: ({ group }, _, out) => {
      if (!group.recovered) return undefined;
      const { at, attempts } = group.recovered;
      return out.say`${out.time(at)}, after ${attempts} ${out.word(attempts === 1 ? 'attempt' : 'attempts')}`;
    },
  },
};

export const action: Told = {
  id: 'action',
  fact: { label: 'Do this', value: ({ group }, words, out) => out.text(words.action(shownOf(group).finding)) },
  json: { name: 'action', value: ({ group }, words, out) => out.text(words.action(shownOf(group).finding)) },
};

export const basis: Told = {
  id: 'basis',
  json: { name: 'basis', value: ({ group }, _, out) => out.word(shownOf(group).finding.basis) },
};

export const evidence: Told = {
  id: 'evidence',
  json: { name: 'evidence', value: ({ group }, words, out) => words.evidence(shownOf(group).finding).map(out.text) },
};

export const source: Told = {
  id: 'source',
  json: { name: 'source', value: ({ group }, words, out) => out.url(words.source(shownOf(group).finding)) },
};

export const retry: Told = {
  id: 'retry',
  fact: {
    label: 'Retry',
    value: ({ group }, _, out) => {
      const advice = shownOf(group).finding.retry;
      if (!advice) return undefined;
      const { afterMs, from, backoff } = advice;
      const wait = out.say`after ${span(afterMs, out)}`;
      const asked = from === 'backoff' ? wait : out.say`${wait} (${out.text(from)})`;
      if (!backoff) return asked;
      const { baseMs, maxMs, attempts } = backoff;
      return out.say`${asked}; back off from ${span(baseMs, out)} doubling to ${span(maxMs, out)}, at most ${attempts} attempts (documented)`;
    },
  },
  json: {
    name: 'retry',
    value: ({ group }, _, out) => {
      const advice = shownOf(group).finding.retry;
      return advice && { afterMs: advice.afterMs, from: out.text(advice.from) };
    },
  },
};

export const rivals: Told = {
  id: 'rivals',
  fact: {
    label: 'Could also be',
    value: ({ group }, words, out) => {
      const { also } = shownOf(group).finding;
      if (also.length === 0) return undefined;
      const named = also.map((rival) => `${words.familyTitle(rival.family)} ${rival.code} (${words.rival(rival)})`);
      return out.cut(out.text(named.join('; ')), MAX_RIVALS);
    },
  },
  json: {
    name: 'also',
    value: ({ group }, words, out) => {
      const { also } = shownOf(group).finding;
      if (also.length === 0) return undefined;
      return also.map((rival) => ({
        family: out.text(rival.family),
        code: out.text(rival.code),
        why: out.text(words.rival(rival)),
      }));
    },
  },
};

/** Characters of other readings that a report names. */
const MAX_RIVALS = 500;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `1.5 s`, `59 min 40 s`, `9 h 5 min`, `3 d 4 h`: from two minutes on in two units. */
function span<T>(ms: number, out: Outlet<T>): T {
  if (ms < 2 * MINUTE) return out.say`${Math.round(ms / 100) / 10} s`;
  const whole = Math.round(ms / SECOND) * SECOND;
  if (whole < 2 * HOUR) return twoUnits(whole, [MINUTE, 'min'], [SECOND, 's'], out);
  if (whole < 2 * DAY) return twoUnits(whole, [HOUR, 'h'], [MINUTE, 'min'], out);
  return twoUnits(whole, [DAY, 'd'], [HOUR, 'h'], out);
}

/** Milliseconds of one, and how it is written. */
type Unit = readonly [number, 'd' | 'h' | 'min' | 's'];

function twoUnits<T>(ms: number, [large, largeName]: Unit, [small, smallName]: Unit, out: Outlet<T>): T {
  const count = Math.round(ms / small);
  const perLarge = large / small;
  const whole = out.say`${Math.floor(count / perLarge)} ${out.word(largeName)}`;
  const rest = count % perLarge;
  return rest === 0 ? whole : out.say`${whole} ${rest} ${out.word(smallName)}`;
}
