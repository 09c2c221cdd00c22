/** In the page's own world, in every frame, before its scripts: the tap, and its side of the line to the relay. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { SIGNALS, TAP_KEY } from '../lib/browser/names.ts';
import type { TapEvent } from '../lib/tap/events.ts';
import { installTap } from '../lib/tap/tap.ts';

interface TapAccess {
  listen(callback: (events: TapEvent[]) => void): () => void;
}

export default defineUnlistedScript(() => {
  installTap(TAP_KEY);
  const tap = (window as unknown as Record<string, TapAccess | undefined>)[TAP_KEY];
  if (!tap) return;
  // Taken before the page can replace them.
  const { stringify } = JSON;
  const { CustomEvent } = window;
  const dispatch = document.dispatchEvent.bind(document);
  let stop: (() => void) | undefined;
  document.addEventListener(SIGNALS.listen, () => {
    stop?.();
    stop = tap.listen((events) => dispatch(new CustomEvent(SIGNALS.events, { detail: stringify(events) })));
  });
  document.addEventListener(SIGNALS.stop, () => {
    stop?.();
    stop = undefined;
  });
});
