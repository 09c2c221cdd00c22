/** An exchange with everything about it that several shapes ask for, each worked out at most once. */

import { pathOf } from '../address.ts';
import {
  type Body,
  type Channel,
  channelName,
  type Direction,
  type Exchange,
  type Header,
  type HttpExchange,
  urlOf,
} from '../exchange.ts';
import type { Blocked } from '../finding.ts';
import { blockedOf } from './blocked.ts';
import type { Conversation } from './conversation.ts';
import { bodyText, type Decoder, decode } from './decode.ts';
import type { Describe, Described } from './described.ts';
import type { HostClaim, Owner } from './hosts.ts';

const NO_HEADERS: readonly Header[] = [];
/** Stands for "not decoded yet": undefined is an answer. */
const UNREAD = Symbol('unread');

/** What an exchange is read beside. */
interface Beside {
  readonly conversation: Conversation | undefined;
  readonly describe: Describe | undefined;
}

export class Wire {
  readonly exchange: Exchange;
  /** The channel as catalogue and contract name it: an event of a stream came over HTTP. */
  readonly channel: Channel;
  readonly conversation: Conversation | undefined;
  /** HTTP status; 0 where there is none. */
  readonly status: number;
  /** No usable response arrived. */
  readonly failed: boolean;
  /** Media type in lower case, without parameters. */
  readonly type: string;
  /** Families that call this host theirs. */
  readonly claims: readonly HostClaim[];
  readonly body: Body | undefined;
  readonly headers: readonly Header[];
  /** The carrier itself looks healthy, so that only a look at the body can find a failure. */
  readonly looksHealthy: boolean;
  /** Of a message or packet; undefined for everything else. */
  readonly direction: Direction | undefined;
  /** The decoded body of the shape that reads at the moment. */
  value: unknown = undefined;

  #text: string | undefined;
  #textIsRead = false;
  #json: unknown = UNREAD;
  #path: string | undefined;
  #blocked: Blocked | undefined;
  #blockedIsRead = false;
  readonly #describe: Describe | undefined;

  constructor(exchange: Exchange, claims: readonly HostClaim[], { conversation, describe }: Beside) {
    this.exchange = exchange;
    this.channel = channelName(exchange);
    this.claims = claims;
    this.conversation = conversation;
    this.#describe = describe;
    this.direction = 'direction' in exchange ? exchange.direction : undefined;
    switch (exchange.channel) {
      case 'http':
        this.status = exchange.status;
        this.failed = hasFailed(exchange);
        this.type = mediaType(exchange.mimeType);
        this.body = exchange.responseBody;
        this.headers = exchange.responseHeaders;
        this.looksHealthy = !this.failed && exchange.status < 400;
        break;
      case 'handshake':
        this.status = exchange.status;
        this.failed = false;
        this.type = '';
        this.body = undefined;
        this.headers = exchange.responseHeaders;
        this.looksHealthy = false;
        break;
      case 'websocket':
      case 'mqtt':
        this.status = 0;
        this.failed = false;
        this.type = '';
        this.body = exchange.body;
        this.headers = NO_HEADERS;
        this.looksHealthy = exchange.channel === 'websocket' || exchange.packet === 'publish';
        break;
      case 'event':
        // The response that carries a stream has succeeded, and an event's data is read as JSON whatever the stream's type.
        this.status = 200;
        this.failed = false;
        this.type = 'application/json';
        this.body = exchange.body;
        this.headers = NO_HEADERS;
        this.looksHealthy = true;
        break;
      case 'close':
        this.status = 0;
        this.failed = false;
        this.type = '';
        this.body = undefined;
        this.headers = NO_HEADERS;
        this.looksHealthy = false;
        break;
      default:
        throw new Error(`unknown channel ${JSON.stringify(exchange satisfies never)}`);
    }
  }

  /** Path of the address, in lower case. */
  get path(): string {
    this.#path ??= pathOf(urlOf(this.exchange));
    return this.#path;
  }

  /** The body as text; undefined when there is none. */
  get text(): string | undefined {
    if (!this.#textIsRead) {
      this.#text = this.body && bodyText(this.body);
      this.#textIsRead = true;
    }
    return this.#text;
  }

  /** Whether the browser stopped the request or kept the reply back. */
  get blocked(): Blocked | undefined {
    if (!this.#blockedIsRead) {
      this.#blocked = blockedOf(this.exchange);
      this.#blockedIsRead = true;
    }
    return this.#blocked;
  }

  /** What the body says of itself. */
  get described(): Described | undefined {
    return this.#describe?.(this.exchange, this.value);
  }

  claimedBy(owner: Owner): boolean {
    for (const claim of this.claims) if (claim.owner === owner) return true;
    return false;
  }

  decoded(decoder: Decoder): unknown {
    const { body } = this;
    if (body?.state !== 'read') return undefined;
    if (decoder === 'json') {
      if (this.#json === UNREAD) this.#json = this.#decodeJson();
      return this.#json;
    }
    // gRPC frames are bytes: they are taken as they came, every other decoder wants text.
    if (decoder === 'grpc-web') return decode(decoder, body.text, body.base64, this.type);
    return decode(decoder, this.text ?? '', false, this.type);
  }

  /** A success is JSON only where its type says so: scripts and pages quote error bodies too. A failure may lie about its type. */
  #decodeJson(): unknown {
    if (this.exchange.channel === 'http' && this.looksHealthy && !isJson(this.type)) return undefined;
    return decode('json', this.text ?? '', false, this.type);
  }
}

/** True when no usable response arrived. An abort after the status line is the page's own choice and no failure. */
export function hasFailed(exchange: HttpExchange): boolean {
  if (exchange.status === 0) return true;
  return exchange.failure !== undefined && exchange.failure !== '' && exchange.failure !== 'net::ERR_ABORTED';
}

/** The media type without its parameters, in lower case. */
export function mediaType(mime: string): string {
  if (mime === 'application/json') return mime;
  const end = mime.indexOf(';');
  return (end < 0 ? mime : mime.slice(0, end)).trim().toLowerCase();
}

/** JSON by its plain names, which say nothing about a family. */
export function isPlainJson(type: string): boolean {
  return type === 'application/json' || type === 'text/json';
}

export function isJson(type: string): boolean {
  return isPlainJson(type) || type.endsWith('+json');
}

/** `+json` stands for every type with that suffix. */
export function sameType(wanted: string, type: string): boolean {
  return wanted.startsWith('+') ? type.endsWith(wanted) : wanted === type;
}

/** Types whose bytes say nothing to a reader of an error. */
export function isMedia(type: string): boolean {
  return /^(?:image\/(?!svg)|audio\/|video\/|font\/)/.test(type);
}
