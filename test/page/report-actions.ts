/** What tests do with reports in the panel, and read of them. */
import { expect } from 'vitest';
import type { Modifier } from '../browsers/keys.ts';
import type { Session } from '../browsers/session.ts';
import { selected, shows } from '../e2e/stage.ts';
import { SECRETIVE, secretive } from './records.ts';
import { middleAt, ROOM, startWith, textAt } from './stage.ts';

/** The panel without dialogs, on a session whose failures carry secrets. */
export async function startWithSecrets(panel: Session): Promise<void> {
  await panel.evaluate(() => {
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
  });
  await panel.display(ROOM);
  await startWith(panel, secretive());
  await shows(panel, Object.values(SECRETIVE));
}

/** A click with keys held, in the middle of a row. */
export async function clickWith(panel: Session, row: string, held: Modifier): Promise<void> {
  const at = await middleAt(panel, `[role=row]${row}`);
  const before = await selected(panel);
  for (const action of ['move', 'press', 'release'] as const) await panel.mouse(action, at, [held]);
  await expect.poll(() => selected(panel)).not.toEqual(before);
}

/** Waits until the bar of copy buttons says this. */
export async function barSays(panel: Session, words: RegExp): Promise<void> {
  await expect.poll(() => textAt(panel, '.copy-bar .dim')).toMatch(words);
}

/** Waits until the panel says what it has done. */
export async function told(panel: Session, words: RegExp): Promise<void> {
  await expect.poll(() => textAt(panel, '[role=status]')).toMatch(words);
}

/** The text of the preview once it is written. */
export function previewText(panel: Session): Promise<string> {
  return textAt(panel, '.preview-text[aria-busy=false] pre');
}

export async function previewShows(panel: Session, words: string): Promise<void> {
  await expect.poll(() => previewText(panel)).toContain(words);
}

/** Waits until the label of an enabled button is there, and gives it. */
export function labelOf(panel: Session, selector: string): Promise<string> {
  return panel.waitFor(
    selector,
    (selector) => document.querySelector<HTMLButtonElement>(`${selector}:enabled`)?.textContent,
    selector,
  );
}

/** Chooses in a list of a dialog, or of the settings. */
export async function choose(session: Session, name: 'format' | 'scope', value: string): Promise<void> {
  await session.evaluate(
    (name, value) => {
      const list = document.querySelector<HTMLSelectElement>(`[data-choice=${name}]`);
      if (!list) throw new Error(`no choice of ${name}`);
      list.value = value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    value,
  );
}
