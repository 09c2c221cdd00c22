/** The text of an event stream (HTML standard, section 9.2.6). */
import { createParser } from 'eventsource-parser';

export interface ParsedEvent {
  /** The `event:` field; undefined where it is missing or empty. */
  readonly event: string | undefined;
  /** The `id:` field. */
  readonly id: string | undefined;
  /** The last `retry:` field up to this event, in milliseconds, where an earlier event did not have it. */
  readonly retryMs: number | undefined;
  readonly data: string;
}

/** The events that are complete, in order. Events without data are none, as the standard has it. */
export function readEventStream(text: string): ParsedEvent[] {
  const events: ParsedEvent[] = [];
  let retryMs: number | undefined;
  const parser = createParser({
    onEvent({ event, id, data }) {
      events.push({ event, id, retryMs, data });
      retryMs = undefined;
    },
    onRetry(ms) {
      if (Number.isSafeInteger(ms)) retryMs = ms;
    },
  });
  const stream = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  // The parser waits for what follows a carriage return, which could be a line feed. Here nothing follows.
  parser.feed(stream.endsWith('\r') ? `${stream}\n` : stream);
  return events;
}
