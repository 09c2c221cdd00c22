import { useEffect, useState } from 'preact/hooks';
import type { FamiliesHost, FamilyCounts } from './families-host.ts';

/** What families explain in open panels: told by them, and asked for whenever somebody comes back to this tab. */
export function useCounts({ counts }: FamiliesHost): FamilyCounts {
  const [known, setKnown] = useState<FamilyCounts>(new Map());
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const { ask } = counts(setKnown, signal);
    window.addEventListener('focus', ask, { signal });
    ask();
    return () => controller.abort();
  }, [counts]);
  return known;
}
