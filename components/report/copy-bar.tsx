import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { FORMATS } from '../../lib/report/formats.ts';
import { useStore } from '../context.ts';
import { MoreIcon } from '../icons.tsx';
import { whole } from '../text/format.ts';
import { counted } from '../translate.ts';
import { hiddenCount } from './hidden-count.ts';
import { type Groups, useReport } from './use-report.ts';

const NO_GROUPS: Groups = [];

/** Copies a redacted report of the selected rows, in the words of the place where it goes. */
export function CopyBar() {
  const { translate, copied, copyReport, openDialog, preferences, selectedGroups, groupsIn, heldBack, writing } =
    useStore();
  const rows = selectedGroups.value.length;
  return (
    <div class="copy-bar" aria-busy={writing.value > 0}>
      <OneLine>
        {FORMATS.filter(({ button }) => button).map(({ id, name, hint }, i) => (
          <button
            key={id}
            type="button"
            class={i === 0 ? 'primary' : 'secondary'}
            data-copy={id}
            title={id === preferences.value.format ? translate('withKey', translate(hint)) : translate(hint)}
            onClick={() => void copyReport(id)}
          >
            {translate(i > 0 ? name : copied.value === id ? 'copied' : 'copyGithub')}
          </button>
        ))}
        <button
          type="button"
          class="secondary"
          data-action="preview"
          title={translate('previewHint')}
          onClick={() => openDialog('preview', 'selection')}
        >
          {translate('preview')}
        </button>
      </OneLine>
      <span class="dim">
        {groupsIn('selection').length === 1 && heldBack.value === 0 ? (
          <HiddenValues />
        ) : (
          counted(translate, rows, 'rowsOne', 'rowsMany')
        )}
        {heldBack.value > 0 && ` · ${translate('heldBack', whole(heldBack.value))}`}
      </span>
    </div>
  );
}

/**
 * Buttons on one line. Those that wrap lie below its edge, in the document all the same; a button lays the line open over
 * the pane, and so does the keyboard when it reaches one of them.
 */
function OneLine({ children }: { children: ComponentChildren }) {
  const { translate, popover, togglePopover, closePopover } = useStore();
  const line = useRef<HTMLDivElement>(null);
  /** Pixels between the last button that is seen and the end of the line; undefined where all are seen. */
  const [gap, setGap] = useState<number>();
  const isOpen = popover.value === 'copies';

  useLayoutEffect(() => {
    const element = line.current;
    // Laid open, nothing is hidden: what was found before stands.
    if (!element || isOpen) return undefined;
    // Observers are told after the layout: here, unlike in an effect, the sizes are known.
    const observer = new ResizeObserver(() => setGap(gapAtEnd(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [isOpen]);

  function reveal({ target, currentTarget }: { target: EventTarget | null; currentTarget: HTMLElement }): void {
    if (!(target instanceof HTMLElement) || isOpen) return;
    // A press must land on what it was aimed at: only the keyboard lays the line open.
    const isHidden = target.matches(':focus-visible') && target.offsetTop >= currentTarget.clientHeight;
    if (!isHidden) return;
    currentTarget.scrollTop = 0;
    togglePopover('copies');
  }

  return (
    <>
      <div
        ref={line}
        class={isOpen ? 'copies open' : 'copies'}
        onFocusCapture={reveal}
        onBlurCapture={({ relatedTarget, currentTarget }) => {
          if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
          if (isOpen) closePopover();
          // A window that loses the focus in the middle of a press keeps the line where the press began.
          else if (currentTarget.ownerDocument.hasFocus()) currentTarget.scrollTop = 0;
        }}
      >
        {children}
      </div>
      {(gap !== undefined || isOpen) && (
        <button
          type="button"
          class="tool"
          data-action="more-copies"
          style={{ transform: `translateX(-${isOpen ? 0 : (gap ?? 0)}px)` }}
          aria-expanded={isOpen}
          aria-label={translate('moreCopies')}
          title={translate('moreCopies')}
          // Pressing it must not take the focus from a button of the line first: that would close it.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => togglePopover('copies')}
        >
          <MoreIcon />
        </button>
      )}
    </>
  );
}

function gapAtEnd(line: HTMLElement): number | undefined {
  if (line.scrollHeight <= line.clientHeight + 1) return undefined;
  const seen = [...line.children].filter((one) => one instanceof HTMLElement && one.offsetTop < line.clientHeight);
  const end = seen.at(-1)?.getBoundingClientRect().right;
  return end === undefined ? 0 : Math.max(0, Math.floor(line.getBoundingClientRect().right - end));
}

/** How much a report on the only selected row hides. For several rows that is counted when the report is written. */
function HiddenValues() {
  const { translate, selectedGroups, failuresOf } = useStore();
  const [only] = selectedGroups.value;
  const groups = useMemo(() => (only ? failuresOf([only]) : NO_GROUPS), [only, failuresOf]);
  const { report } = useReport(groups, 'github');
  if (!report) return null;
  return (
    <span title={translate('hiddenHint')}>
      {counted(translate, hiddenCount(report.hidden), 'hiddenOne', 'hiddenMany')}
    </span>
  );
}
