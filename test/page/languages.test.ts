/** The panel in other languages, whose words are longer: at the side of a window they fit all the same. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../browsers/session.ts';
import { violations } from '../e2e/accessibility.ts';
import { BROWSER } from '../e2e/cases.ts';
import { counts } from '../e2e/stage.ts';
import { limited, several, startingAt } from './records.ts';
import { startWith, textAt, withPage } from './stage.ts';

const PICTURES = fileURLToPath(new URL(`../../.output/page-pictures/${BROWSER}/`, import.meta.url));
const SIDE = { width: 420, height: 900 };

const stage = withPage();
let panel: Session;

beforeAll(() => {
  mkdirSync(PICTURES, { recursive: true });
  panel = stage.panel;
});

describe.each(['de', 'ja'] as const)('in the language %s', (language) => {
  beforeEach(async () => {
    await panel.display(SIDE);
    const now = Date.now();
    await startWith(panel, [limited(now), ...startingAt(now + 1_000, several())], language);
    await counts(panel, 11);
    await panel.click('[role=row][data-family="makapix"][data-code="429"]');
    await panel.waitFor('the details', () => document.querySelector('[role=complementary]'));
  });

  it('bars keep to one line, nothing needs scrolling to the side, and no button is cut', async () => {
    const found = await panel.evaluate(() => ({
      high: [...document.querySelectorAll('.bar, .copy-bar, .tab-bar, .status')]
        .filter((bar) => bar.getBoundingClientRect().height > 38)
        .map(({ className }) => className),
      cut: [...document.querySelectorAll('.tabs, .tabs button, .copies .primary, .chip:not(.chip-group.line .chip)')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1)
        .map((one) => `${one.className} ${one.textContent}`),
      wide: document.documentElement.scrollWidth - innerWidth,
    }));
    await panel.screenshot(path.join(PICTURES, `at-the-side-${language}.png`));
    expect(found).toEqual({ high: [], cut: [], wide: 0 });
  });

  it('says nothing in English that has been translated', async () => {
    const text = await textAt(panel, '.panel');
    expect(text).not.toMatch(/Copy for|Do this|What the server said|of \d+ requests|Diagnosis|Request id/);
  });

  it('is accessible', async () => expect(await violations(panel)).toEqual([]));
});
