/** What tests do in the panel with the Tab key. */
import { expect } from 'vitest';
import type { Session } from '../browsers/session.ts';

/** What the focus is on: an action, a choice or a format by its name, or a role. */
export function focused(panel: Session): Promise<string | undefined> {
  return panel.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { action, choice, copy } = element.dataset;
    return action ?? choice ?? copy ?? element.role ?? undefined;
  });
}

/** Presses a key until the focus is on an action. Firefox brings keys to the page a moment after they were pressed. */
export async function tabTo(panel: Session, key: 'Tab' | 'Shift+Tab', action: string): Promise<void> {
  for (let presses = 0; presses < 60 && (await focused(panel)) !== action; presses++) {
    await panel.evaluate(() => {
      const { activeElement: before } = document;
      Object.assign(globalThis, { hasMoved: () => document.activeElement !== before });
    });
    await panel.press(key);
    await panel.waitFor('the focus to move', () => (globalThis as unknown as { hasMoved(): boolean }).hasMoved());
  }
  expect(await focused(panel)).toBe(action);
}
