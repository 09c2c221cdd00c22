/** Accessibility, judged by axe-core in the real browser. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Session } from '../browsers/session.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong in a document: the rule and the elements. */
export async function violations(session: Session): Promise<readonly string[]> {
  await session.painted();
  // A colour on its way from one scheme to the other is no colour of either.
  await session.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished)).then(() => undefined),
  );
  await session.evaluateText(`${AXE}; undefined`);
  return session.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<
          Record<'passes' | 'violations', { id: string; nodes: { html: string; failureSummary: string }[] }[]>
        >;
      };
    };
    const { passes, violations } = await axe.run();
    if (passes.length < 10) return [`axe found only ${passes.length} rules to check`];
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  });
}
