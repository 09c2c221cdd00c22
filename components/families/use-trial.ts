import { useEffect, useState } from 'preact/hooks';
import type { FamilyDocument } from '../../lib/catalog/schema.ts';
import type { Trial } from '../../lib/session/trial.ts';
import { useStore } from '../context.ts';

/** While somebody types, a draft is tried no more often than once in so many milliseconds. */
const PAUSE_MS = 300;

/** What a draft would explain, worked out anew after each change of it and of what is held. Undefined while it is not known. */
export function useTrial(document: FamilyDocument | undefined): Trial | undefined {
  const { host, schedule, snapshot } = useStore();
  const [trial, setTrial] = useState<Trial | undefined>(undefined);
  const { failures } = snapshot.value.counts;

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const run = async () => {
      const outcome = document && (await host.drafts?.try(document));
      if (!signal.aborted) setTrial(outcome?.ok ? outcome.trial : undefined);
    };
    schedule(() => void run(), PAUSE_MS, signal);
    return () => controller.abort();
  }, [document, failures, host, schedule]);

  return trial;
}
