/** One socket that is followed live: what it says is read in order, also while the MQTT codec is still being loaded. */
import type { Exchange, Socket, SocketGap, SocketState } from '../exchange.ts';
import type { TapEvent } from '../tap/events.ts';
import type { MqttCodec } from './mqtt.ts';
import { type LineMessage, SocketLine } from './socket-line.ts';
import { SocketTrace } from './socket-trace.ts';
import type { Work } from './work.ts';

/** Where captured sockets go. */
export interface SocketSink {
  /** A socket or a change in it. Comes before anything that happens on it. */
  socket(socket: Socket, state: SocketState): void;
  emit(record: Exchange | SocketGap): void;
}

export interface FollowedDeps {
  readonly sink: SocketSink;
  readonly work: Work;
  /** The MQTT codec, loaded at most once. */
  readonly loadMqtt: () => Promise<MqttCodec>;
  readonly onTrouble: (error: unknown) => void;
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

/** Messages that wait for the MQTT codec. */
const MAX_WAITING = 10_000;

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
  isClaimed = false;
  /** The tap reported the close of a socket whose last messages have yet to be read, from the HAR or by the MQTT codec. */
  heldClose: TapClose | undefined;

  readonly #line: SocketLine;
  readonly #deps: FollowedDeps;
  #state: SocketState;
  /** Messages that wait for the MQTT codec; undefined when none do. */
  #waiting: LineMessage[] | undefined;

  constructor(socket: Socket, { from, isLate, isForeign, state }: Origin, deps: FollowedDeps) {
    this.url = socket.url;
    this.at = socket.at;
    this.from = from;
    this.isLate = isLate;
    this.isForeign = isForeign;
    this.#line = new SocketLine(socket);
    this.#deps = deps;
    this.#state = state;
    deps.sink.socket(socket, state);
  }

  get state(): SocketState {
    return this.#state;
  }

  set state(state: SocketState) {
    this.#state = state;
    this.#deps.sink.socket(this.#line.socket, state);
  }

  get subprotocol(): string | undefined {
    return this.#line.socket.subprotocol;
  }

  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /** The server has chosen the subprotocol. */
  agreed(subprotocol: string | undefined): void {
    this.#line.agreed(subprotocol);
  }

  /** Reads a message, or lets it wait for those before it. */
  read(message: LineMessage): void {
    if (this.#waiting) {
      if (this.#waiting.length < MAX_WAITING) this.#waiting.push(message);
      return;
    }
    if (this.#line.needsMqtt(message)) {
      this.#waitForMqtt(message);
      return;
    }
    for (const record of this.#line.read(message)) this.#deps.sink.emit(record);
  }

  /** So many events of the page were missed, maybe some of this socket. */
  missed(at: number, count: number): void {
    this.trace.end();
    if (this.#state === 'open') this.#deps.sink.emit(this.#line.missed(at, count));
  }

  /** Emits the close that was held back; nothing where none was. It comes after all messages: what they said is evidence for what it means. */
  emitHeldClose(): void {
    if (this.heldClose) this.emitClose(this.heldClose);
  }

  emitClose({ at, code, reason, clean }: TapClose): void {
    this.heldClose = undefined;
    this.#deps.sink.emit(this.#line.closed(at, { code, reason, wasClean: clean }));
  }

  #waitForMqtt(message: LineMessage): void {
    this.#waiting = [message];
    this.#deps.loadMqtt().then(
      (codec) => {
        this.#line.useMqtt(codec);
        this.#resume();
      },
      (error: unknown) => {
        this.#waiting = [];
        this.#resume();
        this.#deps.onTrouble(error);
      },
    );
  }

  /** What waited comes before anything that came later. */
  #resume(): void {
    const steps = (this.#waiting ?? []).map((message) => () => this.read(message));
    this.#waiting = undefined;
    if (this.from === 'tap' && this.heldClose) steps.push(() => this.emitHeldClose());
    this.#deps.work.addFirst(steps);
  }
}
