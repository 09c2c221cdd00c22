/** Whatever stands on the wire: shown capped, never thrown, never slow. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listByItsName } from '../../../../lib/diagnose/self-description/named-lists.ts';
import { readReply } from '../../../../lib/diagnose/self-description/reply.ts';
import { describeMessage, describeReason } from '../../../../lib/diagnose/self-description/socket.ts';
import { MAX_CODE, MAX_ID, MAX_SAID, MAX_URL } from '../../../../lib/diagnose/self-description/types.ts';
import { verdictOf } from '../../../../lib/diagnose/self-description/verdict.ts';

const NOW = 1_772_445_600_000;

function read(
  status: number,
  text: string,
  type = 'application/json',
  headers: readonly { name: string; value: string }[] = [],
) {
  return readReply({ method: 'POST', status, headers, type, text, now: NOW });
}

const NAMES = [
  'error',
  'errors',
  'code',
  'message',
  'status',
  'detail',
  'details',
  'data',
  'meta',
  'type',
  'reason',
  'links',
  'retry_after',
  'param',
  'ok',
  'success',
  'request_id',
  '__proto__',
  'constructor',
  'toString',
  'results',
  'extensions',
  'path',
  'body',
  'id',
  'title',
  'retryable',
  'doc_url',
  'result',
];
const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    'javascript:alert(1)',
    'https://a.example/',
    'data:text/html,x',
    '0000-01-01T00:00:00Z',
    '+275760-09-13T00:00:00.000Z',
    '9'.repeat(400),
    '-1',
    '1e309',
    'PT9999999S',
  ),
);
const hostile = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium' },
    leaf,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('node'), { maxKeys: 6 }),
  ),
})).node;

const ofStatus = () => 'unknown' as const;

/** How often members of an envelope of so many lists of errors are read. */
function readsOf(lists: number): number {
  const list = [{ code: 'x', message: 'Invalid' }];
  const members = Array.from({ length: lists }, (_, i) => [`a${i}errors`, list]);
  let reads = 0;
  const envelope = new Proxy(Object.fromEntries([['status', 'error'], ...members]), {
    get(object, name) {
      reads++;
      return Reflect.get(object, name);
    },
  });
  listByItsName(envelope, 'POST');
  return reads;
}

