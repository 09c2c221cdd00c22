/** What the devtools page loads when there is first something to capture, to import or to choose: all that reads traffic. */
import { readInWorker } from '../../lib/browser/reader-worker.ts';
import { createOriginalsReader } from '../../lib/browser/sources.ts';
import type { Stored } from '../../lib/browser/stored.ts';
import { createCalls } from '../../lib/capture/calls.ts';
import {
  type Content,
  captureNetwork,
  exchangeId,
  type NetworkSource,
  type RequestListener,
} from '../../lib/capture/network.ts';
import { captureSockets } from '../../lib/capture/sockets.ts';
import { captureStreams } from '../../lib/capture/streams.ts';
import { createViolations } from '../../lib/capture/violations.ts';
import type { WorkOptions } from '../../lib/capture/work.ts';
import type { FamilyChoice } from '../../lib/catalog/choice.ts';
import { loadService, serviceSigns } from '../../lib/catalog/service-packs.ts';
import type { Conversation } from '../../lib/diagnose/conversation.ts';
import { createGrowingEngine } from '../../lib/diagnose/growing-engine.ts';
import { followChoice } from '../../lib/session/follow-choice.ts';
import { createImporter } from '../../lib/session/importer.ts';
import { insight } from '../../lib/session/insight.ts';
import type { Session } from '../../lib/session/log.ts';
import { createOriginals } from '../../lib/session/originals.ts';
import { createRecorder } from '../../lib/session/recorder.ts';
import { warningsOf } from '../../lib/words/warnings.ts';
import { createGrowingWords } from '../../lib/words/words.ts';

interface Around extends WorkOptions {
  readonly session: Session;
  readonly source: Omit<NetworkSource, 'onFinished' | 'onRequested'>;
  readonly timers: Parameters<typeof captureNetwork>[0]['timers'];
  readonly harListsMessages: boolean;
  readonly choice: Stored<FamilyChoice>;
  /** A choice is applied. */
  readonly onApplied: () => void;
  readonly signal: AbortSignal;
}

type Finished = (entry: unknown, content: () => Promise<Content>) => void;

export type Capture = ReturnType<typeof startCapture>;

export function startCapture({
  session,
  source,
  timers,
  harListsMessages,
  choice,
  onApplied,
  signal,
  ...working
}: Around) {
  const { schedule, now, onTrouble } = working;
  const pause = () => new Promise<void>(schedule);
  const engine = createGrowingEngine({
    general: async () => (await import('./basis.ts')).basis,
    signs: serviceSigns,
    load: loadService,
  });
  const conversations = new Map<string, Conversation>();
  // Firefox hands out no scripts.
  const scripts = import.meta.env.FIREFOX ? undefined : createOriginalsReader();
  const originals = scripts && createOriginals({ session, originalsOf: scripts.originalsOf, onTrouble });
  const sink = originals ? { ...session, add: originals.add, socket: originals.socket } : session;
  const record = createRecorder(engine, sink, conversations);

  const calls = createCalls(record);
  const violations = createViolations({ emit: (exchange) => record(calls.placed(exchange)), now });
  const sockets = captureSockets({
    ...working,
    onPageEvent: (event) => (event.type === 'call' ? calls.reported(event) : violations.reported(event)),
    openedBy: calls.opened,
    sink: { emit: record, socket: sink.socket },
    harListsMessages,
  });
  const streams = captureStreams({ ...working, emit: record, idOf: ({ key }) => exchangeId(key) });
  let finished: Finished = () => {};
  let requested: RequestListener = () => {};
  captureNetwork({
    source: {
      ...source,
      onFinished: (listener) => {
        finished = listener;
      },
      onRequested: (listener) => {
        requested = listener;
      },
    },
    timers,
    wantsBody: engine.wantsBody,
    emit: (exchange) => record(calls.placed(violations.explained(exchange))),
    sockets: (entries) => {
      sockets.listed(entries);
      violations.settle();
    },
    streams: streams.listed,
    onTrouble,
    signal,
  });

  return {
    engine,
    insight,
    sockets,
    /** The page went to another document, which began at this moment (epoch ms). */
    navigated(began: number): void {
      scripts?.navigated();
      originals?.navigated(began);
      sockets.navigated(began);
    },
    finished,
    requested,
    words: createGrowingWords(() => engine.families),
    warningsOf,
    /** Takes what this page has changed in the choice. */
    apply: followChoice({ choice, engine, session, conversations, pause, onApplied, onTrouble, signal }),
    importFile: createImporter({
      engine,
      session: session.imported,
      read: readInWorker(() => new Worker(new URL('./reader.ts', import.meta.url), { type: 'module' })),
      pause,
      now: () => performance.now(),
    }),
  };
}
