/** The panel at every size people dock it at: what helps is in sight, and nothing is cut. Leaves pictures to look at. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Display, Session } from '../browsers/session.ts';
import { violations } from '../e2e/accessibility.ts';
import { BROWSER } from '../e2e/cases.ts';
import { counts, openDetails } from '../e2e/stage.ts';
import { limited, several, startingAt } from './records.ts';
import { ROOM, startWith, withPage } from './stage.ts';

const PICTURES = fileURLToPath(new URL(`../../.output/page-pictures/${BROWSER}/`, import.meta.url));

/** Where people dock DevTools, and two zooms. */
const SIZES = {
  'at the bottom': { width: 1500, height: 272 },
  'in a low window': { width: 1280, height: 250 },
  'at the side': { width: 420, height: 900 },
  'zoomed to 200 %': { width: 1280, height: 480, zoom: 2 },
  'zoomed to 400 %': { width: 1280, height: 1024, zoom: 4 },
  'with room': ROOM,
} as const satisfies Readonly<Record<string, Display>>;

const PARTS = ['verdict', 'action', 'said', 'countdown'];

const stage = withPage();
let panel: Session;

beforeAll(() => {
  mkdirSync(PICTURES, { recursive: true });
  panel = stage.panel;
});

describe.each(Object.entries(SIZES))('docked %s', (name, size) => {
  beforeEach(async () => {
    await panel.display(size);
    const now = Date.now();
    await startWith(panel, [limited(now), ...startingAt(now + 1_000, several())]);
    await counts(panel, 11);
    await openDetails(panel, '[data-family="makapix"][data-code="429"]');
  });

  it('shows verdict, advice, the words of the server and the wait without scrolling', async () => {
    // There the panel is one page, which begins with the verdict.
    expect(await outOfSight(panel, name === 'zoomed to 400 %' ? ['verdict'] : PARTS)).toEqual([]);
    await panel.screenshot(picture(`${name} light`));
  });

  it('keeps the copy buttons on one line, the others within reach', async () => {
    const bar = await panel.evaluate(() => document.querySelector('.copy-bar')?.getBoundingClientRect().height ?? 0);
    expect(bar).toBeGreaterThan(20);
    expect(bar).toBeLessThan(36);
    // What does not fit lies behind a button.
    const menu = '[data-action="more-copies"]';
    if (await panel.evaluate((menu) => document.querySelector(menu) !== null, menu)) await panel.click(menu);
    const curl = await panel.copied(() => panel.click('[data-copy="curl"]'));
    expect(curl).toMatch(/^curl .*--request 'POST'/);
  });

  it('is accessible', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      await panel.display({ ...size, scheme });
      expect(await violations(panel), scheme).toEqual([]);
    }
    await panel.screenshot(picture(`${name} dark`));
    await panel.display({ ...size, forcedColors: true });
    await panel.screenshot(picture(`${name} forced colours`));
  });

  it('needs no scrolling to the side', async () => {
    expect(await beyondTheSide(panel)).toBeLessThanOrEqual(0);
  });

  it('has room for German words', async () => {
    const now = Date.now();
    await startWith(panel, [limited(now), ...startingAt(now + 1_000, several())], 'de');
    await counts(panel, 11);
    await openDetails(panel, '[data-family="makapix"][data-code="429"]');
    await panel.screenshot(picture(`${name} German`));
    expect(await beyondTheSide(panel)).toBeLessThanOrEqual(0);
  });
});

/** Pixels of the panel that stand beyond the side of the window. */
function beyondTheSide(panel: Session): Promise<number> {
  return panel.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

function picture(name: string): string {
  return path.join(PICTURES, `${name.replaceAll(' ', '-').replaceAll('%', 'percent')}.png`);
}

/** Which parts of the details reach beyond what is in sight of them, with how far. */
function outOfSight(panel: Session, parts: readonly string[]): Promise<readonly string[]> {
  return panel.evaluate((parts) => {
    const pane = document.querySelector('#tab-panel')?.getBoundingClientRect();
    if (!pane) return ['the pane itself'];
    const bottom = Math.min(pane.bottom, innerHeight);
    return parts.flatMap((part) => {
      const box = document.querySelector(`#details [data-part="${part}"]`)?.getBoundingClientRect();
      if (!box) return [`${part} is missing`];
      const isIn = box.top >= Math.max(0, pane.top) - 1 && box.bottom <= bottom + 1 && box.height > 0;
      return isIn
        ? []
        : [`${part}: ${Math.round(box.top)}–${Math.round(box.bottom)}, in sight down to ${Math.round(bottom)}`];
    });
  }, parts);
}
