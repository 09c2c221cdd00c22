/** The tap's entry point. The build makes one text of this folder, which is run inside pages: see build/bundled.ts. */
import { createChannel, type Tap } from './channel.ts';
import { createContents } from './content.ts';
import { hookIntoPage } from './hooks.ts';
import { copyNatives, type Natives } from './natives.ts';
import type { Sockets } from './sockets.ts';

/** Event by which an installation asks for an earlier tap, on `performance`: `document.open()` leaves its listeners alone. */
const GREETING = 'wire-triage:tap';

type Greeting = (tap: Tap, renew: () => void) => void;

/**
 * Watches every `WebSocket` of the frame in which it runs, and offers what it sees as `window[key]`, a `Tap`. Never throws.
 *
 * The page notices nothing: our listeners stand before the page's, and everything replaced looks and fails the same. Nor does
 * anything depend on what the page does to globals and prototypes later on.
 *
 * In a document that has run no script no socket can be older than the tap. In any other it also watches what the page does
 * with the sockets that it has (their members, their listeners, the contents of their events), to find them that way.
 *
 * Installing again, under the same key or another, gives access to the tap that is there, and has it report every socket again
 * (`found`) before that socket's next event. It does so after it slept, too, and where the `open` of a socket is among the lost:
 * a receiver may get `found` of a socket that it knows.
 */
export default function installTap(key: string): void {
  try {
    const natives = copyNatives(globalThis);
    if (!joinEarlierTap(natives, key)) startTap(natives, key);
  } catch {}
}

function offer({ bare, defineProperty, page }: Natives, key: string, tap: Tap): void {
  defineProperty(page, key, bare({ value: tap }));
}

function joinEarlierTap(natives: Natives, key: string): boolean {
  const { CustomEvent, bare, dispatch, page, performance, propertyOf } = natives;
  let isThere = false;
  const greeting: Greeting = (earlier, renew) => {
    isThere = true;
    if (propertyOf(page, key)?.value !== earlier) offer(natives, key, earlier);
    renew();
  };
  try {
    dispatch(performance, new CustomEvent(GREETING, bare({ detail: greeting })));
  } catch {}
  return isThere;
}

function startTap(natives: Natives, key: string): void {
  const { addListener, detailOf, page, performance } = natives;
  const { document } = page;
  const searching = document?.readyState !== 'loading' || Boolean(document.documentElement?.firstChild);
  const contents = createContents(natives);
  const channel = createChannel(natives, contents, () => ({ sockets: sockets.count(), searching }));
  const sockets: Sockets = hookIntoPage(natives, contents, channel, searching);
  offer(natives, key, channel.tap);
  addListener(performance, GREETING, (event: unknown) => {
    try {
      (detailOf(event) as Greeting)(channel.tap, channel.renew);
    } catch {}
  });
}
