/** What a general reader of self-descriptions finds in a reply, for shapes that name it (`$described.code` and the like). */
import type { Exchange } from '../exchange.ts';

export interface Described {
  /** The most telling code of the reply. */
  readonly code: string | undefined;
  /** The server's own words. */
  readonly said: string | undefined;
  /** The wait that the reply asks for, in seconds. */
  readonly waitSeconds: number | undefined;
}

/** Reads a decoded body; undefined where it describes no failure. Must not throw. */
export type Describe = (exchange: Exchange, value: unknown) => Described | undefined;
