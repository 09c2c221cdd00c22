/** What it costs the panel that a page forges events of the tap. */
import { captureSockets } from '../../lib/capture/sockets.ts';
import { builtInFamilies } from '../../lib/catalog/index.ts';
import { createEngine } from '../../lib/diagnose/diagnose.ts';
import { createRecorder } from '../../lib/session/recorder.ts';
import { createSession } from '../../lib/session/session.ts';

const EVENTS = 1_000_000;
/** As many as one answer of the tap holds. */
const BATCH = 20_000;
const AT = Date.UTC(2026, 0, 15);

/** Seconds of work that a million forged events of one page take, from their text to the list: sockets that close with a failing code. */
export function measureForged(): number {
  const waiting: (() => void)[] = [];
  const schedule = (run: () => void) => void waiting.push(run);
  const session = createSession({ schedule });
  const sink = { emit: createRecorder(createEngine(builtInFamilies), session), socket: session.socket };
  const onTrouble = (error: unknown) => {
    throw error;
  };
  const sockets = captureSockets({ now: () => Date.now(), schedule, onTrouble, sink, harListsMessages: true });
  let ms = 0;
  for (let from = 0; from < EVENTS; from += BATCH) {
    const text = JSON.stringify(Array.from({ length: BATCH }, (_, i) => forged(from + i)));
    const start = performance.now();
    sockets.tapped('top', JSON.parse(text));
    for (let run = waiting.shift(); run; run = waiting.shift()) run();
    ms += performance.now() - start;
  }
  return ms / 1_000;
}

function forged(i: number): object {
  const place = { socket: i >> 1, at: AT + i };
  return i % 2 === 0
    ? { ...place, type: 'found', url: 'wss://live.example/', protocol: 'graphql-transport-ws' }
    : { ...place, type: 'close', code: 4401, reason: 'Unauthorized', clean: true };
}
