import { useId } from 'preact/hooks';
import type { EntryDocument, FamilyDocument, Permanence } from '../../lib/catalog/schema.ts';
import { oneLine } from '../text/clean.ts';
import { whole } from '../text/format.ts';
import type { Translate } from '../translate.ts';
import { VERDICT_WORD } from '../verdict.tsx';

interface DraftFormProps {
  readonly translate: Translate;
  /** The title of the user's own family with this id. */
  readonly titleOf: (id: string) => string | undefined;
  readonly document: FamilyDocument;
  readonly onChange: (document: FamilyDocument) => void;
}

/** Entries that can be changed here; the rest is taken as it is. */
const MAX_SHOWN = 100;

/** What its user can say about a draft. */
export function DraftForm({ translate, titleOf, document, onChange }: DraftFormProps) {
  const { title, id, hosts = [], entries } = document;
  const own = titleOf(id);
  const left = entries.length - MAX_SHOWN;
  const changeEntry = (at: number, entry: EntryDocument) =>
    onChange({ ...document, entries: entries.map((one, i) => (i === at ? entry : one)) });
  return (
    <div class="draft-form">
      <Field
        name="title"
        label={translate('draftName')}
        value={title}
        onChange={(next) => onChange({ ...document, title: next })}
      />
      <Field
        name="id"
        label={translate('draftId')}
        value={id}
        onChange={(next) => onChange({ ...document, id: next })}
      />
      <Field
        name="hosts"
        label={translate('draftHosts')}
        value={hosts.join(', ')}
        onChange={(next) => onChange({ ...document, hosts: next.split(/[\s,]+/).filter((one) => one !== '') })}
      />
      {own !== undefined && <p>{translate('draftMerges', own)}</p>}
      <ul class="draft-entries">
        {entries.slice(0, MAX_SHOWN).map((entry, i) => (
          <Entry key={i} translate={translate} entry={entry} onChange={(next) => changeEntry(i, next)} />
        ))}
      </ul>
      {left > 0 && <p>{translate('draftMore', whole(left))}</p>}
    </div>
  );
}

const PERMANENCES = ['temporary', 'permanent', 'unknown'] as const satisfies readonly Permanence[];

interface EntryProps {
  readonly translate: Translate;
  readonly entry: EntryDocument;
  readonly onChange: (entry: EntryDocument) => void;
}

function Entry({ translate, entry, onChange }: EntryProps) {
  const code = entry.codes.join(', ');
  const note = [entry.note ?? []].flat().join(' ');
  const change = (part: Partial<EntryDocument>) => onChange({ ...entry, ...part });
  return (
    <li data-draft-code={code}>
      <b>
        <code>{oneLine(code, 120)}</code>
      </b>
      {entry.texts?.map((text) => (
        <span class="dim" key={text}>
          {oneLine(text, 200)}
        </span>
      ))}
      <Field name="name" label={translate('draftEntryName')} value={entry.name} onChange={(name) => change({ name })} />
      <Field
        name="meaning"
        label={translate('meaning')}
        value={entry.meaning}
        onChange={(meaning) => change({ meaning })}
      />
      <Field name="action" label={translate('action')} value={entry.action} onChange={(action) => change({ action })} />
      <select
        data-draft="permanence"
        aria-label={translate('draftVerdict')}
        value={entry.permanence ?? 'unknown'}
        onChange={({ currentTarget: { value } }) => {
          const permanence = PERMANENCES.find((one) => one === value);
          if (permanence) change({ permanence });
        }}
      >
        {PERMANENCES.map((one) => (
          <option key={one} value={one}>
            {translate(VERDICT_WORD[one])}
          </option>
        ))}
      </select>
      {note !== '' && <q class="dim">{oneLine(note, 400)}</q>}
    </li>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({ name, label, value, onChange }: FieldProps) {
  const id = useId();
  return (
    <span class="draft-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        data-draft={name}
        spellcheck={false}
        autocomplete="off"
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </span>
  );
}
