/** From an exchange to the session: diagnose it, then keep no more of it than somebody will read. */
import type { Conversation } from '../diagnose/conversation.ts';
import type { Engine } from '../diagnose/diagnose.ts';
import type { Body, Exchange } from '../exchange.ts';
import type { Session } from './log.ts';

/** Of a failing exchange's bodies this many characters are kept; of a healthy one's, none. */
export const MAX_KEPT_BODY = 65_536;

/** Sockets whose conversation is remembered; beyond it the one opened first is forgotten. */
const MAX_CONVERSATIONS = 1_000;

/**
 * Takes exchanges of all channels in the order in which they happened. What healthy HTTP exchanges leave is a line;
 * healthy messages, packets and closes leave nothing, since the socket they belong to is there as a whole.
 */
export function createRecorder(engine: Engine, session: Pick<Session, 'add'>): (exchange: Exchange) => void {
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

  return (exchange) => {
    if (exchange.channel === 'http' || exchange.channel === 'handshake') {
      const finding = engine.diagnose(exchange);
      session.add(finding ? trimmed(exchange) : exchange, finding);
      return;
    }
    const conversation = conversationOf(exchange.socket.id);
    const finding = engine.diagnose(exchange, conversation);
    if (exchange.channel !== 'close') conversation.observe(exchange);
    if (finding) session.add(trimmed(exchange), finding);
  };
}

/** The exchange with its bodies cut to what is kept. */
export function trimmed(exchange: Exchange): Exchange {
  if (exchange.channel === 'http') {
    return { ...exchange, requestBody: cut(exchange.requestBody), responseBody: cut(exchange.responseBody) };
  }
  return 'body' in exchange ? { ...exchange, body: cut(exchange.body) } : exchange;
}

function cut(body: Body): Body {
  if (body.state !== 'read' || body.text.length <= MAX_KEPT_BODY) return body;
  // Base64 is cut at a multiple of four characters, so that what is left still decodes.
  return { ...body, text: body.text.slice(0, MAX_KEPT_BODY - (MAX_KEPT_BODY % 4)), cut: true };
}
