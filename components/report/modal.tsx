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
  const isOver = useRef(false);

  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      // The event comes later, and would close what is open by then.
      isOver.current = true;
      // Closing, other than being removed, gives the focus back.
      shown?.close();
    };
  }, []);

  /** At once: a key right behind Escape finds the dialog gone. */
  function cancel(event: Event): void {
    event.preventDefault();
    onClose();
  }

  function closed(): void {
    if (!isOver.current) onClose();
  }

  return (
    <dialog ref={dialog} class={`modal ${look}`} aria-labelledby={labelledBy} onCancel={cancel} onClose={closed}>
      {children}
    </dialog>
  );
}
