/** The recent frames of each socket, bounded in all: what a reader of a socket's failure wants to see around it. */
import type { Direction, Socket } from '../exchange.ts';

export type FrameKind = 'text' | 'binary' | 'mqtt' | 'event' | 'close';

/** What a frame that is an MQTT control packet says, beside its text. */
export interface PacketFacts {
  /** Lower-case packet name. */
  readonly packet: string;
  readonly topic: string | undefined;
  readonly reasonCode: number | undefined;
  /** 3, 4 or 5. */
  readonly protocolVersion: number | undefined;
}

export interface Frame {
  /** The id of the exchange that the frame became, so that a failing one can be found again. */
  readonly id: string;
  /** Undefined for what neither side sent, such as the end of the connection. */
  readonly direction: Direction | undefined;
  readonly at: number;
  readonly kind: FrameKind;
  /** A text, or one line about binary data or a packet; not yet redacted, capped. */
  readonly text: string;
  /** Size of the whole message: characters of a text, bytes of anything else. */
  readonly size: number;
  readonly packet?: PacketFacts;
}

export type SocketState = 'connecting' | 'open' | 'closed' | 'refused';

/** A socket as a reader sees it. */
export interface SocketFrames {
  readonly socket: Socket;
  readonly state: SocketState;
  /** Oldest first. */
  readonly frames: readonly Frame[];
  /** Frames that were seen and are no longer held. */
  readonly dropped: number;
}

export interface FrameLog {
  /** Takes note of a socket or of a change in it. */
  socket(socket: Socket, state: SocketState): void;
  add(socketId: string, frame: Frame): void;
  /** The socket's recent frames; undefined for a socket that is not known. */
  of(socketId: string): SocketFrames | undefined;
  /** Sockets that are open now. */
  open(): number;
  clear(): void;
}

/** Characters kept of one frame: enough for an envelope and its neighbours. */
export const MAX_FRAME_TEXT = 2_000;
/** Frames kept of one socket. */
export const MAX_FRAMES_OF_SOCKET = 500;
/** Characters kept of all frames together: 16 MB at two bytes each. */
export const MAX_FRAME_CHARACTERS = 8_000_000;
/** Objects around a frame's text, counted as characters so that empty frames are bounded too. */
const FRAME_OVERHEAD = 100;
/** Sockets remembered; the one that was noted longest ago goes first, closed ones before open ones. */
export const MAX_SOCKETS = 1_000;

/** The end of a socket as a frame; `at` epoch milliseconds. */
export function closeFrame(id: string, at: number, code: number, reason: string): Frame {
  const text = reason === '' ? String(code) : `${code} ${reason}`;
  return { id, direction: undefined, at, kind: 'close', text, size: 0 };
}

/** True where only the beginning of a frame was kept. */
export function isCutFrame({ kind, text, size }: Pick<Frame, 'kind' | 'text' | 'size'>): boolean {
  return text.length >= MAX_FRAME_TEXT || (kind === 'text' && size > text.length);
}

interface Held {
  socket: Socket;
  state: SocketState;
  readonly frames: Frame[];
  dropped: number;
}

export function createFrameLog(): FrameLog {
  const sockets = new Map<string, Held>();
  /** Socket ids in the order in which frames came; the oldest frame of all is the first frame of the first id. */
  let order: string[] = [];
  let first = 0;
  let characters = 0;

  function cost({ text }: Frame): number {
    return text.length + FRAME_OVERHEAD;
  }

  function dropFirstOf(held: Held): void {
    const frame = held.frames.shift();
    if (!frame) return;
    held.dropped++;
    characters -= cost(frame);
  }

  function dropOldest(): void {
    while (characters > MAX_FRAME_CHARACTERS && first < order.length) {
      const held = sockets.get(order[first] ?? '');
      first++;
      if (held) dropFirstOf(held);
    }
    if (first > 10_000) {
      order = order.slice(first);
      first = 0;
    }
  }

  function forget(id: string): void {
    for (const frame of sockets.get(id)?.frames ?? []) characters -= cost(frame);
    sockets.delete(id);
  }

  function forgetSockets(): void {
    if (sockets.size <= MAX_SOCKETS) return;
    const ids = [...sockets.keys()];
    const closed = ids.find((id) => sockets.get(id)?.state === 'closed' || sockets.get(id)?.state === 'refused');
    forget(closed ?? ids[0] ?? '');
  }

  return {
    socket(socket, state) {
      const held = sockets.get(socket.id);
      if (held) {
        held.socket = socket;
        held.state = state;
        return;
      }
      sockets.set(socket.id, { socket, state, frames: [], dropped: 0 });
      forgetSockets();
    },
    add(socketId, frame) {
      const held = sockets.get(socketId);
      if (!held) return;
      const kept =
        frame.text.length > MAX_FRAME_TEXT ? { ...frame, text: `${frame.text.slice(0, MAX_FRAME_TEXT - 1)}…` } : frame;
      held.frames.push(kept);
      characters += cost(kept);
      order.push(socketId);
      if (held.frames.length > MAX_FRAMES_OF_SOCKET) dropFirstOf(held);
      dropOldest();
    },
    of(socketId) {
      const held = sockets.get(socketId);
      return held && { socket: held.socket, state: held.state, frames: [...held.frames], dropped: held.dropped };
    },
    open() {
      let n = 0;
      for (const { state } of sockets.values()) if (state === 'open') n++;
      return n;
    },
    clear() {
      for (const held of sockets.values()) {
        held.dropped += held.frames.length;
        held.frames.length = 0;
      }
      order = [];
      first = 0;
      characters = 0;
    },
  };
}
