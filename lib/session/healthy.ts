import type { Channel } from '../exchange.ts';

/** A healthy exchange as one line: no bodies, no headers. */
export interface Healthy {
  readonly id: string;
  readonly channel: Channel;
  readonly at: number;
  readonly method: string;
  readonly url: string;
  /** HTTP status; 0 where there is none. */
  readonly status: number;
  readonly durationMs: number | undefined;
}
