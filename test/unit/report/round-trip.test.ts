/** Generated recordings: redacted and read again, they give the same diagnoses. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../../../lib/cli/run.ts';
import { harEntry } from '../../har.ts';

const RUNS = Number(process.env.ROUND_TRIPS ?? 1_000);
const SEED = Number(process.env.ROUND_TRIPS_SEED ?? 20_260_115);
/** Entries of one recording. */
const BATCH = 50;

const SECRETS = [
  'k5e!6tuPv7q',
  'q7Zp2Lk9Vx4Ba8Rm1Tn6Ws3Yd5',
  'bob.smith@corp.example',
  '4111111111111111',
  'a"b\\c!9xQ',
];
const WORDS = [
  'invalid_api_key',
  'rate_limited',
  'NOT_FOUND',
  'card_declined',
  'P2024',
  '1234',
  'password_too_short',
  'expired',
];
const SENTENCES = [
  'The password is too short.',
  'Invalid API key provided: §',
  'Rate limit exceeded, retry in 30s',
  'Order 4711 was not found',
  'Duplicate entry "§" for key users.password',
  'Too many requests',
  'Unexpected token < in JSON at position 0',
  'Lösch’ das nicht 密码 \u00a0\u2028 x',
  '',
];

const secret = fc.constantFrom(...SECRETS);
const word = fc.constantFrom(...WORDS);
const sentence = fc.tuple(fc.constantFrom(...SENTENCES), secret).map(([text, hidden]) => text.replace('§', hidden));
const scalar = fc.oneof(
  word,
  sentence,
  secret,
  fc.integer({ min: -40_000, max: 999_999 }),
  fc.boolean(),
  fc.constant(null),
  fc.string({ maxLength: 12 }),
  fc.uuid(),
);
/** Of these a code is read. A secret in its place is hidden, and then no code any more. */
const CODES = fc.constantFrom('code', 'type', 'error', 'status', 'Status', 'ErrorType', 'errors', 'title', 'reason');
const OTHERS = fc.constantFrom(
  'message',
  'detail',
  'request_id',
  'password',
  'token',
  'apiKey',
  'field',
  'retry_after',
  'email',
);

const { object } = fc.letrec<{ object: Record<string, unknown>; any: unknown }>((tie) => ({
  object: fc
    .tuple(
      fc.dictionary(OTHERS, tie('any'), { maxKeys: 5 }),
      fc.dictionary(CODES, fc.oneof(word, fc.nat(9_999), tie('object')), { maxKeys: 3 }),
    )
    .map(([others, codes]) => ({ ...others, ...codes })),
  any: fc.oneof({ maxDepth: 4 }, scalar, tie('object'), fc.array(tie('any'), { maxLength: 3 })),
}));

const body = fc.oneof(
  object.map((json) => JSON.stringify(json)),
  fc
    .tuple(word, sentence)
    .map(([code, message]) => JSON.stringify({ error: { code, message, type: 'invalid_request_error' } })),
  fc.tuple(word, sentence).map(([error, text]) => JSON.stringify({ error, error_description: text })),
  fc
    .tuple(word, sentence, secret)
    .map(([code, message, input]) =>
      JSON.stringify({ errors: [{ message, path: ['login'], extensions: { code, input } }] }),
    ),
  fc
    .tuple(fc.integer({ min: -32_768, max: -32_000 }), sentence)
    .map(([code, message]) => JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code, message } })),
  fc
    .tuple(sentence, secret)
    .map(([title, password]) => JSON.stringify({ type: 'about:blank', title, status: 400, detail: title, password })),
  fc
    .tuple(sentence, secret)
    .map(([msg, input]) =>
      JSON.stringify({ detail: [{ loc: ['body', 'password'], msg, type: 'value_error', input }] }),
    ),
  sentence.map(
    (text) =>
      `<html><head><title>${text.replaceAll('<', '&lt;')}</title></head><body>${text.replaceAll('<', '&lt;')}</body></html>`,
  ),
  fc
    .tuple(word, sentence)
    .map(
      ([code, text]) =>
        `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${text.replaceAll('<', '&lt;')}</Message></Error>`,
    ),
  sentence,
  fc.tuple(word, secret).map(([code, token]) => `error=${code}&token=${encodeURIComponent(token)}`),
);

const entry = fc
  .record({
    status: fc.constantFrom(200, 400, 401, 403, 404, 409, 422, 429, 500, 503),
    body,
    sent: fc.option(secret, { nil: undefined }),
    mimeType: fc.constantFrom('application/json', 'application/problem+json', 'text/plain', 'text/html', ''),
    query: fc.option(secret, { nil: undefined }),
  })
  .map(({ status, body: text, sent, mimeType, query }) => ({
    method: sent === undefined ? 'GET' : 'POST',
    url: `https://api.example.com/v1/things${query === undefined ? '' : `?token=${encodeURIComponent(query)}`}`,
    status,
    mimeType,
    body: text,
    requestHeaders: sent === undefined ? [] : [{ name: 'X-Api-Key', value: sent }],
  }));

async function printed(file: unknown, ...args: string[]): Promise<string> {
  const bytes = new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));
  const { stdout, stderr } = await run(['x.har', ...args], async () => bytes);
  expect(stderr).toBe('');
  return stdout;
}

interface Diagnosis {
  readonly url: string;
  readonly family: string;
  readonly code: string;
  readonly permanence: string;
  readonly confidence: string;
}

/** What is told of each address, in the order of the recording. */
function told(json: string): ReadonlyMap<string, string> {
  return new Map(
    (JSON.parse(json) as Diagnosis[]).map(({ url, family, code, permanence, confidence }) => [
      url.replace(/\?.*$/, ''),
      `${family} ${code} ${permanence} ${confidence}`,
    ]),
  );
}

describe('a redacted recording', () => {
  it(`of ${RUNS} generated replies gives the same diagnoses when it is read again`, async () => {
    const files = fc.sample(fc.array(entry, { minLength: BATCH, maxLength: BATCH }), {
      numRuns: Math.ceil(RUNS / BATCH),
      seed: SEED,
    });
    const wrong: string[] = [];
    for (const parts of files) {
      const entries = parts.map((one, i) => {
        const learned = SECRETS[i];
        const requestHeaders = learned === undefined ? one.requestHeaders : [{ name: 'X-Api-Key', value: learned }];
        return harEntry({ ...one, requestHeaders, url: one.url.replace('things', `things/${i}`) });
      });
      const file = { log: { version: '1.2', creator: { name: 'x', version: '1' }, entries } };
      const before = told(await printed(file, '--json'));
      const har = await printed(file, '--report', 'har');
      const after = told(await printed(har, '--json'));
      for (const url of new Set([...before.keys(), ...after.keys()])) {
        if (before.get(url) === after.get(url)) continue;
        const body = parts[Number(url.replace(/.*\//, ''))]?.body;
        wrong.push(`${before.get(url)} became ${after.get(url)}: ${body}`);
      }
      for (const hidden of SECRETS.slice(0, 2)) if (har.includes(hidden)) wrong.push(`${hidden} came out`);
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});
