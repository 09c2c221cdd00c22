/**
 * What the tap reports. Since it comes out of a page it is hostile input, which the receiving side checks member by member
 * (lib/capture/tap-event.ts). `at` is epoch milliseconds.
 */
export type TapEvent =
  | SocketEvent
  | PageEvent
  /** So many events were dropped because nobody fetched them in time. */
  | { readonly type: 'lost'; readonly at: number; readonly count: number };

/** What happened on a socket: `socket` is a number that the tap gives each socket of its frame, counted from 1. */
export type SocketEvent =
  /** A socket was constructed. */
  | { readonly type: 'open'; readonly socket: number; readonly at: number; readonly url: string }
  /** A socket that existed before the tap was met for the first time; `url` as the socket gives it. */
  | {
      readonly type: 'found';
      readonly socket: number;
      readonly at: number;
      readonly url: string;
      readonly protocol: string;
    }
  /** The handshake succeeded; `protocol` is the subprotocol the server chose, empty for none. */
  | { readonly type: 'ready'; readonly socket: number; readonly at: number; readonly protocol: string }
  | {
      readonly type: 'send' | 'receive';
      readonly socket: number;
      readonly at: number;
      /** The text, or base64 of the bytes; only its beginning where `size` says more. */
      readonly data: string;
      readonly binary: boolean;
      /** Length of the whole message: characters of a text, bytes of a binary message. */
      readonly size: number;
    }
  | { readonly type: 'error'; readonly socket: number; readonly at: number }
  | {
      readonly type: 'close';
      readonly socket: number;
      readonly at: number;
      readonly code: number;
      readonly reason: string;
      readonly clean: boolean;
    };

/** What the page reports besides. */
export type PageEvent =
  /** The Content-Security-Policy of the document forbade a request (https://www.w3.org/TR/CSP3/#violation-events). */
  | {
      readonly type: 'violation';
      readonly at: number;
      /** The address, without its fragment; only its origin where a redirect led there. */
      readonly url: string;
      /** The directive that was applied, e.g. `connect-src`. */
      readonly directive: string;
      /** The script that asked; empty where there is none, only its origin where that is another. */
      readonly file: string;
      /** From 1; 0 where it is not known. */
      readonly line: number;
      readonly column: number;
    }
  /** A script asked for something, and where it stood: only where somebody wants to know (`Tap.record`), and in Firefox. */
  | {
      readonly type: 'call';
      readonly at: number;
      readonly method: string;
      /** Absolute. */
      readonly url: string;
      /** As the engine writes it. */
      readonly stack: string;
    };

/** Most of a message that the tap hands on: characters of a text, bytes of a binary message. */
export const MAX_TAPPED = 65_536;
/** Events that wait to be fetched; the oldest are dropped beyond it. */
export const MAX_WAITING = 20_000;
/** Characters of data that wait to be fetched. */
export const MAX_WAITING_CHARACTERS = 16_000_000;
/** Violations that a document reports; a page that asks in a loop says nothing new beyond it. */
export const MAX_VIOLATIONS = 1_000;
/** Most of a stack that the tap hands on, in characters. */
export const MAX_STACK = 16_384;
/**
 * Without anybody asking for this long, the tap forgets what it holds and goes to sleep, in milliseconds. A busy machine can keep
 * DevTools from asking for tens of seconds.
 */
export const ASLEEP_AFTER_MS = 60_000;
