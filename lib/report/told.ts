/** What fields tell of a row, through redaction. */
import { changed, joined, type Redacted, safe, word } from '../redact/redacted.ts';
import type { Outlet, Told } from '../session/fields/outlet.ts';
import type { FailureRow } from '../session/rows.ts';
import type { Words } from '../words/words.ts';
import type { Redactor } from './redact.ts';

/** The way out for fields. */
export function outletOf(redactor: Redactor, time: (at: number) => Redacted<string>): Outlet<Redacted<string>> {
  return {
    text: redactor.text,
    url: redactor.url,
    header: (header) => redactor.header(header).value,
    requestId: redactor.requestId,
    word,
    time,
    say: safe,
    join: joined,
    cut: capped,
  };
}

/** An outlet for one failure: what title, row and table say alike is written once, and counts as one place that is hidden. */
export function frugal<T>(out: Outlet<T>): Outlet<T> {
  return { ...out, text: remembered(out.text), url: remembered(out.url) };
}

function remembered<T>(write: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const written = write(text);
    known.set(text, written);
    return written;
  };
}

/** What a field tells unless it says otherwise: its text, or undefined where that is empty. */
export function textOf<T>({ text }: Told, row: FailureRow, words: Words, out: Outlet<T>): T | undefined {
  const said = text?.(row, words) ?? '';
  return said === '' ? undefined : out.text(said);
}

/** What a field tells as a fact of a report; undefined where it tells none, or the row has nothing of the kind. */
export function factOf<T>(told: Told, row: FailureRow, words: Words, out: Outlet<T>): T | undefined {
  if (!told.fact) return undefined;
  return told.fact.value ? told.fact.value(row, words, out) : textOf(told, row, words, out);
}

/** The beginning of a text, with an ellipsis where that is not all. */
export function capped(text: Redacted<string>, most: number): Redacted<string> {
  return text.length > most ? changed(text, (whole) => `${whole.slice(0, most - 1)}…`) : text;
}

/** In the order of `ids`; what they do not name comes last, in the order in which it is listed. */
export function inOrder<Item extends { readonly id: string }>(items: readonly Item[], ids: readonly string[]): Item[] {
  const place = ({ id }: Item) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return [...items].sort((a, b) => place(a) - place(b));
}
