/** The page's end of WebSockets, driven from here. */
import type { Session } from './browsers/session.ts';

export interface Ended {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
  /** False where the handshake failed. */
  readonly opened: boolean;
}

/** A binary message on its way between here and the page. */
interface Bytes {
  readonly base64: string;
}

/** What the page keeps of a socket. */
interface Kept {
  readonly socket: WebSocket;
  readonly messages: (string | Bytes)[];
  /** Of all messages: characters of texts, bytes of binary ones. */
  size: number;
  opened: boolean;
  ended: Ended | undefined;
  /** Resolves at the next event. */
  next: Promise<void>;
}

type Keeper = typeof globalThis & { __sockets: Kept[] };

/** A WebSocket that a page has opened. It is gone when the page goes elsewhere. */
export class PageSocket {
  readonly #page: Session;
  readonly #index: number;
  #awaited = 0;

  private constructor(page: Session, index: number) {
    this.#page = page;
    this.#index = index;
  }

  /** Begins to open a socket, and offers these subprotocols. */
  static async open(page: Session, url: string, protocols: readonly string[] = []): Promise<PageSocket> {
    return new PageSocket(page, await page.evaluate(openInPage, url, protocols));
  }

  /** Waits for the handshake and gives the subprotocol that the server chose. Rejects where the handshake fails. */
  protocol(): Promise<string> {
    return this.#page.evaluate(protocolInPage, this.#index);
  }

  /** Sends a text message, or a binary one; waits for the handshake first. */
  async send(data: string | Uint8Array): Promise<void> {
    await this.protocol();
    const message = typeof data === 'string' ? data : { base64: Buffer.from(data).toString('base64') };
    await this.#page.evaluate(sendInPage, this.#index, message);
  }

  /**
   * Waits until so much more has arrived than earlier calls have waited for, characters of texts and bytes of binary messages
   * counted together, and gives every message so far. Rejects where the socket ends before.
   */
  async received(size: number): Promise<(string | Buffer)[]> {
    this.#awaited += size;
    const messages = await this.#page.evaluate(receivedInPage, this.#index, this.#awaited);
    return messages.map((message) => (typeof message === 'string' ? message : Buffer.from(message.base64, 'base64')));
  }

  /** Lets the page close the socket, and waits until that is done. */
  async close(code = 1000, reason = ''): Promise<Ended> {
    await this.#page.evaluate(closeInPage, this.#index, code, reason);
    return this.ended();
  }

  /** Waits for the end and gives what the page gets to know of it. */
  ended(): Promise<Ended> {
    return this.#page.evaluate(endedInPage, this.#index);
  }
}

// These run in the page.

function openInPage(url: string, protocols: readonly string[]): number {
  const place = globalThis as Keeper;
  const socket = new WebSocket(url, [...protocols]);
  socket.binaryType = 'arraybuffer';
  let happen = () => {};
  const next = () =>
    new Promise<void>((resolve) => {
      happen = resolve;
    });
  const kept: Kept = { socket, messages: [], size: 0, opened: false, ended: undefined, next: next() };
  const settle = () => {
    happen();
    kept.next = next();
  };
  socket.onopen = () => {
    kept.opened = true;
    settle();
  };
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data === 'string') kept.messages.push(data);
    else kept.messages.push({ base64: btoa(String.fromCharCode(...new Uint8Array(data))) });
    kept.size += typeof data === 'string' ? data.length : data.byteLength;
    settle();
  };
  socket.onclose = ({ code, reason, wasClean }) => {
    kept.ended = { code, reason, wasClean, opened: kept.opened };
    settle();
  };
  place.__sockets ??= [];
  return place.__sockets.push(kept) - 1;
}

async function protocolInPage(index: number): Promise<string> {
  const kept = (globalThis as Keeper).__sockets[index] as Kept;
  while (!kept.opened && !kept.ended) await kept.next;
  if (!kept.opened) throw new Error(`${kept.socket.url} did not open`);
  return kept.socket.protocol;
}

function sendInPage(index: number, data: string | { readonly base64: string }): void {
  const { socket } = (globalThis as Keeper).__sockets[index] as Kept;
  if (typeof data === 'string') socket.send(data);
  else socket.send(Uint8Array.from(atob(data.base64), (character) => character.charCodeAt(0)));
}

async function receivedInPage(index: number, size: number): Promise<Kept['messages']> {
  const kept = (globalThis as Keeper).__sockets[index] as Kept;
  while (kept.size < size && !kept.ended) await kept.next;
  if (kept.size < size) {
    throw new Error(`${kept.socket.url} ended with ${kept.size} of ${size}: ${JSON.stringify(kept.ended)}`);
  }
  return kept.messages;
}

function closeInPage(index: number, code: number, reason: string): void {
  const { socket } = (globalThis as Keeper).__sockets[index] as Kept;
  socket.close(code, reason);
}

async function endedInPage(index: number): Promise<Ended> {
  const kept = (globalThis as Keeper).__sockets[index] as Kept;
  while (!kept.ended) await kept.next;
  return kept.ended;
}
