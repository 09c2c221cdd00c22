/** What a failing request does otherwise than the last success of its endpoint. */

export type DifferencePart =
  | 'header'
  | 'query'
  | 'body'
  | 'cookie'
  | 'token'
  | 'size'
  | 'initiator'
  | 'protocol'
  | 'service-worker';

export interface Difference {
  readonly part: DifferencePart;
  /** Of the header, parameter, cookie or member, in lower case where case does not count; empty where the part is one of its kind. */
  readonly name: string;
  /** `reused`: a value that is meant for one request came again with another body. `expired`: a token's time is over. */
  readonly change: 'added' | 'missing' | 'changed' | 'type' | 'grown' | 'reused' | 'expired';
}
