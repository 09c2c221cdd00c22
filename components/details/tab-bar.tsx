import type { ComponentChildren } from 'preact';
import { useStore } from '../context.ts';
import { CloseIcon } from '../icons.tsx';

export function TabBar({ children }: { children: ComponentChildren }) {
  const { translate, closeDetails } = useStore();
  const label = translate('close');

  function close({ currentTarget }: { currentTarget: HTMLElement }): void {
    currentTarget.ownerDocument.querySelector<HTMLElement>('[role=grid]')?.focus();
    closeDetails();
  }

  return (
    <div class="tab-bar">
      {children}
      <button type="button" class="tool" aria-label={label} title={label} onClick={close}>
        <CloseIcon />
      </button>
    </div>
  );
}
