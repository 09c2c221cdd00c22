/** The documents that the inspected tab goes through, one after the other. */

export interface Documents {
  /** Calls `listener` for each new document with the moment at which it began, in epoch ms. */
  onNew(listener: (began: number) => void): void;
  /**
   * Somebody met a document that began at this moment (`performance.timeOrigin`). Where the browser announces documents late,
   * that is how a new one is noticed.
   */
  met(began: number): void;
}

/** Watches until `signal` aborts. */
export const watchDocuments: (signal: AbortSignal) => Documents = import.meta.env.FIREFOX ? byMeeting : byEvent;

/** Chromium announces a document as soon as it is there. */
function byEvent(signal: AbortSignal): Documents {
  const listeners: ((began: number) => void)[] = [];
  const onNavigated = () => {
    const began = Date.now();
    for (const listener of listeners) listener(began);
  };
  chrome.devtools.network.onNavigated.addListener(onNavigated);
  signal.addEventListener('abort', () => chrome.devtools.network.onNavigated.removeListener(onNavigated), {
    once: true,
  });
  return { onNew: (listener) => void listeners.push(listener), met: () => undefined };
}

/** Time origins of one document may differ by so much, in ms: browsers round them. */
const SAME_MS = 2;

/** Firefox announces a document when it has loaded, which may be after its first failures, or never while an image stalls. */
function byMeeting(): Documents {
  const listeners: ((began: number) => void)[] = [];
  let present: number | undefined;
  return {
    onNew: (listener) => void listeners.push(listener),
    met(began) {
      const isFirst = present === undefined;
      if (present !== undefined && Math.abs(began - present) <= SAME_MS) return;
      present = began;
      if (!isFirst) for (const listener of listeners) listener(began);
    },
  };
}
