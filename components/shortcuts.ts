import type { Store } from './store.ts';

/**
 * Keys that work wherever the focus is: Esc, Ctrl+F and `/`. In the details Ctrl+F searches the details.
 * Listens in the capture phase and stops what it handles: DevTools listens on the document for Esc and Ctrl keys and takes them away.
 */
export function listenForShortcuts(root: HTMLElement, store: Store, signal: AbortSignal): void {
  const find = <Found extends HTMLElement>(selector: string) => root.querySelector<Found>(selector);

  function focusFilter(): boolean {
    const box = find<HTMLInputElement>('input[type=search]');
    box?.focus();
    box?.select();
    return true;
  }

  function findInPane(): boolean {
    store.openFind();
    const box = find<HTMLInputElement>('.find input');
    box?.focus();
    box?.select();
    return true;
  }

  function leave(target: EventTarget | null): boolean {
    if (store.refused.value !== undefined) {
      store.dismissRefused();
      return true;
    }
    if (store.dialog.value) {
      store.closeDialog();
      return true;
    }
    if (store.popover.value) {
      store.closePopover();
      return true;
    }
    if (isSearch(target) && target.value !== '') {
      // Whoever walks through suggestions wants to leave them, not to lose what was typed.
      if (!store.suggestions.activeOption.value) store.filterText.value = '';
      store.suggestions.close();
      return true;
    }
    if (!store.detailsOpen.value) return false;
    if (store.find.value !== undefined && isInPane(target)) {
      store.closeFind();
      find('#tab-panel')?.focus();
      return true;
    }
    const wasInside = target instanceof Element && target.closest('[role=complementary], [role=separator]') !== null;
    store.closeDetails();
    if (wasInside) find('[role=grid]')?.focus();
    return true;
  }

  function handles(event: KeyboardEvent): boolean {
    const command = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape') return leave(event.target);
    // What lies under a dialog is out of reach.
    if (store.dialog.value || store.refused.value !== undefined) return false;
    if (command && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'f') {
      return isInPane(event.target) ? findInPane() : focusFilter();
    }
    if (event.key === '/' && !command && !event.altKey && !isEditable(event.target)) return focusFilter();
    return false;
  }

  root.ownerDocument.addEventListener(
    'keydown',
    (event) => {
      if (event.defaultPrevented || !handles(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true, signal },
  );
}

function isSearch(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.type === 'search';
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'checkbox');
}

function isInPane(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('#details') !== null;
}
