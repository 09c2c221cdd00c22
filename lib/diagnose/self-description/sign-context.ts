/** What a sign of a failure is read beside: the request's method and the reply's status. */
export interface SignContext {
  readonly method: string;
  readonly status: number;
}
