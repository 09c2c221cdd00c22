/** From what was captured to the session: log it and diagnose it. */
import { keepNewest } from '../bounded.ts';
import type { Conversation } from '../diagnose/conversation.ts';
import type { Engine } from '../diagnose/diagnose.ts';
import { type Exchange, type SocketGap, socketOf } from '../exchange.ts';
import type { Finding } from '../finding.ts';
import type { Session } from './log.ts';

/** Exchanges that wait for a pack, which takes milliseconds; beyond it the oldest keeps what is known of it. */
const MAX_WAITING = 1_000;

/** Sockets whose conversation is remembered; beyond it the one opened first is forgotten. */
export const MAX_CONVERSATIONS = 1_000;

/**
 * Takes exchanges of all channels, and gaps, in the order in which they happened. A healthy HTTP exchange leaves a line in the
 * session. Events, messages, packets and closes go to the log of their connection, and into the session where they fail.
 * What shows signs of families that are not loaded yet is diagnosed at once by those that are, and again when they are there.
 *
 * @param conversations by the id of their socket, for somebody who has to open them anew
 */
export function createRecorder(
  engine: Pick<Engine, 'diagnose' | 'openConversation' | 'meet'>,
  session: Pick<Session, 'add' | 'log' | 'connection'>,
  conversations = new Map<string, Conversation>(),
): (record: Exchange | SocketGap) => void {
  /** Exchanges whose families are being loaded, with what they meant until now, in the order in which they came. */
  const waiting = new Map<Exchange, Finding | undefined>();

  function conversationOf(socketId: string): Conversation {
    const known = conversations.get(socketId);
    if (known) return known;
    const opened = engine.openConversation();
    keepNewest(conversations, socketId, opened, MAX_CONVERSATIONS);
    return opened;
  }

  function diagnose(exchange: Exchange): Finding | undefined {
    switch (exchange.channel) {
      case 'http':
      case 'handshake':
      case 'event':
        return engine.diagnose(exchange);
      case 'close':
        return engine.diagnose(exchange, conversationOf(exchange.socket.id));
      case 'websocket':
      case 'mqtt': {
        const conversation = conversationOf(exchange.socket.id);
        const finding = engine.diagnose(exchange, conversation);
        conversation.observe(exchange);
        return finding;
      }
      default:
        return exchange satisfies never;
    }
  }

  function wait(exchange: Exchange, finding: Finding | undefined): void {
    const arrival = engine.meet(exchange);
    if (!arrival) return;
    waiting.set(exchange, finding);
    const first = waiting.keys().next().value;
    if (waiting.size > MAX_WAITING && first) waiting.delete(first);
    void arrival.then(() => again(exchange));
  }

  /** Diagnoses once more, now that the families that it met are there, together with all of its socket that waits. */
  function again(arrived: Exchange): void {
    if (!waiting.has(arrived)) return;
    const socket = socketOf(arrived);
    if (socket) replay(socket.id);
    else complete(arrived);
  }

  /** A conversation knows the families of when it was opened: all that the socket has said is told to a new one, in its order. */
  function replay(socketId: string): void {
    const late = new Map(
      [...waiting.keys()].filter((one) => socketOf(one)?.id === socketId).map((one) => [one.id, one]),
    );
    conversations.delete(socketId);
    const records = session.connection(socketId)?.records ?? [];
    const logged = new Set(records.map(({ id }) => id));
    // What is no longer in the log is older than what is. What waits is whole, which a record of the log need not be.
    for (const [id, exchange] of late) if (!logged.has(id)) complete(exchange);
    for (const record of records) {
      const exchange = late.get(record.id);
      if (exchange) complete(exchange);
      else if (record.channel === 'websocket' || record.channel === 'mqtt') conversationOf(socketId).observe(record);
    }
  }

  function complete(exchange: Exchange): void {
    const before = waiting.get(exchange);
    if (!waiting.delete(exchange)) return;
    const finding = diagnose(exchange);
    if (finding && !isSame(finding, before)) session.add(exchange, finding);
  }

  return (record) => {
    if (record.channel === 'gap') {
      session.log(record);
      return;
    }
    const finding = diagnose(record);
    if (record.channel === 'http' || record.channel === 'handshake') {
      session.add(record, finding);
    } else {
      session.log(record);
      if (finding) session.add(record, finding);
    }
    wait(record, finding);
  };
}

function isSame(a: Finding, b: Finding | undefined): boolean {
  return b !== undefined && a.family === b.family && a.shape === b.shape && a.entry === b.entry && a.code === b.code;
}
