/**
 * One entry of a HAR, every member checked. HARs come from many tools and from strangers: what is missing or of a wrong type
 * is left out, and nothing throws. The live capture reads thousands of entries a second, so what is costly is read when asked for.
 *
 * HAR 1.2: http://www.softwareishard.com/blog/har-12-spec/
 */
import type { Content, Entry, Request, Response, Timings } from 'har-format';
import { fromBase64, utf8 } from '../bytes.ts';
import { type Body, type Direction, type Header, header, type Initiator, type Preflight, timeOf } from '../exchange.ts';
import type { Phases } from '../phases.ts';
import { directiveOf, listOf, membersOf, textOf, type Unchecked } from './checked.ts';
import { type ParsedEvent, readEventStream } from './event-stream.ts';
import type { CloseMembers, EventMembers, Extensions, MessageMembers, ResponseExtensions } from './extensions.ts';
import { headersOf, preflightOf } from './headers.ts';
import { readInitiator } from './initiator.ts';
import { numberOf, positiveOf } from './numbers.ts';
import { bodyOf, requestBodyOf } from './post-data.ts';
import { epochMs, phasesOf } from './timings.ts';

/** A WebSocket message that an entry lists. */
export interface HarMessage {
  /** Index into `_webSocketMessages`. */
  readonly index: number;
  readonly direction: Direction;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly data: string | Uint8Array;
  /** Characters of a text, bytes of a binary message. */
  readonly size: number;
}

export interface HarClose {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

/** A server-sent event that an entry lists, or that stands in its body. */
export interface HarEvent extends ParsedEvent {
  readonly index: number;
  /** Epoch milliseconds; 0 where it is not known. */
  readonly at: number;
}

/** Stand-ins of Chromium and Firefox for a media type that the server did not send. */
const NO_MIME: ReadonlySet<string> = new Set(['x-unknown', 'application/x-unknown-content-type']);

/** RFC 6455 section 7.4.1: the end without a close frame, and a close frame without a code. */
const ABNORMAL = 1006;
const NO_CODE = 1005;

export class HarEntry {
  /** Empty where it is missing: then nothing can be said of the entry. */
  readonly url: string;
  /** In upper case; `GET` where it is missing. */
  readonly method: string;
  /** `startedDateTime` as it stands there. */
  readonly started: string;
  /** 0 where no response arrived, and for what is no HTTP status (below 1 or above 999). */
  readonly status: number;
  /** False for an entry that has no response member at all: it describes a request, not an exchange. */
  readonly hasResponse: boolean;

  readonly #entry: Unchecked<Entry & Extensions>;
  readonly #request: Unchecked<Request>;
  readonly #response: Unchecked<Response & ResponseExtensions>;
  #content: Unchecked<Content> | undefined;
  #at: number | undefined;
  #requestHeaders: readonly Header[] | undefined;
  #responseHeaders: readonly Header[] | undefined;
  #events: readonly HarEvent[] | undefined;

