import { TAP_KEY } from '../lib/browser/names.ts';
import type { Session } from './browsers/session.ts';

/** Waits until the tap is in the page's document. */
export async function tapInPlace(page: Session): Promise<void> {
  await page.waitFor('the tap', (key) => Object.hasOwn(window, key), TAP_KEY);
}
