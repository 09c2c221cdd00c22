/** One socket that is followed live. */
import type { Exchange, Socket, SocketGap, SocketState } from '../exchange.ts';
import type { TapEvent } from '../tap/events.ts';
import { type LineMessage, type Listed, SocketLine } from './socket-line.ts';
import { SocketTrace } from './socket-trace.ts';

/** Where captured sockets go. */
export interface SocketSink {
  /** A socket or a change in it. Comes before anything that happens on it. */
  socket(socket: Socket, state: SocketState): void;
  emit(record: Exchange | SocketGap): void;
}

/** How a socket became known. */
export interface Origin {
  readonly from: 'tap' | 'har';
  /** The tap found it after it had been opened. */
  readonly isLate: boolean;
  /** The tap of the top frame was asked after it began, and did not know it: it belongs to a worker or another frame, or is older. */
  readonly isForeign: boolean;
  readonly state: SocketState;
}

export type TapClose = Extract<TapEvent, { type: 'close' }>;

/** The HAR entry that a socket is tied to. */
export interface Tie {
  readonly key: string;
  /** Messages of the entry that have been read or passed over. */
  seen: number;
  /** The first messages of the entry. */
  listed: SocketTrace;
}

export class FollowedSocket {
  readonly url: string;
  /** Epoch ms of the construction, or of the first meeting for a socket found late. */
  readonly at: number;
  readonly from: 'tap' | 'har';
  readonly isLate: boolean;
  readonly isForeign: boolean;
  /** The first messages that the tap reported, to know the socket's entry by. */
  readonly trace = new SocketTrace();
  tie: Tie | undefined;
  /** Something has shown that the handshake succeeded. A socket found late may be in the middle of it. */
  hasOpened = false;
  /** The HAR reported it first, and a tap found the same socket. */
  isTapped = false;
  /** The tap reported the close of a socket whose last messages have yet to be read from the HAR. */
  heldClose: TapClose | undefined;

  readonly #line: SocketLine;
  readonly #sink: SocketSink;
  #state: SocketState;

  constructor(socket: Socket, { from, isLate, isForeign, state }: Origin, sink: SocketSink) {
    this.url = socket.url;
    this.at = socket.at;
    this.from = from;
    this.isLate = isLate;
    this.isForeign = isForeign;
    this.#line = new SocketLine(socket);
    this.#sink = sink;
    this.#state = state;
    sink.socket(socket, state);
  }

  get state(): SocketState {
    return this.#state;
  }

  set state(state: SocketState) {
    this.#state = state;
    this.#sink.socket(this.#line.socket, state);
  }

  get subprotocol(): string | undefined {
    return this.#line.socket.subprotocol;
  }

  /** A script in the page is all that reports it. */
  get isClaimed(): boolean {
    return this.#line.socket.claimed === true;
  }

  /** What the browser lists of it, once it has opened; undefined where nothing. Until then, what a tap reports is a claim of the page. */
  setListed(listed: Listed | undefined): void {
    if (this.isClaimed === (listed === undefined)) return;
    this.#line.setListed(listed);
    this.#sink.socket(this.#line.socket, this.#state);
  }

  /** The server has chosen the subprotocol. */
  agreed(subprotocol: string | undefined): void {
    this.#line.agreed(subprotocol);
  }

  read(message: LineMessage): void {
    for (const record of this.#line.read(message)) this.#sink.emit(record);
  }

  /** So many events of the page were missed, maybe some of this socket. */
  missed(at: number, count: number): void {
    this.trace.end();
    if (this.#state === 'open') this.#sink.emit(this.#line.missed(at, count));
  }

  /** Emits the close that was held back; nothing where none was. It comes after all messages: what they said is evidence for what it means. */
  emitHeldClose(): void {
    if (this.heldClose) this.emitClose(this.heldClose);
  }

  emitClose({ at, code, reason, clean }: TapClose): void {
    this.heldClose = undefined;
    this.#sink.emit(this.#line.closed(at, { code, reason, wasClean: clean }));
  }
}
