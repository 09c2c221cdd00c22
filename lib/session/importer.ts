/** Recordings into a session, one after another, wherever they are read. */
import type { Engine } from '../diagnose/diagnose.ts';
import { startImport } from './import.ts';
import type { SessionInput } from './log.ts';
import type { ReadRecording } from './recording-reader.ts';

export type ImportOutcome =
  | {
      readonly kind: 'done';
      readonly exchanges: number;
      readonly failures: number;
      /** Entries that could not be read. */
      readonly unreadable: number;
    }
  /** `why` completes the sentence "FILE …". */
  | { readonly kind: 'refused'; readonly why: string }
  /** What was read until then stays. */
  | { readonly kind: 'stopped' };

/** Imports one file; `onProgress` is told the share of it that was read, from 0 to 1. Never rejects. */
export type ImportFile = (
  bytes: Uint8Array<ArrayBuffer>,
  onProgress: (share: number) => void,
  signal: AbortSignal,
) => Promise<ImportOutcome>;

interface ImporterDeps {
  readonly engine: Engine;
  readonly session: SessionInput;
  readonly read: ReadRecording;
  /** Lets others run. */
  readonly pause: () => Promise<void>;
  /** Milliseconds from any origin. */
  readonly now: () => number;
}

export function createImporter({ engine, session, read, pause, now }: ImporterDeps): ImportFile {
  let imports = 0;
  return async (bytes, onProgress, signal) => {
    const importing = startImport(session, { engine, pause, now, signal });
    try {
      for await (const portion of read(bytes, `import ${++imports}`, signal)) {
        if (portion.kind === 'refused') return portion;
        await importing.take(portion.found);
        if (signal.aborted) break;
        onProgress(portion.total === 0 ? 1 : portion.read / portion.total);
      }
    } catch {
      if (!signal.aborted) return { kind: 'refused', why: 'could not be read to its end' };
    }
    if (signal.aborted) return { kind: 'stopped' };
    const { exchanges, faults, places } = importing.imported();
    return { kind: 'done', exchanges, failures: places.size, unreadable: faults.length };
  };
}
