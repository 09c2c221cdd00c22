import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpExchange } from '../../../lib/exchange.ts';
import type { Failure } from '../../../lib/finding.ts';
import { createMatcher, FILTER_KEYS, parseFilter } from '../../../lib/session/filter.ts';
import type { Healthy } from '../../../lib/session/log.ts';
import { type MadeUp, madeUpWords, failure as plainFailure } from '../../failures.ts';
import { mqttPacket } from '../../fixtures.ts';

const words = madeUpWords({ familyTitle: (id) => (id === 'makapix' ? 'Makapix Club' : id) });

function failure(finding: MadeUp = {}, exchange: Partial<HttpExchange> = {}): Failure {
  return plainFailure(
    {
      family: 'makapix',
      code: '429',
      name: 'Upload rate limit exceeded',
      meaning: 'The account has used up its uploads for this hour.',
      action: 'Wait.',
      permanence: 'temporary',
      basis: 'documented',
      confidence: 'likely',
      operation: 'upload art',
      said: 'Try again LATER.',
      ...finding,
    },
    { url: 'https://api.makapix.club:8443/api/post/upload?size=64', method: 'POST', at: 0, status: 429, ...exchange },
  );
}

const healthy: Healthy = {
  id: '2',
  channel: 'http',
  at: 0,
  method: 'GET',
  url: 'https://cdn.example.com/logo.png',
  status: 200,
  durationMs: 5,
};

const matcher = createMatcher(words);
const lets = (query: string, candidate = failure()) => matcher.matches(parseFilter(query), candidate);
const letsHealthy = (query: string) => matcher.matchesHealthy(parseFilter(query), healthy);

describe('a failure', () => {
  it.each([
    '',
    '   ',
    'upload',
    'UPLOAD',
    'upload 429',
    'later',
    'club',
    '"rate limit"',
    '"rate limit',
    'hour art',
    '-robot',
    '-"limit rate"',
    'family:makapix',
    'family:"Makapix Club"',
    'code:429',
    'code:4*',
    'code:*2*',
    'kind:temporary',
    'kind:temp',
    'method:post',
    'domain:api.makapix.club',
    'domain:*.makapix.club',
    'domain:*.makapix.*',
    'url:post/upload?size',
    'channel:http',
    'source:http',
    'status-code:429',
    'confidence:likely',
    'name:"rate limit"',
    '-kind:permanent',
    '-code:500 -domain:*.cdn.net upload',
    'https://api.makapix',
  ])('passes %j', (query) => expect(lets(query)).toBe(true));

  it.each([
    'robot',
    'upload robot',
    '-upload',
    '"limit rate"',
    'family:aws',
    'code:42',
    'code:29',
    'code:*3*',
    'kind:permanent',
    'kind:oops',
    'method:get',
    'domain:makapix.club',
    'domain:*.api.makapix.club',
    'domain:api.makapix.club:8443',
    'channel:mqtt',
    'status-code:500',
    'confidence:certain',
    '-kind:temporary',
    'name:hour',
    'nokey:429',
  ])('is held back by %j', (query) => expect(lets(query)).toBe(false));

  it.each(['-', 'code:', '-code:', '"', '""', 'kind: ', 'url:""'])('is not hidden by the unfinished %j', (query) => {
    expect(lets(query)).toBe(true);
  });

  it('takes an unknown key as plain text', () => {
    expect(lets('retry:soon', failure({ said: 'Retry:soon' }))).toBe(true);
    expect(lets('retry:"so on"', failure({ said: 'retry:so on' }))).toBe(true);
  });

  it('does not let a pattern use the same characters twice', () => {
    expect(lets('code:42*29')).toBe(false);
    expect(lets('code:4*2*9')).toBe(true);
  });

  it('is found by the topic of an MQTT message and has no method', () => {
    const { finding } = failure();
    const socket = { id: 's', url: 'wss://broker.example.com/mqtt', subprotocol: 'mqtt', at: 0 };
    const message: Failure = {
      finding,
      exchange: mqttPacket({ socket, topic: 'makapix/player/0c9d/response' }),
    };
    expect(lets('player/0c9d', message)).toBe(true);
    expect(lets('domain:broker.example.com channel:mqtt', message)).toBe(true);
    expect(lets('method:get', message)).toBe(false);
    expect(lets('status-code:*', message)).toBe(false);
  });

  it.each(['data:text/plain,hello', 'not an address', ''])('with the address %j has no domain', (url) => {
    expect(lets('domain:*', failure({}, { url }))).toBe(false);
  });
});

describe('a healthy exchange', () => {
  it.each([
    '',
    'logo',
    'code:200',
    'status-code:2*',
    'method:GET',
    'domain:cdn.example.com',
    'channel:http',
    '-kind:temporary',
  ])('passes %j', (query) => expect(letsHealthy(query)).toBe(true));

  it.each(['kind:temporary', 'family:http', 'confidence:certain', 'name:a', 'robot', '-logo'])(
    'is held back by %j',
    (query) => {
      expect(letsHealthy(query)).toBe(false);
    },
  );
});

describe('every text', () => {
  it('is a filter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(typeof lets(text)).toBe('boolean');
      }),
    );
  });

  it('lets through with a minus what it holds back without', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9.]{1,12}$/), (word) => {
        expect(lets(`-${word}`)).toBe(!lets(word));
      }),
    );
  });

  it('finds the text it was cut from', () => {
    const said = words.meaning(failure().finding);
    fc.assert(
      fc.property(fc.nat(said.length - 1), fc.nat(said.length), (from, length) => {
        expect(lets(`"${said.slice(from, from + length)}"`)).toBe(true);
      }),
    );
  });
});

it('describes every key once', () => {
  const names = FILTER_KEYS.flatMap((key) => (key.alias ? [key.name, key.alias] : [key.name]));
  expect(new Set(names).size).toBe(names.length);
  for (const { description } of FILTER_KEYS) expect(description.length).toBeGreaterThan(10);
});

it('searches ten thousand failures well within a key stroke', () => {
  const many = Array.from({ length: 10_000 }, (_, i) =>
    failure({ code: String(i) }, { url: `https://a${i}.example.com/${i}` }),
  );
  const search = (query: string) => {
    const filter = parseFilter(query);
    const start = performance.now();
    expect(many.some((one) => matcher.matches(filter, one))).toBe(false);
    return performance.now() - start;
  };
  search('nothing-like-it');
  const times = [1, 2, 3].map(() => search('upload -robot kind:temporary domain:*.example.com nothing-like-it'));
  expect(Math.min(...times)).toBeLessThan(50);
});
