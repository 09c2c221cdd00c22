import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffSteps } from '../../../components/details/backoff.ts';
import {
  addressWithoutQuery,
  addressWithoutUser,
  portTells,
  shortAddress,
  shortTopic,
} from '../../../components/text/address.ts';
import {
  clockTimeAfter,
  duration,
  fileName,
  fullTime,
  millisecondTime,
  preciseTime,
  shortDuration,
  shortNumber,
  size,
} from '../../../components/text/format.ts';
import { indentJson, isJson } from '../../../lib/json-text.ts';
import { NOON } from './fakes.ts';

describe('shortAddress', () => {
  const text = (address: string, room: number, note = '') => {
    const { start, end } = shortAddress(address, room, { note });
    return start + end;
  };

  it.each([
    ['https://makapix.club/api/post/upload', 40, 'makapix.club/api/post/upload'],
    ['https://user:secret@makapix.club/api?token=abc#x', 40, 'makapix.club/api'],
    ['wss://eu1.blazeauth.net/', 40, 'eu1.blazeauth.net'],
    ['https://h.example:8443/a', 40, 'h.example:8443/a'],
    ['https://app-7k2m9x8c7v6b5n4m.octoeverywhere.com/printer/info', 45, 'app-7k2m….octoeverywhere.com/printer/info'],
    ['https://app-7k2m9x8c7v6b5n4m.octoeverywhere.com/printer/info', 30, 'app-7k2m….octoev…/printer/info'],
    ['https://app-7k2m9x8c7v6b5n4m.octoeverywhere.com/printer/info', 20, '/printer/info'],
    ['https://app-7k2m9x8c7v6b5n4m.octoeverywhere.com/', 12, 'app-7k2m….o…'],
    ['https://makapix.club/api/v1/players/0c9d/artworks/upload', 30, '/…/0c9d/artworks/upload'],
    ['https://makapix.club/averyveryverylongfilename.json', 24, '/…yverylongfilename.json'],
    ['https://h.example/caf%C3%A9/%E6%97%A5%E6%9C%AC', 40, 'h.example/café/日本'],
    ['https://h.example/a%2Fb%3Fc/%zz/%C3', 40, 'h.example/a%2Fb%3Fc/%zz/%C3'],
    ['https://h.example/gnp.%E2%80%AEexe', 40, 'h.example/gnp.\ufffdexe'],
    ['data:text/html,hello', 12, 'data:text/h…'],
    ['nonsense?token=abc', 40, 'nonsense'],
  ])('%s in %i characters is %s', (address, room, short) => expect(text(address, room)).toBe(short));

  it('keeps the note', () => {
    expect(text('wss://eu1.blazeauth.net/', 32, ' · authorize')).toBe('eu1.blazeauth.net · authorize');
    expect(text('wss://eu1.blazeauth.net/socket', 28, ' · authorize')).toBe('eu1.blaz…/socket · authorize');
    expect(text('wss://eu1.blazeauth.net/socket', 22, ' · authorize')).toBe('/socket · authorize');
  });

  it('leaves out a port that tells nothing', () => {
    expect(shortAddress('https://h.example:8443/a', 40, { showsPort: false })).toEqual({
      start: 'h.example',
      end: '/a',
    });
  });

  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['[::1]', true],
    ['h.example', false],
    ['10.example', false],
  ])('a port of %s tells services apart: %j', (hostname, tells) => expect(portTells({ hostname })).toBe(tells));

  it('fits, whatever the address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.integer({ min: 12, max: 80 }), (address, room) => {
        expect(text(address, room).length).toBeLessThanOrEqual(room);
      }),
    );
  });

  it('takes a megabyte without complaint', () => {
    expect(text(`https://example.com/${'A'.repeat(1_000_000)}`, 40).length).toBeLessThanOrEqual(40);
  });

  it('shortens a topic the same way', () => {
    expect(shortTopic('makapix/player/0c9d/response/41', 24)).toEqual({ start: 'makapix', end: '/…/response/41' });
    expect(shortTopic('status', 24)).toEqual({ start: 'status', end: '' });
  });
});

