/**
 * Which preflight went before which request. Browsers list the two apart; where the preflight is refused, the request fails
 * without a status or a reason, and both are one failure.
 */

import { withoutFragment } from '../address.ts';
import { keepNewest } from '../bounded.ts';
import { preflightFault } from '../cors.ts';
import { type HttpExchange, header, type Preflight } from '../exchange.ts';
import type { HarEntry } from '../har/entry.ts';

/** Preflights and failed requests that the other half may still come for. */
const MAX_REMEMBERED = 200;
/** A request and its preflight begin at nearly the same time; the reply of a slow server may take this long, in ms. */
const MAX_APART_MS = 30_000;
/** A failed request that was told before its preflight began at most so long before or after it, in ms: it may be another one. */
const MAX_BEHIND_MS = 1_000;

export interface RefusedPreflight {
  readonly facts: Preflight;
  readonly key: string;
  readonly url: string;
  /** The method that it asks for. */
  readonly method: string;
  readonly at: number;
  /** The id under which it is shown already; undefined while it is not. */
  shownAs: string | undefined;
  /** The key of the request that it refused, once that is known. */
  refused: string | undefined;
}

export interface Preflights {
  /** Takes note of an entry that may be a refused preflight; undefined where it is none. The same entry again gives the same object. */
  note(entry: HarEntry): RefusedPreflight | undefined;
  /** The preflight that refused this request, if one did. */
  of(entry: HarEntry): RefusedPreflight | undefined;
  /** Takes note of a request that failed without a word, and is told already: its preflight may come after it. */
  told(entry: HarEntry, exchange: HttpExchange): void;
  /** The request that this preflight refused, whole, where it is told already. The two belong together from then on. */
  behind(preflight: RefusedPreflight): HttpExchange | undefined;
  /** The exchange of this entry, where it is told already and a preflight refused it; given once. */
  completed(entry: HarEntry): HttpExchange | undefined;
}

export function createPreflights(): Preflights {
  const known = new Map<string, RefusedPreflight>();
  const told = new Map<string, HttpExchange>();

  function of({ status, method, url, at, key }: HarEntry): RefusedPreflight | undefined {
    if (status !== 0 || known.size === 0) return undefined;
    const address = withoutFragment(url);
    let best: RefusedPreflight | undefined;
    for (const one of known.values()) {
      if (one.refused === key) return one;
      const apart = Math.abs(one.at - at);
      if (one.refused !== undefined || one.url !== address || one.method !== method || apart > MAX_APART_MS) continue;
      if (!best || apart < Math.abs(best.at - at)) best = one;
    }
    if (best) best.refused = key;
    return best;
  }

  return {
    of,
    told({ key }, exchange) {
      keepNewest(told, key, exchange, MAX_REMEMBERED);
    },
    behind(preflight) {
      for (const [key, exchange] of told) {
        const { url, method, at } = exchange;
        if (withoutFragment(url) !== preflight.url || method !== preflight.method) continue;
        if (Math.abs(at - preflight.at) > MAX_BEHIND_MS) continue;
        told.delete(key);
        preflight.refused = key;
        return { ...exchange, preflight: preflight.facts };
      }
      return undefined;
    },
    note(entry) {
      if (!isPreflight(entry)) return undefined;
      const { key, url, at } = entry;
      const before = known.get(key);
      if (before) return before;
      const { status, requestHeaders, responseHeaders } = entry;
      const facts = { status, requestHeaders, responseHeaders };
      if (!preflightFault(facts, true)) return undefined;
      const method = header(requestHeaders, 'access-control-request-method') ?? '';
      const preflight = { facts, key, url: withoutFragment(url), method, at, shownAs: undefined, refused: undefined };
      keepNewest(known, key, preflight, MAX_REMEMBERED);
      return preflight;
    },
    completed(entry) {
      const preflight = of(entry);
      const exchange = preflight && told.get(entry.key);
      if (!exchange) return undefined;
      told.delete(entry.key);
      return { ...exchange, preflight: preflight.facts };
    },
  };
}

/** Fetch standard, CORS-preflight request: OPTIONS with this header, which scripts cannot set. */
export function isPreflight({ method, resourceType, requestHeaders }: HarEntry): boolean {
  if (resourceType === 'preflight') return true;
  return method === 'OPTIONS' && header(requestHeaders, 'access-control-request-method') !== undefined;
}
