/** The server's end of WebSockets: a script says what a socket does. */
import { on } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Reply } from './server.ts';

/** What the server does next on an open socket. */
export type SocketStep =
  /** Waits for a message from the page; those that came earlier and no step has taken yet count. */
  | { readonly await: 'message' }
  /** A text message, or a binary one. */
  | { readonly send: string | Uint8Array }
  /**
   * A close frame with this code and reason; 1005 sends one without a code. Codes that no close frame may carry
   * (RFC 6455, section 7.4) are sent all the same: browsers call the result 1006.
   */
  | { readonly close: number; readonly reason?: string }
  /** Closes the connection without a close frame: browsers call that 1006. */
  | { readonly drop: true };

export interface Acceptance {
  /** The subprotocol that the server names when the page offers any; when absent, the first that the page offers. */
  readonly protocol?: string;
  /** Steps, after which the socket stays open until the page closes it; or a function that does with it what it likes. */
  readonly does: readonly SocketStep[] | ((socket: WebSocket) => void);
}

/** The answer to a handshake that is refused. No status is out of bounds: up to 999 it is sent as it is. */
export interface Refusal {
  readonly refuse: Reply;
}

export type SocketScript = Acceptance | Refusal;

/** Completes a handshake and lets the socket do what the script says. */
export function accept(script: Acceptance, request: IncomingMessage, connection: Duplex, head: Buffer): void {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    handleProtocols: (offered) => script.protocol ?? [...offered][0] ?? false,
  });
  server.handleUpgrade(request, connection, head, (socket) => {
    const giveUp = () => socket.terminate();
    socket.on('error', giveUp); // a page that breaks the protocol
    if (typeof script.does === 'function') script.does(socket);
    else play(script.does, socket, connection).catch(giveUp);
  });
}

async function play(steps: readonly SocketStep[], socket: WebSocket, connection: Duplex): Promise<void> {
  const messages = on(socket, 'message', { close: ['close'] });
  for (const step of steps) {
    if ('await' in step) {
      if ((await messages.next()).done) return;
    } else if ('send' in step) socket.send(step.send);
    else if ('drop' in step) socket.terminate();
    else close(socket, connection, step.close, step.reason ?? '');
  }
}

const NO_STATUS = 1005; // RFC 6455, section 7.1.5: a close frame without a code
const FINAL_CLOSE = 0x88; // first byte of a close frame: FIN and opcode 8, RFC 6455, section 5.2

function close(socket: WebSocket, connection: Duplex, code: number, reason: string): void {
  if (code === NO_STATUS) socket.close();
  else if (maySend(code)) socket.close(code, reason);
  else {
    const payload = Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]);
    connection.write(Buffer.concat([Buffer.from([FINAL_CLOSE, payload.length]), payload]));
  }
}

/** Codes that an endpoint may send, RFC 6455, section 7.4, with what IANA has registered since. */
function maySend(code: number): boolean {
  return (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999);
}
