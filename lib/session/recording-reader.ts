/** A recording read a portion at a time, so that it can be read where nobody waits for it. */
import { type EntryFault, type Recorded, recordsOf } from '../capture/recording.ts';
import { openHar } from '../har/open.ts';

/** What a reader hands out: plain data, which can go from one thread to another. */
export type Portion =
  | {
      readonly kind: 'records';
      readonly found: readonly (Recorded | EntryFault)[];
      /** Entries of the file that were read until now, and how many it has. */
      readonly read: number;
      readonly total: number;
    }
  /** It is no recording. `why` completes the sentence "FILE …". */
  | { readonly kind: 'refused'; readonly why: string };

/** Reads a file. `source` begins every id. Never rejects. */
export type ReadRecording = (
  bytes: Uint8Array<ArrayBuffer>,
  source: string,
  signal: AbortSignal,
) => AsyncIterable<Portion>;

/** Records of a portion, and characters of bodies: whoever takes a portion must not be held up by it. */
const MAX_RECORDS = 200;
const MAX_CHARACTERS = 1_000_000;

export async function* readRecording(bytes: Uint8Array<ArrayBuffer>, source: string): AsyncGenerator<Portion> {
  const file = await openHar(bytes);
  if (!file.ok) {
    yield { kind: 'refused', why: file.why };
    return;
  }
  const total = file.entries.length;
  let found: (Recorded | EntryFault)[] = [];
  let characters = 0;
  for (const one of recordsOf(file, source)) {
    found.push(one);
    characters += charactersOf(one);
    if (found.length < MAX_RECORDS && characters < MAX_CHARACTERS) continue;
    yield { kind: 'records', found, read: one.entry + 1, total };
    found = [];
    characters = 0;
  }
  yield { kind: 'records', found, read: total, total };
}

function charactersOf(one: Recorded | EntryFault): number {
  if (one.kind === 'fault' || !('responseBody' in one.record)) return 0;
  const { responseBody, requestBody } = one.record;
  return [responseBody, requestBody].reduce((sum, body) => sum + (body.state === 'read' ? body.text.length : 0), 0);
}