  constructor(entry: unknown) {
    this.#entry = membersOf(entry);
    this.#request = membersOf(this.#entry.request);
    this.#response = membersOf(this.#entry.response);
    this.hasResponse = this.#entry.response !== undefined;
    this.url = textOf(this.#request.url);
    this.method = textOf(this.#request.method).toUpperCase() || 'GET';
    this.started = textOf(this.#entry.startedDateTime);
    const status = numberOf(this.#response.status) ?? 0;
    this.status = Number.isInteger(status) && status > 0 && status <= 999 ? status : 0;
  }

  /** Names the request within one HAR, which knows no ids: start, method and address together are as good as one. */
  get key(): string {
    // A service worker can pass a request on within its first millisecond.
    const side = this.viaServiceWorker ? 'page' : '';
    return `${this.started} ${this.method} ${this.url} ${side}`;
  }

  /** Epoch milliseconds of the start; 0 where it cannot be read. */
  get at(): number {
    this.#at ??= timeOf(Date.parse(this.started)) ?? 0;
    return this.#at;
  }

  get durationMs(): number | undefined {
    return timeOf(numberOf(this.#entry.time));
  }

  /** Decided by Chromium's type or by the address. */
  get isSocket(): boolean {
    return this.resourceType === 'websocket' || /^wss?:/i.test(this.url);
  }

  get statusText(): string {
    return textOf(this.#response.statusText);
  }

  /** The error that the producer names; empty where it names none. */
  get error(): string {
    return (
      textOf(this.#response._error) ||
      textOf(this.#entry._error) ||
      textOf(this.#response._failureText) ||
      textOf(this.#entry._failureText) ||
      (this.status === 0 && this.#entry._wasAborted === true ? 'net::ERR_ABORTED' : '')
    );
  }

  /** Empty where it is missing. */
  get resourceType(): string {
    return textOf(this.#entry._resourceType);
  }

  /** Empty where the reply came from no cache, or nothing says so. */
  get fromCache(): string {
    return textOf(this.#entry._fromCache);
  }

  get viaServiceWorker(): boolean {
    return this.#response._fetchedViaServiceWorker === true;
  }

  /** The page's own line of code nearest the call; undefined where the producer knows none. */
  get initiator(): Initiator | undefined {
    return readInitiator(this.#entry._initiator);
  }

  /** The preflight that refused the request, where the entry tells of both. */
  get preflight(): Preflight | undefined {
    const { _preflight: preflight } = this.#entry;
    return preflight === undefined ? undefined : preflightOf(preflight);
  }

  /** The directive of the page's policy that forbade the request; undefined where nobody told of it. */
  get violates(): string | undefined {
    return directiveOf(this.#entry._violatedDirective);
  }

  /** The page alone reported it. */
  get isClaimed(): boolean {
    return this.#entry._claimed === true;
  }

  /** The protocol that was spoken; empty where it is missing. */
  get protocol(): string {
    return textOf(this.#response.httpVersion) || textOf(this.#request.httpVersion);
  }

  /** Chromium: stopped by a rule of the page before anything was sent. A request under way has null for its error, this one an empty text. */
  get wasStopped(): boolean {
    return this.status === 0 && this.#response._error === '';
  }

  /** A page made the request, as far as the producer knows pages: no worker. */
  get isOfPage(): boolean {
    return this.#entry.pageref !== undefined && this.#entry.pageref !== null;
  }

  /** Firefox: `secure`, `broken`, …; empty where it is missing. */
  get securityState(): string {
    return textOf(this.#entry._securityState);
  }

  get hasTimings(): boolean {
    return Object.keys(membersOf(this.#entry.timings)).length > 0;
  }

  get phases(): Phases | undefined {
    return phasesOf(this.#entry.timings);
  }

  /** Chromium: the request never got as far as the queue for the network. */
  get wasNeverQueued(): boolean {
    return membersOf<Timings & { _blocked_queueing: number }>(this.#entry.timings)._blocked_queueing === -1;
  }

  /** Empty where the reply leads nowhere. */
  get redirectURL(): string {
    return textOf(this.#response.redirectURL);
  }

  get requestHeaders(): readonly Header[] {
    this.#requestHeaders ??= headersOf(this.#request.headers);
    return this.#requestHeaders;
  }

  get responseHeaders(): readonly Header[] {
    this.#responseHeaders ??= headersOf(this.#response.headers);
    return this.#responseHeaders;
  }

  get requestBody(): Body {
    return requestBodyOf(this.#request.postData, header(this.requestHeaders, 'content-type'));
  }

  get responseBody(): Body {
    const { text, encoding } = this.#contentMembers;
    return bodyOf(text, encoding);
  }

  /** The media type that the server sent; empty where it sent none. */
  get mimeType(): string {
    const type = textOf(this.#contentMembers.mimeType);
    return NO_MIME.has(type) ? '' : type;
  }

  /** Bytes of the decoded body. */
  get contentSize(): number | undefined {
    return positiveOf(this.#contentMembers.size);
  }

  /** Bytes that came over the network, headers included as far as they are counted; undefined where nobody counted. */
  get transferSize(): number | undefined {
    const body = positiveOf(this.#response.bodySize);
    return (
      positiveOf(this.#response._transferSize) ??
      (body === undefined ? undefined : body + (positiveOf(this.#response.headersSize) ?? 0))
    );
  }

  /** IPv4, or IPv6 with or without brackets; empty where it is missing. */
  get serverAddress(): string {
    const address = textOf(this.#entry.serverIPAddress);
    return /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[\da-fA-F]{0,4}:[\da-fA-F:.]{1,40}(?:%\w{1,15})?\]?)$/.test(address)
      ? address
      : '';
  }

  /** Chromium: a word such as `VeryHigh`; empty where it is missing. */
  get priority(): string {
    const word = textOf(this.#entry._priority);
    return /^[A-Za-z]{2,20}$/.test(word) ? word : '';
  }

  /** Bytes of the body as it was sent; -1 stands for unknown. */
  get bodySize(): number | undefined {
    return numberOf(this.#response.bodySize);
  }

  /** The producer filled in type or size of the response, whatever they are. */
  get isContentDescribed(): boolean {
    const { mimeType, size } = this.#contentMembers;
    return typeof mimeType === 'string' || typeof size === 'number';
  }

  /** The subprotocol that the server chose, from the response headers. */
  get subprotocol(): string | undefined {
    return header(this.responseHeaders, 'sec-websocket-protocol');
  }

  /** How many messages the entry lists, readable or not. */
  get messageCount(): number {
    return listOf(this.#entry._webSocketMessages).length;
  }

  /** The messages from index `from` on and before `to` that can be read. A binary message (opcode 2) is base64. */
  messages(from = 0, to?: number): HarMessage[] {
    const messages: HarMessage[] = [];
    for (const [i, item] of listOf(this.#entry._webSocketMessages).slice(from, to).entries()) {
      const { type, time, opcode, data } = membersOf<MessageMembers>(item);
      if ((type !== 'send' && type !== 'receive') || typeof data !== 'string') continue;
      const content = opcode === 2 ? fromBase64(data) : data;
      if (content === undefined) continue;
      messages.push({ index: from + i, direction: type, at: epochMs(time), data: content, size: content.length });
    }
    return messages;
  }

  /** Chromium's mark of a socket that failed to open. */
  get hasErrorMessage(): boolean {
    return this.#listsMessage((type) => type === 'error');
  }

  /** A socket that carried messages or was closed was open, whatever its status (HTTP/2 has no 101: RFC 8441). */
  get hasSpoken(): boolean {
    return this.close !== undefined || this.#listsMessage((type) => type === 'send' || type === 'receive');
  }

  /** How the socket ended; undefined where the producer does not say. */
  get close(): HarClose | undefined {
    const { _webSocketClose: close } = this.#entry;
    if (close === 'aborted') return { code: ABNORMAL, reason: '', wasClean: false };
    const { code, reason, wasClean } = membersOf<CloseMembers>(close);
    const known = code === null ? NO_CODE : code;
    if (typeof known !== 'number' || !Number.isInteger(known)) return undefined;
    // Who does not say whether the end was clean saw a close frame.
    return {
      code: known,
      reason: textOf(reason),
      wasClean: wasClean === undefined ? known !== ABNORMAL : wasClean === true,
    };
  }

  /** The body is a stream of server-sent events. */
  get isEventStream(): boolean {
    return /^text\/event-stream\b/i.test(this.mimeType);
  }

  /** Server-sent events: those that the entry lists, or else those in its body. */
  get events(): readonly HarEvent[] {
    this.#events ??= this.#readEvents();
    return this.#events;
  }

  /** The same entry with another text for its response body. */
  withResponseText(text: string): HarEntry {
    const content = { ...this.#contentMembers, text, encoding: undefined };
    return new HarEntry({ ...this.#entry, response: { ...this.#response, content } });
  }

  get #contentMembers(): Unchecked<Content> {
    this.#content ??= membersOf(this.#response.content);
    return this.#content;
  }

  #listsMessage(isWanted: (type: unknown) => boolean): boolean {
    return listOf(this.#entry._webSocketMessages).some((item) => isWanted(membersOf<MessageMembers>(item).type));
  }

  #readEvents(): readonly HarEvent[] {
    const { _eventSourceMessages: listed } = this.#entry;
    if (Array.isArray(listed) && listed.length > 0) return listed.flatMap((item, index) => eventOf(item, index) ?? []);
    if (!this.isEventStream) return NO_EVENTS;
    const body = this.responseBody;
    if (body.state !== 'read') return NO_EVENTS;
    const text = body.base64 ? utf8(fromBase64(body.text) ?? new Uint8Array()) : body.text;
    return readEventStream(text).map((event, index) => ({ ...event, index, at: 0 }));
  }
}

const NO_EVENTS: readonly HarEvent[] = Object.freeze([]);

function eventOf(item: unknown, index: number): HarEvent | undefined {
  const { time, eventName, eventId, data } = membersOf<EventMembers>(item);
  if (typeof data !== 'string') return undefined;
  const name = textOf(eventName);
  return {
    index,
    at: epochMs(time),
    // Chromium writes the name that an event without one is dispatched under.
    event: name === 'message' ? undefined : name || undefined,
    id: textOf(eventId) || undefined,
    retryMs: undefined,
    data,
  };
}
