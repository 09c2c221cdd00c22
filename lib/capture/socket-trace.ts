/** The first messages of a socket as one source reported them, to recognise the same socket in what another source lists. */
import type { Direction } from '../exchange.ts';
import type { LineMessage } from './socket-line.ts';

/** Messages of each direction that are compared; sockets that agree in so many are as good as the same. */
export const MAX_MARKS = 32;
/** Of each message so many characters or bytes are looked at, besides its size. */
const MARKED = 256;

/**
 * Sources agree on the order within a direction only: a message that the page sends while another waits to be handed to it
 * stands before it for one and after it for the other.
 */
export class SocketTrace {
  readonly #marks: Readonly<Record<Direction, string[]>> = { send: [], receive: [] };
  #isOver = false;

  constructor(messages: readonly LineMessage[] = []) {
    for (const message of messages) this.add(message);
  }

  add(message: LineMessage): void {
    const marks = this.#marks[message.direction];
    if (!this.#isOver && marks.length < MAX_MARKS) marks.push(markOf(message));
  }

  /** Messages went missing: what comes from now on says nothing about its place. */
  end(): void {
    this.#isOver = true;
  }

  /**
   * How much another trace is like this one: the more messages agree and the fewer only one of them has, the more.
   * Undefined where a message is another: then it is no trace of the same socket.
   */
  likeness(other: SocketTrace): number | undefined {
    const sent = likeness(this.#marks.send, other.#marks.send);
    const received = likeness(this.#marks.receive, other.#marks.receive);
    return sent === undefined || received === undefined ? undefined : sent + received;
  }
}

function likeness(some: readonly string[], others: readonly string[]): number | undefined {
  const common = Math.min(some.length, others.length);
  for (let i = 0; i < common; i++) if (some[i] !== others[i]) return undefined;
  return 2 * common - Math.abs(some.length - others.length);
}

/** Size and a hash (FNV-1a, 32 bits, on the code units) of the beginning: a text of its own would keep the whole message alive. */
function markOf({ data, size }: LineMessage): string {
  let hash = 0x811c9dc5;
  const isText = typeof data === 'string';
  for (let i = 0; i < Math.min(data.length, MARKED); i++) {
    hash = Math.imul(hash ^ (isText ? data.charCodeAt(i) : (data[i] ?? 0)), 0x01000193);
  }
  return `${size} ${hash}`;
}
