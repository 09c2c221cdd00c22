/** The panel in a document, and what tests do to it. */
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { onTestFinished } from 'vitest';
import { StoreContext } from '../../../components/context.ts';
import type { PanelHost } from '../../../components/host.ts';
import { Panel } from '../../../components/panel.tsx';
import { loadParts } from '../../../components/parts.ts';
import type { StoreDeps } from '../../../components/store.ts';
import { host, storeOn } from './fakes.ts';

/** Lets Preact render what changed. */
export const settled = () => new Promise((resolve) => setTimeout(resolve));

/** Draws nothing. Tells when the effects of what stands before it have run, which they do after the next frame. */
function AfterEffects({ tell }: { readonly tell: () => void }) {
  useEffect(tell, []);
  return null;
}

/** Draws the panel for the rest of the test. */
export async function show(panelHost: PanelHost = host(), deps: Partial<StoreDeps> = {}) {
  // No test of the panel is about loading.
  await loadParts();
  const store = storeOn(panelHost, deps);
  const root = document.body.appendChild(document.createElement('div'));
  onTestFinished(() => {
    render(null, root);
    root.remove();
  });
  await new Promise<void>((resolve) => {
    render(
      <StoreContext.Provider value={store}>
        <Panel />
        <AfterEffects tell={resolve} />
      </StoreContext.Provider>,
      root,
    );
  });
  await settled();
  return store;
}

export function one<Found extends HTMLElement = HTMLElement>(selector: string): Found {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

export const all = <Found extends HTMLElement = HTMLElement>(selector: string) => [
  ...document.querySelectorAll<Found>(selector),
];

export async function click(selector: string, init: MouseEventInit = {}) {
  one(selector).dispatchEvent(new MouseEvent('click', { bubbles: true, ...init }));
  await settled();
}

export async function press(key: string, target: Element = one('[role=grid]'), init: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  await settled();
  return event;
}

/** The rows of failures that are in view. */
export const failureRows = () => all('[role=row][data-family]');

/** Replaces what the filter box holds. */
export async function typeFilter(text: string) {
  const box = one<HTMLInputElement>('input[type=search][aria-label="Filter"]');
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}
