import { scripting } from './api.ts';
import { LINE_KEY } from './names.ts';

/**
 * Relay and tap into a page that was there before their scripts were registered: its sockets are found at their next message. Where a
 * relay has a line to a tap already, it takes that up again.
 */
export async function injectInto(tabId: number): Promise<void> {
  const target = { tabId, allFrames: true };
  try {
    await scripting().executeScript({ target, files: ['/socket-relay.js'], injectImmediately: true });
    const lines = await scripting().executeScript({
      target,
      func: (key: string) => Symbol.for(key) in globalThis,
      args: [Symbol.keyFor(LINE_KEY) ?? ''],
      injectImmediately: true,
    });
    const frameIds = lines.filter(({ result }) => result !== true).map(({ frameId }) => frameId);
    if (frameIds.length === 0) return;
    await scripting().executeScript({
      target: { tabId, frameIds },
      files: ['/socket-tap.js'],
      world: 'MAIN',
      injectImmediately: true,
    });
  } catch {
    // Some pages take no scripts: about:blank, the browser's own, and one that is just going away.
  }
}
