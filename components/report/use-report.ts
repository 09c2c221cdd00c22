import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/finding.ts';
import type { ReportFormat } from '../../lib/report/formats.ts';
import type { Report } from '../../lib/report/report.ts';
import { useStore } from '../context.ts';

export type Groups = readonly (readonly Failure[])[];

/** No secret is shown. Always the same set, so that a report on it is not written again. */
export const NONE_SHOWN: ReadonlySet<string> = new Set();

interface Written {
  /** The latest that is written; undefined before the first. */
  readonly report: Report | undefined;
  /** Whether it is the one asked for: another may be being written. */
  readonly isCurrent: boolean;
}

/**
 * A report on groups, none for no groups; written anew when what it is about or the user's rules change. The arguments are
 * compared by identity.
 */
export function useReport(groups: Groups, format: ReportFormat, shown: ReadonlySet<string> = NONE_SHOWN): Written {
  const { host, preferences } = useStore();
  const { rules } = preferences.value;
  // The host reads the rules itself: here they only say that what was written is out of date.
  const wanted = useMemo(() => ({ groups, format, shown }), [groups, format, shown, rules]);
  const [latest, set] = useState<{ readonly wanted: typeof wanted; readonly report: Report } | undefined>(undefined);

  /** One at a time: while failures pour in, those that are out of date before their turn are never written. */
  const running = useRef<Promise<void>>(Promise.resolve());

  useEffect(() => {
    const { groups, format, shown } = wanted;
    if (groups.length === 0) return undefined;
    let isWanted = true;
    const write = async () => {
      if (!isWanted) return;
      const report = await host.report(groups, format, { kind: 'redacted', shown });
      if (isWanted) set({ wanted, report });
    };
    running.current = running.current.then(write, write);
    return () => {
      isWanted = false;
    };
  }, [host, wanted]);

  return { report: latest?.report, isCurrent: latest?.wanted === wanted };
}
