/** From an exchange to the session: diagnose it, then keep no more of it than somebody will read. */
import type { Engine } from '../diagnose/diagnose.ts';
import type { Body, Exchange } from '../exchange.ts';
import type { Session } from './log.ts';

/** Of a failing exchange's bodies this many characters are kept; of a healthy one's, none. */
export const MAX_KEPT_BODY = 65_536;

export function createRecorder(engine: Engine, session: Session): (exchange: Exchange) => void {
  return (exchange) => {
    const diagnosis = engine.diagnose(exchange);
    session.add(diagnosis ? trimmed(exchange) : exchange, diagnosis);
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
