/** What it costs the panel that a page forges events of the tap. */
import { captureSockets } from '../../lib/capture/sockets.ts';
import { builtInFamilies } from '../../lib/catalog/index.ts';
import { createEngine } from '../../lib/diagnose/diagnose.ts';
import { createRecorder } from '../../lib/session/recorder.ts';
import { createSession } from '../../lib/session/session.ts';
import { MAX_TAPPED } from '../../lib/tap/events.ts';

const EVENTS = 1_000_000;
/** As many as one answer of the tap holds. */
const BATCH = 20_000;
/** As many sockets as are followed. */
const SOCKETS = 2_000;
const AT = Date.UTC(2026, 0, 15);

type Forge = (i: number) => object;

/** Sockets that close with a failing code. */
const closes: Forge = (i) => {
  const place = { socket: i >> 1, at: AT + i };
  return i % 2 === 0
    ? { ...place, type: 'found', url: 'wss://live.example/', protocol: 'graphql-transport-ws' }
    : { ...place, type: 'close', code: 4401, reason: 'Unauthorized', clean: true };
};

const opened: Forge = (i) => ({
  type: 'found',
  socket: i % SOCKETS,
  at: AT + i,
  url: 'wss://live.example/',
  protocol: 'graphql-transport-ws',
});

/** Failing messages as long as the tap hands them on. */
const message = JSON.stringify({ type: 'error', id: '1', payload: [{ message: 'x'.repeat(MAX_TAPPED - 100) }] });
const messages: Forge = (i) =>
  i < 1 ? opened(0) : { type: 'receive', socket: 0, at: AT + i, data: message, binary: false, size: message.length };

/** Gaps in as many sockets as are followed. */
const gaps: Forge = (i) => (i < SOCKETS ? opened(i) : { type: 'lost', at: AT + i, count: 1 });

export interface ForgedResult {
  /** What a million events of one page take, from their text to the list. */
  readonly seconds: number;
  /** The longest of it without a pause. */
  readonly longestSliceMs: number;
}

/** A busy machine can only lengthen what is measured, so of several runs the least of each figure counts. */
export function measureForged(runs = 3): ForgedResult {
  const least = (values: readonly number[]) => Math.min(...values);
  const repeated = (forge: Forge, count: number) => Array.from({ length: runs }, () => measure(forge, count));
  const million = repeated(closes, EVENTS);
  const dear = [repeated(messages, 1_000), repeated(gaps, SOCKETS + 100)];
  return {
    seconds: least(million.map(({ seconds }) => seconds)),
    longestSliceMs: Math.max(
      ...[million, ...dear].map((all) => least(all.map(({ longestSliceMs }) => longestSliceMs))),
    ),
  };
}

function measure(forge: Forge, count: number): ForgedResult {
  const waiting: (() => void)[] = [];
  const schedule = (run: () => void) => void waiting.push(run);
  const session = createSession({ schedule });
  const sink = { emit: createRecorder(createEngine(builtInFamilies), session), socket: session.socket };
  const onTrouble = (error: unknown) => {
    throw error;
  };
  const sockets = captureSockets({ now: () => Date.now(), schedule, onTrouble, sink, harListsMessages: true });
  let ms = 0;
  let longestSliceMs = 0;
  for (let from = 0; from < count; from += BATCH) {
    const text = JSON.stringify(Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => forge(from + i)));
    const start = performance.now();
    sockets.tapped('top', JSON.parse(text));
    for (let run = waiting.shift(); run; run = waiting.shift()) {
      const began = performance.now();
      run();
      longestSliceMs = Math.max(longestSliceMs, performance.now() - began);
    }
    ms += performance.now() - start;
  }
  return { seconds: ms / 1_000, longestSliceMs };
}
