import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Permanence } from '../../lib/catalog/schema.ts';
import { afterKey } from '../arrow-keys.ts';
import { useStore } from '../context.ts';
import { Verdict } from '../verdict.tsx';
import { Chip } from './chip.tsx';
import { Overflow } from './overflow.tsx';

const KINDS: readonly Permanence[] = ['temporary', 'permanent', 'unknown'];

const ALL = 'all';

/** Chips may stand on several lines: up and down lead along them, too. */
const ALONG: ReadonlyMap<string, string> = new Map([
  ['ArrowDown', 'ArrowRight'],
  ['ArrowUp', 'ArrowLeft'],
]);

/** Families and verdicts to filter by. Together they are one tab stop; the arrow keys move between them. */
export function Chips() {
  const store = useStore();
  const { translate, pressed, chips, words } = store;
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(ALL);

  const families = chips.value.get('family');
  const kinds = chips.value.get('kind');
  const isPressed = (field: string, value: string) => pressed.value.get(field)?.has(value) ?? false;
  const shown = [...new Set([...(families?.byValue.keys() ?? []), ...(pressed.value.get('family') ?? [])])];

  const names = [ALL, ...shown.map((id) => `family ${id}`), ...KINDS.map((kind) => `kind ${kind}`)];
  const tabStop = names.includes(stop) ? stop : ALL;
  const place = (name: string) => ({ tabIndex: name === tabStop ? 0 : -1 });

  function press(event: KeyboardEvent): void {
    const next = afterKey(ALONG.get(event.key) ?? event.key, names.indexOf(tabStop), names.length);
    if (next === undefined) return;
    event.preventDefault();
    setStop(names[next] ?? ALL);
    bar.current?.querySelectorAll<HTMLElement>('.chip')[next]?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the chips in it
    <div class="bar chips" ref={bar} onKeyDown={press}>
      <Overflow label={translate('families')}>
        <Chip
          {...place(ALL)}
          pressed={!pressed.value.has('family')}
          count={families?.all ?? 0}
          onPick={() => store.releaseChips('family')}
        >
          {translate('allFamilies')}
        </Chip>
        {shown.map((id) => (
          <Chip
            key={id}
            {...place(`family ${id}`)}
            data-family-chip={id}
            pressed={isPressed('family', id)}
            count={families?.byValue.get(id) ?? 0}
            title={words.familyTitle(id)}
            onPick={(several) => store.toggleChip('family', id, several)}
          >
            {words.familyChip(id)}
          </Chip>
        ))}
      </Overflow>
      <span class="rule" />
      <Group label={translate('verdicts')}>
        {KINDS.map((kind) => (
          <Chip
            key={kind}
            {...place(`kind ${kind}`)}
            data-permanence-chip={kind}
            pressed={isPressed('kind', kind)}
            count={kinds?.byValue.get(kind) ?? 0}
            title={translate('chipHint')}
            onPick={(several) => store.toggleChip('kind', kind, several)}
          >
            <Verdict kind={kind} />
          </Chip>
        ))}
      </Group>
    </div>
  );
}

function Group({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <fieldset class="chip-group">
      <legend class="unseen">{label}</legend>
      {children}
    </fieldset>
  );
}