it('takes user information and query out of an address', () => {
  expect(addressWithoutUser('https://me:pw@example.com/a?b=c')).toBe('https://example.com/a?b=c');
  expect(addressWithoutQuery('https://me:pw@example.com/a?b=c')).toBe('https://example.com/a');
  expect(addressWithoutUser('not an address')).toBe('not an address');
});

describe('times', () => {
  it('are local', () => {
    expect(preciseTime(NOON + 8_870)).toBe('12:00:08.8');
    expect(millisecondTime(NOON + 8_007)).toBe('12:00:08.007');
    expect(fullTime(NOON + 812)).toMatch(/^2026-11-20 12:00:00\.812 [+-]\d\d:\d\d$/);
  });

  it('name the day only when it is another one', () => {
    expect(clockTimeAfter(NOON + 36_001, NOON)).toBe('12:00:37');
    expect(clockTimeAfter(NOON + 86_400_000, NOON)).toBe('2026-11-21 12:00:00');
  });

  it.each([
    [0, '0 ms'],
    [41.4, '41 ms'],
    [999.6, '1 s'],
    [3_240, '3.2 s'],
    [37_000, '37 s'],
    [59_990, '1 min'],
    [320_000, '5 min 20 s'],
    [7_500_000, '2 h 5 min'],
    [-1, '–'],
    [Number.NaN, '–'],
  ])('%d ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

  it.each([
    [63, '63 B'],
    [1_540, '1.5 kB'],
    [2_300_000, '2.3 MB'],
  ])('%d bytes are %s', (bytes, text) => expect(size(bytes)).toBe(text));

  it.each([
    [0, '0'],
    [999, '999'],
    [1_540, '1.5k'],
    [2_300_000, '2.3M'],
  ])('%d is %s where room is short', (n, text) => expect(shortNumber(n)).toBe(text));
});

it.each([
  [1_000, 60_000, [1_000, 2_000, 4_000]],
  [1_000, 2_500, [1_000, 2_000]],
])('a backoff of %i up to %i ms begins %j', (baseMs, maxMs, steps) => {
  expect(backoffSteps({ baseMs, maxMs })).toEqual(steps);
});

describe('JSON that is set out', () => {
  const setOutJson = (text: string) => (isJson(text) ? indentJson(text) : undefined);

  it('changes nothing but the space between tokens', () => {
    expect(setOutJson('{"n":12345678901234567890,"a":[ ],"b":{"c":"x: {\\" y"},"n":1e3}')).toBe(
      '{\n  "n": 12345678901234567890,\n  "a": [],\n  "b": {\n    "c": "x: {\\" y"\n  },\n  "n": 1e3\n}',
    );
  });

  it.each([
    '',
    'plain',
    '"text"',
    '12',
    '{"a":',
    '<html>',
    `[${'1,'.repeat(100_000)}1]`,
    '['.repeat(99) + ']'.repeat(99),
  ])('leaves alone what is no JSON object or list, too long or too deep', (text) =>
    expect(setOutJson(text)).toBeUndefined(),
  );

  it('means the same afterwards', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
        expect(JSON.parse(setOutJson(JSON.stringify(value)) ?? '')).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

it('names a recording by its minute in local time', () => {
  expect(fileName(new Date(2026, 0, 4, 9, 5, 59).getTime(), 'har')).toBe('wire-triage-2026-01-04T0905.har');
});

it.each([
  [1, '1 s'],
  [37_000, '37 s'],
  [90_000, '90 s'],
  [90_001, '2 min'],
  [3_599_000, '60 min'],
  [5_400_001, '2 h'],
])('%d ms are %s where room is short', (ms, text) => expect(shortDuration(ms)).toBe(text));
