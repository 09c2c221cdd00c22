import { useLayoutEffect, useRef } from 'preact/hooks';
import { useStore } from '../context.ts';
import { Modal } from './modal.tsx';

/** The way out when the clipboard refuses: the text, selected, to be copied by hand. */
export function RefusedText({ text }: { text: string }) {
  const { translate, dismissRefused } = useStore();
  const field = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [text]);

  return (
    <Modal look="refused" labelledBy="copy-refused" onClose={dismissRefused}>
      <p id="copy-refused">{translate('copyRefused')}</p>
      <textarea ref={field} readOnly aria-labelledby="copy-refused" value={text} />
      <div class="modal-buttons">
        <button type="button" onClick={dismissRefused}>
          {translate('close')}
        </button>
      </div>
    </Modal>
  );
}
