/** The worker that reads one recording, a portion each time it is asked. */
import type { ReaderCall } from '../../lib/browser/reader-worker.ts';
import { type Portion, readRecording } from '../../lib/session/recording-reader.ts';

let portions: AsyncGenerator<Portion> | undefined;

self.addEventListener('message', async ({ data }: MessageEvent<ReaderCall>) => {
  if (data !== 'next') portions = readRecording(data.bytes, data.source);
  self.postMessage(await portions?.next());
});
