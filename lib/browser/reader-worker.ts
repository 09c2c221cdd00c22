/** Recordings are read in a worker: parsing a hundred megabytes would hold the panel up for a second. */
import type { Portion, ReadRecording } from '../session/recording-reader.ts';

/** What the worker is asked: the file first, then one portion after another. */
export type ReaderCall = { readonly bytes: Uint8Array<ArrayBuffer>; readonly source: string } | 'next';

/** A reader that begins a worker for each recording and ends it with it. */
export function readInWorker(begin: () => Worker): ReadRecording {
  return async function* read(bytes, source, signal) {
    const worker = begin();
    const end = () => worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    try {
      let answer = await ask(worker, { bytes, source }, signal);
      while (answer && !answer.done) {
        yield answer.value;
        answer = await ask(worker, 'next', signal);
      }
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  };
}

/** Undefined once the import was stopped. Rejects where the worker fails. */
function ask(
  worker: Worker,
  call: ReaderCall,
  signal: AbortSignal,
): Promise<IteratorResult<Portion, void> | undefined> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
    worker.onmessage = ({ data }: MessageEvent<IteratorResult<Portion, void>>) => resolve(data);
    worker.onerror = () => reject(new Error('the worker that reads recordings failed'));
    worker.postMessage(call, typeof call === 'object' ? [call.bytes.buffer] : []);
  });
}
