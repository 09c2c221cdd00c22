import type { ConnectionRecord } from '../../lib/exchange.ts';

/**
 * Records in the order of their time, the close last. They arrive nearly so: a message whose decoder had to be loaded first,
 * or one from another source, comes later than it happened.
 */
export function inOrder(records: readonly ConnectionRecord[]): readonly ConnectionRecord[] {
  return [...records].sort((a, b) => place(a) - place(b));
}

function place({ channel, at }: ConnectionRecord): number {
  return channel === 'close' ? Number.MAX_VALUE : at;
}
