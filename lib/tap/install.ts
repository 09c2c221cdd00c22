/** The tap's entry point. The build makes one text of this folder, which is run inside pages: see build/bundled.ts. */
import { recordCalls } from './calls.ts';
import { type Channel, createChannel, type Tap } from './channel.ts';
import { createContents } from './content.ts';
import { type Hooks, hookIntoPage } from './hooks.ts';
import { copyNatives } from './natives.ts';
import { watchViolations } from './violations.ts';

/**
 * Watches every `WebSocket` of the frame in which it runs, and what its security policy forbids, and gives what it sees to whoever
 * holds the tap. Undefined where the page lacks what it takes. Never throws.
 *
 * The page notices nothing: our listeners stand before the page's, everything replaced looks and fails the same, and nothing of the
 * tap can be reached from the page's objects. Nor does anything depend on what the page does to globals and prototypes later on.
 *
 * In a document that has run no script no socket can be older than the tap. In any other it also watches the events that the page
 * reads, to find older sockets that way. It may report a socket again (`found`) that its reader knows.
 */
export default function installTap(): Tap | undefined {
  try {
    const natives = copyNatives(globalThis);
    const { document, performance } = natives.page;
    const searching = document?.readyState !== 'loading' || Boolean(document.documentElement?.firstChild);
    const contents = createContents(natives);
    const facts = () => ({ sockets: hooks.sockets.count(), searching, blind: hooks.isBlind() });
    const record = () => recordCalls(natives, contents, channel, hooks);
    const channel: Channel = createChannel(natives, contents, performance.timeOrigin, facts, record);
    const hooks: Hooks = hookIntoPage(natives, contents, channel, searching);
    watchViolations(natives, contents, channel);
    return channel.tap;
  } catch {
    return undefined;
  }
}
