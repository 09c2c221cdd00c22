// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { finding, host, http, NOON, session } from './fakes.ts';
import { click, failureRows, press, settled, show } from './mounted.tsx';

it('a line stands above the first row of each other document, as long as the rows are in the order of time', async () => {
  const held = session();
  for (const [i, url] of ['old', 'new', 'newer'].entries())
    held.add(http(`${i}`, { at: NOON + 10 * i, url: `https://a.example/${url}` }), finding());
  held.navigated(NOON + 10);
  held.navigated(NOON + 50);
  await show(host({ session: held }));
  const marked = () => failureRows().map(({ dataset }) => dataset.navigated);
  expect(marked()).toEqual([undefined, `${NOON + 10}`, undefined]);
  expect(failureRows()[1]?.title).toMatch(/another document at \d\d:\d\d:\d\d/);
  await click('#head-code');
  expect(marked()).toEqual([undefined, undefined, undefined]);
  await press('Escape');
  held.clear();
  await settled();
  expect(held.snapshot().navigations).toEqual([]);
});
