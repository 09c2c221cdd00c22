/**
 * Ways to put the socket tap into pages. Without a permission DevTools evaluates it in the top frame; with one, content scripts
 * bring it into every frame before the page's own scripts.
 */
import type { SocketCapture } from '../capture/sockets.ts';
import type { SocketWatch } from '../session/log.ts';
import installTap from '../tap/install.ts?bundled';
import type { Documents } from './documents.ts';
import { openFrameLine } from './frame-line.ts';
import type { InspectedPage } from './inspected-page.ts';
import { TAP_KEY } from './names.ts';

interface Options {
  readonly page: InspectedPage;
  readonly capture: SocketCapture;
  readonly documents: Documents;
  readonly onWatch: (watch: SocketWatch) => void;
  readonly onTrouble: (error: unknown) => void;
  readonly signal: AbortSignal;
}

export interface TapPlacement {
  /** Loads the page again with the tap in place before its first script, in the top frame. */
  reloadAndCapture(): Promise<void>;
}

/**
 * How often the page is asked, in ms. Chromium gives a hidden devtools page its timers once a second at best; Firefox does not
 * announce a document before it has loaded, so that asking is also how it is found.
 */
const ASK_MS = import.meta.env.FIREFOX ? 250 : 1_000;
/** So often in a row a page may not answer: it is between two documents, or busy. */
const PATIENCE = 4;

const TAP = `window[${JSON.stringify(TAP_KEY)}]`;
/** Evaluated in the page: when its document began, and whether a tap is there. */
const LOOK = `[performance.timeOrigin, Boolean(${TAP}), 0, '[]']`;
/**
 * As LOOK, and with the next batch that the tap holds: its number, and its events as JSON. `received` is the last batch that came
 * through from the document that began at `began`.
 */
const drain = (began: number, received: number) => `(() => {
  const tap = ${TAP};
  const began = performance.timeOrigin;
  if (!tap || typeof tap.drainText !== 'function') return [began, false, 0, '[]'];
  const batch = tap.drainText(began === ${began} ? ${received} : 0);
  return [began, true, batch[0], batch[1]];
})()`;
/** Gives whether the tap stands before the first script of the document. */
const INSTALL = `(${installTap})(${JSON.stringify(TAP_KEY)}), Boolean(${TAP}) && !${TAP}.state().searching`;

/** So often scripts are brought into a document that has none: some take none. */
const MAX_INJECTIONS = 3;
/** Between two documents there is nothing to ask for a moment; each attempt takes about a millisecond. */
const MAX_ATTEMPTS = 400;

interface Answer {
  /** Epoch ms. */
  readonly began: number;
  readonly hasTap: boolean;
  /** Number of the batch, 0 for none. */
  readonly batch: number;
  readonly events: string;
}

/** Places taps, and tells what they see, until `signal` aborts. */
export function placeTap({ page, capture, documents, onWatch, onTrouble, signal }: Options): TapPlacement {
  let isFromStart = false;
  let reloading = false;
  /** Undefined until it is known: what is drained before would be missing from what the content scripts tell. */
  let hasPermission: boolean | undefined;
  let received = { began: 0, batch: 0 };
  let unanswered = 0;
  let injections = 0;
  /** Documents whose content scripts are there. */
  const framed = new Set<string>();
  /** One question at a time; a second wish while one runs is granted by the same answer. */
  let asking: Promise<void> | undefined;

  function watch(): SocketWatch {
    if (hasPermission) return framed.size > 0 ? 'every-frame' : 'none';
    if (unanswered >= PATIENCE) return 'none';
    return isFromStart ? 'top-frame-from-start' : 'top-frame';
  }

  function tell(): void {
    capture.setTapped(watch() !== 'none');
    onWatch(watch());
  }

  function inject(): void {
    if (injections++ < MAX_INJECTIONS) line.inject();
  }

  async function askPage(): Promise<void> {
    const asked = Date.now();
    const drains = hasPermission === false;
    const answer = answerOf(await page.evaluate(drains ? drain(received.began, received.batch) : LOOK));
    unanswered = answer ? 0 : unanswered + 1;
    if (!answer) {
      if (unanswered === PATIENCE) tell();
      return;
    }
    documents.met(answer.began);
    // Scripts may have been registered too late for this document.
    if (hasPermission && !answer.hasTap) inject();
    if (drains) {
      if (answer.hasTap) {
        received = { began: answer.began, batch: answer.batch };
        capture.tapped('top', parsed(answer.events));
      } else {
        const isFirst = await page.evaluate(INSTALL);
        if (isFirst === undefined) return;
        // A question can be faster than the script that a reload brings.
        isFromStart &&= isFirst === true;
      }
    }
    capture.heard(hasPermission ? undefined : asked);
    tell();
  }

  function askNow(): Promise<void> {
    asking ??= askPage()
      .catch(onTrouble)
      .finally(() => {
        asking = undefined;
      });
    return asking;
  }

  /** A new document gets its tap as soon as it can be reached: every millisecond counts for sockets that open early. */
  async function askSoon(): Promise<void> {
    await asking;
    for (let attempt = 0; attempt < MAX_ATTEMPTS && !signal.aborted; attempt++) {
      await askNow();
      if (unanswered === 0) return;
    }
  }

  async function keepAsking(): Promise<void> {
    while (!signal.aborted) {
      await askNow();
      await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    }
  }

  const line = openFrameLine(
    {
      permission(isGiven) {
        hasPermission = isGiven;
        if (isGiven) line.inject();
        void askSoon();
      },
      opened(documentId, began) {
        if (began !== undefined) documents.met(began);
        framed.add(documentId);
        tell();
      },
      told(documentId, events) {
        capture.tapped(documentId, parsed(events));
      },
      left(documentId) {
        framed.delete(documentId);
        capture.left(documentId);
        tell();
      },
    },
    signal,
    page,
  );
  documents.onNew(() => {
    isFromStart = reloading;
    reloading = false;
    injections = 0;
    void askSoon();
  });
  void keepAsking();

  return {
    async reloadAndCapture() {
      // The document that is there now must not be taken for the one to come.
      await asking;
      await askNow();
      reloading = true;
      page.reload({ injectedScript: INSTALL });
    },
  };
}

/** The page can put anything in place of what is asked for. */
function answerOf(value: unknown): Answer | undefined {
  if (!Array.isArray(value)) return undefined;
  const [began, hasTap, batch, events] = value as unknown[];
  if (typeof began !== 'number' || typeof hasTap !== 'boolean') return undefined;
  if (typeof batch !== 'number' || typeof events !== 'string') return undefined;
  return { began, hasTap, batch, events };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
