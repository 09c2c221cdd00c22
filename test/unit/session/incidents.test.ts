import { describe, expect, it } from 'vitest';
import type { Blocker, CorsRule } from '../../../lib/catalog/schema.ts';
import type { Exchange, HttpExchange } from '../../../lib/exchange.ts';
import type { Failure } from '../../../lib/finding.ts';
import { type Healthy, healthyLine } from '../../../lib/session/healthy.ts';
import { findIncidents, type IncidentSources } from '../../../lib/session/incidents.ts';
import { incidentLine } from '../../../lib/words/incidents.ts';
import { failure, finding, type MadeUp } from '../../failures.ts';
import { AT, httpExchange, SOCKET, socketClose } from '../../fixtures.ts';
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

/** Failures of different endpoints, a millisecond apart. `url`: the beginning of each address. */
function failures(
  count: number,
  url: string,
  over: MadeUp = {},
  exchange: Partial<HttpExchange> = {},
  from = 0,
): Failure[] {
  return Array.from({ length: count }, (_, i) =>
    failure(over, { id: `${url} ${from + i}`, at: AT + from + i, url: `${url}${'abcdef'[i]}`, ...exchange }),
  );
}

const WAIT: MadeUp = { retry: { afterMs: 1_000, from: 'Retry-After' } };

function incidentsOf(held: readonly Failure[], sources: Partial<IncidentSources> = {}) {
  return findIncidents({ failures: held, healthy: [], sentBefore: () => 0, ...sources });
}

const rulesOf = (held: readonly Failure[], sources?: Partial<IncidentSources>) =>
  incidentsOf(held, sources).map(({ rule }) => rule);

describe('incidents', () => {
  it('tell their failures in the order of time, however they came', () => {
    const [a, b, c] = failures(3, `${API}/`);
    if (!a || !b || !c) expect.unreachable();
    expect(incidentsOf([b, c, a])).toMatchObject([{ root: a, failures: [a, b, c] }]);
  });

  it('share no failure', () => {
    const refused = failures(3, `${API}/`, WAIT, { status: 401 });
    const down = failures(3, 'https://other.example/');
    expect(rulesOf([...refused, ...down])).toEqual(['session', 'dependency']);
  });

  it('stand in the order of their failures, and of two that have as many the earlier one first', () => {
    const session = failures(3, 'https://a.example/', {}, { status: 401 }, 100);
    const limit = failures(3, 'https://b.example/', {}, { status: 429 }, 0);
    const dependency = failures(4, 'https://c.example/', {}, {}, 200);
    expect(rulesOf([...session, ...limit, ...dependency])).toEqual(['dependency', 'limit', 'session']);
  });

  it('hold what lies five minutes apart, and no more', () => {
    const [a, b, c] = failures(3, `${API}/`);
    if (!a || !b || !c) expect.unreachable();
    const later = (ms: number) => ({ ...c, exchange: { ...c.exchange, at: b.exchange.at + ms } });
    expect(rulesOf([a, b, later(300_000)])).toEqual(['dependency']);
    expect(rulesOf([a, b, later(300_001)])).toEqual([]);
  });

  it.each<[string, readonly Failure[], string, string]>([
    [
      'the machine',
      failures(3, `${API}/`, { code: 'ERR_INTERNET_DISCONNECTED' }, { status: 0 }),
      'offline',
      'this machine',
    ],
    ['a host', failures(3, `${API}/`), 'dependency', 'api.mill.example'],
    [
      'a host in any case',
      [...failures(2, `${API}/`), ...failures(1, 'https://API.mill.example/z', {}, {}, 9)],
      'dependency',
      'api.mill.example',
    ],
    ['a host that sets a limit', failures(3, `${API}/`, WAIT, { status: 400 }), 'limit', 'api.mill.example'],
    [
      'the hosts of a site',
      [
        ...failures(2, `${API}/`, {}, { status: 401 }),
        ...failures(1, 'https://WWW.mill.example/', {}, { status: 401 }, 9),
      ],
      'session',
      'mill.example',
    ],
    [
      'the folder of a build',
      failures(2, `${API}/assets/list-DfcGHVM`, {}, { status: 410 }).map(named),
      'missing-build',
      'api.mill.example/assets',
    ],
    ['what a policy stops', failures(3, `${API}/`, blockedBy('csp'), { status: 0 }), 'csp', 'api.mill.example'],
  ])('say what is shared: %s', (_, held, rule, on) => {
    expect(incidentsOf(held)).toMatchObject([{ rule, on, sent: undefined }]);
  });

  it.each<[string, readonly Failure[], readonly string[]]>([
    [
      'of the same limit where a fault of the server names a wait',
      failures(3, `${API}/`, WAIT, { status: 500 }),
      ['dependency'],
    ],
    ['of the same limit where errors in successes name one', failures(3, `${API}/`, WAIT, { status: 200 }), []],
    [
      'of one host out of reach where it replied',
      failures(3, `${API}/`, { code: 'ERR_CONNECTION_RESET' }, { status: 200 }),
      [],
    ],
    [
      'of one session where sites are others',
      ['a', 'b', 'c'].flatMap((site) => failures(1, `https://${site}.example/`, {}, { status: 401 })),
      [],
    ],
    [
      'of one session where preflights were refused',
      failures(3, `${API}/`, {}, { status: 401, role: 'preflight' }),
      [],
    ],
    ['of one session where handshakes were refused', ['/a', '/b', '/c'].map((path) => handshake(path, 0)), []],
    [
      'of one policy where hosts are others',
      ['a', 'b', 'c'].flatMap((host) => failures(1, `https://${host}.example/`, blockedBy('csp'), { status: 0 })),
      [],
    ],
    [
      'of one rule of CORS where rules are others',
      (['allow-origin-missing', 'method-not-allowed', 'header-not-allowed'] as const).flatMap((rule, i) =>
        failures(1, `${API}/${i}`, blockedBy('cors', rule), { status: 0 }),
      ),
      [],
    ],
    ['of a build that is gone where its server fails', failures(2, `${API}/assets/list-DfcGHVM`).map(named), []],
  ])('are none %s', (_, held, rules) => expect(rulesOf(held)).toEqual(rules));
});

