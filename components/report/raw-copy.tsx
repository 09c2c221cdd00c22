import { useLayoutEffect, useRef } from 'preact/hooks';
import { useStore } from '../context.ts';
import { counted } from '../translate.ts';

interface RawCopyProps {
  readonly secrets: number;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/**
 * The question before secrets leave. It stands elsewhere than the button that asks for it, and the focus is on the harmless
 * answer: neither a double click nor a held Enter key can say yes.
 */
export function RawCopy({ secrets, onConfirm, onCancel }: RawCopyProps) {
  const { translate } = useStore();
  const no = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => no.current?.focus(), []);
  return (
    <div class="raw-copy" role="alert">
      <p>{counted(translate, secrets, 'rawQuestionOne', 'rawQuestionMany')}</p>
      <div class="modal-buttons">
        <button type="button" class="danger" data-action="copy-raw-confirmed" onClick={onConfirm}>
          {counted(translate, secrets, 'rawYesOne', 'rawYesMany')}
        </button>
        <button ref={no} type="button" data-action="copy-raw-cancelled" onClick={onCancel}>
          {translate('rawNo')}
        </button>
      </div>
    </div>
  );
}
