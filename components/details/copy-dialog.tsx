import { useLayoutEffect, useRef } from 'preact/hooks';
import { useStore } from '../context.ts';

/** The way out when the clipboard refuses: the text, selected, to be copied by hand. */
export function CopyDialog() {
  const { refused } = useStore();
  return refused.value === undefined ? null : <Refused text={refused.value} />;
}

function Refused({ text }: { text: string }) {
  const { translate, dismissRefused } = useStore();
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector('textarea')?.select();
    // Closing, other than being removed, gives the focus back.
    return () => shown?.close();
  }, []);

  return (
    <dialog ref={dialog} class="copy-dialog" aria-labelledby="copy-refused" onClose={dismissRefused}>
      <p id="copy-refused">{translate('copyRefused')}</p>
      <textarea readOnly aria-labelledby="copy-refused" value={text} />
      <button type="button" onClick={dismissRefused}>
        {translate('close')}
      </button>
    </dialog>
  );
}
