import type { Permanence } from '../lib/catalog/schema.ts';
import { useStore } from './context.ts';
import { VerdictIcon } from './icons.tsx';
import type { MessageKey } from './translate.ts';

export const VERDICT_WORD = {
  temporary: 'kindTemporary',
  permanent: 'kindPermanent',
  unknown: 'kindUnknown',
} as const satisfies Record<Permanence, MessageKey>;

/** Icon, word and colour: any one of the three is enough to tell the verdicts apart. */
export function Verdict({ kind }: { kind: Permanence }) {
  const { translate } = useStore();
  return (
    <span class={`verdict ${kind}`}>
      <VerdictIcon kind={kind} />
      <span class="word">{translate(VERDICT_WORD[kind])}</span>
    </span>
  );
}
