/** Where a request or message went, and how. */

import { authorityOf, hostOf, withoutScheme } from '../../address.ts';
import { bodyText } from '../../diagnose/body-text.ts';
import { type Body, CHANNELS, type Exchange, responseHeadersOf } from '../../exchange.ts';
import { channelOfRow, exchangeOf, methodOfRow, type Row, shownOf, statusOfRow, urlOfRow } from '../rows.ts';
import type { Field } from './field.ts';

export const method: Field = {
  id: 'method',
  title: 'columnMethod',
  describe: 'fieldMethodHelp',
  text: methodOfRow,
  sortKey: methodOfRow,
  column: { width: 68, least: 50, grows: 0, rank: 40, standard: true },
  filter: { comparison: { kind: 'start' }, example: 'POST', suggests: true },
  json: { name: 'method', value: (row, _, out) => out.text(methodOfRow(row)) },
};

export const url: Field = {
  id: 'url',
  title: 'columnRequest',
  describe: 'fieldUrlHelp',
  text: urlOfRow,
  sortKey: (row) => withoutScheme(urlOfRow(row)),
  plain: true,
  column: { width: 180, comfortable: 260, least: 86, grows: 1.65, rank: 3, standard: true },
  filter: { comparison: { kind: 'part' }, example: '/api/v1' },
  fact: {
    label: 'Request',
    code: true,
    value: (row, _, out) => out.say`${out.text(methodOfRow(row))} ${out.url(urlOfRow(row))}`,
  },
  json: { name: 'url', value: (row, _, out) => out.url(urlOfRow(row)) },
};

export const domain: Field = {
  id: 'domain',
  title: 'fieldDomain',
  describe: 'fieldDomainHelp',
  text: (row) => hostOf(authorityOf(urlOfRow(row))),
  column: { width: 140, least: 80, grows: 0.5, rank: 71, standard: false },
  filter: { aliases: ['host'], comparison: { kind: 'whole' }, example: '*.example.com', suggests: true },
};

export const scheme: Field = {
  id: 'scheme',
  title: 'fieldScheme',
  describe: 'fieldSchemeHelp',
  text: (row) => /^[a-z][a-z0-9+.-]{0,31}(?=:)/i.exec(urlOfRow(row))?.[0].toLowerCase() ?? '',
  filter: { comparison: { kind: 'whole' }, example: 'wss', suggests: true },
};

export const channel: Field = {
  id: 'channel',
  title: 'columnChannel',
  describe: 'fieldChannelHelp',
  text: channelOfRow,
  column: { width: 82, least: 60, grows: 0, rank: 50, standard: true },
  filter: { aliases: ['source'], comparison: { kind: 'choice', choices: CHANNELS }, example: 'websocket' },
  json: { name: 'channel', value: (row, _, out) => out.word(channelOfRow(row)) },
};

export const statusCode: Field = {
  id: 'status-code',
  title: 'factStatus',
  describe: 'fieldStatusHelp',
  text: (row) => {
    const status = statusOfRow(row);
    return status > 0 ? String(status) : '';
  },
  sortKey: statusOfRow,
  column: { width: 56, least: 44, grows: 0, rank: 72, standard: false },
  filter: {
    aliases: ['status'],
    // `5xx` is how people speak of a class of statuses.
    comparison: { kind: 'whole', read: (value) => value.replace(/^([1-9])xx$/, '$1*') },
    example: '5*',
    suggests: true,
  },
  fact: {
    label: 'HTTP status',
    code: true,
    value: (row, _, out) => {
      const status = statusOfRow(row);
      const exchange = exchangeOf(row);
      if (status <= 0) return undefined;
      return out.say`${status} ${out.text(exchange?.channel === 'http' ? exchange.statusText : '')}`;
    },
  },
  json: { name: 'status', value: ({ group }) => shownOf(group).finding.status },
};

export const mimeType: Field = {
  id: 'mime-type',
  title: 'factType',
  describe: 'fieldMimeTypeHelp',
  text: (row) => {
    const type = mimeTypeOf(row);
    const end = type.indexOf(';');
    return (end < 0 ? type : type.slice(0, end)).trim().toLowerCase();
  },
  column: { width: 110, least: 70, grows: 0, rank: 73, standard: false },
  filter: { comparison: { kind: 'part' }, example: 'json', suggests: true },
};

export const resourceType: Field = {
  id: 'resource-type',
  title: 'fieldResourceType',
  describe: 'fieldResourceTypeHelp',
  text: (row) => {
    if (row.kind === 'healthy') return row.healthy.resourceType ?? '';
    const exchange = exchangeOf(row);
    return exchange?.channel === 'http' ? (exchange.resourceType ?? '') : '';
  },
  column: { width: 80, least: 60, grows: 0, rank: 74, standard: false },
  filter: { aliases: ['type'], comparison: { kind: 'start' }, example: 'fetch', suggests: true },
};

export const topic: Field = {
  id: 'topic',
  title: 'factTopic',
  describe: 'fieldTopicHelp',
  text: (row) => {
    const exchange = exchangeOf(row);
    return exchange?.channel === 'mqtt' ? (exchange.topic ?? '') : '';
  },
  plain: true,
  column: { width: 120, least: 80, grows: 0.5, rank: 77, standard: false },
  filter: { comparison: { kind: 'part' }, example: 'player/', suggests: true },
  fact: { label: 'Topic', code: true },
};

export const hasResponseHeader: Field = {
  id: 'has-response-header',
  title: 'responseHeaders',
  describe: 'fieldResponseHeaderHelp',
  text: (row) => {
    const exchange = exchangeOf(row);
    const headers = exchange ? responseHeadersOf(exchange) : [];
    return headers.map(({ name }) => name).join('\n');
  },
  filter: { comparison: { kind: 'whole' }, example: 'retry-after', suggests: true },
};

export const body: Field = {
  id: 'body',
  title: 'fieldBody',
  describe: 'fieldBodyHelp',
  text: (row) => {
    const exchange = exchangeOf(row);
    return exchange ? bodiesOf(exchange).map(bodyText).join('\n') : '';
  },
  large: true,
  filter: { comparison: { kind: 'part' }, example: '"insufficient funds"' },
};

/** As sent, parameters included; empty where it is not known. */
function mimeTypeOf(row: Row): string {
  if (row.kind === 'healthy') return row.healthy.mimeType ?? '';
  const exchange = exchangeOf(row);
  return exchange?.channel === 'http' ? exchange.mimeType : '';
}

function bodiesOf(exchange: Exchange): readonly Body[] {
  if (exchange.channel === 'http') return [exchange.requestBody, exchange.responseBody];
  return 'body' in exchange ? [exchange.body] : [];
}
