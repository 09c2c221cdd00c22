import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ReportFormat } from '../../lib/report/formats.ts';
import { useStore } from '../context.ts';
import { counted } from '../translate.ts';
import { FormatChoice } from './format-choice.tsx';
import { HiddenList } from './hidden-list.tsx';
import { Modal } from './modal.tsx';
import { PreviewText } from './preview-text.tsx';
import { RawCopy } from './raw-copy.tsx';
import type { Scope } from './reports.ts';
import { ScopeChoice } from './scope-choice.tsx';
import { type Groups, NONE_SHOWN, useReport } from './use-report.ts';

const NO_GROUPS: Groups = [];

/** A report before it is copied: what it says, what it hides, and the ways to hide less. Nothing chosen here is remembered. */
export function Preview({ scope: first }: { scope: Scope }) {
  const { translate, preferences, groupsIn, failuresOf, copyPreviewed, copyRaw, closeDialog } = useStore();
  const [scope, setScope] = useState(first);
  const [format, setFormat] = useState(preferences.value.format);
  /** Values and not pseudonyms: in another format the same pseudonym can stand for another value. */
  const [shownValues, setShownValues] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, ask] = useState(false);

  // What is read is what is copied: failures that come meanwhile stay out.
  const groups = useMemo(() => failuresOf(groupsIn(scope)), [scope]);
  const redacted = useReport(groups, format);
  const shown = useMemo(() => {
    const found = redacted.isCurrent ? (redacted.report?.hidden ?? []) : [];
    const pseudonyms = found.filter(({ value }) => shownValues.has(value)).map(({ pseudonym }) => pseudonym);
    return pseudonyms.length > 0 ? new Set(pseudonyms) : NONE_SHOWN;
  }, [redacted.isCurrent, redacted.report, shownValues]);
  const unhidden = useReport(shown.size > 0 ? groups : NO_GROUPS, format, shown);
  const { report, isCurrent } = shown.size > 0 && unhidden.isCurrent ? unhidden : redacted;
  const isReady = isCurrent && redacted.isCurrent && (shown.size === 0 || unhidden.isCurrent);
  const hidden = redacted.report?.hidden ?? [];

  const raw = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (wasAsking.current && !isAsking) raw.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  /** A question about other secrets is another question. */
  function chooseFormat(next: ReportFormat): void {
    setFormat(next);
    ask(false);
  }
  function chooseScope(next: Scope): void {
    setScope(next);
    ask(false);
  }

  function show(value: string, on: boolean): void {
    const next = new Set(shownValues);
    if (on) next.add(value);
    else next.delete(value);
    setShownValues(next);
  }

  return (
    <Modal look="preview" labelledBy="preview-title" onClose={closeDialog}>
      <h2 id="preview-title">{translate('previewTitle')}</h2>
      <div class="choices">
        <FormatChoice translate={translate} label={translate('format')} format={format} onChange={chooseFormat} />
        <ScopeChoice scope={scope} rowsIn={(one) => groupsIn(one).length} onChange={chooseScope} />
      </div>
      <div class="preview-body">
        <PreviewText report={report} isBusy={!isReady} />
        <HiddenList hidden={hidden} shown={shownValues} onShow={show} />
      </div>
      {isAsking && (
        <RawCopy
          secrets={hidden.length}
          onConfirm={() => void copyRaw(groups, format, hidden.length)}
          onCancel={() => ask(false)}
        />
      )}
      <div class="modal-buttons">
        <button
          type="button"
          class="primary"
          data-action="copy-previewed"
          disabled={!isReady || groups.length === 0}
          onClick={() => {
            if (report) void copyPreviewed(report, groups, format, shown);
          }}
        >
          {translate('copyRows', counted(translate, groups.length, 'rowsOne', 'rowsMany'))}
        </button>
        <button type="button" onClick={closeDialog}>
          {translate('close')}
        </button>
        {hidden.length > 0 && (
          <button
            ref={raw}
            type="button"
            class="raw"
            data-action="copy-raw"
            disabled={isAsking || !isReady}
            onClick={() => ask(true)}
          >
            {translate('rawCopy')}
          </button>
        )}
      </div>
    </Modal>
  );
}
