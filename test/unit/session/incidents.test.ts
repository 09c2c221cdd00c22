import { describe, expect, it } from 'vitest';
import { incidentLine } from '../../../lib/words/incidents.ts';
import { type IncidentScript, play, readScripts, type Step } from '../../scripted.ts';

const SCRIPTS = readScripts<IncidentScript>('incidents');
async function found(steps: readonly Step[]) {
  const { session, stepOf } = await play(steps);
  return session.incidents().map((incident) => ({ ...incident, rootStep: stepOf(incident.root.exchange)?.id }));
}

describe('scripted incidents', () => {
  it.each(SCRIPTS.filter(({ script }) => script.root !== undefined))(
    'of $name are told with their root first',
    async ({ script }) => {
      const [first] = await found(script.events);
      expect(first?.rootStep).toBe(script.root);
      expect(first && incidentLine(first)).toMatch(/\d/);
    },
  );

  it.each(SCRIPTS.filter(({ script }) => script.root === undefined))('are not seen in $name', async ({ script }) => {
    expect(await found(script.events)).toEqual([]);
  });
});

const API = 'https://api.mill.example';
const request = (at: number, path: string, status: number, over: Partial<Step> = {}): Step => ({
  at,
  url: path.startsWith('http') ? path : API + path,
  status,
  type: 'application/json',
  ...over,
});
const failing = (at: number, path: string, failure: string): Step => request(at, path, 0, { failure });

describe('what failures share', () => {
  it.each<[string, readonly Step[], string]>([
    [
      'a session that another host of the site refuses to renew',
      [
        request(0, 'https://login.mill.example/oauth/token', 400, { body: { error: 'invalid_grant' } }),
        request(50, '/a', 401),
        request(60, '/b', 401),
      ],
      'session',
    ],
    ['a session without any renewal', [request(0, '/a', 401), request(5, '/b', 401), request(9, '/c', 401)], 'session'],
    [
      'a limit that answers 403',
      [0, 1, 2].map((i) => request(i, `/${'abc'[i]}`, 403, { response: { 'Retry-After': '60' } })),
      'limit',
    ],
    ['a refused port', [0, 1, 2].map((i) => failing(i, `/${'abc'[i]}`, 'net::ERR_CONNECTION_REFUSED')), 'unreachable'],
    [
      'one header that the preflight does not admit',
      [0, 1, 2].map((i) =>
        request(i * 100, `/${'abc'[i]}`, 200, {
          failure: 'net::ERR_FAILED',
          request: { Origin: 'https://mill.example', 'Sec-Fetch-Mode': 'cors' },
        }),
      ),
      'cors',
    ],
  ])('%s makes an incident', async (_, steps, rule) => {
    const incidents = await found(steps);
    expect(incidents.map((incident) => incident.rule)).toEqual([rule]);
    expect(incidents[0]?.failures).toHaveLength(3);
  });

  it.each<[string, readonly Step[]]>([
    ['repeats of one call', [0, 1, 2, 3].map((i) => request(i, '/a', 500))],
    ['a limit of one endpoint', [0, 1, 2, 3].map((i) => request(i, '/a', 429))],
    ['different codes of one host', [500, 502, 503].map((status, i) => request(i, `/${'abc'[i]}`, status))],
    ['one code of different hosts', [0, 1, 2].map((i) => request(i, `https://h${i}.example/a`, 503))],
    ['missing pictures', [0, 1, 2].map((i) => request(i, `/img/${'abc'[i]}.png`, 404))],
    [
      'closes that lie far apart',
      [0, 1, 2, 3, 4].map((i) => ({ at: i * 60_000, socket: `wss://a.example/?${i}`, close: [1011, ''] }) as const),
    ],
    [
      'nothing but the moment',
      [request(0, '/a', 404), failing(1, 'https://b.example/', 'net::ERR_CONNECTION_RESET'), request(2, '/c', 500)],
    ],
  ])('%s makes none', async (_, steps) => {
    expect(await found(steps)).toEqual([]);
  });

  it('lies near in time, or it is two incidents', async () => {
    const outage = (at: number) => [0, 1, 2].map((i) => failing(at + i, `/${'abc'[i]}`, 'net::ERR_CONNECTION_REFUSED'));
    expect(await found([...outage(0), ...outage(3_600_000)])).toHaveLength(2);
  });
});
