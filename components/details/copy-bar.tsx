import { useStore } from '../context.ts';
import { counted } from '../translate.ts';

/** Copies a redacted report of the selected failure. */
export function CopyBar() {
  const { translate, report, copied, copyReport } = useStore();
  const hidden = report.value?.hidden ?? 0;
  return (
    <div class="copy-bar">
      <button type="button" class="primary" data-copy="github" onClick={() => void copyReport()}>
        {translate(copied.value ? 'copied' : 'copyGithub')}
      </button>
      <span class="dim" title={translate('hiddenHint')}>
        {counted(translate, hidden, 'hiddenOne', 'hiddenMany')}
      </span>
    </div>
  );
}
