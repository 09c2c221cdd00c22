/** 50,000 frames through capture, diagnosis and session: what is kept of them, and how long one slice of the work takes. */
import { captureSockets } from '../../lib/capture/sockets.ts';
import { builtInFamilies } from '../../lib/catalog/index.ts';
import { createEngine } from '../../lib/diagnose/diagnose.ts';
import type { Session } from '../../lib/session/log.ts';
import { createRecorder } from '../../lib/session/recorder.ts';
import { createSession } from '../../lib/session/session.ts';
import { AT } from '../fixtures.ts';
import { heapMegabytes } from './heap.ts';

const FRAMES = 50_000;
const BATCH = 5_000;

export interface FramesResult {
  readonly keptMegabytes: number;
  readonly longestSliceMs: number;
}

/** One message in ten is a Blazeauth failure, the others are healthy JSON of 200 characters. */
function events(from: number): unknown[] {
  const filler = 'x'.repeat(150);
  return Array.from({ length: BATCH }, (_, i) => {
    const n = from + i;
    const data =
      n % 10 === 0
        ? `{"id":${n},"status":${100 + (n % 8)}}`
        : `{"id":${n},"event_type":${n % 7},"content":"${filler}"}`;
    return { type: 'receive', socket: 1, at: AT + n, data, binary: false, size: data.length };
  });
}

/** A busy machine can only lengthen what is measured, so of several runs the least of each figure counts. */
export function measureFrames(runs = 3): FramesResult {
  const results = Array.from({ length: runs }, measureOnce);
  return {
    keptMegabytes: Math.min(...results.map((result) => result.keptMegabytes)),
    longestSliceMs: Math.min(...results.map((result) => result.longestSliceMs)),
  };
}

function measureOnce(): FramesResult {
  let longestSliceMs = 0;
  const queue: (() => void)[] = [];
  const schedule = (run: () => void) => void queue.push(run);
  const drain = () => {
    for (let run = queue.shift(); run; run = queue.shift()) {
      const start = performance.now();
      run();
      longestSliceMs = Math.max(longestSliceMs, performance.now() - start);
    }
  };
  const engine = createEngine(builtInFamilies);
  const before = heapMegabytes();
  const session: Session = createSession({ schedule });
  const capture = captureSockets({
    sink: { emit: createRecorder(engine, session), socket: session.socket },
    harListsMessages: true,
    now: () => performance.now(),
    schedule,
    onTrouble: (error) => {
      throw error;
    },
  });
  session.subscribe(() => void session.snapshot(), new AbortController().signal);
  capture.tapped('top', [
    { type: 'open', socket: 1, at: AT, url: 'wss://eu1.blazeauth.net/' },
    { type: 'ready', socket: 1, at: AT, protocol: '' },
  ]);
  for (let from = 0; from < FRAMES; from += BATCH) {
    capture.tapped('top', events(from));
    drain();
  }
  const keptMegabytes = heapMegabytes() - before;
  if (session.snapshot().counts.failures === 0) throw new Error('nothing was recorded');
  return { keptMegabytes, longestSliceMs };
}
