/** A recording into the session, by the same way as what is captured live. */
import { type EntryFault, type Recorded, recordsOf } from '../capture/recording.ts';
import type { Engine } from '../diagnose/diagnose.ts';
import type { HarFile } from '../har/file.ts';
import type { SessionInput } from './log.ts';
import { createRecorder } from './recorder.ts';

/** Where something stands in a recording. */
export interface Place {
  /** Index into `log.entries`. */
  readonly entry: number;
  /** Index into the entry's `_webSocketMessages`; undefined for HTTP, events and closes. */
  readonly message: number | undefined;
}

export interface Imported {
  /** HTTP exchanges and handshakes that were read, and what failed on a socket or a stream. */
  readonly exchanges: number;
  /** Entries that could not be read. */
  readonly faults: readonly EntryFault[];
  /** Where each failure stands, by the id of its exchange. */
  readonly places: ReadonlyMap<string, Place>;
}

export interface ImportOptions {
  readonly engine: Engine;
  /** Lets others run now and then: a recording can hold a hundred thousand records. */
  readonly pause: () => Promise<void>;
  /** Milliseconds from any origin. Where it is given, a pause comes after so many milliseconds and not after so many records. */
  readonly now?: () => number;
  /** Stops the import; what was read until then stays. */
  readonly signal?: AbortSignal;
}

interface Options extends ImportOptions {
  /** Begins every id, so that no recording overwrites another: `import 1`, `import 2`, … */
  readonly source: string;
}

/** Records that are read in one go, and milliseconds in which nothing else is served. */
const BATCH = 500;
const SLICE_MS = 12;

/** Takes what was read of one recording, in order. */
export interface Importing {
  take(found: Iterable<Recorded | EntryFault>): Promise<void>;
  readonly imported: () => Imported;
}

/** Reads a recording in batches, with a pause after each. Entries that cannot be read are among the faults. */
export async function importRecording(session: SessionInput, file: HarFile, options: Options): Promise<Imported> {
  const importing = startImport(session, options);
  await importing.take(recordsOf(file, options.source));
  return importing.imported();
}

/** One recording whose records come from wherever it is read. */
export function startImport(session: SessionInput, { engine, pause, now, signal }: ImportOptions): Importing {
  const places = new Map<string, Place>();
  const faults: EntryFault[] = [];
  let place: Place = { entry: 0, message: undefined };
  const added = new Set<string>();
  let read = 0;
  let began = now?.() ?? 0;
  const record = createRecorder(engine, {
    add(exchange, finding) {
      added.add(exchange.id);
      if (finding) places.set(exchange.id, place);
      session.add(exchange, finding);
    },
    log(one) {
      // In a recording, no socket is open any more.
      if (one.channel !== 'event') session.socket(one.socket, 'closed');
      session.log(one);
    },
    // What a pack could complete has waited for it.
    connection: () => undefined,
  });
  const isDue = () => (now ? now() - began >= SLICE_MS : read % BATCH === 0);

  return {
    async take(found) {
      for (const one of found) {
        if (signal?.aborted) return;
        if (one.kind === 'fault') {
          faults.push(one);
          continue;
        }
        const { entry, message, record: next } = one;
        place = { entry, message };
        // What it meets is loaded first, so that it is diagnosed once and for all.
        if (next.channel !== 'gap') await engine.meet(next);
        record(next);
        read++;
        if (!isDue()) continue;
        await pause();
        began = now?.() ?? 0;
      }
    },
    imported: () => ({ exchanges: added.size, faults, places }),
  };
}
