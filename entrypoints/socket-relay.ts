/** In the extension's world beside the page: passes on what the tap reports, as long as a DevTools window of this tab wants it. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { RelayHello } from '../lib/browser/iframe-line.ts';
import { PORTS, SIGNALS } from '../lib/browser/names.ts';

/** Where a relay leaves its end for the next one: a symbol, since elements can not be named by one. */
const END_RELAY = Symbol.for('wire-triage end relay');

export default defineUnlistedScript(() => {
  const world = globalThis as { [END_RELAY]?: () => void };
  // The new port is there before the old one goes, so that the document counts as present all the time.
  const port = chrome.runtime.connect({ name: PORTS.relay });
  port.postMessage({ began: performance.timeOrigin } satisfies RelayHello);
  world[END_RELAY]?.();

  const gone = new AbortController();
  const { signal } = gone;
  const end = () => {
    gone.abort();
    performance.dispatchEvent(new CustomEvent(SIGNALS.stop));
  };
  world[END_RELAY] = () => {
    end();
    port.disconnect();
  };
  port.onMessage.addListener(() => {
    performance.addEventListener(
      SIGNALS.events,
      (event) => {
        const { detail } = event as CustomEvent<unknown>;
        if (typeof detail === 'string') pass(detail);
      },
      { signal },
    );
    performance.dispatchEvent(new CustomEvent(SIGNALS.listen));
  });
  port.onDisconnect.addListener(() => {
    // Read, so that "nobody listens" is no error in the page's console: it is the usual case.
    void chrome.runtime.lastError;
    if (!signal.aborted) end();
  });

  function pass(events: string): void {
    try {
      port.postMessage(events);
    } catch {
      // Larger than a message may be (64 MB in Chromium): more than a tap ever holds, so the page made it up.
    }
  }
});
