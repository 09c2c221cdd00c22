import { useState } from 'preact/hooks';
import { type FamilyChoice, type OwnDocument, titleOfOwn } from '../../lib/catalog/choice.ts';
import {
  addFamilies,
  bindHosts,
  type Changed,
  type FamilyText,
  type FileFault,
  notStored,
  raiseFamily,
  removeFamily,
  switchFamily,
} from '../../lib/catalog/own-families.ts';
import { addDraft } from '../../lib/drafts/merge.ts';
import { AddFamilies } from '../families/add-families.tsx';
import type { DraftKeeper } from '../families/drafting.ts';
import { FaultList } from '../families/fault-list.tsx';
import { LearnFamily } from '../families/learn-family.tsx';
import { OwnFamilyRow } from '../families/own-family.tsx';
import { whole } from '../text/format.ts';
import type { Translate } from '../translate.ts';
import type { FamiliesHost } from './families-host.ts';
import { useCounts } from './use-counts.ts';
import { useStored } from './use-stored.ts';

interface FamiliesProps {
  readonly translate: Translate;
  readonly host: FamiliesHost;
}

/** Families of the user's own. Every change is stored at once, and open panels take it at once. */
export function Families({ translate, host }: FamiliesProps) {
  const { current, isStored, write } = useStored(host.choice);
  const counts = useCounts(host);
  const [faults, setFaults] = useState<readonly FileFault[]>([]);
  const [done, setDone] = useState('');

  /** Another tab can have changed the rest meanwhile, so each change starts from what is stored. */
  const change = (next: (choice: FamilyChoice) => FamilyChoice) => write(next(host.choice.read()));

  function bind(id: string, written: string): readonly FileFault[] {
    const changed = bindHosts(host.choice.read(), id, written);
    if (changed.ok) write(changed.choice);
    return changed.ok ? [] : changed.faults;
  }

  function add(texts: readonly FamilyText[]): boolean {
    const changed = addFamilies(host.choice.read(), texts, host);
    setFaults(changed.ok ? [] : changed.faults);
    const isAdded = changed.ok && write(changed.choice);
    setDone(isAdded ? addedText(changed, translate) : '');
    return isAdded;
  }

  const drafts: DraftKeeper = {
    async add(document) {
      const changed = addDraft(host.choice.read(), document, host);
      if (!changed.ok) return changed;
      if (!write(changed.choice)) return notStored();
      setFaults([]);
      setDone(addedText(changed, translate));
      return { ok: true };
    },
    titleOf: (id) => titleOfOwn(host.choice.read(), id),
  };

  return (
    <section class="report-settings" data-settings="families">
      <h2>{translate('familiesTitle')}</h2>
      <p>{translate('familiesText')}</p>
      <AddFamilies translate={translate} onGiven={add} />
      <LearnFamily translate={translate} drafts={drafts} />
      <p role="status">{done}</p>
      <div class="trouble" role="alert">
        <FaultList translate={translate} faults={faults} />
        {!isStored && translate('settingsNotStored')}
        {host.choice.isDamaged() && translate('settingsDamaged')}
      </div>
      {current.own.length === 0 && <p class="dim">{translate('familiesNone')}</p>}
      <ul class="own-families">
        {current.own.map(({ document, on }, i) => (
          <OwnFamilyRow
            key={document.id}
            translate={translate}
            {...headOf(document)}
            on={on}
            matches={counts.get(document.id) ?? 0}
            isFirst={i === 0}
            hosts={current.bound.find(({ family }) => family === document.id)?.hosts ?? []}
            onHosts={(written) => bind(document.id, written)}
            onSwitch={(next) => change((choice) => switchFamily(choice, document.id, next))}
            onRaise={() => change((choice) => raiseFamily(choice, document.id))}
            onExport={() => host.saveFamily(document)}
            onRemove={() => change((choice) => removeFamily(choice, document.id))}
          />
        ))}
      </ul>
    </section>
  );
}

function addedText(changed: Extract<Changed, { ok: true }>, translate: Translate): string {
  return changed.added
    .map(({ title, codes, isUpdate }) => translate(isUpdate ? 'familyUpdated' : 'familyAdded', title, whole(codes)))
    .join(' ');
}

/** What a list shows of a document, which was checked before it was stored. */
function headOf(document: OwnDocument) {
  const { id, title, version, entries } = document as OwnDocument & Readonly<Record<string, unknown>>;
  return {
    id,
    title: typeof title === 'string' ? title : id,
    version: typeof version === 'string' ? version : undefined,
    codes: Array.isArray(entries) ? entries.length : 0,
  };
}
