/** What a request asks for by its address, where a reply that looks like a failure is just that: a refusal, a state, a list of errors. */
import { wordsOf } from './plain-words.ts';
import type { SignContext } from './sign-context.ts';

/** The path of an address, without what stands before and behind it. */
const PATH = /^(?:[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#]{0,300})?([^?#]{0,2000})/i;
/** Words that ask to turn something down, for what became of it, or for what would. */
const ASKS_FOR_OUTCOME: ReadonlySet<string> = new Set(
  (
    'decline reject refuse deny fail simulate mock echo ' +
    'status state search query lookup find get list fetch retrieve read show history inquiry enquiry details report reports export score validate check'
  ).split(' '),
);
/** Names of lists of errors. */
const LIST_OF_ERRORS = /^(?:errors|exceptions|failures|faults|problems|(?:error|status|response|decline)[-_]?codes)$/i;
/** Segments at the end of a path that are looked at: a list, or the list and one of it. */
const LAST = 2;

/** Whether an outcome is what was asked for: `POST /quotes/8/decline`, `POST /getTransaction`, `POST /payments/search`. */
export function asksForOutcome({ url }: SignContext): boolean {
  return segmentsOf(url).some((segment) => ASKS_FOR_OUTCOME.has(wordsOf(segment)[0] ?? ''));
}

/** Whether errors are what was asked for: `GET /docs/errors`, `GET /errors/card_declined`. */
export function asksForErrors({ method, url }: SignContext): boolean {
  return method === 'GET' && segmentsOf(url).some((segment) => LIST_OF_ERRORS.test(segment));
}

function segmentsOf(url: string | undefined): readonly string[] {
  const path = url === undefined ? undefined : PATH.exec(url)?.[1];
  return path === undefined ? [] : path.split('/').filter(Boolean).slice(-LAST);
}
