/** What an exchange says about its own failure, whatever the channel. */
import type { Exchange, Header, SocketClose, StreamEvent } from '../exchange.ts';
import { bodyText } from './body-text.ts';
import type { Conversation } from './conversation.ts';
import { parseJson } from './decode/content.ts';
import { isSentence } from './failure.ts';
import { describe } from './self-description/describe.ts';
import { isFailingEvent } from './self-description/failing-kind.ts';
import { signInItem } from './self-description/find-sign.ts';
import { mayHoldError, readReply } from './self-description/reply.ts';
import { describeLastMessage, describeMessage, describeReason } from './self-description/socket.ts';
import { describePublished } from './self-description/topics.ts';
import type { SelfDescription } from './self-description/types.ts';

/** What an exchange says of its own failure. */
export interface Described {
  readonly description: SelfDescription;
  /** The status of the part that failed: an item of a batch. */
  readonly partStatus: number | undefined;
  /** Of a close: the server said it in its last message, so many ms before. */
  readonly beforeCloseMs?: number;
}

/** A server that closes because of an error says so right before, in ms. What is older may have another cause. */
const MAX_BEFORE_CLOSE_MS = 2_000;
/** Closes in the ordinary course of things, whatever was said before: RFC 6455 section 7.4.1; 1005 stands for a close without a code. */
const ORDINARY_CLOSES: ReadonlySet<number> = new Set([1000, 1001, 1005]);

/** The facts that a reader of self-descriptions needs, as `Wire` has them. */
interface Source {
  readonly exchange: Exchange;
  readonly status: number;
  readonly failed: boolean;
  /** Media type in lower case, without parameters. */
  readonly type: string;
  readonly headers: readonly Header[];
  readonly text: string | undefined;
  readonly conversation: Conversation | undefined;
  parse(text: string): unknown;
}

/** Reads what an exchange says of itself; undefined where nothing says that it failed. Throws on no input. */
export function describeExchange(source: Source): Described | undefined {
  const { exchange, status, text } = source;
  switch (exchange.channel) {
    case 'http':
      return describeReply(source, exchange.method, endOf(exchange));
    case 'handshake':
      return status < 400 ? undefined : describeReply(source, 'GET', exchange.at);
    case 'event': {
      if (text === undefined || !mayTellOfFailure(exchange, text)) return undefined;
      const { index, event, stream, at } = exchange;
      const item = { value: parseJson(text) ?? text, index, event, status: undefined };
      const sign = signInItem(item, { method: stream.method, status, isPart: true });
      if (!sign) return undefined;
      const { value, path } = sign;
      // The name of an event that is no failure by itself, `message` for one, is no code.
      const named = event !== undefined && isFailingEvent(event) ? event : undefined;
      const carrier = { code: typeof value === 'object' ? named : (named ?? 'error') };
      return {
        description: describe({
          status,
          headers: stream.responseHeaders,
          headersAgeMs: Math.max(0, at - stream.at),
          value,
          path,
          prose: undefined,
          now: at,
          carrier,
        }),
        partStatus: sign.status,
      };
    }
    case 'websocket': {
      if (text === undefined || exchange.direction !== 'receive' || exchange.opcode !== 'text') return undefined;
      const { subprotocol } = exchange.socket;
      const found = describeMessage({ text, subprotocol, isLast: false, now: exchange.at });
      return found && { description: found.description, partStatus: undefined };
    }
    case 'close': {
      const description = describeReason(exchange.reason, exchange.at);
      return description ? { description, partStatus: undefined } : describeLastWord(exchange, source.conversation);
    }
    case 'mqtt': {
      const { topic, direction, at } = exchange;
      if (text === undefined || topic === undefined || direction !== 'receive') return undefined;
      const description = describePublished(topic, text, at);
      return description && { description, partStatus: undefined };
    }
    default:
      return exchange satisfies never;
  }
}

/** A close that gives no reason itself is described by the error that the server told of right before. */
function describeLastWord(close: SocketClose, conversation: Conversation | undefined): Described | undefined {
  const last = ORDINARY_CLOSES.has(close.code) ? undefined : conversation?.lastReceived();
  const text = last && bodyText(last.body);
  if (!last || text === undefined) return undefined;
  const beforeCloseMs = Math.max(0, close.at - last.at);
  if (beforeCloseMs > MAX_BEFORE_CLOSE_MS) return undefined;
  const description = describeLastMessage({ text, subprotocol: close.socket.subprotocol, now: last.at });
  return description && { description, partStatus: undefined, beforeCloseMs };
}

function endOf({ at, durationMs }: { readonly at: number; readonly durationMs: number | undefined }): number {
  return at + (durationMs ?? 0);
}

function describeReply(source: Source, method: string, now: number): Described | undefined {
  const { exchange, status, failed, type, headers, text } = source;
  if (status === 0 && 'failure' in exchange && exchange.failure !== undefined && isSentence(exchange.failure)) {
    const prose = { said: exchange.failure, code: undefined, requestId: undefined, links: [] };
    return {
      description: describe({ status, headers: [], value: undefined, path: [], prose, now }),
      partStatus: undefined,
    };
  }
  // Without a status nothing was said. The events of a stream are exchanges of their own.
  if (status === 0 || (failed && status < 400) || (status < 400 && type === 'text/event-stream')) return undefined;
  const url = exchange.channel === 'http' ? exchange.url : undefined;
  const found = readReply({ method, url, status, headers, type, text, now, parse: (json) => source.parse(json) });
  return found && { description: found.description, partStatus: found.sign?.status };
}

/** Whether an event can tell of a failure: a first, cheap look. */
export function mayTellOfFailure({ event }: StreamEvent, text: string): boolean {
  return (event !== undefined && isFailingEvent(event)) || mayHoldError(text, 'application/json');
}
