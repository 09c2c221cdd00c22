/** What was captured, diagnosed once more: after a change in what the engine knows. */
import type { Conversation } from '../diagnose/conversation.ts';
import type { Engine } from '../diagnose/diagnose.ts';
import { type Exchange, socketOf } from '../exchange.ts';
import type { Failure, Finding } from '../finding.ts';
import type { Session } from './log.ts';

interface Anew {
  readonly engine: Pick<Engine, 'diagnose' | 'meet' | 'openConversation'>;
  readonly session: Pick<Session, 'failures' | 'healthyReplies' | 'connection' | 'imported' | 'forget'>;
  /** Those of the recorder: they know families of before, and are opened anew. */
  readonly conversations: Map<string, Conversation>;
  /** Lets others run between two slices. */
  readonly pause: () => Promise<unknown>;
  /** Ends it early: something has changed again. */
  readonly signal: AbortSignal;
}

/** Exchanges in a slice: a diagnosis takes some ten microseconds, so that a slice stays well under a frame. */
const SLICE = 200;

/**
 * Every failure that is held, every record of a socket that had one, and the healthy replies that still have their bodies.
 * Never rejects.
 */
export async function diagnoseAnew({ engine, session, conversations, pause, signal }: Anew): Promise<void> {
  conversations.clear();
  const failures = session.failures();
  const healthy = session.healthyReplies();
  const bySocket = bySocketOf(failures);
  let left = SLICE;
  for (const { exchange } of failures) {
    if (!(await isNext(exchange))) return;
    const socket = socketOf(exchange);
    const held = socket && bySocket.get(socket.id);
    if (!socket) put(session, exchange, engine.diagnose(exchange));
    else if (held) {
      bySocket.delete(socket.id);
      await replaySocket(socket.id, held);
    }
  }

  for (const exchange of healthy) {
    if (!(await isNext(exchange))) return;
    const finding = engine.diagnose(exchange);
    // What stays healthy has its line already.
    if (finding) session.imported.add(exchange, finding);
  }

  /** Lets others run now and then, and has the families ready that the exchange shows signs of. False: it is over. */
  async function isNext(exchange: Exchange): Promise<boolean> {
    if (--left <= 0) {
      left = SLICE;
      await pause();
    }
    if (signal.aborted) return false;
    await engine.meet(exchange);
    return true;
  }

  /** All of one socket in its order, failures that are no longer among its records at last. */
  async function replaySocket(id: string, held: Map<string, Exchange>): Promise<void> {
    const conversation = engine.openConversation();
    conversations.set(id, conversation);
    for (const record of session.connection(id)?.records ?? []) {
      if (record.channel === 'gap' || record.channel === 'event') continue;
      // Of a failure the session holds more than the log of its connection does.
      const exchange = held.get(record.id) ?? record;
      held.delete(record.id);
      await engine.meet(exchange);
      put(session, exchange, engine.diagnose(exchange, conversation));
      if (exchange.channel === 'websocket' || exchange.channel === 'mqtt') conversation.observe(exchange);
    }
    for (const exchange of held.values()) put(session, exchange, engine.diagnose(exchange, conversation));
  }
}

/** Failing exchanges by their own id, by the id of their socket. */
function bySocketOf(failures: readonly Failure[]): Map<string, Map<string, Exchange>> {
  const bySocket = new Map<string, Map<string, Exchange>>();
  for (const { exchange } of failures) {
    const socket = socketOf(exchange);
    if (!socket) continue;
    const held = bySocket.get(socket.id) ?? new Map<string, Exchange>();
    bySocket.set(socket.id, held.set(exchange.id, exchange));
  }
  return bySocket;
}

/** A healthy record of a connection stands in the log of that connection alone. */
function put(session: Anew['session'], exchange: Exchange, finding: Finding | undefined): void {
  if (finding || exchange.channel === 'http' || exchange.channel === 'handshake')
    session.imported.add(exchange, finding);
  else session.forget(exchange);
}
