/** In the page's own world, in every frame, before its scripts: the tap, and its side of the line to the relay. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { SIGNALS, TAP_KEY } from '../lib/browser/names.ts';
import type { TapEvent } from '../lib/tap/events.ts';
import installTap from '../lib/tap/install.ts';

interface TapAccess {
  listen(callback: (events: TapEvent[]) => void): () => void;
}

export default defineUnlistedScript(() => {
  installTap(TAP_KEY);
  const tap = (window as unknown as Record<string, TapAccess | undefined>)[TAP_KEY];
  if (!tap) return;
  // Taken before the page can replace them.
  const { stringify } = JSON;
  const { CustomEvent, performance } = window;
  const dispatch = performance.dispatchEvent.bind(performance);
  // DevTools opened again on the same page brings this script again: two of them would tell everything twice.
  if (!dispatch(new CustomEvent(SIGNALS.greet, { cancelable: true }))) return;
  performance.addEventListener(SIGNALS.greet, (event) => event.preventDefault());
  let stop: (() => void) | undefined;
  performance.addEventListener(SIGNALS.listen, () => {
    stop?.();
    stop = tap.listen((events) => dispatch(new CustomEvent(SIGNALS.events, { detail: stringify(events) })));
  });
  performance.addEventListener(SIGNALS.stop, () => {
    stop?.();
    stop = undefined;
  });
});
