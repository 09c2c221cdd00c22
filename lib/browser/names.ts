/** Names that the extension's pages and scripts call each other by. */

/** Ports: a relay in a page, and a devtools page, each to whoever listens. */
export const PORTS = { relay: 'wire-triage relay', devtools: 'wire-triage devtools' } as const;

/** What a devtools page asks of the background, which can open tabs. */
export const OPEN_SETTINGS = 'wire-triage open settings';

/** Ids of the registered content scripts. */
export const SCRIPTS = { tap: 'wire-triage-tap', relay: 'wire-triage-relay' } as const;

/** Where a relay leaves the name of its line to the tap, in the extension's own world beside the page. */
export const LINE_KEY = Symbol.for('wire-triage line');
