import { scripting } from './api.ts';

/** Tap and relay into a page that was there before their scripts were registered: its sockets are found at their next message. */
export async function injectInto(tabId: number): Promise<void> {
  const target = { tabId, allFrames: true };
  try {
    await scripting().executeScript({ target, files: ['/socket-tap.js'], world: 'MAIN', injectImmediately: true });
    await scripting().executeScript({ target, files: ['/socket-relay.js'], injectImmediately: true });
  } catch {
    // Some pages take no scripts: about:blank, the browser's own, and one that is just going away.
  }
}
