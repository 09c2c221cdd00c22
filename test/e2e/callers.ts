import type { Session } from '../browsers/session.ts';

/** Opens a socket in the page and sends an object on it: the sources of the functions that asked for its text, as far as a page can see. */
export function callersOfText(page: Session, url: string): Promise<readonly string[]> {
  return page.evaluate(async (url) => {
    const seen: string[] = [];
    // A sloppy function may ask who called it.
    const spy = new Function(
      'seen',
      `return { toString: function text() {
        for (let f = text.caller, depth = 0; f && depth < 10; f = f.caller, depth++) seen.push(String(f));
        return 'x';
      } }`,
    )(seen);
    const socket = new WebSocket(url);
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    socket.send(spy);
    return seen;
  }, url);
}
