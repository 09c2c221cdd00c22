import type { Frame } from '../../lib/session/frames.ts';

/**
 * Frames in the order of their time, the close last. They arrive nearly so: a message whose decoder had to be loaded first,
 * or one from another source, comes later than it happened.
 */
export function inOrder(frames: readonly Frame[]): readonly Frame[] {
  return [...frames].sort((a, b) => place(a) - place(b));
}

function place({ kind, at }: Frame): number {
  return kind === 'close' ? Number.MAX_VALUE : at;
}
