import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useStore } from './context.ts';
import type { PopoverName } from './store.ts';
import { ToolButton } from './tool-button.tsx';

interface PopoverProps {
  readonly name: PopoverName;
  readonly label: string;
  readonly children: ComponentChildren;
}

interface PopoverButtonProps extends PopoverProps {
  /** What the button is called in the document. */
  readonly action: string;
  /** What the button shows. */
  readonly sign: ComponentChildren;
}

/** A button with a box that it opens and closes. */
export function PopoverButton({ name, label, action, sign, children }: PopoverButtonProps) {
  const { popover, togglePopover } = useStore();
  return (
    <>
      <ToolButton action={action} label={label} expanded={popover.value === name} onClick={() => togglePopover(name)}>
        {sign}
      </ToolButton>
      <Popover name={name} label={label}>
        {children}
      </Popover>
    </>
  );
}

/** A box over the panel while it is the open one. Esc and a press beside it close it. */
export function Popover({ name, label, children }: PopoverProps) {
  const { popover, closePopover } = useStore();
  const box = useRef<HTMLDivElement>(null);
  const isOpen = popover.value === name;

  useEffect(() => {
    const element = box.current;
    if (!isOpen || !element) return undefined;
    const done = new AbortController();
    element.ownerDocument.addEventListener(
      'pointerdown',
      (event) => {
        const { target } = event;
        const inside = target instanceof Node && element.parentElement?.contains(target);
        if (!inside) closePopover();
      },
      { capture: true, signal: done.signal },
    );
    return () => done.abort();
  }, [isOpen, closePopover]);

  if (!isOpen) return null;
  return (
    <div class="popover" role="dialog" aria-label={label} ref={box}>
      {children}
    </div>
  );
}
