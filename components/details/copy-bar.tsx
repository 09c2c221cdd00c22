import type { ReportFormat } from '../../lib/report/report.ts';
import { useStore } from '../context.ts';
import { counted, type MessageKey } from '../translate.ts';

interface CopyButton {
  readonly format: ReportFormat;
  readonly label: MessageKey;
  /** What the button copies, for those who do not know its one word. */
  readonly hint: MessageKey;
}

const BUTTONS: readonly CopyButton[] = [
  { format: 'github', label: 'copyGithub', hint: 'copyGithubHint' },
  { format: 'jira', label: 'copyJira', hint: 'copyJiraHint' },
  { format: 'slack', label: 'copySlack', hint: 'copySlackHint' },
  { format: 'text', label: 'copyText', hint: 'copyTextHint' },
  { format: 'json', label: 'copyJson', hint: 'copyJsonHint' },
  { format: 'curl', label: 'copyCurl', hint: 'copyCurlHint' },
];

/** Copies a redacted report of the selected failure, in the words of the place where it goes. */
export function CopyBar() {
  const { translate, report, copied, copyReport } = useStore();
  const hidden = (report.value?.hidden ?? []).reduce((sum, { count }) => sum + count, 0);
  return (
    <div class="copy-bar">
      {BUTTONS.map(({ format, label, hint }, i) => (
        <button
          key={format}
          type="button"
          class={i === 0 ? 'primary' : 'secondary'}
          data-copy={format}
          title={translate(hint)}
          onClick={() => void copyReport(format)}
        >
          {translate(copied.value === format ? 'copied' : label)}
        </button>
      ))}
      <span class="dim" title={translate('hiddenHint')}>
        {counted(translate, hidden, 'hiddenOne', 'hiddenMany')}
      </span>
    </div>
  );
}
