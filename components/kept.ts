import type { Memory } from '../lib/memory.ts';

/**
 * Whether something is kept under a name that cannot be read. It is set aside under another name then: what takes its place
 * must not be the end of it.
 */
export function isUnread(memory: Memory, name: string, parse: (stored: unknown) => unknown): boolean {
  const stored = memory.recall(name);
  if (stored === undefined || stored === null || parse(stored) !== undefined) return false;
  memory.keep(`${name} set aside`, stored);
  memory.keep(name, null);
  return true;
}
