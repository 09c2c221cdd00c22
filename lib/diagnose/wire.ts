/** An exchange with everything about it that several shapes ask for, each worked out at most once. */

import { pathOf } from '../address.ts';
import { type Asked, askedFor } from '../asked.ts';
import {
  type Body,
  type Channel,
  channelName,
  type Direction,
  type Exchange,
  type Header,
  urlOf,
} from '../exchange.ts';
import type { Blocked } from '../finding.ts';
import { blockedOf } from './blocked.ts';
import { bodyText } from './body-text.ts';
import type { Conversation } from './conversation.ts';
import { parseJson } from './decode/content.ts';
import { type Decoder, decode } from './decode.ts';
import { type Described, describeExchange } from './described.ts';
import type { HostClaim, Owner } from './hosts.ts';
import { hasFailed, isJson, mediaType } from './media.ts';

const NO_HEADERS: readonly Header[] = [];
/** Stands for "not decoded yet": undefined is an answer. */
const UNREAD = Symbol('unread');

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
  /** What any other decoder last made of the body: shapes that share one follow each other. */
  #last: { readonly decoder: Decoder; readonly value: unknown } | undefined;
  #parsed: unknown = UNREAD;
  #path: string | undefined;
  #described: Described | undefined;
  #isDescribed = false;
  #asked: Asked | undefined;
  #askedIsRead = false;
  #blocked: Blocked | undefined;
  #blockedIsRead = false;

  constructor(exchange: Exchange, claims: readonly HostClaim[], conversation: Conversation | undefined) {
    this.exchange = exchange;
    this.channel = channelName(exchange);
    this.claims = claims;
    this.conversation = conversation;
    this.direction = 'direction' in exchange ? exchange.direction : undefined;
    let status = 0;
    let type = '';
    let body: Body | undefined;
    let headers = NO_HEADERS;
    let looksHealthy = false;
    switch (exchange.channel) {
      case 'http':
        status = exchange.status;
        type = mediaType(exchange.mimeType);
        body = exchange.responseBody;
        headers = exchange.responseHeaders;
        looksHealthy = status < 400 && !hasFailed(exchange);
        break;
      case 'handshake':
        status = exchange.status;
        headers = exchange.responseHeaders;
        break;
      case 'websocket':
      case 'mqtt':
        body = exchange.body;
        looksHealthy = exchange.channel === 'websocket' || exchange.packet === 'publish';
        break;
      case 'event':
        // The response that carries a stream has succeeded, and an event's data is read as JSON whatever the stream's type.
        status = 200;
        type = 'application/json';
        body = exchange.body;
        headers = exchange.stream.responseHeaders;
        looksHealthy = true;
        break;
      case 'close':
        break;
      default:
        throw new Error(`unknown channel ${JSON.stringify(exchange satisfies never)}`);
    }
    this.status = status;
    this.failed = exchange.channel === 'http' && hasFailed(exchange);
    this.type = type;
    this.body = body;
    this.headers = headers;
    this.looksHealthy = looksHealthy;
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

  /** What the request asks for; undefined where it takes anything, and for what is no request. */
  get asked(): Asked | undefined {
    if (!this.#askedIsRead) {
      this.#asked = this.exchange.channel === 'http' ? askedFor(this.exchange) : undefined;
      this.#askedIsRead = true;
    }
    return this.#asked;
  }

  /** Whether the browser stopped the request or kept the reply back. */
  get blocked(): Blocked | undefined {
    if (!this.#blockedIsRead) {
      this.#blocked = blockedOf(this.exchange);
      this.#blockedIsRead = true;
    }
    return this.#blocked;
  }

  /** What the exchange says of its own failure; undefined where nothing says that it failed. */
  get described(): Described | undefined {
    if (!this.#isDescribed) {
      this.#described = describeExchange(this);
      this.#isDescribed = true;
    }
    return this.#described;
  }

  /** Parses JSON, the body's own text at most once. */
  parse(text: string): unknown {
    if (text !== this.text) return parseJson(text);
    if (this.#parsed === UNREAD) this.#parsed = parseJson(text);
    return this.#parsed;
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
    if (this.#last?.decoder !== decoder) {
      // gRPC frames are bytes: they are taken as they came, every other decoder wants text.
      const isBytes = decoder === 'grpc-web';
      const value = decode(decoder, isBytes ? body.text : (this.text ?? ''), isBytes && body.base64, this.type);
      this.#last = { decoder, value };
    }
    return this.#last.value;
  }

  /** A success is JSON only where its type says so: scripts and pages quote error bodies too. A failure may lie about its type. */
  #decodeJson(): unknown {
    if (this.exchange.channel === 'http' && this.looksHealthy && !isJson(this.type)) return undefined;
    return decode('json', this.text ?? '', false, this.type, (text) => this.parse(text));
  }
}
