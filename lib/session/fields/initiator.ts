/** Which line of code asked. */
import { initiatorOf } from '../../exchange.ts';
import { nearestCallers, placeLine, placeName } from '../../words/code-place.ts';
import { exchangeOf, type Row } from '../rows.ts';
import type { Field } from './field.ts';
import type { Told } from './outlet.ts';

export const initiator: Field = {
  id: 'initiator',
  title: 'fieldInitiator',
  describe: 'fieldInitiatorHelp',
  text: (row) => {
    const place = placeOf(row);
    return place ? placeName(place) : '';
  },
  searched: (row) => {
    const place = placeOf(row);
    if (!place) return '';
    const { function: name, url, line, original } = place;
    return [placeName(place), name, `${url}:${line}`, original?.url].join('\n');
  },
  column: { width: 120, least: 80, grows: 0.5, rank: 45, standard: 'where-told' },
  filter: { comparison: { kind: 'part' }, example: 'orders.ts', suggests: true },
  fact: {
    label: 'Asked by',
    code: true,
    value: (row, _, out) => {
      const place = placeOf(row);
      return place && out.text(placeLine(place));
    },
  },
  json: {
    name: 'initiator',
    value: (row, _, out) => {
      const place = placeOf(row);
      if (!place) return undefined;
      const { function: name, url, line, column, original } = place;
      return {
        function: out.text(name),
        url: out.url(url),
        line,
        column,
        original: original && { url: out.url(original.url), line: original.line, column: original.column },
      };
    },
  },
};

/** Apart from the field: the panel has no column for it. */
export const callers: Told = {
  id: 'callers',
  fact: {
    label: 'Called from',
    code: true,
    value: (row, _, out) => {
      const place = placeOf(row);
      const places = place && nearestCallers(place);
      return (
        places &&
        out.join(
          places.map((place) => out.text(placeLine(place))),
          '; ',
        )
      );
    },
  },
};

function placeOf(row: Row) {
  const exchange = exchangeOf(row);
  return exchange && initiatorOf(exchange);
}
