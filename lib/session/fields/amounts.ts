/** When, how long, how much and how often. */
import { countOfRow, durationOfRow, exchangeOf, type Row, shownOf } from '../rows.ts';
import type { Field } from './field.ts';

/** Units of `larger-than:`, as in the browser's own panel: 1k is a thousand bytes. */
const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1_000, kb: 1_000, m: 1_000_000, mb: 1_000_000 };

export const time: Field = {
  id: 'time',
  title: 'columnTime',
  describe: 'fieldTimeHelp',
  text: (row) => String(row.at),
  sortKey: (row) => row.at,
  column: { width: 82, least: 70, grows: 0, rank: 20, standard: true },
  fact: { label: 'When', value: ({ group }, _, out) => out.time(shownOf(group).exchange.at) },
  json: { name: 'at', value: ({ group }, _, out) => out.time(shownOf(group).exchange.at) },
};

export const seen: Field = {
  id: 'seen',
  title: 'columnSeen',
  describe: 'fieldSeenHelp',
  text: (row) => (countOfRow(row) > 1 ? `×${countOfRow(row)}` : ''),
  sortKey: (row) => (row.kind === 'failure' ? countOfRow(row) : 0),
  column: { width: 58, least: 50, grows: 0, rank: 47, standard: true },
  fact: {
    label: 'Seen',
    value: ({ group: { count, first, last } }, _, out) =>
      count > 1
        ? out.say`${count} times, first ${out.time(first.exchange.at)}, last ${out.time(last.exchange.at)}`
        : undefined,
  },
};

export const size: Field = {
  id: 'larger-than',
  title: 'fieldSize',
  describe: 'fieldSizeHelp',
  text: (row) => String(sizeOf(row) ?? ''),
  sortKey: (row) => sizeOf(row) ?? -1,
  column: { width: 64, least: 54, grows: 0, rank: 60, standard: true, atEnd: true },
  filter: { aliases: ['size'], comparison: { kind: 'least', amount: sizeOf, read: readSize }, example: '10k' },
};

export const duration: Field = {
  id: 'duration',
  title: 'factDuration',
  describe: 'fieldDurationHelp',
  text: (row) => String(durationOfRow(row) ?? ''),
  sortKey: (row) => durationOfRow(row) ?? -1,
  column: { width: 76, least: 54, grows: 0, rank: 61, standard: true, atEnd: true },
  fact: {
    label: 'Duration',
    value: (row, _, out) => {
      const duration = durationOfRow(row);
      return duration === undefined ? undefined : out.say`${Math.round(duration)} ms`;
    },
  },
};

export const waterfall: Field = {
  id: 'waterfall',
  title: 'fieldWaterfall',
  describe: 'fieldWaterfallHelp',
  text: () => '',
  sortKey: (row) => row.at,
  column: { width: 120, least: 100, grows: 0.6, rank: 62, standard: true },
};

/** Bytes of the reply's body, of the message (characters of a text) or packet, as far as known. */
function sizeOf(row: Row): number | undefined {
  if (row.kind === 'healthy') return row.healthy.size;
  const exchange = exchangeOf(row);
  switch (exchange?.channel) {
    case 'http':
      return exchange.responseSize;
    case 'websocket':
      return exchange.size;
    case 'mqtt':
      return exchange.length;
    default:
      return undefined;
  }
}

function readSize(value: string): number | undefined {
  const [, amount, unit = ''] = /^(\d{1,12}(?:\.\d{1,3})?)(b|kb?|mb?)?$/.exec(value) ?? [];
  return amount === undefined ? undefined : Number(amount) * (UNITS[unit] ?? 1);
}
