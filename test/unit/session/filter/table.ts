/** Made-up rows, and the table of fields that the filter asks. */
import type { Diagnosis } from '../../../../lib/diagnosis.ts';
import type { Exchange, HttpExchange } from '../../../../lib/exchange.ts';
import { FIELDS } from '../../../../lib/session/fields/index.ts';
import { createFieldTable } from '../../../../lib/session/fields/table.ts';
import { rowWords } from '../../../../lib/session/fields/words.ts';
import { readQuery } from '../../../../lib/session/filter/compile.ts';
import type { Passed } from '../../../../lib/session/log.ts';
import { createRowSource, type Row } from '../../../../lib/session/rows.ts';
import { diagnosis, failure as plainFailure } from '../../../failures.ts';

export const FAMILIES = new Map([
  ['makapix', { title: 'Makapix Club', chip: 'Makapix' }],
  ['http', { title: 'HTTP status', chip: 'HTTP' }],
]);

export const table = createFieldTable(FIELDS, rowWords(FAMILIES));

const rowsOf = createRowSource();

function row(group: Parameters<typeof rowsOf>[0], healthy: readonly Passed[] = []): Row {
  const [made] = rowsOf(group, healthy);
  if (!made) throw new Error('no row was made');
  return made;
}

/** A row over `count` repeats of a failure. */
export function failureRow(over: Partial<Diagnosis> = {}, exchange: Partial<HttpExchange> = {}, count = 1): Row {
  const failure = plainFailure(
    {
      family: 'makapix',
      code: '429',
      name: 'Upload rate limit exceeded',
      meaning: 'The account has used up its uploads for this hour.',
      permanence: 'temporary',
      confidence: 'likely',
      operation: 'upload art',
      said: 'Try again LATER.',
      ...over,
    },
    {
      url: 'https://api.makapix.club:8443/api/post/upload?size=64',
      method: 'POST',
      at: 0,
      status: 429,
      mimeType: 'application/json; charset=utf-8',
      responseHeaders: [{ name: 'Retry-After', value: '37' }],
      responseBody: { state: 'read', text: '{"detail":"Slow Down"}', base64: false, cut: false },
      responseSize: 2_000,
      ...exchange,
    },
  );
  return row([{ key: `key ${failure.exchange.id}`, first: failure, last: failure, count }]);
}

export function socketRow(exchange: Exclude<Exchange, HttpExchange>): Row {
  const failure = { exchange, diagnosis: diagnosis({ family: 'makapix', code: 'rate_limited', operation: undefined }) };
  return row([{ key: exchange.id, first: failure, last: failure, count: 1 }]);
}

export function healthyRow(over: Partial<Passed> = {}): Row {
  return row(
    [],
    [
      {
        id: '2',
        channel: 'http',
        at: 0,
        method: 'GET',
        url: 'https://cdn.example.com/logo.png',
        status: 200,
        durationMs: 5,
        ...over,
      },
    ],
  );
}

/** Whether a query lets a row through. */
export function lets(query: string, candidate: Row = failureRow()): boolean {
  return readQuery(query, table).select([candidate]).passes[0] === 1;
}

export const faultsOf = (query: string) =>
  readQuery(query, table).faults.map(({ part, reason, nearest }) => [part, reason.kind, nearest]);
