/** How often the list is drawn while failures pour in. */
import { expect, it } from 'vitest';
import { counts } from '../e2e/stage.ts';
import { bodyOf, httpExchange } from '../fixtures.ts';
import type { PanelPage } from './panel.ts';
import { startWith, withPage } from './stage.ts';

/** Failures come in so many batches, each in a task of its own. */
const BATCHES = 300;

const stage = withPage();

it('is drawn a few times a second, however fast they come', async () => {
  const { panel } = stage;
  await startWith(panel);
  const sample = httpExchange({ status: 500, responseBody: bodyOf('{"error":{"code":"down","message":"Down"}}') });
  const draws = await panel.evaluate(
    async (text, batches) => {
      const { panelPage } = globalThis as typeof globalThis & { readonly panelPage: PanelPage };
      const grid = document.querySelector('[role=grid]');
      if (!grid) throw new Error('there is no list');
      let draws = 0;
      new MutationObserver(() => draws++).observe(grid, { attributeFilter: ['data-failures'] });
      for (let i = 0; i < batches * 10; i++) {
        const exchange = { ...JSON.parse(text), id: `poured ${i}`, url: `https://a.example/poured/at${i}/x` };
        panelPage.record([exchange]);
        if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve));
      }
      return draws;
    },
    JSON.stringify(sample),
    BATCHES,
  );
  await counts(panel, BATCHES * 10);
  expect(draws).toBeGreaterThan(1);
  expect(draws).toBeLessThan(BATCHES / 3);
  // The list went with them.
  await expect
    .poll(() =>
      panel.evaluate(() => {
        const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = document.querySelector('[role=grid]') ?? {};
        return scrollTop > 0 && Math.round(scrollHeight - clientHeight - scrollTop);
      }),
    )
    .toBe(0);
});
