/** The panel at every size people dock it at, each as a picture under .output/page-screenshots: nothing is cut off sideways. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Display, Session } from '../browsers/session.ts';
import { BROWSER } from '../e2e/cases.ts';
import { counts, openDetails } from '../e2e/stage.ts';
import { several } from './records.ts';
import { startWith, withPage } from './stage.ts';

const PICTURES = fileURLToPath(new URL(`../../.output/page-screenshots/${BROWSER}/`, import.meta.url));

/** Sizes on the screen, and how far the browser zooms. */
const SIZES: readonly (readonly [name: string, size: Pick<Display, 'width' | 'height' | 'zoom'>])[] = [
  ['docked at the bottom', { width: 1500, height: 272 }],
  ['docked at the bottom of a small screen', { width: 1280, height: 250 }],
  ['docked at the side', { width: 420, height: 900 }],
  ['at 200 %', { width: 1280, height: 480, zoom: 2 }],
  // 320 CSS pixels wide: WCAG 2.2, success criterion 1.4.10.
  ['at 400 %', { width: 1280, height: 1024, zoom: 4 }],
];

const LOOKS: readonly (readonly [name: string, look: Pick<Display, 'scheme' | 'forcedColors'>])[] = [
  ['light', { scheme: 'light' }],
  ['dark', { scheme: 'dark' }],
  ['forced colours', { forcedColors: true }],
];

describe('the panel', () => {
  const stage = withPage();
  let panel: Session;

  beforeAll(() => {
    mkdirSync(PICTURES, { recursive: true });
    panel = stage.panel;
  });

  describe.each(SIZES)('%s', (place, size) => {
    it.each(LOOKS)('shows its list, then a diagnosis, in %s', async (name, look) => {
      await panel.display({ ...size, ...look });
      await startWith(panel, several());
      await counts(panel, 10);
      await photograph(panel, `${place}, ${name}, list`);
      expect(await cutOff(panel)).toEqual([]);
      await openDetails(panel, '[data-code="601"]');
      await photograph(panel, `${place}, ${name}, details`);
      expect(await cutOff(panel)).toEqual([]);
      expect(await inView(panel, '[role=row][data-code="601"]')).toBe(true);
      expect(await inView(panel, '[role=complementary]')).toBe(true);
    });
  });
});

async function photograph(panel: Session, title: string): Promise<void> {
  await panel.painted();
  await panel.screenshot(path.join(PICTURES, `${title.replace(/[^a-z0-9]+/g, '-')}.png`));
}

/** The large parts of the panel that reach beyond its sides. Between them only the list may scroll sideways. */
function cutOff(panel: Session): Promise<string[]> {
  return panel.evaluate(() =>
    ['html', 'header', 'main', '[role=complementary]', 'footer', 'dialog[open]'].filter((selector) => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      return box && (box.left < -1 || box.right > innerWidth + 1 || document.documentElement.scrollWidth > innerWidth);
    }),
  );
}

/** Whether some of the element can be seen now. */
function inView(panel: Session, selector: string): Promise<boolean> {
  return panel.evaluate((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    if (!box || box.height === 0) return false;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(Math.max(box.left, 0) + Math.min(box.width, innerWidth) / 2, y);
    return top?.closest(selector) !== null;
  }, selector);
}
