/** Secrets of every shape in every place: none comes out of any format. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../lib/exchange.ts';
import { FORMATS } from '../../../lib/report/formats.ts';
import { writeHar } from '../../../lib/report/har.ts';
import { writeReport } from '../../../lib/report/report.ts';
import { reportContext } from '../../failures.ts';
import {
  anySecret,
  ENCODINGS,
  hex,
  leakIn,
  NAMED_PLACES,
  PLACES,
  password,
  planted,
  SECRET_NAMES,
  type Secret,
} from '../redact/secrets.ts';

/** Every way out: the formats, and the HAR. */
const WAYS = [...FORMATS.map(({ id }) => id), 'har'] as const;
type Way = (typeof WAYS)[number];

/** The outputs of some of them: each case takes a few, and each of them is taken by thousands of cases. */
async function outputs(exchange: Exchange, ways: readonly Way[], said?: string): Promise<string[]> {
  const { failure, connection } = planted(exchange, said);
  const context = reportContext({ connection });
  return Promise.all(
    ways.map(async (way) => {
      if (way === 'har') {
        const { text } = await writeHar({ failures: [failure], healthy: [] }, context);
        return text + decodedMessages(text);
      }
      const { text, html = '' } = await writeReport(way, [[failure]], context);
      return text + html;
    }),
  );
}

/** What the binary messages of a HAR hold. */
function decodedMessages(har: string): string {
  const [entry] = (JSON.parse(har) as { log: { entries: { _webSocketMessages?: { data: string }[] }[] } }).log.entries;
  return (entry?._webSocketMessages ?? []).map(({ data }) => Buffer.from(data, 'base64').toString()).join('\n');
}

async function expectNoLeak(exchange: Exchange, secret: Secret, ways: readonly Way[], said?: string): Promise<void> {
  for (const text of await outputs(exchange, ways, said)) {
    const leak = leakIn(text, secret);
    if (leak !== '') throw new Error(`${leak} came out in:\n${text}`);
  }
}

const encodings = fc.constantFrom(...Object.values(ENCODINGS));
const someWays = fc.shuffledSubarray([...WAYS], { minLength: 4, maxLength: 4 });

describe('no secret comes out', () => {
  it.each(Object.entries(PLACES))('of %s', async (_, place) => {
    await fc.assert(
      fc.asyncProperty(anySecret, fc.nat(7), encodings, someWays, async (secret, depth, encode, ways) => {
        await expectNoLeak(place(encode(secret.text), depth), secret, ways);
      }),
      { numRuns: 280 },
    );
  });

  it.each(Object.entries(NAMED_PLACES))('of %s by its name', async (_, place) => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(password, hex, anySecret),
        fc.constantFrom(...SECRET_NAMES),
        someWays,
        async (secret, name, ways) => {
          await expectNoLeak(place(name, secret.text), secret, ways);
        },
      ),
      { numRuns: 120 },
    );
  });

  it('that the server repeats', async () => {
    await fc.assert(
      fc.asyncProperty(anySecret, fc.constantFrom(...Object.values(PLACES)), someWays, async (secret, place, ways) => {
        await expectNoLeak(place(secret.text, 1), secret, ways, `no, ${secret.text}`);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the places are real: raw, the same text comes out', () => {
  it.each(Object.entries(PLACES))('of %s', async (_, place) => {
    const secret = { text: 'ghp_R4nd0mR4nd0mR4nd0mR4nd0mR4nd0mR4nd0m', core: 'R4nd0mR4nd0mR4nd0m' };
    const { failure, connection } = planted(place(secret.text, 2), undefined);
    const raw = await writeReport('json', [[failure]], reportContext({ connection }), { kind: 'raw' });
    expect(leakIn(raw.text, secret)).not.toBe('');
  });
});

it('was more than ten thousand cases', () => {
  const cases = 280 * Object.keys(PLACES).length + 120 * Object.keys(NAMED_PLACES).length + 300;
  expect(cases).toBeGreaterThanOrEqual(10_000);
});
