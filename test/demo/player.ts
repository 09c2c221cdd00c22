/** Lets a real page make the requests and open the sockets of the fixtures, and get their answers. */
import { isDeepStrictEqual } from 'node:util';
import type { Session } from '../browsers/session.ts';
import type { Expectation, Fixture } from '../fixtures.ts';
import { readFixtures } from '../fixtures.ts';
import { type Broker, type RefusedWith, startBroker } from '../mqtt-broker.ts';
import { connectPacket, mqttBytes, publishPacket, subscribePacket } from '../mqtt-packets.ts';
import { type Ended, PageSocket } from '../page-socket.ts';
import type { Reply, TestServer } from '../server.ts';
import type { BrowserName } from '../setup.mjs';
import { dialogOf, topicsFor } from './dialog.ts';

/** The families that the demo plays. */
const FAMILIES = new Set([
  'octoeverywhere-service',
  'octoeverywhere-plugin',
  'octoeverywhere-gadget',
  'makapix',
  'blazeauth',
]);

/** What the demo plays on sockets beyond these families: something of every other kind of failure. */
const ALSO_ON_SOCKETS = new Set([
  'rpc-moonraker-401',
  'rpc-moonraker-503',
  'rpc-moonraker-mqtt',
  'rpc-lsp-cancelled',
  'graphqlws-error',
  'graphqlws-error-code',
  'graphqlws-legacy-connection',
  'graphqlws-close-4004',
  'ws-1006',
  'ws-1008',
  'ws-1011',
  'ws-1013',
  'ws-3000',
  'ws-4201-application',
  'ws-handshake-silent',
  'mqtt3-connack-2',
  'mqtt3-connack-3',
  'mqtt3-connack-4',
  'mqtt3-connack-5',
  'mqtt3-suback-128',
  'mqtt5-connack-135',
  'mqtt5-disconnect-142',
  'mqtt5-puback-151',
  'mqtt5-suback-158',
  'mqtt5-sent-disconnect-147',
]);

/** How each browser shows a refused handshake: Chromium keeps the status to itself, so there every refusal looks alike. */
const REFUSED_HANDSHAKE: Readonly<Record<BrowserName, (expected: Expectation) => Expectation>> = {
  chromium: () => ({ family: 'websocket', code: '0', permanence: 'unknown' }),
  firefox: (expected) => expected,
};

export interface Play {
  readonly fixture: Fixture;
  /** How the panel must show it. */
  readonly expected: Expectation;
}

/** Every fixture that one of these families must explain, and some more on sockets, as the browser shows them. */
export function plays(browser: BrowserName): Play[] {
  const fixtures = readFixtures();
  const known = new Set(fixtures.map(({ id }) => id));
  for (const id of ALSO_ON_SOCKETS) if (!known.has(id)) throw new Error(`the demo plays ${id}, which is no fixture`);
  return fixtures.flatMap((fixture) => {
    const { id, channel, expect } = fixture;
    if (expect === null || 'not' in expect) return [];
    if (channel === 'http') return FAMILIES.has(expect.family) ? [{ fixture, expected: expect }] : [];
    if (!(FAMILIES.has(expect.family) || ALSO_ON_SOCKETS.has(id))) return [];
    return [{ fixture, expected: channel === 'handshake' ? REFUSED_HANDSHAKE[browser](expect) : expect }];
  });
}

/** Where a page finds the other side of a play. */
export interface Services {
  readonly server: TestServer;
  readonly broker: Broker;
}

/** One user for each return code with which a broker refuses. */
const REFUSED_USERS: Readonly<Record<string, RefusedWith>> = {
  'ill-named': 2,
  'too-early': 3,
  'wrong-password': 4,
  'not-authorized': 5,
};
const DENIED_TOPIC = 'orders/#';

/** The broker that the plays expect. */
export function startDemoBroker(): Promise<Broker> {
  return startBroker({ refused: REFUSED_USERS, denied: [DENIED_TOPIC] });
}

/** Headers that speak of how the body travelled when it was recorded. The server sends it plain, and counts for itself. */
const OF_THE_TRANSFER = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection']);

export function replyOf({ status = 200, statusText, mime, headers = {}, body, base64 }: Fixture): Reply {
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_TRANSFER.has(name.toLowerCase()));
  return {
    status,
    ...(statusText !== undefined && { statusText }),
    headers: { ...(mime && { 'Content-Type': mime }), ...Object.fromEntries(kept) },
    ...(body !== undefined && { body: base64 ? Buffer.from(body, 'base64') : body }),
  };
}

/**
 * Whether the page leaves the body alone, as `if (!response.ok) throw …` does: every other time where the status says
 * everything. Otherwise it must read, since the browser hands out no body that the page did not.
 */
