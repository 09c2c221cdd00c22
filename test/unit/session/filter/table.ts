/** Made-up rows, and the table of fields that the filter asks. */
import type { Exchange, HttpExchange } from '../../../../lib/exchange.ts';
import { FIELDS } from '../../../../lib/session/fields/index.ts';
import { createFieldTable } from '../../../../lib/session/fields/table.ts';
import { readQuery } from '../../../../lib/session/filter/compile.ts';
import type { Healthy } from '../../../../lib/session/healthy.ts';
import { createRowSource, type Row } from '../../../../lib/session/rows.ts';
import { finding, type MadeUp, madeUpWords, failure as plainFailure } from '../../../failures.ts';

const FAMILIES: Readonly<Record<string, { readonly title: string; readonly chip: string }>> = {
  makapix: { title: 'Makapix Club', chip: 'Makapix' },
  http: { title: 'HTTP status', chip: 'HTTP' },
};

export const words = madeUpWords({
  familyTitle: (id) => FAMILIES[id]?.title ?? id,
  familyChip: (id) => FAMILIES[id]?.chip ?? id,
});

export const table = createFieldTable(FIELDS, words);

const rowsOf = createRowSource();

function row(group: Parameters<typeof rowsOf>[0], healthy: readonly Healthy[] = []): Row {
  const [made] = rowsOf(group, healthy);
  if (!made) throw new Error('no row was made');
  return made;
}

/** A row over `count` repeats of a failure. */
export function failureRow(over: MadeUp = {}, exchange: Partial<HttpExchange> = {}, count = 1): Row {
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
  const failure = { exchange, finding: finding({ family: 'makapix', code: 'rate_limited', operation: undefined }) };
  return row([{ key: exchange.id, first: failure, last: failure, count: 1 }]);
}

export function healthyRow(over: Partial<Healthy> = {}): Row {
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
