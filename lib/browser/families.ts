/** What users choose of the catalogue, in the extension's own storage, and the line between its pages for what families match. */
import { type FamilyChoice, isUsableChoice, parseChoice } from '../catalog/choice.ts';
import { type OpenStorage, type StorageEvents, type Stored, storedDocument } from './stored.ts';

export function storedFamilies(open: OpenStorage, pages: StorageEvents): Stored<FamilyChoice> {
  return storedDocument({ key: 'families', parse: parseChoice, isUsable: isUsableChoice }, open, pages);
}

/** How many failures that are held each family explains, by its id. */
export type FamilyCounts = ReadonlyMap<string, number>;

const CHANNEL = 'family counts';
const ASK = 'ask';

/** Answers every page that asks. The function it gives tells them anew, where anybody has asked. */
export function tellCounts(source: string, counts: () => FamilyCounts, signal: AbortSignal): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  let isAsked = false;
  const tell = () => {
    if (isAsked && !signal.aborted) channel.postMessage({ source, counts: [...counts()] });
  };
  const onMessage = ({ data }: MessageEvent) => {
    if (data !== ASK) return;
    isAsked = true;
    tell();
  };
  channel.addEventListener('message', onMessage, { signal });
  signal.addEventListener('abort', () => channel.close(), { once: true });
  return tell;
}

/** The counts of all open DevTools together. `ask` makes them answer anew. */
export function hearCounts(listener: (counts: FamilyCounts) => void, signal: AbortSignal): { ask(): void } {
  const channel = new BroadcastChannel(CHANNEL);
  const bySource = new Map<string, FamilyCounts>();
  channel.addEventListener(
    'message',
    ({ data }) => {
      const { source, counts } = (data ?? {}) as { readonly source?: unknown; readonly counts?: unknown };
      if (typeof source !== 'string' || !Array.isArray(counts)) return;
      bySource.set(source, new Map(counts as [string, number][]));
      listener(summed(bySource.values()));
    },
    { signal },
  );
  signal.addEventListener('abort', () => channel.close(), { once: true });
  return {
    ask() {
      bySource.clear();
      channel.postMessage(ASK);
    },
  };
}

function summed(all: Iterable<FamilyCounts>): FamilyCounts {
  const sum = new Map<string, number>();
  for (const counts of all) for (const [id, count] of counts) sum.set(id, (sum.get(id) ?? 0) + count);
  return sum;
}
