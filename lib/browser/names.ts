/** Names that the extension's pages and scripts call each other by. */

/** Ports: a relay in a page, and a devtools page, each to whoever listens. */
export const PORTS = { relay: 'wire-triage relay', devtools: 'wire-triage devtools' } as const;

/** What a devtools page asks of the background, which can open tabs. */
export const OPEN_SETTINGS = 'wire-triage open settings';

/** Ids of the registered content scripts. */
export const SCRIPTS = { tap: 'wire-triage-tap', relay: 'wire-triage-relay' } as const;

/** The property of `window` through which the tap is reached. */
export const TAP_KEY = '__wireTriageSocketTap';

/**
 * Events between the relay and the tap in the same document, on `performance`: `document.open()` leaves its listeners alone.
 * The page can hear and forge them; the receiver checks what comes.
 */
export const SIGNALS = {
  /** Asks whether a tap answers to the others already: one that does prevents the default. */
  greet: `${TAP_KEY}:greet`,
  listen: `${TAP_KEY}:listen`,
  stop: `${TAP_KEY}:stop`,
  events: `${TAP_KEY}:events`,
} as const;
