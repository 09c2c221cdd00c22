/** What one value of JSON says about another. */
import type { Node } from './json.ts';
import type { SecretClass } from './names.ts';
import { unescaped } from './secrets.ts';

/** What a value is, as something beside it says. */
export interface Claim {
  /** Undefined where it is no secret. */
  readonly class: SecretClass | undefined;
  readonly name: string;
  /** It names this very value, so that a sent value is taken strictly. */
  readonly isOwn: boolean;
  /** It is what somebody says about the value: what is secret in it is one of its words. */
  readonly isSaid?: true;
}

/** Longest text that is taken for a name, in characters. */
const MAX_NAME = 200;

/** The text of a string that is short enough for a name. */
export function stringOf(node: Node | undefined, text: string): string | undefined {
  if (node?.kind !== 'string' || node.contentEnd - node.start > MAX_NAME) return undefined;
  return unescaped(text.slice(node.start + 1, node.contentEnd));
}
