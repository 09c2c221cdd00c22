/** Which line of the page's code made which request, where the tap records it: by method, address and time. */
import { withoutFragment } from '../address.ts';
import { keepNewest } from '../bounded.ts';
import { type Exchange, type Initiator, withInitiator } from '../exchange.ts';
import { placeInStack } from '../har/stack.ts';
import type { PageEvent } from '../tap/events.ts';

type Call = Extract<PageEvent, { type: 'call' }>;

export interface Calls {
  /** The page reports one. */
  reported(call: Call): void;
  /** An exchange: with the line that asked for it, where the browser does not tell and the page did. */
  placed(exchange: Exchange): Exchange;
  /** The line that opened a socket to this address at that moment; each call is given once. */
  opened(url: string, at: number): Initiator | undefined;
}

/** Between a call and the request that it made, in ms: preflights and queues come first. */
const APART_MS = 5_000;
/** The clock of the browser may lag behind the page's by so much, in ms. */
const EARLIER_MS = 100;
/** Addresses with calls that wait for their exchange, and calls of one address. */
const MAX_ADDRESSES = 2_000;
const MAX_CALLS = 200;
/** Failures that wait for their call: where the page is asked now and then, it may come later. */
const MAX_FAILURES = 200;

/** In the place of a method, for sockets as the tap sees them. */
const OPENED = 'OPENED';

interface Waiting {
  readonly exchange: Exchange;
  readonly key: string;
  readonly at: number;
}

/** @param emit receives a failure once more when the line that asked for it has become known */
export function createCalls(emit: (exchange: Exchange) => void): Calls {
  const calls = new Map<string, { readonly at: number; readonly stack: string }[]>();
  const waiting: Waiting[] = [];

  /** The stack of the first call that fits, which is then forgotten. */
  function take(key: string, at: number): string | undefined {
    const known = calls.get(key);
    const index = known?.findIndex((call) => isNear(call.at, at)) ?? -1;
    const [call] = index < 0 ? [] : (known?.splice(index, 1) ?? []);
    if (known?.length === 0) calls.delete(key);
    return call?.stack;
  }

  function note(key: string, at: number, stack: string): void {
    const known = calls.get(key) ?? [];
    known.push({ at, stack });
    if (known.length > MAX_CALLS) known.shift();
    keepNewest(calls, key, known, MAX_ADDRESSES);
  }

  return {
    reported({ at, method, url, stack }) {
      // A socket is told of twice: as the tap sees it, and as the browser lists its handshake.
      if (/^wss?:/i.test(url)) note(keyOf(OPENED, url), at, stack);
      const key = keyOf(method, url);
      const index = waiting.findIndex((one) => one.key === key && isNear(at, one.at));
      const [late] = index < 0 ? [] : waiting.splice(index, 1);
      if (late) {
        const place = placeInStack(stack);
        if (place) emit(withInitiator(late.exchange, place));
        return;
      }
      note(key, at, stack);
    },
    placed(exchange) {
      const asked = askedOf(exchange);
      if (!asked) return exchange;
      const { key, at } = asked;
      const stack = take(key, at);
      if (stack !== undefined) {
        const place = placeInStack(stack);
        return place ? withInitiator(exchange, place) : exchange;
      }
      if (isFailure(exchange)) {
        waiting.push({ exchange, key, at });
        if (waiting.length > MAX_FAILURES) waiting.shift();
      }
      return exchange;
    },
    opened(url, at) {
      const stack = take(keyOf(OPENED, url), at);
      return stack === undefined ? undefined : placeInStack(stack);
    },
  };
}

/** What a script can have asked for, and nobody has told who; undefined for anything else. */
function askedOf(exchange: Exchange): { readonly key: string; readonly at: number } | undefined {
  if (exchange.channel === 'http') {
    const { initiator, method, url, at } = exchange;
    return initiator ? undefined : { key: keyOf(method, url), at };
  }
  if (exchange.channel !== 'handshake' || exchange.socket.initiator) return undefined;
  const { socket } = exchange;
  return { key: keyOf('GET', socket.url), at: socket.at };
}

function isFailure(exchange: Exchange): boolean {
  return (
    exchange.channel === 'handshake' ||
    (exchange.channel === 'http' && (exchange.status === 0 || exchange.status >= 400))
  );
}

function isNear(calledAt: number, requestedAt: number): boolean {
  const passed = requestedAt - calledAt;
  return passed >= -EARLIER_MS && passed <= APART_MS;
}

/** Browsers write the methods of the standard in capitals, and so does the HAR. */
function keyOf(method: string, url: string): string {
  return `${method.toUpperCase()} ${withoutFragment(url)}`;
}
