import { describe, expect, it } from 'vitest';
import { readServicePacks } from '../../../build/service-packs.ts';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { bodyOf, httpExchange, SOCKET, socketMessage } from '../../fixtures.ts';
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

describe('a success that looks like a failure', () => {
  it.each(HEALTHY)('%s', (_, reply) => {
    const finding = diagnose(reply);
    expect(finding && `${finding.family}/${finding.code}`).toBeUndefined();
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
