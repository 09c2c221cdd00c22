import type { Permanence } from '../../lib/catalog/schema.ts';
import { useStore } from '../context.ts';
import { Verdict } from '../verdict.tsx';
import { Chip } from './chip.tsx';

const KINDS: readonly Permanence[] = ['temporary', 'permanent', 'unknown'];

/** With more families than this the verdicts get a line of their own, so that they stay in sight when the families scroll. */
const FEW = 9;

export function Chips() {
  const store = useStore();
  const { translate, families, permanences } = store;
  const { counts } = store.snapshot.value;
  const shown = new Set([...counts.byFamily.keys(), ...families.value]);
  return (
    <div class={shown.size > FEW ? 'bar chips many' : 'bar chips'}>
      <fieldset class="chip-group families">
        <legend class="unseen">{translate('families')}</legend>
        <Chip pressed={families.value.size === 0} count={counts.failures} onPick={store.showEveryFamily}>
          {translate('allFamilies')}
        </Chip>
        {[...shown].map((id) => (
          <Chip
            key={id}
            data-family-chip={id}
            pressed={families.value.has(id)}
            count={counts.byFamily.get(id) ?? 0}
            title={store.words.familyTitle(id)}
            onPick={(several) => store.toggleFamily(id, several)}
          >
            {store.words.familyChip(id)}
          </Chip>
        ))}
      </fieldset>
      <span class="rule" />
      <fieldset class="chip-group">
        <legend class="unseen">{translate('verdicts')}</legend>
        {KINDS.map((kind) => (
          <Chip
            key={kind}
            data-permanence-chip={kind}
            pressed={permanences.value.has(kind)}
            count={counts.byPermanence[kind]}
            title={translate('chipHint')}
            onPick={(several) => store.togglePermanence(kind, several)}
          >
            <Verdict kind={kind} />
          </Chip>
        ))}
      </fieldset>
    </div>
  );
}
