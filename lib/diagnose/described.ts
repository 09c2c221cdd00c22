/** What an exchange says about its own failure, whatever the channel. */
import type { Exchange, Header, StreamEvent } from '../exchange.ts';
import { parseJson } from './decode/content.ts';
import { isSentence } from './failure.ts';
import { describe } from './self-description/describe.ts';
import { FAILING_EVENT, signInItem } from './self-description/find-sign.ts';
import { mayHoldError, readReply } from './self-description/reply.ts';
import { describeMessage, describeReason } from './self-description/socket.ts';
import type { SelfDescription } from './self-description/types.ts';

export interface Described {
  readonly description: SelfDescription;
  /** The status of the part that failed: an item of a batch. */
  readonly partStatus: number | undefined;
}

/** The facts that a reader of self-descriptions needs, as `Wire` has them. */
interface Source {
  readonly exchange: Exchange;
  readonly status: number;
  readonly failed: boolean;
  /** Media type in lower case, without parameters. */
  readonly type: string;
  readonly headers: readonly Header[];
  readonly text: string | undefined;
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
      const carrier = { code: typeof value === 'object' ? event : (event ?? 'error') };
      return {
        description: describe({ status, headers: [], value, path, prose: undefined, now: at, carrier }),
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
      return description && { description, partStatus: undefined };
    }
    case 'mqtt':
      return undefined;
    default:
      return exchange satisfies never;
  }
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
  const found = readReply({ method, status, headers, type, text, now, parse: (json) => source.parse(json) });
  return found && { description: found.description, partStatus: found.sign?.status };
}

/** Whether an event can tell of a failure: a first, cheap look. */
export function mayTellOfFailure({ event }: StreamEvent, text: string): boolean {
  return (event !== undefined && FAILING_EVENT.test(event)) || mayHoldError(text, 'application/json');
}
