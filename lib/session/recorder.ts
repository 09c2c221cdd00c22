/** From what was captured to the session: log it, diagnose it, then keep no more of it than somebody will read. */
import type { Conversation } from '../diagnose/conversation.ts';
import type { Engine } from '../diagnose/diagnose.ts';
import { cutBody, type Exchange, type SocketGap } from '../exchange.ts';
import type { Session } from './log.ts';

/** Of a failing exchange's bodies this many characters are kept; of a healthy one's, none. */
export const MAX_KEPT_BODY = 65_536;

/** Sockets whose conversation is remembered; beyond it the one opened first is forgotten. */
export const MAX_CONVERSATIONS = 1_000;

/**
 * Takes exchanges of all channels, and gaps, in the order in which they happened. A healthy HTTP exchange leaves a line in the
 * session. Events, messages, packets and closes go to the log of their connection, and into the session where they fail.
 */
export function createRecorder(
  engine: Pick<Engine, 'diagnose' | 'openConversation'>,
  session: Pick<Session, 'add' | 'log'>,
): (record: Exchange | SocketGap) => void {
  const conversations = new Map<string, Conversation>();

  function conversationOf(socketId: string): Conversation {
    const known = conversations.get(socketId);
    if (known) return known;
    const opened = engine.openConversation();
    conversations.set(socketId, opened);
    const oldest = conversations.keys().next().value;
    if (conversations.size > MAX_CONVERSATIONS && oldest !== undefined) conversations.delete(oldest);
    return opened;
  }

  function keepFailing(exchange: Exchange, conversation?: Conversation): void {
    const finding = engine.diagnose(exchange, conversation);
    if (finding) session.add(trimmed(exchange), finding);
  }

  return (record) => {
    switch (record.channel) {
      case 'http':
      case 'handshake': {
        const finding = engine.diagnose(record);
        session.add(finding ? trimmed(record) : record, finding);
        return;
      }
      case 'gap':
        session.log(record);
        return;
      case 'event':
        session.log(record);
        keepFailing(record);
        return;
      case 'close':
        session.log(record);
        keepFailing(record, conversationOf(record.socket.id));
        return;
      case 'websocket':
      case 'mqtt': {
        session.log(record);
        const conversation = conversationOf(record.socket.id);
        keepFailing(record, conversation);
        conversation.observe(record);
        return;
      }
      default:
        record satisfies never;
    }
  };
}

/** The exchange with its bodies cut to what is kept. */
export function trimmed(exchange: Exchange): Exchange {
  if (exchange.channel === 'http') {
    const { requestBody, responseBody } = exchange;
    return {
      ...exchange,
      requestBody: cutBody(requestBody, MAX_KEPT_BODY),
      responseBody: cutBody(responseBody, MAX_KEPT_BODY),
    };
  }
  return 'body' in exchange ? { ...exchange, body: cutBody(exchange.body, MAX_KEPT_BODY) } : exchange;
}
