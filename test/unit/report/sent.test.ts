/** What the page sent is held stricter than replies in every way out: there, what looks like a sentence may be a password. */
import { describe, expect, it } from 'vitest';
import type { ConnectionRecord, Exchange } from '../../../lib/exchange.ts';
import { writeFetch } from '../../../lib/report/fetch.ts';
import { FORMATS } from '../../../lib/report/formats.ts';
import { writeHar } from '../../../lib/report/har.ts';
import { createRedactor } from '../../../lib/report/redact.ts';
import { writeReport } from '../../../lib/report/report.ts';
import { finding, reportContext } from '../../failures.ts';
import { bodyOf, httpExchange, mqttPacket, SOCKET, socketMessage } from '../../fixtures.ts';

/** A sentence that a reply may say of a password, and that a page sends as one. It is too plain to be looked for elsewhere. */
const SENTENCE = 'was mislaid';
const TEXT = `{"password":"${SENTENCE}"}`;
/** Its last word may be the beginning of a token. */
const CUT = { state: 'read', text: 'a note of ghp_R4nd0', base64: false, cut: true } as const;

/** All ways out, each decoded. */
async function outputs(exchange: Exchange, records: readonly ConnectionRecord[] = []): Promise<Map<string, string>> {
  const failure = { exchange, finding: finding() };
  const context = reportContext({
    connection: () => ({ connection: SOCKET, state: 'open', records, dropped: 0 }),
  });
  const all = new Map<string, string>();
  for (const { id } of FORMATS) all.set(id, (await writeReport(id, [[failure]], context)).text);
  const har = (await writeHar({ failures: [failure], healthy: [] }, context)).text;
  const data = [...har.matchAll(/"opcode":2,"data":"([^"]*)"/g)].map((match) => atob(match[1] ?? ''));
  all.set('har', [har, ...data].join('\n'));
  all.set('fetch', writeFetch([failure], createRedactor()));
  return all;
}

/** What is held of the connection of an exchange. */
function recordsOf(exchange: Exchange, before: readonly ConnectionRecord[]): readonly ConnectionRecord[] {
  return exchange.channel === 'http' || exchange.channel === 'handshake' ? [] : [...before, exchange];
}

const sent = { direction: 'send' } as const;
const HEADERS = [{ name: 'User-Agent', value: TEXT }];

const SENT: readonly (readonly [string, Exchange, readonly ConnectionRecord[]])[] = [
  ['the body of a request', httpExchange({ method: 'POST', requestBody: bodyOf(TEXT) }), []],
  ['a header of a request', httpExchange({ requestHeaders: [...HEADERS, { name: 'Warning', value: TEXT }] }), []],
  [
    'a header of a preflight',
    httpExchange({ preflight: { status: 403, requestHeaders: HEADERS, responseHeaders: [] } }),
    [],
  ],
  ['a message', socketMessage(TEXT, sent), []],
  ['a binary message that is text', socketMessage(TEXT, { ...sent, opcode: 'binary' }), []],
  ['a packet', mqttPacket({ ...sent, topic: 'a', body: bodyOf(TEXT) }), []],
  ['a message before the one that failed', socketMessage('no'), [socketMessage(TEXT, { ...sent, id: 'before' })]],
];

describe('a sentence under the name of a password', () => {
  it.each(SENT)('is hidden in %s', async (_, exchange, records) => {
    for (const [way, text] of await outputs(exchange, recordsOf(exchange, records)))
      expect(text, way).not.toContain(SENTENCE);
  });

  it('is shown in a reply', async () => {
    const all = await outputs(httpExchange({ responseBody: bodyOf(TEXT) }));
    for (const way of ['text', 'json', 'har', 'github']) expect(all.get(way), way).toContain(SENTENCE);
  });
});

const CUTS: readonly (readonly [string, Exchange, readonly ConnectionRecord[]])[] = [
  ['a request', httpExchange({ method: 'POST', requestBody: CUT }), []],
  ['a reply', httpExchange({ responseBody: CUT }), []],
  ['a message', socketMessage('', { body: CUT }), []],
  ['a message before the one that failed', socketMessage('no'), [socketMessage('', { id: 'before', body: CUT })]],
  ['a packet', mqttPacket({ topic: 'a', body: CUT }), []],
];

describe('the last word of what is cut', () => {
  it.each(CUTS)('goes in %s', async (_, exchange, records) => {
    for (const [way, text] of await outputs(exchange, recordsOf(exchange, records)))
      expect(text, way).not.toContain('R4nd0');
  });
});