describe('Reading hostile replies', () => {
  it('throws on no value, caps what it keeps, and keeps no address but http and https', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(200, 207, 400, 429, 500, 999), (value, status) => {
        const reading = read(status, JSON.stringify(value) ?? '');
        if (!reading) return;
        const { code, said, param, requestId, links, errors, wait } = reading.description;
        expect(code?.value.length ?? 0).toBeLessThanOrEqual(MAX_CODE);
        expect(said?.value.length ?? 0).toBeLessThanOrEqual(MAX_SAID);
        expect(param?.value.length ?? 0).toBeLessThanOrEqual(MAX_ID);
        expect(requestId?.value.length ?? 0).toBeLessThanOrEqual(MAX_ID);
        for (const { url, label } of links) {
          expect(url).toMatch(/^https?:\/\//);
          expect(url.length).toBeLessThanOrEqual(MAX_URL);
          expect(label.length).toBeLessThanOrEqual(MAX_ID);
        }
        expect(errors.length).toBeLessThanOrEqual(20);
        if (wait?.afterMs !== undefined) expect(wait.afterMs).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2_000 },
    );
  });

  const NO_TEXT = { toString: 0 };

  it.each([
    { error: [{ status: NO_TEXT }] },
    { errors: [{ status: NO_TEXT, message: 'No such duck' }] },
    { resourceType: 'OperationOutcome', issue: [{ severity: NO_TEXT }] },
    { status: 'fail', data: { title: ['A title is required', NO_TEXT] } },
    { type: NO_TEXT, error: 'No such duck' },
    [{ type: NO_TEXT, error: 'No such duck' }],
  ])('reads objects without a text of their own: %j', (value) => {
    const text = JSON.stringify(value);
    for (const status of [200, 400]) expect(() => read(status, text)?.description.errors).not.toThrow();
    expect(() => read(200, `1:E${JSON.stringify({ digest: NO_TEXT })}`, 'text/x-component')).not.toThrow();
    expect(() => read(200, `${text}\n${text}`, 'application/x-ndjson')).not.toThrow();
  });

  it('never puts a permanent verdict beside a wait', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom(200, 401, 403, 404, 429, 503),
        fc.constantFrom('', '5', '0', 'x', '-7', '4294967295'),
        (value, status, retryAfter) => {
          const reading = read(status, JSON.stringify(value) ?? '', 'application/json', [
            { name: 'Retry-After', value: retryAfter },
          ]);
          if (!reading) return;
          const verdict = verdictOf({
            description: reading.description,
            status,
            partStatus: reading.sign?.status,
            listed: undefined,
            documented: 'permanent',
            ofStatus,
          });
          if (verdict.permanence === 'permanent') expect(verdict.wait).toBeUndefined();
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('throws on no text of any type', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      '<Error>',
      '<html>',
      '<title>',
      '&#x110000;',
      '&#0;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '"',
      "'",
      '=',
      'data:',
      'event: error',
      '\n',
      '\r\n',
      '--b',
      'HTTP/1.1 404 x',
      '{',
      '}',
      '[',
      'cb(',
      ')',
      '\u001e',
      '\0',
      'ERROR\n',
      '44',
      'a[',
      'error',
      'x',
    );
    const types = [
      'application/json',
      'text/html',
      'application/xml',
      'text/plain',
      'text/event-stream',
      'multipart/mixed',
      'application/x-www-form-urlencoded',
      'application/javascript',
      '',
    ];
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 30 }),
        fc.constantFrom(...types),
        fc.constantFrom(200, 404),
        (parts, type, status) => {
          const text = parts.join('');
          read(status, text, type);
          describeMessage({ text, subprotocol: undefined, isLast: true, now: NOW });
          describeReason(text, NOW);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['a code of 10 KB', JSON.stringify({ error: { code: 'E'.repeat(10_000), message: 'x' } })],
    ['a message of 900 KB', JSON.stringify({ error: { code: 'E1', message: 'again '.repeat(150_000) } })],
    [
      'a list of 50,000 errors',
      JSON.stringify({ errors: Array.from({ length: 50_000 }, () => ({ code: 'E', message: 'm' })) }),
    ],
    [
      '50,000 members',
      JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`error_${i}`, 'text']))),
    ],
    ['100,000 levels of lists', `{"error":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['50,000 levels of XML', '<Error>'.repeat(50_000)],
    ['a page of open tags', `<html>${'<div '.repeat(100_000)}`],
    ['a page of comments that never end', `<html>${'<!--'.repeat(100_000)}`],
    ['a text of digits', '9'.repeat(900_000)],
    ['a text of spaces between digits', `retry ${'1 '.repeat(300_000)}`],
  ])('takes %s within bounds', (_, text) => {
    const { code, said } = read(400, text)?.description ?? {};
    expect(code?.value.length ?? 0).toBeLessThanOrEqual(MAX_CODE);
    expect(said?.value.length ?? 0).toBeLessThanOrEqual(MAX_SAID);
  });

  it('looks at lists by their names with work that grows no faster than their number', () => {
    expect(readsOf(400)).toBeLessThanOrEqual(readsOf(200) * 2);
  });

  it('keeps script addresses out of the links', () => {
    const body = {
      error: {
        code: 'x',
        message: 'see javascript:alert(1)',
        doc_url: 'javascript:alert(1)',
        help: 'https://ok.example/a',
        more_info: '//evil.example',
      },
    };
    expect(read(400, JSON.stringify(body))?.description.links.map(({ url }) => url)).toEqual(['https://ok.example/a']);
  });

  it.each([
    ['Retry-After', '-5', 0, false],
    ['Retry-After', '0', 0, false],
    ['Retry-After', '90000', 90_000_000, false],
    ['Retry-After', '86400', 86_400_000, true],
    ['Retry-After', '4294967295', undefined, false],
    ['Retry-After', 'Thu, 01 Jan 1970 00:00:00 GMT', 0, false],
    ['Retry-After', 'Sat, 13 Sep 275760 00:00:00 GMT', undefined, false],
  ])('%s: %s is shown, and counted down only where that makes sense', (name, value, afterMs, countable) => {
    const wait = read(503, '', 'text/plain', [{ name, value }])?.description.wait;
    expect(wait).toMatchObject({ afterMs, countable, stated: value });
  });

  it.each(['soon', 'Mon', '12:00', '1e3', 'NaN', 'Infinity'])('Retry-After: %s is no wait', (value) =>
    expect(read(503, '', 'text/plain', [{ name: 'Retry-After', value }])?.description.wait).toBeUndefined(),
  );
});
