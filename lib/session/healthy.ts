import { beginningOf, type Channel, channelName, type Exchange, methodOf, statusOf, urlOf } from '../exchange.ts';

/** A healthy exchange as one line: no bodies, no headers. */
export interface Healthy {
  readonly id: string;
  readonly channel: Channel;
  readonly at: number;
  readonly method: string;
  readonly url: string;
  /** HTTP status; 0 where there is none. */
  readonly status: number;
  readonly durationMs: number | undefined;
  /** Bytes of the response body as far as known. */
  readonly size?: number | undefined;
  /** Media type as sent, cut to what a line holds. */
  readonly mimeType?: string | undefined;
  /** The browser's word for what asked: `fetch`, `image`, … */
  readonly resourceType?: string | undefined;
}

/** Longest media type that a line holds, in characters. */
const MAX_TYPE = 100;

/** The line that is kept of an exchange in which nothing failed. */
export function healthyLine(exchange: Exchange): Healthy {
  const line = {
    id: exchange.id,
    channel: channelName(exchange),
    at: exchange.at,
    method: methodOf(exchange),
    url: urlOf(exchange),
    status: statusOf(exchange),
    durationMs: undefined,
  };
  if (exchange.channel !== 'http') return line;
  const { durationMs, responseSize, mimeType, resourceType } = exchange;
  return { ...line, durationMs, size: responseSize, mimeType: beginningOf(mimeType, MAX_TYPE), resourceType };
}