/** As a bundler names a script. */
function named({ exchange, finding: found }: Failure): Failure {
  return {
    exchange: exchange.channel === 'http' ? { ...exchange, url: `${exchange.url}X.js` } : exchange,
    finding: found,
  };
}

function blockedBy(by: Blocker, rule?: CorsRule): MadeUp {
  return { blocked: { by, rule, cure: undefined } };
}

function handshake(path: string, after: number): Failure {
  const socket = { ...SOCKET, id: `${path} ${after}`, url: `wss://a.example${path}` };
  const exchange: Exchange = {
    channel: 'handshake',
    id: socket.id,
    socket,
    at: AT + after,
    status: 401,
    responseHeaders: [],
    failure: undefined,
  };
  return { exchange, finding: finding({ code: '401' }) };
}

function closes(...after: readonly number[]): Failure[] {
  return after.map((ms) => ({
    exchange: socketClose({ id: `close ${ms}`, at: AT + ms, code: 1011 }),
    finding: finding({ code: '1011' }),
  }));
}

describe('a session that does not count any more', () => {
  const refused = failures(3, `${API}/`, {}, { status: 401 }, 10);
  const success = (at: number, path: string, status = 200): Healthy =>
    healthyLine(httpExchange({ at: AT + at, url: path.startsWith('https:') ? path : API + path, status }));

  it.each<[string, readonly Healthy[]]>([
    ['it was renewed before', [success(9, '/oauth/token')]],
    ['it was renewed as the first was refused, not after', [success(10, '/oauth/token')]],
    ['its renewal was refused', [success(20, '/oauth/token', 400)]],
    ['that of another site was renewed', [success(20, 'https://login.other.example/oauth/token')]],
    ['only some of what was refused succeeded later', [success(20, '/a'), success(21, '/b')]],
    ['other calls succeeded later', [success(20, '/x'), success(21, '/y'), success(22, '/z')]],
  ])('is an incident also where %s', (_, healthy) => expect(rulesOf(refused, { healthy })).toEqual(['session']));

  it.each<[string, readonly Healthy[]]>([
    ['was renewed after', [success(20, 'https://login.mill.example/OAuth/Token')]],
    ['did count for all of it later', [success(20, '/a'), success(21, '/b'), success(22, '/c?again')]],
  ])('is none where it %s', (_, healthy) => expect(rulesOf(refused, { healthy })).toEqual([]));

  it('is none where its renewal failed, and all that was refused succeeded later all the same', () => {
    const renewal = failures(1, `${API}/oauth/token/`, {}, { status: 400 });
    const held = [...renewal, ...refused.slice(0, 2)];
    expect(incidentsOf(held)).toMatchObject([{ rule: 'session', root: renewal[0] }]);
    expect(rulesOf(held, { healthy: [success(20, '/a'), success(21, '/b'), success(5, '/oauth/token')] })).toEqual([]);
    const renewed = { healthy: [success(30, '/oauth/refresh')] };
    expect(rulesOf(held, renewed)).toEqual(['session']);
  });

  it('is none where nothing but renewals failed', () => {
    expect(rulesOf(failures(3, `${API}/oauth/token/`, {}, { status: 400 }))).toEqual([]);
  });
});

describe('a socket', () => {
  it('is in a loop where it is opened every fifteen seconds, refused or closed', () => {
    expect(incidentsOf(closes(0, 15_000, 30_000, 45_000))).toMatchObject([
      { rule: 'reconnect', on: 'a.example/socket', sent: undefined },
    ]);
    expect(rulesOf(closes(0, 15_001, 30_002, 45_003))).toEqual([]);
    expect(rulesOf(closes(0, 1, 2))).toEqual([]);
    expect(rulesOf([0, 1, 2, 3].map((at) => handshake('/live', at)))).toEqual(['reconnect']);
  });

  it('is flooded by thirty messages in ten seconds', () => {
    const floodOf = (sent: number) => incidentsOf(closes(0), { sentBefore: () => sent });
    expect(floodOf(30)).toMatchObject([{ rule: 'flood', on: 'a.example/socket', sent: 30 }]);
    expect(floodOf(29)).toEqual([]);
  });
});
