/**
 * Ways to put the socket tap into pages. Without a permission DevTools evaluates it in the top document; with one, content scripts
 * bring it into every iframe before the page's own scripts.
 */
import type { SocketCapture } from '../capture/sockets.ts';
import type { SocketWatch } from '../session/log.ts';
import type { Documents } from './documents.ts';
import { openIframeLine } from './iframe-line.ts';
import type { InspectedPage } from './inspected-page.ts';
import { answerOf, drain, injected, install, LOOK, type Received } from './tap-script.ts';

interface Options {
  /** Under which the tap is reached in the page: an identifier that no page can guess. */
  readonly name: string;
  readonly page: InspectedPage;
  /** Whether new documents record where they ask from: see `Tap.record`. */
  readonly records: () => boolean;
  readonly capture: Pick<SocketCapture, 'tapped' | 'left' | 'setTapped' | 'acknowledged'>;
  readonly documents: Documents;
  readonly onWatch: (watch: SocketWatch) => void;
  readonly onTrouble: (error: unknown) => void;
  readonly signal: AbortSignal;
}

export interface TapPlacement {
  /** Loads the page again with the tap in place before the first script of its top document. */
  reloadAndCapture(): Promise<void>;
}

/**
 * How often the page is asked, in ms. Chromium gives a hidden devtools page its timers once a second at best; Firefox does not
 * announce a document before it has loaded, so that asking is also how it is found.
 */
const ASK_MS = import.meta.env.FIREFOX ? 250 : 1_000;
/** How many times in a row a page may leave a question unanswered: it is between two documents, or busy. */
const PATIENCE = 4;

/** How many times scripts are injected into a document that has none: some take none. */
const MAX_INJECTIONS = 3;
/** Between two documents there is nothing to ask for a moment; each attempt takes about a millisecond. */
const MAX_ATTEMPTS = 400;

/** Places taps and hands on what they report, until `signal` aborts. */
export function placeTap({
  name,
  page,
  records,
  capture,
  documents,
  onWatch,
  onTrouble,
  signal,
}: Options): TapPlacement {
  let isFromStart = false;
  let reloading = false;
  /** Undefined until it is known: what was drained before would be missing from what the content scripts report. */
  let hasPermission: boolean | undefined;
  let received: Received = { began: 0, batch: 0 };
  /** Tells this DevTools window from those before it. */
  const reader = Date.now();
  let isBlind = false;
  let unanswered = 0;
  /** Questions that the present document has answered, and injections into it. */
  let answers = 0;
  let injections = 0;
  /** Documents whose content scripts are there, and the top one among them. */
  const framed = new Set<string>();
  let top: string | undefined;
  /** One question at a time; whoever asks while one runs gets the same answer. */
  let asking: Promise<void> | undefined;

  /** The top document whose tap has been drained, by when it began. */
  const topId = () => `top ${received.began}`;

  function watch(): SocketWatch {
    if (hasPermission) return framed.size > 0 ? 'every-frame' : 'none';
    if (unanswered >= PATIENCE || isBlind) return 'none';
    return isFromStart ? 'top-frame-from-start' : 'top-frame';
  }

  function report(): void {
    capture.setTapped(watch() !== 'none');
    onWatch(watch());
  }

  function inject(): void {
    if (injections++ < MAX_INJECTIONS) line.inject();
  }

  async function askPage(): Promise<void> {
    const asked = Date.now();
    const drains = hasPermission === false;
    const answer = answerOf(await page.evaluate(drains ? drain(name, reader, received) : LOOK));
    unanswered = answer ? 0 : unanswered + 1;
    if (!answer) {
      if (unanswered === PATIENCE) report();
      return;
    }
    documents.met(answer.began);
    // Scripts may have been registered too late for this document. A relay that is on its way has come by the second answer.
    if (hasPermission && top === undefined && answers > 0) inject();
    answers += 1;
    if (drains) {
      if (answer.events !== undefined) {
        received = answer;
        isBlind = answer.isBlind;
        capture.tapped(topId(), parsed(answer.events));
      } else {
        const isFirst = await page.evaluate(install(name, records()));
        if (isFirst === undefined) return;
        isBlind = isFirst === null;
        // A question can be faster than the script that a reload brings.
        isFromStart &&= isFirst === true;
      }
    }
    capture.acknowledged(hasPermission ? undefined : asked);
    report();
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

  const line = openIframeLine(
    {
      permission(isGiven) {
        hasPermission = isGiven;
        if (isGiven) line.inject();
        void askSoon();
      },
      opened(documentId, began) {
        if (began !== undefined) documents.met(began);
        if (began !== undefined) top = documentId;
        framed.add(documentId);
        report();
      },
      reported(documentId, events) {
        capture.tapped(documentId, parsed(events));
      },
      left(documentId) {
        framed.delete(documentId);
        if (top === documentId) top = undefined;
        capture.left(documentId);
        report();
      },
    },
    signal,
    records,
  );
  documents.onNew(() => {
    capture.left(topId());
    isFromStart = reloading;
    reloading = false;
    isBlind = false;
    top = undefined;
    answers = 0;
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
      page.reload({ injectedScript: injected(name, records()) });
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
