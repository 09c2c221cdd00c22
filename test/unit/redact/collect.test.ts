/** Everything of an exchange that a document may hold is read before it is written: what is left out here, an echo may give away. */
import { expect, it } from 'vitest';
import type { Body, Exchange } from '../../../lib/exchange.ts';
import { collectExchange, readOf } from '../../../lib/redact/collect.ts';
import { createRedaction, type Places } from '../../../lib/redact/redaction.ts';
import { bodyOf, httpExchange, mqttPacket, SOCKET, socketClose, socketMessage, streamEvent } from '../../fixtures.ts';

function collected(exchange: Exchange): string[] {
  const all: string[] = [];
  const note =
    (kind: string) =>
    (text: string, { sent, isCut }: { readonly sent?: boolean; readonly isCut?: boolean } = {}) =>
      all.push([kind, ...(sent ? ['sent'] : []), ...(isCut ? ['cut'] : []), text].join(' '));
  const places: Places<unknown> = {
    url: (url) => note('url')(url),
    header: ({ name, value }, sent) => note('header')(`${name}=${value}`, { sent }),
    body: (text, facts) => note(`body ${facts.mimeType}`)(text, facts),
    message: (text, facts) => note('message')(text, facts),
    text: (text) => note('text')(text),
  };
  collectExchange(exchange, places);
  return all;
}

const cut: Body = { state: 'read', text: 'c', base64: false, cut: true };
const responseHeaders = [{ name: 'A', value: '1' }];

const EXCHANGES: readonly (readonly [string, Exchange, readonly string[]])[] = [
  [
    'a reply with its request',
    httpExchange({
      url: 'https://a.example/',
      requestHeaders: [{ name: 'Content-Type', value: 'text/plain' }],
      responseHeaders,
      requestBody: bodyOf('q'),
      responseBody: cut,
      mimeType: 'text/html',
      statusText: 'no',
    }),
    [
      'url https://a.example/',
      'header sent Content-Type=text/plain',
      'header A=1',
      'body text/plain sent q',
      'body text/html cut c',
      'text no',
    ],
  ],
  [
    'a handshake',
    { channel: 'handshake', id: 'h', socket: SOCKET, at: 0, status: 403, responseHeaders, failure: undefined },
    [`url ${SOCKET.url}`, 'header A=1'],
  ],
  ['a close', socketClose({ reason: 'why' }), [`url ${SOCKET.url}`, 'text why']],
  [
    'an event',
    streamEvent('d', { body: cut, stream: { ...streamEvent('').stream, responseHeaders } }),
    ['url https://a.example/stream', 'header A=1', 'message cut c'],
  ],
  ['a message', socketMessage('m'), [`url ${SOCKET.url}`, 'message m']],
  ['a message of the page', socketMessage('m', { direction: 'send' }), [`url ${SOCKET.url}`, 'message sent m']],
  [
    'a packet',
    mqttPacket({ topic: 't', body: bodyOf('p'), direction: 'send' }),
    [`url ${SOCKET.url}`, 'text t', 'message sent p'],
  ],
];

it.each(EXCHANGES)('of %s', (_, exchange, all) => {
  expect(collected(exchange)).toEqual(all);
});

it('a body is read decoded, and no more of it than an error has', () => {
  expect(readOf(bodyOf(btoa('plain'), true))).toEqual({ text: 'plain', isCut: false });
  const long = readOf(bodyOf('x'.repeat(1_000_001)));
  expect([long?.text.length, long?.isCut]).toEqual([1_000_000, true]);
});

it.each([
  ['https://a.example/account/mfa/confirm', '<secret 1>'],
  ['https://a.example/two-factor-challenge?x=1', '<secret 1>'],
  ['https://a.example/login', '<secret 1>'],
  ['https://a.example/catalog/mfactory?next=/login', '714205'],
])('the code of a body that was sent to %s comes out as %s', (url, code) => {
  for (const body of ['{"code":"714205","keep":"on"}', 'code=714205&keep=on']) {
    const redaction = createRedaction();
    collectExchange(httpExchange({ url, requestBody: bodyOf(body) }), redaction.collect);
    const facts = { mimeType: '', sent: true };
    expect(redaction.write.body(body, facts)).toBe(body.replace('714205', code));
    const reply = body.replace('714205', '302918');
    expect(redaction.write.body(reply, { ...facts, sent: false })).toBe(reply);
  }
});

it('what a page sends to sign somebody in has its password under one letter, too', () => {
  const body = '{"u":"bob","p":"Fink!9QdZ"}';
  const redaction = createRedaction();
  collectExchange(httpExchange({ url: 'https://a.example/login', requestBody: bodyOf(body) }), redaction.collect);
  expect(redaction.write.body(body, { mimeType: '', sent: true })).toBe('{"u":"bob","p":"<secret 1>"}');
  expect(createRedaction().write.body('{"p":"2 of 7"}', { mimeType: '', sent: true })).toBe('{"p":"2 of 7"}');
});

it('what a page sends to change a password is one under the names `old` and `new`, too', () => {
  const body = '{"old":"Fink!9QdZ","new":"Kie5-Fink","type":"change"}';
  for (const [url, out] of [
    ['https://a.example/account/change-password', '{"old":"<secret 1>","new":"<secret 2>","type":"change"}'],
    ['https://a.example/prices/change', body],
  ] as const) {
    const redaction = createRedaction();
    collectExchange(httpExchange({ url, requestBody: bodyOf(body) }), redaction.collect);
    expect(redaction.write.body(body, { mimeType: '', sent: true })).toBe(out);
  }
});
