/** Tells things apart from errors where both have the same members: places with a code, probes with a name, errors that are tracked. */
import { isCodeLike } from './codes.ts';
import { isObject, type Json } from './json.ts';
import { plainWord, wordsOf } from './plain-words.ts';

/** A name as places and people have them, every word with a capital: `Beverly Hills`. */
const PROPER_NAME = /^\p{Lu}[\p{Ll}'’.-]{1,30}(?:[ -](?:of|de|del|la|le|du|the|and|\p{Lu}[\p{L}'’.-]{0,30})){1,5}$/u;
/** Parts of words with which a title of an error tells that it is one. */
const OF_TROUBLE =
  /exceed|restrict|limit|unreach|offline|busy|block|cancel|reject|declin|refus|abort|suspend|lock|lost|stop|\bno\b|\bnot\b|unavail|unable|unsup|unexp|unkn|expired|closed|bad\b|wrong|fail|err/i;

/** Whether a text is the name of somebody or some place. */
export function isProperName(text: string): boolean {
  return PROPER_NAME.test(text) && !OF_TROUBLE.test(text);
}

/** Whether a code has a word for what went wrong or did not happen: `POND_NOT_ENOUGH`. */
export function speaksOfTrouble(code: string): boolean {
  return OF_TROUBLE.test(wordsOf(code).join(' '));
}

/** Whether a text is the name of a thing, and not that of an error: `probe-1`; not `ValidationError`, not `NOT_FOUND`. */
export function isNameOfThing(name: unknown): boolean {
  if (typeof name !== 'string' || name === '') return false;
  return (
    !isCodeLike(name) ||
    !(OF_TROUBLE.test(name) || plainWord(name) !== undefined || /^[A-Z][A-Z_]+$|[a-z][A-Z]/.test(name))
  );
}

const IDENTITY = /^(?:id|_id|uuid|key|hash|fingerprint|group_?id)$/i;
/** What a service that tracks errors counts of each. */
const TRACKED =
  /^(?:count|hits|occurrences?(?:_?count)?|(?:first|last)[-_]?(?:seen|occurr\w{0,6})(?:_?at)?|times_?seen|resolved|is_?resolved|assignee|(?:users?|events?)_?(?:count|affected))$/i;

/** Whether an error is one that is tracked: it has an id of its own and is counted, or is counted twice over. */
export function isTracked(error: unknown): boolean {
  if (!isObject(error)) return false;
  let marks = 0;
  let hasId = false;
  for (const name in error) {
    if (IDENTITY.test(name)) hasId = true;
    else if (TRACKED.test(name)) marks++;
  }
  return marks > (hasId ? 0 : 1);
}

/** Names of what has a state of its own, or began some time. */
const OF_STATE = /^(?:uid|sid)$|[a-z]_?State$|_state$/;

export function hasStateOfItsOwn(object: Json): boolean {
  return Object.keys(object).some((name) => OF_STATE.test(name));
}

/** Where a thing stands in its life: an incident, an article, a ticket. */
const STAGES =
  /^(?:open|closed|active|inactive|draft|published|archived|scheduled|ongoing|resolved|investigating|identified|monitoring|acknowledged|new|assigned|enabled|disabled|pending|processing|searching|waiting|queued|running|in[-_ ]?progress|up|down|online|offline)$/i;

/** Whether the status is that of a thing that has a life of its own: `{"code":"INC-500","message":"API errors","status":"open"}`. */
export function hasLife({ status, state, STATUS, STATE }: Json): boolean {
  return [status, state, STATUS, STATE].some((stage) => typeof stage === 'string' && STAGES.test(stage));
}

/** Wrappers around descriptions of what could go wrong: translations, schemas, examples. */
export const OF_DESCRIPTIONS =
  /^(?:i18n|l10n|translations?|locales?|strings|labels|texts?|resources?|templates?|components|schemas?|definitions|\$defs|properties|paths|themes?|palette|colou?rs|styles?|settings|preferences|config(?:uration)?|features?|examples?|fixtures|mocks?|docs|glossary|catalog(?:ue)?|enums?)$/;

/** Wrappers around what is reported on, whose failure is not that of the reply. */
export const OF_STATES =
  /(?:states?|health|checks?|printers?|devices?|sensors?|jobs?|tasks?|tests?|monitors?|services?)$/i;