function leavesBody({ fixture: { status = 200 }, expected }: Play, index: number): boolean {
  return expected.family === 'octoeverywhere-service' && status >= 600 && index % 2 === 1;
}

/** Plays one fixture in `page`. Rejects where the page does not get what the fixture has. */
export async function play(page: Session, services: Services, one: Play, index: number): Promise<void> {
  const { fixture } = one;
  const { id, channel, url } = fixture;
  try {
    if (channel === 'http') return await playRequest(page, services.server, one, index);
    await page.evaluate(say, `${channel} ${url}`);
    if (isForBroker(fixture)) await playWithBroker(page, services, fixture);
    else await playDialog(page, services.server, fixture);
  } catch (error) {
    throw new Error(`${id}: ${(error as Error).message}`, { cause: error });
  }
}

async function playRequest(page: Session, server: TestServer, one: Play, index: number): Promise<void> {
  const { url, method = 'GET', status = 200 } = one.fixture;
  server.answerNext(method, url, replyOf(one.fixture));
  const got = await page.evaluate(requestInPage, url, method, leavesBody(one, index));
  if (got !== status) throw new Error(`the page got status ${got} instead of ${status}`);
}

/** Plays the fixture of a socket with a scripted server. */
async function playDialog(page: Session, server: TestServer, fixture: Fixture): Promise<void> {
  const { protocols, turns, script } = dialogOf(fixture);
  server.acceptSocket(fixture.url, script);
  const socket = await PageSocket.open(page, fixture.url, protocols);
  for (const { from, data } of turns) await (from === 'page' ? socket.send(data) : socket.received(data.length));
  const sent = turns.flatMap(({ from, data }) => (from === 'server' ? [data] : []));
  const got = await socket.received(0);
  if (!isDeepStrictEqual(got, sent)) throw new Error(`the page got ${JSON.stringify(got)}`);
  const ended = await (fixture.channel === 'close' || fixture.channel === 'handshake'
    ? socket.ended()
    : socket.close());
  if (!endsAs(fixture, ended)) throw new Error(`the page saw the end ${JSON.stringify(ended)}`);
}

function endsAs({ channel, closeCode, closeReason = '', wasClean = true }: Fixture, ended: Ended): boolean {
  if (channel === 'handshake') return !ended.opened;
  if (channel === 'close')
    return isDeepStrictEqual(ended, { code: closeCode, reason: closeReason, wasClean, opened: true });
  return ended.wasClean;
}

/** Whether a real broker does by itself what the fixture has: it speaks MQTT 3.1.1. */
function isForBroker({ channel, packet = 'publish', protocolVersion, reasonCode, direction }: Fixture): boolean {
  if (channel !== 'mqtt' || protocolVersion === 5 || direction === 'send') return false;
  if (packet === 'connack') return Object.values<number | undefined>(REFUSED_USERS).includes(reasonCode);
  return packet === 'publish' || (packet === 'suback' && reasonCode === 0x80);
}

async function playWithBroker(page: Session, { server, broker }: Services, fixture: Fixture): Promise<void> {
  const { url, packet = 'publish', topic = DENIED_TOPIC, body = '', reasonCode } = fixture;
  const [user] = Object.entries(REFUSED_USERS).find(([, code]) => code === reasonCode) ?? [];
  server.acceptSocket(url, broker.script);
  const socket = await PageSocket.open(page, url, ['mqtt']);
  await socket.send(mqttBytes(connectPacket(4, packet === 'connack' ? user : 'shop'), 4));
  await socket.received(4); // CONNACK, MQTT 3.1.1, section 3.2
  if (packet === 'connack') return void (await socket.ended());
  const topics = topicsFor(topic);
  await socket.send(mqttBytes(subscribePacket(topics), 4));
  await socket.received(4 + topics.length); // SUBACK, MQTT 3.1.1, section 3.9
  if (packet === 'publish') {
    await broker.publish(topic, body);
    await socket.received(mqttBytes(publishPacket(topic, body), 4).length);
  }
  await socket.send(mqttBytes({ cmd: 'disconnect' }, 4));
  await socket.ended();
}

function say(text: string): void {
  const line = document.querySelector('p');
  if (line) line.textContent = text;
}

async function requestInPage(url: string, method: string, leaveBody: boolean): Promise<number> {
  const line = document.querySelector('p');
  if (line) line.textContent = `${method} ${url}`;
  const response = await fetch(url, { method });
  if (!leaveBody) await response.arrayBuffer();
  if (line) line.textContent = `${method} ${url} → ${response.status} ${response.statusText}`;
  return response.status;
}
