/** What the Triage panel shows, read through its DOM. */
import type { Session } from './browsers/session.ts';

/** One row of the panel's list: a failing exchange, or several alike. */
export interface Row {
  readonly family: string;
  readonly code: string;
  readonly permanence: string;
  readonly channel: string;
  /** How many exchanges the row stands for. */
  readonly count: number;
  /** What the row says, cells separated by ` · `. */
  readonly text: string;
}

/** How many failing exchanges the session holds, whatever the list shows; 0 while there is no list. */
export function failureCount(panel: Session): Promise<number> {
  return panel.evaluate(() => Number(document.querySelector<HTMLElement>('[role=grid]')?.dataset.failures ?? 0));
}

/** Every row of the list, from the top to the bottom: only those in sight are in the document, so it scrolls through. */
export function readRows(panel: Session): Promise<Row[]> {
  return panel.evaluate(async () => {
    const painted = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
    const grid = document.querySelector('[role=grid]');
    if (grid === null) return [];
    const scroller = [...grid.querySelectorAll('*'), grid, document.documentElement].find(
      (element) =>
        element.scrollHeight > element.clientHeight && /auto|scroll/.test(getComputedStyle(element).overflowY),
    );
    const rows = new Map<string, Row>();
    const collect = () => {
      for (const row of grid.querySelectorAll<HTMLElement>('[role=row][data-family]')) {
        const { family = '', code = '', permanence = '', channel = '', count = '1' } = row.dataset;
        const cells = [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent?.trim() ?? '');
        const text = cells.join(' · ');
        rows.set(row.ariaRowIndex ?? text, { family, code, permanence, channel, count: Number(count), text });
      }
    };
    const start = scroller?.scrollTop ?? 0;
    scroller?.scrollTo({ top: 0, behavior: 'instant' });
    await painted();
    collect();
    while (scroller && scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1) {
      scroller.scrollBy({ top: scroller.clientHeight / 2, behavior: 'instant' });
      await painted();
      collect();
    }
    scroller?.scrollTo({ top: start, behavior: 'instant' });
    return [...rows.values()];
  });
}
