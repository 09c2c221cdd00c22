/** What browsers, other tools and this project add to the HAR format, and what the lists among it hold. Nothing here is checked. */

/** Members that Chromium, Firefox, Playwright, other tools and this project add to the format. */
export interface Extensions {
  readonly _resourceType: string;
  readonly _priority: string;
  readonly _fromCache: string;
  readonly _error: string;
  /** Playwright, as the next. */
  readonly _failureText: string;
  readonly _wasAborted: boolean;
  /** Firefox: how safe the connection was. */
  readonly _securityState: string;
  readonly _webSocketMessages: readonly unknown[];
  /** This project: code, reason and wasClean. HTTP Toolkit: code and reason, or `aborted`. */
  readonly _webSocketClose: unknown;
  readonly _eventSourceMessages: readonly unknown[];
  /** Chromium: what asked, with the stack of calls. */
  readonly _initiator: unknown;
  /** This project: the preflight that refused the request. */
  readonly _preflight: unknown;
  /** This project: the directive of a Content-Security-Policy, and whether the page alone reported the request. */
  readonly _violatedDirective: string;
  readonly _claimed: boolean;
}

export interface ResponseExtensions {
  readonly _error: string;
  readonly _failureText: string;
  readonly _fetchedViaServiceWorker: boolean;
  /** Chromium: bytes of the reply as they came, headers included. */
  readonly _transferSize: number;
}

export interface MessageMembers {
  readonly type: string;
  readonly time: number;
  readonly opcode: number;
  readonly data: string;
}

export interface CloseMembers {
  readonly code: number | null;
  readonly reason: string;
  readonly wasClean: boolean;
}

export interface EventMembers {
  readonly time: number;
  readonly eventName: string;
  readonly eventId: string;
  readonly data: string;
}
