import { useMemo } from 'preact/hooks';
import { useStore } from '../context.ts';
import { counted } from '../translate.ts';
import { FORMATS } from './formats.ts';
import { hiddenCount } from './hidden-count.ts';
import { type Groups, useReport } from './use-report.ts';

const NO_GROUPS: Groups = [];

/** Copies a redacted report of the selected rows, in the words of the place where it goes. */
export function CopyBar() {
  const { translate, copied, copyReport, openDialog, preferences, selectedGroups, heldBack, writing } = useStore();
  const rows = selectedGroups.value.length;
  return (
    <div class="copy-bar" aria-busy={writing.value > 0}>
      {FORMATS.filter(({ format }) => format !== 'jira-markdown').map(({ format, name, hint }, i) => (
        <button
          key={format}
          type="button"
          class={i === 0 ? 'primary' : 'secondary'}
          data-copy={format}
          title={format === preferences.value.format ? translate('withKey', translate(hint)) : translate(hint)}
          onClick={() => void copyReport(format)}
        >
          {translate(i > 0 ? name : copied.value === format ? 'copied' : 'copyGithub')}
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
      <span class="dim">
        {counted(translate, rows, 'rowsOne', 'rowsMany')}
        {heldBack.value > 0 && ` · ${translate('heldBack', String(heldBack.value))}`}
        {rows === 1 && <HiddenValues />}
      </span>
    </div>
  );
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
      {' · '}
      {counted(translate, hiddenCount(report.hidden), 'hiddenOne', 'hiddenMany')}
    </span>
  );
}
