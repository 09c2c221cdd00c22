import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readServicePacks } from '../../../build/service-packs.ts';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { bodyOf, httpExchange, SOCKET, socketMessage, streamEvent } from '../../fixtures.ts';
import { FAILING, type Reply } from './invented.ts';
import { DIALECTS } from './invented-dialects.ts';
import { FAILING_MESSAGES, HEALTHY_MESSAGES } from './invented-messages.ts';
import { HEALTHY } from './invented-successes.ts';

const engine = createEngine([...readServicePacks(), ...builtInFamilies]);

function diagnose({ status = 200, method = 'GET', type = 'application/json', headers = {}, body }: Reply) {
  return engine.diagnose(
    httpExchange({
      url: 'https://api.pond.example/v1/ducks?callback=cb',
      method,
      status,
      mimeType: type,
      responseHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
      responseBody: bodyOf(typeof body === 'string' ? body : JSON.stringify(body)),
    }),
  );
}

describe('a failure of a service that nobody knows', () => {
  it.each([...FAILING, ...DIALECTS])('%s', (_, reply, { code, permanence, wait, said, param, requestId, link }) => {
    const finding = diagnose(reply);
    expect(finding).toBeDefined();
    if (!finding) return;
    const { retry } = finding;
    expect({
      code: code && finding.code,
      permanence: permanence && finding.permanence,
      wait: wait === undefined ? undefined : (retry?.afterMs ?? null),
      param: param && (finding.param ?? finding.errors.find((error) => error.param)?.param),
      requestId: requestId && finding.requestId,
      link: link && finding.links.find(({ url }) => url === link)?.url,
    }).toEqual({ code, permanence, wait, param, requestId, link });
    if (said !== undefined) expect(finding.said).toContain(said);
    expect(finding.code.length).toBeLessThanOrEqual(80);
    expect(finding.said?.length ?? 0).toBeLessThanOrEqual(500);
    for (const { url } of finding.links) expect(url).toMatch(/^https?:/);
    // Inside a success nothing is certain.
    if ((reply.status ?? 200) < 400) expect(finding.confidence).not.toBe('certain');
    // "Permanent" never stands beside a wait.
    if (finding.permanence === 'permanent') expect(retry).toBeUndefined();
  });
});

describe('a failure that is about no field', () => {
  it.each<unknown>([
    { errors: ['the pond is closed to you'] },
    { errors: { base: ['The pond is closed'] } },
    { error: { type: 7, address: '/ponds/1', description: 'no such pond' } },
    { error: { error_code: 14, error_msg: 'Quack first', quack_sid: '1', quack_img: 'https://pond.example/q' } },
    { error: { type: 'pond_error', reason: 'dry', caused_by: { type: 'sun', reason: 'hot' } } },
  ])('names none: %j', (body) => {
    const finding = diagnose({ status: 400, body });
    expect(finding).toBeDefined();
    expect(finding?.param).toBeUndefined();
  });
});

describe('a success that looks like a failure', () => {
  it.each(HEALTHY)('%s', (_, reply) => {
    const finding = diagnose(reply);
    expect(finding && `${finding.family}/${finding.code}`).toBeUndefined();
  });
});

/** Names that tell of failures, and values that say there is none. */
const NAMES_OF_FAILURES =
  'ok success isSuccess response Response error err Error fault exception errors failures error_message errmsg error_code errno code ret status state result outcome type message hasError exceptions problem reason'.split(
    ' ',
  );
const NOTHING = [null, '', [], {}];
const NO_FAILURE = ['none', 'false', '0', 'no', 'N', 'OK', 'success', 0, false];
const OF_ERRORS = 'error err Error fault exception error_message errmsg error_code errno hasError'.split(' ');
const HEALTHY_PARTS = [
  {},
  { message: 'Welcome back' },
  { data: { id: 1 } },
  { id: 7, name: 'Duck' },
  { status: 'ok' },
  { code: 200, message: 'Served' },
  { success: true, message: 'Served' },
  { jsonrpc: '2.0', id: 1, result: 3 },
];

describe('a member that says nothing', () => {
  const member = fc.oneof(
    fc.record({ name: fc.constantFrom(...NAMES_OF_FAILURES), value: fc.constantFrom<unknown>(...NOTHING) }),
    fc.record({ name: fc.constantFrom(...OF_ERRORS), value: fc.constantFrom<unknown>(...NO_FAILURE) }),
  );

  it('is no failure, whatever stands beside it', () => {
    const property = fc.property(fc.constantFrom(...HEALTHY_PARTS), member, member, (part, a, b) => {
      const body = { ...part, [a.name]: a.value, [b.name]: b.value };
      expect(diagnose({ body })).toBeUndefined();
      expect(diagnose({ method: 'POST', body })).toBeUndefined();
      expect(engine.diagnose(socketMessage(JSON.stringify(body)))).toBeUndefined();
    });
    fc.assert(property, { numRuns: 3_000 });
  });
});

describe('an event of a stream that nobody knows', () => {
  it.each([
    ['quackingException', '{"message":"Too many quacks"}', 'quackingException'],
    ['hatch.failed', '{"code":"egg_broken","message":"The egg broke"}', 'egg_broken'],
    ['response.failed', '{"id":7}', 'response.failed'],
    ['message', '{"success":false,"message":"The pond is closed to you"}', '200'],
    [
      'message',
      '{"jsonrpc":"2.0","id":7,"result":{"isError":true,"content":[{"type":"text","text":"No duck"}]}}',
      '200',
    ],
  ])('tells of a failure: %s', (event, data, code) => {
    expect(engine.diagnose(streamEvent(data, { event }))?.code).toBe(code);
  });

  it.each([
    ['hatch.failed', '{"id":7,"name":"Blue"}'],
    ['message', '{"error":"boom","code":500,"time":"10:00"}'],
    ['duckling', '{"id":7}'],
  ])('tells of none: %s %s', (event, data) => {
    expect(engine.diagnose(streamEvent(data, { event }))).toBeUndefined();
  });
});

describe('a message of a socket that nobody knows', () => {
  it.each(FAILING_MESSAGES.map((row) => [row[0], row] as const))('tells of a failure: %s', (_, row) => {
    const [, text, code, subprotocol] = row;
    const finding = engine.diagnose(socketMessage(text, { socket: { ...SOCKET, subprotocol } }));
    expect(finding?.code).toBe(code);
  });

  it.each(HEALTHY_MESSAGES)('tells of none: %s', (_, text) => {
    const finding = engine.diagnose(socketMessage(text));
    expect(finding && `${finding.family}/${finding.code}`).toBeUndefined();
  });
});
