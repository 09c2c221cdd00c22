/** In the extension's world beside the page: passes on what the tap reports, as long as a DevTools window of this tab wants it. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { PORTS, SIGNALS } from '../lib/browser/names.ts';

export default defineUnlistedScript(() => {
  const port = chrome.runtime.connect({ name: PORTS.relay });
  const gone = new AbortController();
  const { signal } = gone;
  port.onMessage.addListener(() => {
    document.addEventListener(
      SIGNALS.events,
      (event) => {
        const { detail } = event as CustomEvent<unknown>;
        if (typeof detail === 'string') port.postMessage(detail);
      },
      { signal },
    );
    document.dispatchEvent(new CustomEvent(SIGNALS.listen));
  });
  port.onDisconnect.addListener(() => {
    // Read, so that "nobody listens" is no error in the page's console: it is the usual case.
    void chrome.runtime.lastError;
    gone.abort();
    document.dispatchEvent(new CustomEvent(SIGNALS.stop));
  });
});
