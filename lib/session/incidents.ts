/**
 * Failures that have one cause, told as one: which of them is the root, and the rule that joined them. Never joined by time alone;
 * time only keeps apart what lies far apart.
 */
import { authorityOf } from '../address.ts';
import { type Exchange, statusOf, urlOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import type { Incident, IncidentRule } from '../incident.ts';
import { endpointOfExchange, placeOf } from './endpoint.ts';
import type { Healthy } from './healthy.ts';

export interface IncidentSources {
  readonly failures: readonly Failure[];
  readonly healthy: readonly Healthy[];
  /** Messages that the page sent on this socket in the ten seconds before that moment (epoch ms). */
  readonly sentBefore: (socketId: string, at: number) => number;
}

interface Rule {
  readonly id: IncidentRule;
  /** What joins a failure to others of this rule; undefined where the rule does not apply to it. */
  readonly keyOf: (failure: Failure) => string | undefined;
  /** Failures, and different endpoints among them, that make an incident. */
  readonly least: number;
  readonly endpoints: number;
  /** The root; the first failure where it is absent. */
  readonly rootOf?: (failures: readonly Failure[]) => Failure | undefined;
  /** True where it is none after all: it set itself right as it is meant to, or it only looks alike. */
  readonly isNone?: (failures: readonly Failure[], sources: IncidentSources) => boolean;
}

/** Failures further apart than this are two incidents, in ms. */
const MAX_GAP_MS = 300_000;
/** As many messages in ten seconds no person sends. */
const FLOOD = 30;
/** A socket that lives longer than this between two closes is in no loop, in ms. */
const LOOP_GAP_MS = 15_000;

/** Beginnings of Chromium's names for what keeps a whole host out of reach (net_error_list.h), and our own for Firefox. */
const UNREACHABLE = [
  'ERR_NAME_',
  'ERR_DNS_',
  'ERR_CONNECTION_',
  'ERR_ADDRESS_',
  'ERR_CERT_',
  'ERR_SSL_',
  'ERR_TUNNEL_',
  'ERR_PROXY_',
  'ERR_TIMED_OUT',
  'ERR_EMPTY_RESPONSE',
  'TLS_REFUSED',
];
const OFFLINE: ReadonlySet<string> = new Set(['ERR_INTERNET_DISCONNECTED', 'ERR_NETWORK_IO_SUSPENDED']);

/** Statuses for a session that does not count (any more): RFC 9110 section 15.5.2; 419, 440 and 498 are widespread without a standard. */
const NO_SESSION: ReadonlySet<number> = new Set([401, 419, 440, 498]);
/** How addresses are called that renew a session. */
const RENEWS = /(?:^|[/_.-])(?:refresh|renew|token|tokens|oauth2?|reauth)(?:[/_.-]|$)/;

/** A file with a hash in its name, as bundlers write them: `list-DfcGHVMX.js`, `main.8a3f2c1b.chunk.css`. */
const BUILD_FILE = /[.-](?=[A-Za-z]*\d|[a-z]*[A-Z])[A-Za-z0-9_-]{6,}(?:\.chunk)?\.(?:m?js|css)$/;

const RULES: readonly Rule[] = [
  {
    id: 'offline',
    keyOf: ({ finding }) => (OFFLINE.has(finding.code) ? 'this machine' : undefined),
    least: 3,
    endpoints: 2,
  },
  { id: 'unreachable', keyOf: ofReason, least: 3, endpoints: 2 },
  { id: 'csp', keyOf: (failure) => ofBlocker(failure, 'csp'), least: 3, endpoints: 2 },
  { id: 'mixed-content', keyOf: (failure) => ofBlocker(failure, 'mixed-content'), least: 3, endpoints: 2 },
  { id: 'cors', keyOf: (failure) => ofBlocker(failure, 'cors'), least: 3, endpoints: 2 },
  { id: 'session', keyOf: ofSession, least: 3, endpoints: 2, rootOf: failedRenewal, isNone: isRenewed },
  { id: 'limit', keyOf: ofLimit, least: 3, endpoints: 2 },
  { id: 'missing-build', keyOf: ofBuild, least: 2, endpoints: 2 },
  { id: 'dependency', keyOf: ofDependency, least: 3, endpoints: 2 },
  { id: 'flood', keyOf: ofClose, least: 1, endpoints: 1, isNone: isNoFlood },
  { id: 'reconnect', keyOf: ofSocket, least: 4, endpoints: 1, isNone: isCalm },
];

/** Incidents with most failures first. Each failure belongs to one at the most. */
export function findIncidents(sources: IncidentSources): Incident[] {
  let rest = [...sources.failures].sort((a, b) => a.exchange.at - b.exchange.at);
  const incidents: Incident[] = [];
  for (const rule of RULES) {
    const found = incidentsBy(rule, rest, sources);
    if (found.length === 0) continue;
    incidents.push(...found);
    const taken = new Set(found.flatMap(({ failures }) => failures));
    rest = rest.filter((failure) => !taken.has(failure));
  }
  return incidents.sort((a, b) => b.failures.length - a.failures.length || a.root.exchange.at - b.root.exchange.at);
}

function incidentsBy(rule: Rule, failures: readonly Failure[], sources: IncidentSources): Incident[] {
  const found: Incident[] = [];
  for (const [key, joined] of groupBy(failures, rule.keyOf)) {
    for (const members of splitByGaps(joined)) {
      const root = rule.rootOf?.(members) ?? members[0];
      if (!root || members.length < rule.least || !haveEndpoints(members, rule.endpoints)) continue;
      if (rule.isNone?.(members, sources)) continue;
      const sent = rule.id === 'flood' ? sentTo(root.exchange, sources) : undefined;
      found.push({ rule: rule.id, on: key.split('\n', 1)[0] ?? '', root, failures: members, sent });
    }
  }
  return found;
}

/** Whether the failures are of at least so many endpoints. */
function haveEndpoints(failures: readonly Failure[], least: number): boolean {
  const endpoints = new Set<string>();
  for (const { exchange } of failures) {
    if (endpoints.add(endpointOfExchange(exchange)).size >= least) return true;
  }
  return false;
}

function groupBy(
  failures: readonly Failure[],
  keyOf: (failure: Failure) => string | undefined,
): Map<string, Failure[]> {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures) {
    const key = keyOf(failure);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(failure);
    else groups.set(key, [failure]);
  }
  return groups;
}

