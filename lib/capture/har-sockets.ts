/**
 * What a HAR entry tells of a socket or an event stream: Chrome's `_webSocketMessages` and `_eventSourceMessages`, this
 * project's `_webSocketClose`, and the body of an event stream where nothing else lists its events. Every member is doubted; what
 * can not be read is left out.
 */

import { fromBase64 } from '../bytes.ts';
import { header } from '../exchange.ts';
import { eventData } from './event-stream.ts';
import type { LineMessage } from './socket-line.ts';

export interface ListedMessage extends LineMessage {
  /** Index into `_webSocketMessages`. */
  readonly index: number;
}

export interface ListedClose {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

export interface ListedEvent {
  /** Index into `_eventSourceMessages`. */
  readonly index: number;
  readonly at: number;
  readonly data: string;
}

type Unknown = Readonly<Record<string, unknown>>;

function record(value: unknown): Unknown {
  return typeof value === 'object' && value !== null ? (value as Unknown) : {};
}

/** True for an entry of a socket: by Chrome's type or by its address. */
export function isSocketEntry(entry: unknown): boolean {
  const { request, _resourceType } = record(entry);
  const { url } = record(request);
  return _resourceType === 'websocket' || (typeof url === 'string' && /^wss?:/i.test(url));
}

/** The subprotocol that the server chose, from the response headers. */
export function subprotocolOf(entry: unknown): string | undefined {
  const { headers } = record(record(entry).response);
  if (!Array.isArray(headers)) return undefined;
  const usable = headers.filter(
    (item): item is { name: string; value: string } =>
      typeof record(item).name === 'string' && typeof record(item).value === 'string',
  );
  return header(usable, 'sec-websocket-protocol');
}

/** The messages from index `from` on and before `to`. `time` is epoch seconds, a binary message (opcode 2) base64. */
export function messagesOf(entry: unknown, from = 0, to?: number): ListedMessage[] {
  const { _webSocketMessages: list } = record(entry);
  if (!Array.isArray(list)) return [];
  return list.slice(from, to).flatMap((item, i) => {
    const { type, time, opcode, data } = record(item);
    if ((type !== 'send' && type !== 'receive') || typeof data !== 'string') return [];
    const at = typeof time === 'number' && Number.isFinite(time) ? time * 1000 : 0;
    const content = opcode === 2 ? fromBase64(data) : data;
    return content === undefined
      ? []
      : [{ index: from + i, direction: type, at, data: content, size: content.length } as const];
  });
}

/** How many messages the entry lists, readable or not. */
export function messageCount(entry: unknown): number {
  const { _webSocketMessages: list } = record(entry);
  return Array.isArray(list) ? list.length : 0;
}

/** How many server-sent events the entry lists. */
export function eventCount(entry: unknown): number {
  return listedEvents(entry).length;
}

/** The close that this project writes into HARs; undefined where there is none. */
export function closeOf(entry: unknown): ListedClose | undefined {
  const { code, reason, wasClean } = record(record(entry)._webSocketClose);
  if (typeof code !== 'number' || !Number.isInteger(code)) return undefined;
  return { code, reason: typeof reason === 'string' ? reason : '', wasClean: wasClean === true };
}

/** Server-sent events from `from` on. `time` is epoch seconds; an event that is only found in the body has none, and gets `at` 0. */
export function eventsOf(entry: unknown, from = 0): ListedEvent[] {
  return listedEvents(entry)
    .slice(from)
    .flatMap((item, i) => {
      const { time, data } = record(item);
      if (typeof data !== 'string') return [];
      const at = typeof time === 'number' && Number.isFinite(time) ? time * 1000 : 0;
      return [{ index: from + i, at, data }];
    });
}

function listedEvents(entry: unknown): readonly unknown[] {
  const { _eventSourceMessages: list, response } = record(entry);
  if (Array.isArray(list)) return list;
  const { mimeType, text, encoding } = record(record(response).content);
  if (typeof text !== 'string' || encoding === 'base64' || typeof mimeType !== 'string') return [];
  return /^text\/event-stream\b/i.test(mimeType) ? eventData(text).map((data) => ({ data })) : [];
}
