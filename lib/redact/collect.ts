/** The first pass over an exchange: everything of it that a document may hold, so that its secrets are known before it is written. */
import { fromBase64, utf8 } from '../bytes.ts';
import { type Body, type Exchange, header, urlOf } from '../exchange.ts';
import type { Places } from './redaction.ts';

/** Longest body that is read, in characters: an error is never that long. */
const MAX_BODY = 1_000_000;

/** Reads all of an exchange into `places`. */
export function collectExchange(exchange: Exchange, places: Places<unknown>): void {
  places.url(urlOf(exchange));
  switch (exchange.channel) {
    case 'http':
      for (const one of exchange.requestHeaders) places.header(one, true);
      for (const one of exchange.responseHeaders) places.header(one, false);
      collectBody(exchange.requestBody, header(exchange.requestHeaders, 'content-type') ?? '', true, places);
      collectBody(exchange.responseBody, exchange.mimeType, false, places);
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
      const text = textOf(exchange.body);
      if (text !== undefined) places.message(text, { sent: false, isCut: isCut(exchange.body) });
      return;
    }
    case 'websocket':
    case 'mqtt': {
      if (exchange.channel === 'mqtt') places.text(exchange.topic ?? '');
      const text = textOf(exchange.body);
      if (text !== undefined)
        places.message(text, { sent: exchange.direction === 'send', isCut: isCut(exchange.body) });
      return;
    }
    default:
      exchange satisfies never;
  }
}

function collectBody(body: Body, mimeType: string, sent: boolean, places: Places<unknown>): void {
  const text = textOf(body);
  if (text !== undefined) places.body(text, { mimeType, sent, isCut: isCut(body) });
}

function textOf(body: Body): string | undefined {
  if (body.state !== 'read' || body.text === '') return undefined;
  const bytes = body.base64 ? fromBase64(body.text) : undefined;
  return (bytes ? utf8(bytes) : body.text).slice(0, MAX_BODY);
}

const isCut = (body: Body) => body.state === 'read' && (body.cut || body.text.length > MAX_BODY);
