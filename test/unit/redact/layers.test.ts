/** Generated bodies: a secret under a name, within layers of encodings, both ways. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../lib/redact/redaction.ts';

const NAMES = [
  'password',
  'apiKey',
  'client_secret',
  'X-Auth-Token',
  'session_id',
  'otp',
  'user[pass]',
  'contraseña',
  '密码',
];

/** What no dictionary has and no search finds by its look; some with the signs that end a value elsewhere. */
const secret = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'bcdfghjkmnpqrtvwxz'), minLength: 4, maxLength: 6 }),
    fc.constantFrom('!7', '$3', '~9', '^4', '*8'),
    fc.nat(9_999),
  )
  .map((parts) => parts.join('Q'));

const entities = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A name with its value. */
const PAIRS: readonly ((name: string, value: string) => string)[] = [
  (name, value) => JSON.stringify({ error: 'x', [name]: value }),
  (name, value) => JSON.stringify({ a: [{ b: { [name]: [value] } }], n: 1.5 }),
  (name, value) => JSON.stringify([{ name, value }]),
  (name, value) => `level=error ${name}="${value}" x=1`,
  (name, value) => `{'${name}': '${value}'}`,
  (name, value) => `a=1&${encodeURIComponent(name)}=${encodeURIComponent(value)}&b=2`,
  (name, value) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--`,
  (name, value) => `<a><user name="${name}" value="${entities(value)}"/></a>`,
];

/** A text within another. */
const LAYERS: readonly ((text: string) => string)[] = [
  (text) => JSON.stringify({ m: text }),
  (text) => JSON.stringify(['x', { deep: { er: text } }]),
  (text) =>
    JSON.stringify({ m: text }).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (text) => `next=${encodeURIComponent(text)}&page=2`,
  (text) => JSON.stringify({ d: Buffer.from(text).toString('base64') }),
  (text) => `<e><m>${entities(text)}</m></e>`,
  (text) => `{"cut":${JSON.stringify(text).slice(0, -1)}`,
];

/** All that a reader can make of a text by undoing encodings. */
function views(text: string): string[] {
  const all = [text];
  const seen = new Set(all);
  for (let i = 0; i < all.length && all.length < 200; i++) {
    const one = all[i] ?? '';
    const undone = [
      one
        .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        .replace(/\\(["\\/rn])/g, '$1'),
      one.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString()),
      one.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
      one.replace(/[A-Za-z0-9+/]{16,}={0,2}/g, (run) => Buffer.from(run, 'base64').toString()),
    ];
    for (const view of undone) {
      if (seen.has(view)) continue;
      seen.add(view);
      all.push(view);
    }
  }
  return all;
}

const parses = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const RUNS = Number(process.env.REDACTION_RUNS ?? 5_000);
const SEED = Number(process.env.REDACTION_SEED ?? 20_260_115);

describe('a secret under its name', () => {
  it(`leaves no body of ${RUNS}, whatever it is wrapped in, and redaction is idempotent`, () => {
    const layers = fc.array(fc.constantFrom(...LAYERS), { maxLength: 6 });
    fc.assert(
      fc.property(
        secret,
        fc.constantFrom(...NAMES),
        fc.constantFrom(...PAIRS),
        layers,
        fc.boolean(),
        (value, name, pair, wraps, sent) => {
          const body = wraps.reduce((text, wrap) => wrap(text), pair(name, value));
          if (body.length > 60_000) return;
          const facts = { mimeType: '', sent };
          const out: string = createRedaction().write.body(body, facts);
          for (const view of views(out))
            if (view.includes(value)) throw new Error(`${value} came out of\n${body}\nin\n${out}`);
          if (parses(body) && !parses(out)) throw new Error(`no JSON any more:\n${body}\n${out}`);
          expect(createRedaction().write.body(out, facts)).toBe(out);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('shows the secret where nothing is redacted: the views find it', () => {
    for (const wrap of LAYERS) {
      const body = LAYERS.reduce((text, one) => one(text), wrap('password="bcdfQ!7Q1"'));
      expect(views(body).some((view) => view.includes('bcdfQ!7Q1'))).toBe(true);
    }
  });
});

describe('any text', () => {
  it('is redacted without a throw, and the same way again', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '\\',
      '{',
      '}',
      '[',
      ']',
      ':',
      '=',
      '&',
      '%',
      '%2',
      '<',
      '>',
      '</a>',
      'password',
      'token=',
      '\n',
      '://',
      '@',
      'a',
      '1',
      ' ',
      '\\u00',
      '…',
      '&#',
      '$',
      '密码',
      '\u0000',
      '\ud800',
      'data:',
      'Bearer ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, sent) => {
        const redaction = createRedaction();
        const text = pieces.join('');
        redaction.write.url(text);
        redaction.write.header({ name: text, value: text }, sent);
        redaction.write.text(text);
        redaction.write.message(text, { sent, isCut: true });
        redaction.write.body(text, { mimeType: 'application/x-www-form-urlencoded', sent });
        redaction.write.body(text, { mimeType: '', sent });
      }),
      { numRuns: 2_000 },
    );
  });
});
