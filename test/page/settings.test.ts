/** The settings tab beside an open panel: what users add to redaction, and what Ctrl+C copies. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../browsers/session.ts';
import { downloaded, removeDownloads } from '../downloads.ts';
import { violations } from '../e2e/accessibility.ts';
import { openDetails } from '../e2e/stage.ts';
import { PROJECT } from './records.ts';
import { choose, startWithSecrets, told } from './report-actions.ts';
import { ROOM, withPage } from './stage.ts';

const stage = withPage();
let panel: Session;

beforeAll(() => {
  panel = stage.panel;
});
beforeEach(() => startWithSecrets(panel));

describe('the settings tab', () => {
  let settings: Session;

  beforeAll(async () => {
    settings = await stage.openSettings();
  });
  afterAll(async () => {
    await settings.evaluate(() => localStorage.clear());
    await panel.waitFor('the rules to go', () => localStorage.length === 0);
    await settings.close();
  });

  it('has rules that take effect in an open panel', async () => {
    await openDetails(panel, '[data-code="401"]');
    const before = await panel.copied(() => panel.click('[data-copy="json"]'));
    for (const part of [PROJECT, 'req-7']) expect(before).toContain(part);
    const hidden = await barCount(panel);
    await addRule(settings, 'literals', PROJECT);
    await addRule(settings, 'headers', 'x-request-id');
    await expect.poll(() => barCount(panel)).toBe(hidden + 3);
    const after = await panel.copied(() => panel.click('[data-copy="json"]'));
    for (const part of [PROJECT, 'req-7']) expect(after).not.toContain(part);
    await panel.click('[data-action="export-har"]');
    const { text } = await downloaded(stage.downloads);
    removeDownloads(stage.downloads);
    for (const part of [PROJECT, 'req-7']) expect(text).not.toContain(part);
  });

  it('does not show an exact text again', async () => {
    await addRule(settings, 'literals', PROJECT.toUpperCase());
    const words = await settings.evaluate(() => document.body.innerHTML);
    expect(words).not.toContain(PROJECT.toUpperCase());
  });

  it('says what is wrong with a rule, and where', async () => {
    await typeRule(settings, 'headers', 'no header: x');
    const words = await settings.waitFor(
      'the fault',
      () => document.querySelector('[data-rules=headers] [role=alert]')?.textContent,
    );
    expect(words).toMatch(/^Header names: .*no spaces or colons/);
    const stored = await settings.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(stored).not.toContain('no header');
  });

  it('chooses what Ctrl+C copies', async () => {
    await choose(settings, 'format', 'slack');
    await panel.waitFor('the choice', () => Object.values({ ...localStorage }).some((text) => text.includes('slack')));
    await panel.click('[role=row][data-code="429"]');
    const slack = await panel.copied(() => panel.press('Control+c'));
    expect(slack).toContain('*When:*');
    await told(panel, /Slack/);
  });

  it.each(['light', 'dark'] as const)('is accessible in the %s theme', async (scheme) => {
    await settings.display({ ...ROOM, scheme });
    expect(await violations(settings)).toEqual([]);
    await settings.display(ROOM);
  });
});

async function typeRule(settings: Session, kind: string, rule: string): Promise<void> {
  await settings.click(`[data-rules=${kind}] input`);
  await settings.type(rule);
  await settings.press('Enter');
}

async function addRule(settings: Session, kind: string, rule: string): Promise<void> {
  const rules = () => settings.evaluate((kind) => document.querySelectorAll(`[data-rules=${kind}] li`).length, kind);
  const before = await rules();
  await typeRule(settings, kind, rule);
  await expect.poll(rules).toBe(before + 1);
}

/** How many values the copy bar says are hidden. */
function barCount(panel: Session): Promise<number> {
  return panel.waitFor('the number of hidden values', () => {
    const found = /(\d+) values? hidden/.exec(document.querySelector('.copy-bar')?.textContent ?? '');
    return found ? Number(found[1]) : undefined;
  });
}
