import { useId, useRef, useState } from 'preact/hooks';
import type { FamilyText } from '../../lib/catalog/own-families.ts';
import type { Translate } from '../translate.ts';

interface AddFamiliesProps {
  readonly translate: Translate;
  readonly label?: string;
  /** What the button below the field says. */
  readonly button?: string;
  /** Takes what was given; tells whether the field can be emptied. */
  readonly onGiven: (texts: readonly FamilyText[]) => boolean | Promise<boolean>;
}

/** Largest file that is read, in bytes. */
const MAX_BYTES = 16_000_000;

/** Families, or what they can be made of, as files, dropped or chosen, or as a text. */
export function AddFamilies({ translate, label, button, onGiven }: AddFamiliesProps) {
  const id = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  async function addText(): Promise<void> {
    const field = text.current;
    if (field && (await onGiven([{ file: '', text: field.value }]))) field.value = '';
  }

  async function addFiles(given: Iterable<File>): Promise<void> {
    await onGiven(await Promise.all([...given].map(readFile)));
    if (files.current) files.current.value = '';
  }

  return (
    <section
      class={isOver ? 'add-families over' : 'add-families'}
      aria-labelledby={`${id}-label`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void addFiles(event.dataTransfer?.files ?? []);
      }}
    >
      <label htmlFor={`${id}-text`} id={`${id}-label`}>
        {label ?? translate('familiesGive')}
      </label>
      <textarea ref={text} id={`${id}-text`} rows={4} spellcheck={false} autocomplete="off" />
      <div class="settings-buttons">
        <button type="button" class="primary" data-action="add-family" onClick={() => void addText()}>
          {button ?? translate('familiesAdd')}
        </button>
        <button type="button" data-action="choose-families" onClick={() => files.current?.click()}>
          {translate('familiesChoose')}
        </button>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          data-action="family-files"
          aria-label={translate('familiesChoose')}
          onChange={({ currentTarget }) => void addFiles(currentTarget.files ?? [])}
        />
      </div>
    </section>
  );
}

/** A file that is too large is not read at all. */
async function readFile(file: File): Promise<FamilyText> {
  return { file: file.name, text: file.size > MAX_BYTES ? undefined : await file.text().catch(() => '') };
}
