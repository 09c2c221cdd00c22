/** Failures that have one cause, told as one. `lib/session/incidents.ts` joins them, `lib/words/incidents.ts` tells them. */
import type { Failure } from './finding.ts';

export type IncidentRule =
  /** The machine has no network. */
  | 'offline'
  /** Nothing can be reached at one host, always for the same reason. */
  | 'unreachable'
  /** The page's own policy stops what goes to one host. */
  | 'csp'
  | 'mixed-content'
  /** One rule of CORS stops what goes to one host. */
  | 'cors'
  /** Calls are refused for want of a valid session; the root is the failed attempt to renew it, if there was one. */
  | 'session'
  /** Several endpoints of one host refuse for the same limit. */
  | 'limit'
  /** Files of one build are gone. */
  | 'missing-build'
  /** Several endpoints of one host fail with one code. */
  | 'dependency'
  /** A socket was closed after a flood of messages. */
  | 'flood'
  /** A socket is opened anew again and again. */
  | 'reconnect';

export interface Incident {
  readonly rule: IncidentRule;
  /** What the failures share: a host, a socket's address, a folder. */
  readonly on: string;
  readonly root: Failure;
  /** In the order of time, the root among them. */
  readonly failures: readonly Failure[];
  /** Of a flood: messages that the page sent in the ten seconds before the close. */
  readonly sent: number | undefined;
}
