/** What the tables beside this file hold: replies as APIs of many kinds send them, values made up. */
import type { Permanence } from '../../../../../lib/catalog/schema.ts';

export interface ReplyCase {
  readonly title: string;
  readonly status: number;
  readonly method?: string;
  readonly url?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it stands, or a value that is sent as JSON. */
  readonly body: unknown;
  /** The reply's own code; undefined where only the status speaks. */
  readonly code: string | undefined;
  readonly permanence?: Permanence;
  readonly waitMs?: number;
  /** A part of the server's words; null for none at all. */
  readonly said?: string | null;
  /** Null for none. */
  readonly param?: string | null;
  readonly link?: string;
  readonly requestId?: string;
}

/** A reply in which nothing failed. */
export interface HealthyCase {
  readonly title: string;
  readonly method?: string;
  readonly url?: string;
  readonly type?: string;
  readonly body: unknown;
}
