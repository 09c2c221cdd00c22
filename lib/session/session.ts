import { insight } from './insight.ts';
import { openSession, type Session, type SessionOptions } from './log.ts';

/** An empty session, with all that it can tell of what it holds. */
export function createSession(options: SessionOptions): Session {
  return openSession({ ...options, insight: () => insight });
}
