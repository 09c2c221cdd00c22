/** Cases run in every browser, but for those that a browser cannot show. */
import { inject, it } from 'vitest';
import type { BrowserName } from '../setup.mjs';

/** The browser that these tests run in. */
export const BROWSER = inject('browser');

/** Folders below `.output` with the extension for that browser. */
export const BUILDS = inject('builds');

interface Case {
  (name: string, run: () => Promise<void>): void;
  each: typeof it.each;
}

/** `it`, which in the named browsers stands in the list as skipped, with the reason why they cannot show it. */
export function itExceptIn(reasons: Readonly<Partial<Record<BrowserName, string>>>): Case {
  const reason = reasons[BROWSER];
  if (reason === undefined) return it;
  const titled = (name: string) => `${name} (not in ${BROWSER}: ${reason})`;
  const each = ((cases: readonly unknown[]) => (name: string, run: () => Promise<void>) =>
    it.skip.each(cases)(titled(name), run)) as typeof it.each;
  return Object.assign((name: string, run: () => Promise<void>) => it.skip(titled(name), run), { each });
}

/** What differs because the browsers tell different things: the value for the browser that these tests run in. */
export function per<T>(values: Readonly<Record<BrowserName, T>>): T {
  return values[BROWSER];
}
