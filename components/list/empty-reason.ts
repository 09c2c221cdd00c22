import type { Snapshot } from '../../lib/session/log.ts';

export type EmptyReason = 'filtered' | 'paused' | 'healthy' | 'nothing';

/** Why a list without rows is empty. */
export function emptyReason({ counts, recording }: Snapshot, isFiltered: boolean, showAll: boolean): EmptyReason {
  if (isFiltered && (showAll ? counts.exchanges : counts.failures) > 0) return 'filtered';
  if (!recording) return 'paused';
  return counts.exchanges > 0 ? 'healthy' : 'nothing';
}
