/** Failures of sockets that only the page reports, by socket, so that they are found when the browser lists the socket. */
import { type Socket, socketOf } from '../exchange.ts';
import { confirmedFinding, type Failure } from '../finding.ts';

export interface Claims {
  /** Takes note of a failure; one that rests on no claim is passed over. */
  add(failure: Failure): void;
  /** The failure is no longer held. */
  remove(failure: Failure): void;
  /** The browser lists the socket: ids of the failures that rested on the claim. They are given once. */
  confirmed(socket: Socket): Iterable<string>;
  clear(): void;
}

export function createClaims(): Claims {
  const bySocket = new Map<string, Set<string>>();
  return {
    add({ exchange }) {
      const socket = socketOf(exchange);
      if (!socket?.claimed) return;
      const ids = bySocket.get(socket.id) ?? new Set();
      bySocket.set(socket.id, ids.add(exchange.id));
    },
    remove({ exchange }) {
      const socket = socketOf(exchange);
      if (!socket?.claimed) return;
      const ids = bySocket.get(socket.id);
      ids?.delete(exchange.id);
      if (ids?.size === 0) bySocket.delete(socket.id);
    },
    confirmed(socket) {
      const ids = bySocket.get(socket.id);
      if (socket.claimed || !ids) return [];
      bySocket.delete(socket.id);
      return ids;
    },
    clear: () => bySocket.clear(),
  };
}

/** The failure with what is known of its socket now. */
export function confirmedFailure({ exchange, finding }: Failure, socket: Socket): Failure {
  if (!('socket' in exchange)) return { exchange, finding };
  return { exchange: { ...exchange, socket }, finding: confirmedFinding(finding) };
}
