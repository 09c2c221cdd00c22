/** What a sign of a failure is read beside: the request's method and address, and the reply's status. */
export interface SignContext {
  readonly method: string;
  readonly status: number;
  /** Where the request went, where that is known. */
  readonly url?: string | undefined;
  /** The value is one of several in a stream, where a lone error text is no state of anything. */
  readonly isPart?: boolean;
  /** The method is that of a POST, taken for a GET by its path. */
  readonly isPosted?: boolean;
}

/** Methods that change something (RFC 9110 section 9.3, RFC 5789); searches and calls are POSTs, too. */
const CHANGING: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Whether what is answered can have changed something: the same in what was only read is the state of a thing. */
export function mayChange(method: string): boolean {
  return CHANGING.has(method);
}

/** The path of the value itself that was searched. */
export const WHOLE: readonly string[] = [];

/** Where a sign was found, and what is to be read there. */
export interface Found {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly status?: number | undefined;
  readonly key?: string | undefined;
}
