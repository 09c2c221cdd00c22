import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useStore } from './context.ts';

/** What can lie open over the panel, one at a time. */
export type PopoverName = 'columns' | 'help' | 'chips' | 'copies';

interface PopoverProps {
  readonly name: PopoverName;
  readonly label: string;
  readonly children: ComponentChildren;
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
