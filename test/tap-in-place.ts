import type { Session } from './browsers/session.ts';
import { waitFor } from './wait.ts';

/** Waits until the tap is in the page's document. No script of the page could tell; the browser's debugger can. */
export async function tapInPlace(page: Session): Promise<void> {
  await waitFor(() => hasTap(page), 'the tap');
}

export function hasTap(page: Session): Promise<boolean> {
  return page.isProxy('WebSocket.prototype.send');
}
