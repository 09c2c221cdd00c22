/**
 * The page's end of the line between the tap and the relay, which is beside the page in the extension's own world. Both talk by events
 * on `performance`, whose listeners `document.open()` leaves alone. Their types begin with a name drawn by lot, which the relay gets in
 * a greeting before the page's first script runs: no page can listen for what it cannot name.
 */
import type { Tap } from './channel.ts';
import { bare, method } from './natives.ts';

/** The one event whose type is known beforehand. Its detail is the name of the line. */
export const GREETING = 'wire-triage:tap';

export const LINE_NAME = /^[0-9a-f]{32}$/;

/**
 * Types of events on the line of that name. The relay sends `listen`, with RECORD as its detail where the tap has to record, and
 * `stop`; `events` has JSON text as its detail.
 */
export const RECORD = 'record';

export const signalsOf = (name: string) => ({
  listen: `${name}:listen`,
  stop: `${name}:stop`,
  events: `${name}:events`,
});

/** Opens the line to a relay that waits for it. Never throws. */
export function openLine(tap: Pick<Tap, 'listen' | 'record'>): void {
  try {
    const { CustomEvent, performance } = globalThis;
    const addListener = method(performance.addEventListener);
    const dispatch = method(performance.dispatchEvent);
    const say = (type: string, detail: string) => dispatch(performance, new CustomEvent(type, bare({ detail })));
    const name = drawName();
    const { listen, stop, events } = signalsOf(name);
    let end: (() => void) | undefined;
    const halt = () => {
      end?.();
      end = undefined;
    };
    const detail = Reflect.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as (this: Event) => unknown;
    const detailOf = method(detail);
    addListener(performance, listen, (event: Event) => {
      halt();
      if (detailOf(event) === RECORD) tap.record();
      end = tap.listen((text) => say(events, text));
    });
    addListener(performance, stop, halt);
    say(GREETING, name);
  } catch {}
}

/** 128 bits: nobody guesses it. */
function drawName(): string {
  let name = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) name += byte.toString(16).padStart(2, '0');
  return name;
}
