/** From the opened panel to a copied report without a mouse. */
import { expect, it } from 'vitest';
import { MANY_ROWS } from '../../lib/report/limits.ts';
import { counts, detailsSay, selected, shows } from '../e2e/stage.ts';
import { focused, tabTo } from './keys.ts';
import { http, SEVERAL, several } from './records.ts';
import { told } from './report-actions.ts';
import { startWith, withPage } from './stage.ts';

const stage = withPage();

it('a failure is found, read and copied by keys alone', async () => {
  const { panel } = stage;
  await startWith(panel, several());
  await shows(panel, Object.values(SEVERAL));
  await panel.press('/');
  await panel.type('code:601');
  await shows(panel, [SEVERAL.offline]);
  await panel.press('Enter'); // leaves the suggestions
  await panel.press('ArrowDown');
  await expect.poll(() => selected(panel)).toEqual(['601']);
  await panel.press('Enter');
  await detailsSay(panel, 'Printer is Not Connected To OctoEverywhere');
  await tabTo(panel, 'Tab', 'jira');
  const report = await panel.copied(() => panel.press('Enter'));
  expect(report).toContain('Printer is Not Connected To OctoEverywhere');
  await told(panel, /^Copied: 601 .*Jira/);
  await panel.press('Escape');
  await expect.poll(() => focused(panel)).toBe('grid');
  const again = await panel.copied(() => panel.press('Control+c'));
  expect(again).toContain('601');
});

it('a copy of many rows is asked about, left and made by keys alone', async () => {
  const { panel } = stage;
  const rows = MANY_ROWS + 1;
  await startWith(
    panel,
    Array.from({ length: rows }, (_, i) => http('GET', `https://api.example/call${i}`, 500)),
  );
  await counts(panel, rows);
  await panel.press('/');
  await panel.press('ArrowDown');
  await expect.poll(() => selected(panel)).toHaveLength(1);
  await panel.press('Control+a');
  await panel.press('Control+c');
  await expect.poll(() => focused(panel)).toBe('copy-many');
  await tabTo(panel, 'Tab', 'save-many');
  await panel.press('Escape');
  await expect.poll(() => focused(panel)).toBe('grid');
  await panel.press('Control+c');
  await expect.poll(() => focused(panel)).toBe('copy-many');
  const report = await panel.copied(() => panel.press('Enter'));
  expect(report).toContain('500');
  await told(panel, new RegExp(`^Copied: ${rows} rows`));
});
