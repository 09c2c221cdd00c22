/** What taps report on its way to a capture that is loaded with their first event. */
import type { Deferred } from '../deferred.ts';
import type { SocketCapture } from './sockets.ts';

export interface SocketsInTurn extends Pick<SocketCapture, 'tapped' | 'left' | 'setTapped' | 'acknowledged'> {
  /** Tells a capture that has just been loaded what was known of the taps before anybody called for it. */
  begin(sockets: SocketCapture): void;
}

export function socketsInTurn(capture: Deferred<{ readonly sockets: SocketCapture }>): SocketsInTurn {
  let isTapped = false;
  let acknowledged: { readonly at: number | undefined } | undefined;
  return {
    begin(sockets) {
      sockets.setTapped(isTapped);
      if (acknowledged) sockets.acknowledged(acknowledged.at);
    },
    tapped(documentId, events) {
      if (Array.isArray(events) && events.length > 0) capture.use(({ sockets }) => sockets.tapped(documentId, events));
    },
    left: (documentId) => capture.mention((it) => it?.sockets.left(documentId)),
    setTapped: (on) =>
      capture.mention((it) => {
        if (it) it.sockets.setTapped(on);
        else isTapped = on;
      }),
    acknowledged: (at) =>
      capture.mention((it) => {
        if (it) it.sockets.acknowledged(at);
        else acknowledged = { at };
      }),
  };
}
