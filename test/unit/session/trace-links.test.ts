import { describe, expect, it } from 'vitest';
import { traceIdsOf, traceLinks } from '../../../lib/session/trace-links.ts';
import { finding } from '../../failures.ts';
import { AT, httpExchange, socketMessage, streamEvent } from '../../fixtures.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

const failure = (response: Record<string, string>, request: Record<string, string> = {}, requestId?: string) => {
  const list = (headers: Record<string, string>) => Object.entries(headers).map(([name, value]) => ({ name, value }));
  const exchange = httpExchange({ responseHeaders: list(response), requestHeaders: list(request) });
  return { exchange, finding: finding(requestId === undefined ? {} : { requestId }) };
};

describe('the ids of a failure', () => {
  it.each<[string, Record<string, string>, string, string | undefined]>([
    ['W3C', { traceparent: `00-${TRACE}-${SPAN}-01` }, TRACE, SPAN],
    ['Sentry', { 'sentry-trace': `${TRACE}-${SPAN}-1` }, TRACE, SPAN],
    ['Zipkin in one header', { b3: `${TRACE}-${SPAN}-1` }, TRACE, SPAN],
    ['Zipkin in several', { 'X-B3-TraceId': TRACE }, TRACE, undefined],
    ['Jaeger', { 'uber-trace-id': `${TRACE}:${SPAN}:0:1` }, TRACE, SPAN],
    [
      'Amazon',
      { 'X-Amzn-Trace-Id': 'Root=1-67891233-abcdef012345678912345678' },
      '1-67891233-abcdef012345678912345678',
      undefined,
    ],
    ['Datadog', { 'x-datadog-trace-id': '1234567890123' }, '1234567890123', undefined],
  ])('are read from headers of %s', (_, headers, trace, span) => {
    expect(traceIdsOf(failure({}, headers))).toMatchObject({ trace, span });
  });

  it('are those of the reply before those of the request, and of the body before both', () => {
    expect(traceIdsOf(failure({ 'x-request-id': 'a' }, { 'x-request-id': 'b' })).request).toBe('a');
    expect(traceIdsOf(failure({ 'x-request-id': 'a' }, {}, 'c')).request).toBe('c');
  });

  it('are those of the response that carries the event of a stream; a message of a socket has none', () => {
    const stream = { ...streamEvent('').stream, responseHeaders: [{ name: 'x-request-id', value: 'a' }] };
    expect(traceIdsOf({ exchange: streamEvent('', { stream }), finding: finding() }).request).toBe('a');
    expect(traceIdsOf({ exchange: socketMessage('{}'), finding: finding() }).request).toBeUndefined();
  });

  it('have two hundred characters at most', () => {
    const long = 'x'.repeat(200);
    expect(traceIdsOf(failure({ 'x-request-id': long }))).toMatchObject({ request: long });
    expect(traceIdsOf(failure({ 'x-request-id': `${long}x` }))).toMatchObject({ request: undefined });
  });

  it.each(['', 'two words', '<b>', 'x'.repeat(10_000)])('are never %j', (value) => {
    expect(traceIdsOf(failure({ 'x-request-id': value, 'x-trace-id': value }))).toMatchObject({
      request: undefined,
      trace: undefined,
    });
  });
});

describe('links', () => {
  const template = {
    host: 'api.example.com',
    label: 'Traces',
    url: 'https://grafana.example/explore?id={trace}&at={at}',
  };
  const traced = failure({ traceparent: `00-${TRACE}-${SPAN}-01` });

  it('are filled by the templates of the host', () => {
    expect(traceLinks(traced, [template, { ...template, host: 'other.example' }])).toEqual([
      { url: `https://grafana.example/explore?id=${TRACE}&at=${AT}`, label: 'Traces' },
    ]);
    expect(traceLinks(traced, [{ ...template, host: '*.example.com' }])).toHaveLength(1);
    expect(traceLinks(traced, [{ ...template, host: ' API.example.com ' }])).toHaveLength(1);
    for (const host of ['*.ample.com', 'example.com', 'com'])
      expect(traceLinks(traced, [{ ...template, host }])).toEqual([]);
  });

  it.each([
    ['an id that is not known', 'https://a.example/{request}'],
    ['a place that there is not', 'https://a.example/{user}'],
    ['no web address', 'javascript:alert({trace})'],
    ['a web address within another', 'javascript:alert("https://a.example")'],
    ['no address', 'https://'],
  ])('are left out for %s', (_, url) => expect(traceLinks(traced, [{ ...template, url }])).toEqual([]));

  it('may lead to a server on this machine, without TLS', () => {
    const local = { ...template, url: 'http://localhost:3000/{trace}/{span}' };
    expect(traceLinks(traced, [local])).toMatchObject([{ url: `http://localhost:3000/${TRACE}/${SPAN}` }]);
  });

  it('hold ids as data, never as a part of the address', () => {
    const odd = failure({ 'x-request-id': '../admin?x=1/@evil.example' });
    expect(traceLinks(odd, [{ ...template, url: 'https://a.example/r/{request}' }])).toEqual([]);
    const slashes = failure({ 'x-request-id': '../../admin' });
    expect(traceLinks(slashes, [{ ...template, url: 'https://a.example/r/{request}' }])[0]?.url).toBe(
      'https://a.example/r/..%2F..%2Fadmin',
    );
  });
});
