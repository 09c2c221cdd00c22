import { describe, expect, it } from 'vitest';
import { createExchangeReader } from '../../../lib/capture/exchange-reader.ts';
import type { HttpExchange } from '../../../lib/exchange.ts';
import { CHROMIUM, FIREFOX } from '../../../lib/har/dialects.ts';
import { HarEntry } from '../../../lib/har/entry.ts';

/** Entries as Firefox writes them. */
interface Parts {
  readonly url?: string;
  readonly method?: string;
  readonly status: number;
  readonly bodySize?: number;
  readonly content?: Record<string, unknown>;
  readonly timings?: Record<string, number>;
  readonly security?: string;
  readonly asked?: Record<string, string>;
  readonly answered?: Record<string, string>;
}

const list = (headers: Record<string, string> = {}) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

function entryOf({ url = 'https://api.example/v1', method = 'GET', status, ...parts }: Parts) {
  const {
    content = { mimeType: '', size: 0 },
    bodySize = 0,
    timings = { blocked: 0, wait: 0 },
    security,
    ...headers
  } = parts;
  return {
    startedDateTime: '2026-01-15T11:00:00.000+01:00',
    time: 0,
    request: { method, url, headers: list(headers.asked) },
    response: { status, statusText: '', headers: list(headers.answered), content, bodySize },
    timings,
    ...(security !== undefined && { _securityState: security }),
  };
}

const read = (parts: Parts, hasEnded = true, dialect = FIREFOX) =>
  createExchangeReader(dialect).read(new HarEntry(entryOf(parts)), 'id', hasEnded);
const failureOf = (parts: Parts) => {
  const reading = read(parts);
  return reading.kind === 'exchange' ? (reading.exchange as HttpExchange).failure : reading.kind;
};

describe('an entry of Firefox without a status', () => {
  it('was blocked where nothing was measured or counted', () => {
    expect(failureOf({ status: 0, bodySize: -1, content: {}, timings: {} })).toBe('BLOCKED');
  });

  it('failed over the certificate where the connection is called broken', () => {
    expect(failureOf({ status: 0, security: 'broken' })).toBe('TLS_REFUSED');
  });

  it('otherwise failed for a reason that is not named', () => {
    expect(failureOf({ status: 0, security: 'insecure' })).toBeUndefined();
  });

  it('is under way in a list until its response is described', () => {
    expect(read({ status: 0, content: { text: '' }, timings: {} }, false).kind).toBe('pending');
    expect(read({ status: 0, content: { mimeType: '', size: 0 }, timings: {} }, false).kind).toBe('exchange');
  });

  it('is a refused handshake where it was for a socket', () => {
    expect(read({ url: 'wss://api.example/', status: 0 })).toMatchObject({
      exchange: { channel: 'handshake', status: 0 },
    });
  });
});

describe('CORS, which Firefox does not report', () => {
  const cors = { origin: 'https://shop.example', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'cross-site' };

  it.each<[string, Parts, string | undefined]>([
    ['no header', { status: 200, asked: cors }, 'CORS_REFUSED'],
    [
      'another origin',
      { status: 601, asked: cors, answered: { 'Access-Control-Allow-Origin': 'https://b.example' } },
      'CORS_REFUSED',
    ],
    ['every origin', { status: 200, asked: cors, answered: { 'Access-Control-Allow-Origin': '*' } }, undefined],
    [
      'this origin',
      { status: 200, asked: cors, answered: { 'Access-Control-Allow-Origin': 'https://shop.example' } },
      undefined,
    ],
    ['its own origin', { status: 200, asked: { ...cors, origin: 'https://api.example' } }, undefined],
    [
      'a form',
      { status: 200, method: 'POST', asked: { origin: 'https://shop.example', 'sec-fetch-mode': 'navigate' } },
      undefined,
    ],
    [
      'http:, where the mode is not known',
      { url: 'http://api.example/', status: 200, asked: { origin: 'http://a.example' } },
      'CORS_REFUSED',
    ],
    [
      'a form over http:',
      { url: 'http://api.example/', method: 'POST', status: 200, asked: { origin: 'http://a.example' } },
      undefined,
    ],
    ['a socket', { url: 'wss://api.example/', status: 101, asked: cors }, undefined],
  ])('is judged by the headers: %s', (_, parts, failure) => {
    expect(failureOf(parts)).toBe(failure);
  });

  it('leaves the status, and says that the page did not get the reply', () => {
    expect(read({ status: 601, asked: cors })).toMatchObject({ exchange: { status: 601, withheld: true } });
  });

  it('does not apply to other browsers, which report it', () => {
    expect(read({ status: 200, asked: cors }, true, CHROMIUM)).toMatchObject({ exchange: { failure: undefined } });
  });
});

it('treats the stand-in for a missing media type as none', () => {
  const content = { mimeType: 'application/x-unknown-content-type', size: 7, encoding: 'base64' };
  expect(read({ status: 604, content })).toMatchObject({ exchange: { mimeType: '' } });
});
