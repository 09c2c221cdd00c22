/** The documents that the inspected tab goes through, one after the other. */
import { evaluateSoon, type InspectedPage } from './inspected-page.ts';
import { LOOK } from './tap-script.ts';

export interface Documents {
  /** Calls `listener` for each new document with the moment at which it began, in epoch ms. */
  onNew(listener: (began: number) => void): void;
  /** Somebody met a document with this time origin (`performance.timeOrigin`, epoch ms). That is how a new one is known. */
  met(origin: number): void;
}

/** Time origins of one document may differ by so much, in ms: browsers round them. */
const SAME_MS = 2;
/**
 * A time origin that lies further from the moment at which the document was met, in ms, says which document it is and not when it
 * began: it stems from a clock that stands still while the computer sleeps.
 */
const MAX_APART_MS = 60_000;

/**
 * Watches until `signal` aborts. Chromium announces documents, but also one that a page writes anew and that is the same as before,
 * and later than the page's own reports come in. Firefox announces a document when it has loaded, which may be after its first
 * failures, or never while an image stalls. So a document is known by its time origin, whoever is the first to see it.
 */
export function watchDocuments(page: InspectedPage, signal: AbortSignal): Documents {
  const listeners: ((began: number) => void)[] = [];
  let present: number | undefined;
  /** When a document was announced whose time origin is not known yet. */
  let announced: number | undefined;

  const tell = (began: number) => {
    for (const listener of listeners) listener(began);
  };

  function begin(origin: number, noticed: number): void {
    if (present !== undefined && Math.abs(origin - present) <= SAME_MS) return;
    // What began before the announcement is what was announced.
    const isTold = announced !== undefined && origin <= announced;
    // A page that the browser had kept comes back with its old time origin.
    const isBack = present !== undefined && origin < present;
    present = origin;
    announced = undefined;
    if (!isTold) tell(!isBack && Math.abs(noticed - origin) < MAX_APART_MS ? origin : noticed);
  }

  if (!import.meta.env.FIREFOX) {
    const onNavigated = async () => {
      const noticed = Date.now();
      const origin = await evaluateSoon(page, LOOK, signal);
      if (typeof origin === 'number') return begin(origin, noticed);
      // Some pages evaluate nothing, and one that loads slowly nothing yet.
      announced = noticed;
      tell(noticed);
    };
    const { onNavigated: event } = chrome.devtools.network;
    event.addListener(onNavigated);
    signal.addEventListener('abort', () => event.removeListener(onNavigated), { once: true });
  }
  return {
    onNew: (listener) => void listeners.push(listener),
    met(origin) {
      if (present === undefined) present = origin;
      else begin(origin, Date.now());
    },
  };
}
