/** Hundreds of secrets and of harmless values, a line a case in `test/fixtures/redaction/`: each in a document of its own. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Hidden } from '../../../lib/redact/ledger.ts';
import type { Places } from '../../../lib/redact/redaction.ts';
import { createRedaction } from '../../../lib/redact/redaction.ts';

/** What the document holds beside an address. */
interface Document {
  readonly kind: string;
  /** More is hidden than the secret: others beside it, or what is written around it. */
  readonly more?: true;
  readonly url?: string;
  readonly req?: string;
  readonly reqType?: string;
  readonly reqH?: readonly (readonly [string, string])[];
  readonly res?: string;
  readonly resH?: readonly (readonly [string, string])[];
  readonly msg?: string;
}

function cases<T>(name: string): readonly (readonly [string, Document & T])[] {
  const lines = readFileSync(new URL(`../../fixtures/redaction/${name}.jsonl`, import.meta.url), 'utf8').trim();
  return lines.split('\n').map((line) => {
    const one = JSON.parse(line) as Document & T;
    return [one.kind, one] as const;
  });
}

/** Every part of a document through the same places. */
function through<T>({ url, req, reqType = '', reqH = [], res, resH = [], msg }: Document, places: Places<T>): T[] {
  return [
    places.url(url ?? 'https://a.example/x'),
    ...reqH.map(([name, value]) => places.header({ name, value }, true)),
    ...resH.map(([name, value]) => places.header({ name, value }, false)),
    ...(req === undefined ? [] : [places.body(req, { mimeType: reqType, sent: true })]),
    ...(res === undefined ? [] : [places.body(res, { mimeType: '', sent: false })]),
    ...(msg === undefined ? [] : [places.message(msg, { sent: true })]),
  ];
}

function redacted(document: Document): { readonly text: string; readonly hidden: readonly Hidden[] } {
  const redaction = createRedaction();
  through(document, redaction.collect);
  const text = through<string>(document, redaction.write).join('\n');
  return { text, hidden: redaction.hidden() };
}

const AS_IT_IS: Places<string> = {
  url: (url) => url,
  header: ({ value }) => value,
  body: (text) => text,
  message: (text) => text,
  text: (text) => text,
};

/** Stands for a secret in either text. */
const BLANK = '\u2592';

/** Pseudonyms as they are written in texts, markup, addresses and names of hosts. */
const PSEUDONYMS =
  /<[a-z][a-z -]{0,40} \d{1,9}>|&lt;[a-z][a-z -]{0,40} \d{1,9}&gt;|%3C[a-z](?:[a-z-]|%20)*%20\d+%3E|hidden-[a-z-]+-\d+/g;

/** The text as it stands, and as readers see it. */
function views(text: string): string[] {
  const plain = text.replace(/\\(["\\/])/g, '$1');
  return [text, plain, plain.replace(/\\(["\\/])/g, '$1'), decoded(text)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

describe('a secret is hidden, and nothing around it', () => {
  it.each(cases<{ readonly secret: string }>('secrets'))('%s', (_, one) => {
    const { text, hidden } = redacted(one);
    for (const view of views(text)) expect(view).not.toContain(one.secret);
    expect(hidden).not.toEqual([]);
    const around = through<string>(one, AS_IT_IS).join('\n').replaceAll(one.secret, BLANK);
    if (!one.more) expect(text.replace(PSEUDONYMS, BLANK)).toBe(around);
  });
});

describe('a harmless value stays, with what is beside it', () => {
  it.each(cases<{ readonly value: string }>('harmless'))('%s', (_, one) => {
    const { value } = one;
    const written = [value, JSON.stringify(value).slice(1, -1)];
    const { text, hidden } = redacted(one);
    const seen = views(text);
    expect(written.some((text) => seen.some((view) => view.includes(text)))).toBe(true);
    if (!one.more) expect(hidden).toEqual([]);
  });
});
