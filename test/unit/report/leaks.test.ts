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

/** The outputs of all formats, and the HAR. */
async function outputs(exchange: Exchange, said?: string): Promise<string[]> {
  const { failure, connection } = planted(exchange, said);
  const context = reportContext({ connection });
  const reports = await Promise.all(
    FORMATS.map(({ id }) => id).map(async (format) => {
      const { text, html = '' } = await writeReport(format, [[failure]], context);
      return text + html;
    }),
  );
  const { text } = await writeHar({ failures: [failure], healthy: [] }, context);
  return [...reports, text, decodedMessages(text)];
}

/** What the binary messages of a HAR hold. */
function decodedMessages(har: string): string {
  const [entry] = (JSON.parse(har) as { log: { entries: { _webSocketMessages?: { data: string }[] }[] } }).log.entries;
  return (entry?._webSocketMessages ?? []).map(({ data }) => Buffer.from(data, 'base64').toString()).join('\n');
}

async function expectNoLeak(exchange: Exchange, secret: Secret, said?: string): Promise<void> {
  for (const text of await outputs(exchange, said)) {
    const leak = leakIn(text, secret);
    if (leak !== '') throw new Error(`${leak} came out in:\n${text}`);
  }
}

const encodings = fc.constantFrom(...Object.values(ENCODINGS));

describe('no secret comes out', () => {
  it.each(Object.entries(PLACES))('of %s', async (_, place) => {
    await fc.assert(
      fc.asyncProperty(anySecret, fc.nat(7), encodings, async (secret, depth, encode) => {
        await expectNoLeak(place(encode(secret.text), depth), secret);
      }),
      { numRuns: 280 },
    );
  });

  it.each(Object.entries(NAMED_PLACES))('of %s by its name', async (_, place) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(password, hex, anySecret), fc.constantFrom(...SECRET_NAMES), async (secret, name) => {
        await expectNoLeak(place(name, secret.text), secret);
      }),
      { numRuns: 120 },
    );
  });

  it('that the server repeats', async () => {
    await fc.assert(
      fc.asyncProperty(anySecret, fc.constantFrom(...Object.values(PLACES)), async (secret, place) => {
        await expectNoLeak(place(secret.text, 1), secret, `no, ${secret.text}`);
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
