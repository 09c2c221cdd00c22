/** The retry story of each endpoint: how its calls went, and whether a later one succeeded. Bounded, and fed one call after another. */
import { keepNewest } from '../bounded.ts';
import type { Exchange } from '../exchange.ts';
import { methodOf, statusOf, urlOf } from '../exchange.ts';
import type { Failure, Finding } from '../finding.ts';
import { endpointOf, endpointOfExchange, placeOf } from './endpoint.ts';

export interface Attempt {
  /** Epoch ms. */
  readonly at: number;
  /** The code of the failure; undefined for a success. */
  readonly code: string | undefined;
}

export interface Recovery {
  /** When the first call after the failure succeeded (epoch ms). */
  readonly at: number;
  /** When the run of failures began that it ended (epoch ms). */
  readonly since: number;
  /** How many calls that took: the first failure and the success included. */
  readonly attempts: number;
}

export interface Story {
  /** `GET api.example/items/:id`. */
  readonly endpoint: string;
  /** The latest calls, oldest first. */
  readonly attempts: readonly Attempt[];
  readonly recovered: Recovery | undefined;
  /** How often success and failure followed each other: 3 and more is a dependency that comes and goes. */
  readonly turns: number;
}

export interface Stories {
  /** Takes a call with what it means; undefined for a success. The same id again replaces what was known of it. */
  take(exchange: Exchange, finding: Finding | undefined): void;
  /** A message came in on a socket: the connection works. */
  received(url: string, at: number): void;
  /** Whether a later call succeeded: a part of the story, for those who ask of every failure. */
  recoveryOf(failure: Failure): Recovery | undefined;
  /** The story behind a failure; undefined where it is no longer held. */
  of(failure: Failure): Story | undefined;
  clear(): void;
}

/** Endpoints that are remembered; the one that was called longest ago goes first. */
export const MAX_ENDPOINTS = 2_000;
/** Calls of one endpoint that are remembered. */
export const MAX_ATTEMPTS = 100;

/** Statuses that speak of the one thing that was asked for: only a success there cures them, not one elsewhere. RFC 9110 section 15.5. */
const OF_ONE_THING: ReadonlySet<number> = new Set([
  400, 403, 404, 405, 406, 409, 410, 411, 412, 413, 414, 415, 416, 422, 423,
]);

interface Call extends Attempt {
  readonly id: string;
  /** Without query and fragment. */
  readonly place: string;
}

export function createStories(): Stories {
  const endpoints = new Map<string, Call[]>();

  function add(endpoint: string, call: Call): void {
    const calls = endpoints.get(endpoint) ?? [];
    keepNewest(endpoints, endpoint, calls, MAX_ENDPOINTS);
    const known = calls.findLastIndex(({ id }) => id === call.id);
    if (known >= 0) calls[known] = call;
    else calls.push(call);
    if (calls.length > MAX_ATTEMPTS) calls.shift();
  }

  return {
    take(exchange, finding) {
      if (exchange.channel === 'http' && exchange.role !== 'plain' && !finding) return;
      const url = urlOf(exchange);
      const { id, at } = exchange;
      add(endpointOf(methodOf(exchange), url), { id, at, code: finding?.code, place: placeOf(url) });
    },
    received(url, at) {
      const endpoint = endpointOf('', url);
      const calls = endpoints.get(endpoint);
      // Messages are many: only the first after a failure says something.
      if (calls?.at(-1)?.code !== undefined)
        add(endpoint, { id: `${endpoint} ${at}`, at, code: undefined, place: placeOf(url) });
    },
    recoveryOf({ exchange }) {
      return recoveryIn(endpoints.get(endpointOfExchange(exchange)) ?? [], exchange);
    },
    of({ exchange }) {
      const endpoint = endpointOfExchange(exchange);
      const calls = endpoints.get(endpoint);
      if (!calls) return undefined;
      return {
        endpoint,
        attempts: calls.map(({ at, code }) => ({ at, code })),
        recovered: recoveryIn(calls, exchange),
        turns: turnsOf(calls),
      };
    },
    clear: () => endpoints.clear(),
  };
}

/** Until when the failure asks to wait (epoch ms); undefined where it names no wait. */
export function waitUntil({ exchange, finding }: Failure): number | undefined {
  if (!finding.retry) return undefined;
  const took = exchange.channel === 'http' ? (exchange.durationMs ?? 0) : 0;
  return exchange.at + took + finding.retry.afterMs;
}

/** The recovery from a failure among the calls of its endpoint: of those of the same address, where only they cure it. */
function recoveryIn(calls: readonly Call[], exchange: Exchange): Recovery | undefined {
  // Mostly there is no success at all.
  if (!calls.some(({ code }) => code === undefined)) return undefined;
  if (!OF_ONE_THING.has(statusOf(exchange))) return recoveryOf(calls, exchange.id);
  const place = placeOf(urlOf(exchange));
  return recoveryOf(
    calls.filter((call) => call.place === place),
    exchange.id,
  );
}

/** The first success after this failure. Attempts are counted from the first failure of the same run of failures. */
function recoveryOf(calls: readonly Call[], failedId: string): Recovery | undefined {
  const failed = calls.findIndex(({ id }) => id === failedId);
  if (failed < 0) return undefined;
  const end = calls.findIndex(({ code }, i) => i > failed && code === undefined);
  const success = calls[end];
  if (!success) return undefined;
  const before = calls.findLastIndex(({ code }, i) => i < failed && code === undefined);
  return { at: success.at, since: calls[before + 1]?.at ?? success.at, attempts: end - before };
}

function turnsOf(calls: readonly Call[]): number {
  let turns = 0;
  for (const [i, call] of calls.entries()) {
    const before = calls[i - 1];
    if (before && (before.code === undefined) !== (call.code === undefined)) turns++;
  }
  return turns;
}
