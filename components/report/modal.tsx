import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface ModalProps {
  readonly look: string;
  /** Id of the element inside that names the dialog. */
  readonly labelledBy: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A dialog over the panel for as long as it is rendered. What had the focus before gets it back. */
export function Modal({ look, labelledBy, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closing, other than being removed, gives the focus back.
    return () => shown?.close();
  }, []);

  return (
    <dialog ref={dialog} class={`modal ${look}`} aria-labelledby={labelledBy} onClose={onClose}>
      {children}
    </dialog>
  );
}
