/** A recording into the session, by the same way as what is captured live. */
import { type EntryFault, recordsOf } from '../capture/recording.ts';
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
  /** HTTP exchanges and refused handshakes that were read. */
  readonly exchanges: number;
  /** Entries that could not be read. */
  readonly faults: readonly EntryFault[];
  /** Where each failure stands, by the id of its exchange. */
  readonly places: ReadonlyMap<string, Place>;
}

interface Options {
  readonly engine: Engine;
  /** Begins every id, so that no recording overwrites another: `import 1`, `import 2`, … */
  readonly source: string;
  /** Lets others run now and then: a recording can hold a hundred thousand records. */
  readonly pause: () => Promise<void>;
  /** Stops the import; what was read until then stays. */
  readonly signal?: AbortSignal;
}

/** Records that are read in one go. */
const BATCH = 500;

/** Reads a recording in batches, with a pause after each. Entries that cannot be read are among the faults. */
export async function importRecording(
  session: SessionInput,
  file: HarFile,
  { engine, source, pause, signal }: Options,
): Promise<Imported> {
  const places = new Map<string, Place>();
  const faults: EntryFault[] = [];
  let place: Place = { entry: 0, message: undefined };
  let exchanges = 0;
  let read = 0;
  const record = createRecorder(engine, {
    add(exchange, finding) {
      if (finding) places.set(exchange.id, place);
      session.add(exchange, finding);
    },
    log(one) {
      // In a recording, no socket is open any more.
      if (one.channel !== 'event') session.socket(one.socket, 'closed');
      session.log(one);
    },
  });
  for (const one of recordsOf(file, source)) {
    if (signal?.aborted) break;
    if (one.kind === 'fault') {
      faults.push(one);
      continue;
    }
    const { entry, message, record: found } = one;
    if (found.channel === 'http' || found.channel === 'handshake') exchanges++;
    place = { entry, message };
    // What it meets is loaded first, so that it is diagnosed once and for all.
    if (found.channel !== 'gap') await engine.meet(found);
    record(found);
    if (++read % BATCH === 0) await pause();
  }
  return { exchanges, faults, places };
}
