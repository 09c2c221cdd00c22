/** The relay between the tap of a document and the extension: see lib/tap/line.ts for its side towards the page. */
import { GREETING, LINE_NAME, RECORD, signalsOf } from '../tap/line.ts';
import { LINE_KEY, PORTS } from './names.ts';

/** The first message of a relay. */
export interface RelayHello {
  /** `performance.timeOrigin` of its document. */
  readonly began: number;
}

/** What tells a relay that somebody listens, and whether its tap has to record. */
export const goOf = (records: boolean) => (records ? RECORD : 'go');

/** What a relay leaves in its world for the next one in the same document, under symbols: elements cannot be named by one. */
interface World {
  /** The name of the line to the tap. */
  [LINE_KEY]?: string;
  [END_RELAY]?: () => void;
}
const END_RELAY = Symbol.for('wire-triage end relay');

/**
 * Waits for the tap's greeting, unless an earlier relay of this document got it, and then passes on what the tap reports until the
 * other end disconnects. Only the first greeting counts: it comes before any script of the page, and whatever comes later is forged.
 */
export function startRelay(): void {
  const world = globalThis as World;
  const endEarlier = world[END_RELAY];
  const waiting = new AbortController();
  const line = world[LINE_KEY];
  if (line !== undefined) {
    world[END_RELAY] = passOn(line);
    endEarlier?.();
    return;
  }
  endEarlier?.();
  world[END_RELAY] = () => waiting.abort();
  performance.addEventListener(
    GREETING,
    (event) => {
      const { detail } = event as CustomEvent<unknown>;
      if (typeof detail !== 'string' || !LINE_NAME.test(detail)) return;
      waiting.abort();
      world[LINE_KEY] = detail;
      world[END_RELAY] = passOn(detail);
    },
    { signal: waiting.signal },
  );
}

/** Connects a line with the extension. Gives what ends that. */
function passOn(line: string): () => void {
  const { listen, stop, events } = signalsOf(line);
  const gone = new AbortController();
  const { signal } = gone;
  // Not by the polyfill: this script is in every iframe of every page.
  const port = chrome.runtime.connect({ name: PORTS.relay });
  port.postMessage({ began: performance.timeOrigin } satisfies RelayHello);

  const end = () => {
    gone.abort();
    performance.dispatchEvent(new CustomEvent(stop));
  };
  const pass = (text: string) => {
    try {
      port.postMessage(text);
    } catch {
      // Larger than a message may be (64 MB in Chromium): more than a tap ever holds.
    }
  };
  port.onMessage.addListener((message: unknown) => {
    performance.addEventListener(
      events,
      (event) => {
        const { detail } = event as CustomEvent<unknown>;
        if (typeof detail === 'string') pass(detail);
      },
      { signal },
    );
    performance.dispatchEvent(new CustomEvent(listen, { detail: message }));
  });
  port.onDisconnect.addListener(() => {
    // Read, so that "nobody listens" is no error in the page's console: it is the usual case.
    void chrome.runtime.lastError;
    if (!signal.aborted) end();
  });
  return () => {
    end();
    port.disconnect();
  };
}
