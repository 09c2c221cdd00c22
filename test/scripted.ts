/** Scripted traffic of test/fixtures/incidents and test/fixtures/differences, through the same way as a recording. */
import { readdirSync, readFileSync } from 'node:fs';
import { recordsOf } from '../lib/capture/recording.ts';
import { builtInFamilies } from '../lib/catalog/index.ts';
import { createEngine } from '../lib/diagnose/diagnose.ts';
import type { Exchange } from '../lib/exchange.ts';
import { readHarFile } from '../lib/har/file.ts';
import { importRecording } from '../lib/session/import.ts';
import type { Session } from '../lib/session/log.ts';
import { createSession } from '../lib/session/session.ts';
import { harEntry, harText } from './har.ts';

type Headers = Readonly<Record<string, string>>;

/** One step: a request, or something on a socket. Times are milliseconds from the beginning. */
export interface Step {
  readonly id?: string;
  readonly at: number;
  readonly url?: string;
  readonly method?: string;
  readonly status?: number;
  readonly type?: string;
  readonly request?: Headers;
  readonly response?: Headers;
  /** The request's body: a text, or what becomes JSON. */
  readonly sent?: unknown;
  /** The reply's. */
  readonly body?: unknown;
  readonly failure?: string;
  readonly resource?: string;
  readonly protocol?: string;
  readonly initiator?: { readonly function: string; readonly url: string; readonly line: number };
  /** Repeats, `every` so many milliseconds; `{n}` in the address counts them. */
  readonly times?: number;
  readonly every?: number;
  readonly socket?: string;
  readonly send?: string;
  readonly receive?: string;
  readonly close?: readonly [code: number, reason: string];
}

export interface IncidentScript {
  readonly title: string;
  readonly source: string;
  readonly story: string;
  readonly page: string;
  readonly events: readonly Step[];
  /** The step that is the root; absent for a healthy page. */
  readonly root?: string;
}

export interface DifferenceScript {
  readonly title: string;
  readonly source: string;
  readonly before: readonly Step[];
  readonly failure: Step;
  readonly differs: { readonly part: string; readonly name?: string };
}

export const START = Date.UTC(2026, 0, 15, 10);

export function readScripts<Script>(folder: string): { readonly name: string; readonly script: Script }[] {
  const base = new URL(`./fixtures/${folder}/`, import.meta.url);
  return readdirSync(base)
    .sort()
    .map((name) => ({
      name: name.replace('.json', ''),
      script: JSON.parse(readFileSync(new URL(name, base), 'utf8')) as Script,
    }));
}

interface Played {
  readonly step: Step;
  readonly entry: object;
}

/** The entries of the steps, in the order of time. Several steps on one socket are one entry. */
function playedOf(steps: readonly Step[]): Played[] {
  const sockets = new Map<
    string,
    Played & { readonly messages: object[]; readonly members: Record<string, unknown> }
  >();
  const requests: Played[] = [];
  for (const step of steps) {
    if (step.socket === undefined) for (const one of repeated(step)) requests.push({ step, entry: requestEntry(one) });
    else addToSocket(step, step.socket, sockets);
  }
  const all = [...requests, ...sockets.values()];
  return all.sort((a, b) => a.step.at - b.step.at);
}

function repeated({ times = 1, every = 0, ...step }: Step): Step[] {
  return Array.from({ length: times }, (_, n) => ({
    ...step,
    at: step.at + n * every,
    ...(step.url !== undefined && { url: step.url.replace('{n}', String(n + 1)) }),
  }));
}

function addToSocket(
  step: Step,
  url: string,
  sockets: Map<string, Played & { readonly messages: object[]; readonly members: Record<string, unknown> }>,
): void {
  const messages: object[] = [];
  const members: Record<string, unknown> = { _resourceType: 'websocket', _webSocketMessages: messages };
  const known = sockets.get(url) ?? {
    step,
    messages,
    members,
    entry: harEntry({ url, status: 101, startedDateTime: timeOf(step.at), extra: members }),
  };
  sockets.set(url, known);
  const data = step.send ?? step.receive;
  for (const one of data === undefined ? [] : repeated(step)) {
    known.messages.push({
      type: step.send === undefined ? 'receive' : 'send',
      time: (START + one.at) / 1000,
      opcode: 1,
      data,
    });
  }
  if (!step.close) return;
  const [code, reason] = step.close;
  // A recording knows no time of a close but that of the last message.
  if (known.messages.length === 0)
    known.messages.push({ type: 'receive', time: (START + step.at) / 1000, opcode: 1, data: '{}' });
  Object.assign(known.entry, { _webSocketClose: { code, reason, wasClean: code !== 1006 } });
  Object.assign(known, { step });
}

function requestEntry(step: Step): object {
  const { url = '', method = 'GET', status = 200, type = '', failure, initiator, protocol } = step;
  const entry = harEntry({
    url,
    method,
    status,
    mimeType: type,
    startedDateTime: timeOf(step.at),
    requestHeaders: headersOf(step.request),
    headers: headersOf(step.response),
    extra: {
      _resourceType: step.resource ?? 'fetch',
      ...(initiator && { _initiator: { stack: { callFrames: [frameOf(initiator)] } } }),
    },
    ...(step.body !== undefined && { body: textOf(step.body) }),
    ...(failure !== undefined && { error: failure }),
  });
  Object.assign(entry.request, step.sent !== undefined && { postData: { mimeType: '', text: textOf(step.sent) } });
  Object.assign(entry.response, protocol !== undefined && { httpVersion: protocol });
  return entry;
}

function frameOf({ function: functionName, url, line }: NonNullable<Step['initiator']>): object {
  return { functionName, url, lineNumber: line - 1, columnNumber: 0 };
}

function headersOf(headers: Headers = {}) {
  return Object.entries(headers).map(([name, value]) => ({
    name,
    value: value.replace(/^jwt\((\d+),(\d+)\)$/, token),
  }));
}

/** A made-up JSON Web Token that is valid from one second to another, counted from the beginning. */
function token(_: string, from: string, to: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = START / 1000;
  return `Bearer ${part({ alg: 'none' })}.${part({ iat: seconds + Number(from), exp: seconds + Number(to) })}.made-up`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function timeOf(at: number): string {
  return new Date(START + at).toISOString();
}

/** Plays the steps into a session. `stepOf` names the step that an exchange came of. */
export async function play(steps: readonly Step[]): Promise<{
  readonly session: Session;
  readonly exchanges: readonly Exchange[];
  readonly stepOf: (exchange: Exchange) => Step | undefined;
}> {
  const played = playedOf(steps);
  const file = readHarFile(harText(played.map(({ entry }) => entry)));
  if (!file.ok) throw new Error(file.why);
  const session = createSession({ schedule: () => {} });
  await importRecording(session.imported, file, {
    engine: createEngine(builtInFamilies),
    source: 'import 1',
    pause: async () => {},
  });
  const exchanges: Exchange[] = [];
  const stepsById = new Map<string, Step | undefined>();
  for await (const one of recordsOf(file, 'import 1')) {
    if (one.kind !== 'record' || one.record.channel === 'gap') continue;
    exchanges.push(one.record);
    stepsById.set(one.record.id, played[one.entry]?.step);
  }
  // A request is one exchange with the preflight that refused it, and the preflight came first.
  const preflightOf = (exchange: Exchange) =>
    exchange.channel === 'http' && exchange.preflight
      ? steps.find(({ method, url }) => method === 'OPTIONS' && url === exchange.url)
      : undefined;
  return { session, exchanges, stepOf: (exchange) => preflightOf(exchange) ?? stepsById.get(exchange.id) };
}