function splitByGaps(failures: readonly Failure[]): Failure[][] {
  const parts: Failure[][] = [];
  for (const failure of failures) {
    const part = parts.at(-1);
    const last = part?.at(-1);
    if (part && last && failure.exchange.at - last.exchange.at <= MAX_GAP_MS) part.push(failure);
    else parts.push([failure]);
  }
  return parts;
}

function hostOf({ exchange }: Failure): string {
  return authorityOf(urlOf(exchange)).toLowerCase();
}

/** The last two labels of the host: what renews a session often has a name of its own. */
function siteOf(url: string): string {
  return authorityOf(url).toLowerCase().split('.').slice(-2).join('.');
}

function ofReason(failure: Failure): string | undefined {
  const { code } = failure.finding;
  if (statusOf(failure.exchange) > 0 || !UNREACHABLE.some((name) => code.startsWith(name))) return undefined;
  return `${hostOf(failure)}\n${code}`;
}

function ofBlocker(failure: Failure, by: string): string | undefined {
  const { blocked } = failure.finding;
  return blocked?.by === by ? `${hostOf(failure)}\n${blocked.rule ?? ''}` : undefined;
}

function ofSession({ exchange }: Failure): string | undefined {
  if (exchange.channel !== 'http' || exchange.role === 'preflight') return undefined;
  return NO_SESSION.has(exchange.status) || renews(exchange) ? siteOf(exchange.url) : undefined;
}

function renews(exchange: Exchange): boolean {
  return RENEWS.test(placeOf(urlOf(exchange)).toLowerCase());
}

function failedRenewal(failures: readonly Failure[]): Failure | undefined {
  return failures.find(({ exchange }) => renews(exchange));
}

/** The session was renewed after the first refusal, or what was refused succeeded later. */
function isRenewed(failures: readonly Failure[], { healthy }: IncidentSources): boolean {
  const refused = failures.filter(({ exchange }) => NO_SESSION.has(statusOf(exchange)));
  const first = refused[0];
  if (!first) return true;
  const site = siteOf(urlOf(first.exchange));
  const later = healthy.filter(({ at, url, status }) => at > first.exchange.at && status < 400 && siteOf(url) === site);
  if (!failedRenewal(failures) && later.some(({ url }) => RENEWS.test(placeOf(url).toLowerCase()))) return true;
  const places = new Set(later.map(({ url }) => placeOf(url)));
  return refused.every(({ exchange }) => places.has(placeOf(urlOf(exchange))));
}

/** RFC 6585 section 4; other statuses are limits where the reply says when to come back. */
function ofLimit(failure: Failure): string | undefined {
  const status = statusOf(failure.exchange);
  const isLimit = status === 429 || (status >= 400 && status < 500 && failure.finding.retry !== undefined);
  return isLimit ? hostOf(failure) : undefined;
}

function ofBuild(failure: Failure): string | undefined {
  const status = statusOf(failure.exchange);
  const place = placeOf(urlOf(failure.exchange));
  if ((status !== 404 && status !== 410) || !BUILD_FILE.test(place)) return undefined;
  return place.slice(0, place.lastIndexOf('/'));
}

function ofDependency(failure: Failure): string | undefined {
  const { family, code } = failure.finding;
  return statusOf(failure.exchange) >= 500 ? `${hostOf(failure)}\n${family} ${code}` : undefined;
}

function ofSocket({ exchange }: Failure): string | undefined {
  return exchange.channel === 'close' || exchange.channel === 'handshake' ? placeOf(exchange.socket.url) : undefined;
}

function ofClose({ exchange, finding }: Failure): string | undefined {
  return exchange.channel === 'close' ? `${placeOf(exchange.socket.url)}\n${finding.code}` : undefined;
}

/** None of the closes came after as many messages as only a loop sends. */
function isNoFlood(failures: readonly Failure[], sources: IncidentSources): boolean {
  return failures.every(({ exchange }) => sentTo(exchange, sources) < FLOOD);
}

function sentTo(exchange: Exchange, { sentBefore }: IncidentSources): number {
  return exchange.channel === 'close' ? sentBefore(exchange.socket.id, exchange.at) : 0;
}

/** The closes lie too far apart for a loop. */
function isCalm(failures: readonly Failure[]): boolean {
  const first = failures[0]?.exchange.at ?? 0;
  const last = failures.at(-1)?.exchange.at ?? 0;
  return (last - first) / Math.max(1, failures.length - 1) > LOOP_GAP_MS;
}
