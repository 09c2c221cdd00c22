/** From the first row of a service's failure to the row in the words of its pack. */
import { expect, it } from 'vitest';
import { shows } from '../e2e/stage.ts';
import type { PanelPage } from './panel.ts';
import { cart, http } from './records.ts';
import { record, startWith, withPage } from './stage.ts';

const stage = withPage();

const refused = http('POST', 'https://slack.com/api/chat.postMessage', 200, {
  mimeType: 'application/json',
  body: '{"ok":false,"error":"channel_not_found"}',
});
const missing = http('GET', 'https://shop.example/images/logo.svg', 404);

const BEFORE = { family: 'envelope', code: 'channel_not_found' };
const AFTER = { family: 'slack', code: 'channel_not_found' };

it('the pack is there a few frames after it came, and the row has stayed where it was, selected', async () => {
  const { panel } = stage;
  await startWith(panel);
  await panel.evaluate(() =>
    (globalThis as typeof globalThis & { readonly panelPage: PanelPage }).panelPage.holdPacks(),
  );
  await record(panel, [cart(), refused]);
  await shows(panel, [{ code: '503' }, BEFORE]);
  await panel.click('[role=row][data-family=envelope]');
  const seen = await panel.evaluate(async (another) => {
    const { panelPage } = globalThis as typeof globalThis & { readonly panelPage: PanelPage };
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const look = () => {
      const row = document.querySelector<HTMLElement>('[role=row][data-code=channel_not_found]');
      const { top = 0, height = 0 } = row?.getBoundingClientRect() ?? {};
      const { family = '' } = row?.dataset ?? {};
      return { family, place: [row?.ariaRowIndex, row?.id, row?.ariaSelected, top, height].join() };
    };
    // The list was drawn a moment ago when the pack comes: for what is new it would wait.
    panelPage.record([JSON.parse(another)]);
    await frame();
    const frames = [look()];
    panelPage.comePacks();
    while (frames.at(-1)?.family !== 'slack' && frames.length < 600) {
      await frame();
      frames.push(look());
    }
    return frames;
  }, JSON.stringify(missing));
  // A few tasks lie between, and a busy machine draws frames between those; what is new would wait for fifteen.
  expect(seen.length).toBeLessThanOrEqual(5);
  expect(seen.at(-1)?.family).toBe('slack');
  expect(new Set(seen.map(({ place }) => place)).size).toBe(1);
  expect(seen[0]?.place).toContain(',true,');
  await shows(panel, [{ code: '503' }, AFTER, { code: '404' }]);
  await panel.waitFor('its words', () =>
    document.querySelector('[role=complementary] [data-part=action]')?.textContent?.includes('channel'),
  );
});
