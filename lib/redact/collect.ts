/** The first pass over an exchange: everything of it that a document may hold, so that its secrets are known before it is written. */
import { pathOf } from '../address.ts';
import { fromBase64, utf8 } from '../bytes.ts';
import { type Body, type Exchange, header, urlOf } from '../exchange.ts';
import { isSignInPath } from './address.ts';
import type { BodyFacts, Places } from './redaction.ts';

/** Longest body that is read, in characters: an error is never that long. */
const MAX_BODY = 1_000_000;

/** What is read of a body; undefined where there is nothing. */
export function readOf(body: Body): { readonly text: string; readonly isCut: boolean } | undefined {
  if (body.state !== 'read' || body.text === '') return undefined;
  const bytes = body.base64 ? fromBase64(body.text) : undefined;
  const text = bytes ? utf8(bytes) : body.text;
  return { text: text.slice(0, MAX_BODY), isCut: body.cut || text.length > MAX_BODY };
}

/** Reads all of an exchange into `places`. */
export function collectExchange(exchange: Exchange, places: Places<unknown>): void {
  places.url(urlOf(exchange));
  switch (exchange.channel) {
    case 'http':
      for (const one of exchange.requestHeaders) places.header(one, true);
      for (const one of exchange.responseHeaders) places.header(one, false);
      collectBody(
        exchange.requestBody,
        {
          mimeType: header(exchange.requestHeaders, 'content-type') ?? '',
          sent: true,
          isSignIn: isSignInPath(pathOf(urlOf(exchange))),
        },
        places,
      );
      collectBody(exchange.responseBody, { mimeType: exchange.mimeType, sent: false }, places);
      places.text(exchange.statusText);
      return;
    case 'handshake':
      for (const one of exchange.responseHeaders) places.header(one, false);
      return;
    case 'close':
      places.text(exchange.reason);
      return;
    case 'event': {
      for (const one of exchange.stream.responseHeaders) places.header(one, false);
      const read = readOf(exchange.body);
      if (read) places.message(read.text, { sent: false, isCut: read.isCut });
      return;
    }
    case 'websocket':
    case 'mqtt': {
      if (exchange.channel === 'mqtt') places.text(exchange.topic ?? '');
      const read = readOf(exchange.body);
      if (read) places.message(read.text, { sent: exchange.direction === 'send', isCut: read.isCut });
      return;
    }
    default:
      exchange satisfies never;
  }
}

function collectBody(body: Body, facts: BodyFacts, places: Places<unknown>): void {
  const read = readOf(body);
  if (read) places.body(read.text, { ...facts, isCut: read.isCut });
}
