/** Properties that a row has or lacks: `is:repeated`, `has:retry-after`. Each is a row of a table. */
import { header, responseHeadersOf } from '../../exchange.ts';
import { countOfRow, exchangeOf, failureOf, type Row } from '../rows.ts';
import type { Field } from './field.ts';

type Marks = Readonly<Record<string, (row: Row) => boolean>>;

const STATES: Marks = {
  repeated: (row) => countOfRow(row) > 1,
  failed: (row) => row.kind === 'failure',
  healthy: (row) => row.kind === 'healthy',
  recovered: (row) => row.kind === 'failure' && row.group.recovered !== undefined,
  'from-cache': (row) => httpOf(row)?.fromCache !== undefined,
  'service-worker-intercepted': (row) => httpOf(row)?.viaServiceWorker === true,
  withheld: (row) => httpOf(row)?.withheld === true,
};

const POSSESSIONS: Marks = {
  'retry-after': (row) => {
    const exchange = exchangeOf(row);
    return exchange !== undefined && header(responseHeadersOf(exchange), 'retry-after') !== undefined;
  },
  wait: (row) => failureOf(row)?.finding.retry !== undefined,
  operation: (row) => failureOf(row)?.finding.operation !== undefined,
  said: (row) => failureOf(row)?.finding.said !== undefined,
  body: (row) => httpOf(row)?.responseBody.state === 'read',
};

export const is: Field = {
  id: 'is',
  title: 'fieldIs',
  describe: 'fieldIsHelp',
  text: (row) => marksOf(STATES, row),
  filter: { comparison: { kind: 'marks', marks: STATES }, example: 'repeated' },
};

export const has: Field = {
  id: 'has',
  title: 'fieldHas',
  describe: 'fieldHasHelp',
  text: (row) => marksOf(POSSESSIONS, row),
  filter: { comparison: { kind: 'marks', marks: POSSESSIONS }, example: 'retry-after' },
};

function httpOf(row: Row) {
  const exchange = exchangeOf(row);
  return exchange?.channel === 'http' ? exchange : undefined;
}

function marksOf(marks: Marks, row: Row): string {
  return Object.keys(marks)
    .filter((mark) => marks[mark]?.(row))
    .join('\n');
}
