/** Tells objects that have a state of their own from answers: what ended, ran, goes on, broke down or has a name. */
import { first, isEmpty, isFailingWord, isText, TIMES } from './envelope.ts';
import type { Json } from './json.ts';
import { tellsOfCall } from './tellings.ts';
import { isNameOfThing } from './things.ts';
import { meaningsOf } from './vocabulary.ts';

/** Whether the object tells when something was done: `{"ok":false,"finished_at":"…"}`, `{"ok":false,"last_run":"…"}`. */
export function isOfSomeTime(object: Json): boolean {
  return Object.keys(object).some(
    (name) => (TIMES.test(name) || (LAST.test(name) && !isSmall(object[name]))) && !isEmpty(object[name]),
  );
}

/** A number that is no time, but counts: `last_page`. */
const isSmall = (value: unknown): boolean => typeof value === 'number' && value < 1e8;

const LAST = /^(?:last|latest|previous)[_A-Z]/;

/** Whether the object is what a program gave back that ran: its failure is the result. */
export function isOfRun(object: Json): boolean {
  return first(object, OF_RUNS, (value) => typeof value === 'number' || typeof value === 'string') !== undefined;
}

const OF_RUNS = ['exitCode', 'exit_code', 'stdout', 'stderr'];

/** Whether something goes on in spite of its error: `{"state":"paused","error":{…}}`. */
export function isInState({ state }: Json): boolean {
  return isText(state) && !isFailingWord(state);
}

/** Whether a fault is that of a machine, which tells more of itself than its fault. */
export function isOfMachine(object: Json, name: string): boolean {
  return /^(?:fault|failure)$/i.test(name) && Object.keys(object).some((other) => meaningsOf(other).length === 0);
}

/** Whether the object has the name of a thing in one word, in several it can be that of a status, `Bad Request`; or is about a domain. */
export function isNamedByWord(object: Json): boolean {
  const { name, domain } = object;
  if (isText(domain) && domain.includes('.') && !tellsOfCall(object)) return true;
  return isText(name) && !name.includes(' ') && isNameOfThing(name);
}
