/** What leaves the panel: copied reports, the preview of one, and exported recordings. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../lib/cli/run.ts';
import type { Session } from '../browsers/session.ts';
import { downloaded, removeDownloads } from '../downloads.ts';
import { openDetails, selected, shows } from '../e2e/stage.ts';
import { readRows } from '../panel.ts';
import { cart, SECRETIVE, SECRETS } from './records.ts';
import {
  barSays,
  choose,
  clickWith,
  labelOf,
  previewShows,
  previewText,
  startWithSecrets,
  told,
} from './report-actions.ts';
import { record, withPage } from './stage.ts';

const { login: LOGIN, down: DOWN, busy: BUSY, missing: MISSING } = SECRETIVE;

const stage = withPage();
let panel: Session;

beforeAll(() => {
  panel = stage.panel;
});
beforeEach(() => startWithSecrets(panel));

describe('a copy takes', () => {
  it('one row with its repeats', async () => {
    await openDetails(panel, '[data-code="503"]');
    await barSays(panel, /^\d+ values? hidden$/);
    const report = await panel.copied(() => panel.click('[data-copy="github"]'));
    expect(report).toContain('503');
    expect(report).toContain('2 times');
    expect(report).not.toContain('429');
    await told(panel, /^Copied: 503 .*\(GitHub, \d+ values? hidden\)$/);
  });

  it('HTML beside the text, for an editor that makes a table of it', async () => {
    await openDetails(panel, '[data-code="503"]');
    await panel.copied(() => panel.click('[data-copy="jira"]'));
    await told(panel, /Jira/);
    const pasted = await panel.evaluate(() => {
      const editor = document.body.appendChild(document.createElement('div'));
      editor.id = 'editor';
      editor.contentEditable = 'true';
      editor.focus();
      return document.activeElement === editor;
    });
    expect(pasted).toBe(true);
    await panel.press('Control+v');
    const cells = await panel.waitFor('the table', () => document.querySelectorAll('#editor td').length);
    expect(cells).toBeGreaterThan(4);
    await panel.evaluate(() => document.querySelector('#editor')?.remove());
  });

  it('the rows selected with Ctrl and Shift, and says how many', async () => {
    await openDetails(panel, '[data-code="401"]');
    await clickWith(panel, '[data-code="429"]', 'Control');
    expect(await selected(panel)).toEqual(['401', '429']);
    await barSays(panel, /^2 rows/);
    const two = await panel.copied(() => panel.click('[data-copy="text"]'));
    for (const code of ['401', '429']) expect(two).toContain(code);
    expect(two).not.toContain('503');
    await told(panel, /^Copied: 2 rows \(Text, \d+ values? hidden\)$/);

    await panel.click('[role=row][data-code="503"]');
    await clickWith(panel, '[data-code="404"]', 'Shift');
    expect(await selected(panel)).toEqual(['503', '429', '404']);
    await clickWith(panel, '[data-code="429"]', 'Control');
    expect(await selected(panel)).toEqual(['503', '404']);
  });

  it('what the keyboard selects: Shift and arrows, everything with Ctrl+A', async () => {
    // Firefox brings keys to the page a moment after they were pressed.
    const selects = (codes: readonly string[]) => expect.poll(() => selected(panel)).toEqual(codes);
    await panel.click('[role=row][data-code="401"]');
    await selects(['401']);
    await panel.press('Shift+ArrowDown');
    await panel.press('Shift+ArrowDown');
    await selects(['401', '503', '429']);
    const three = await panel.copied(() => panel.press('Control+c'));
    for (const code of ['401', '503', '429']) expect(three).toContain(code);
    expect(three).not.toContain('404');
    await panel.press('Control+a');
    await selects(['401', '503', '429', '404']);
    const all = await panel.copied(() => panel.press('Control+c'));
    expect(all).toContain('404');
    await told(panel, /^Copied: 4 rows/);
  });

  it('a selection that stays under the filter and while failures come in', async () => {
    await openDetails(panel, '[data-code="401"]');
    await clickWith(panel, '[data-code="503"]', 'Control');
    await panel.click('[data-family-chip="makapix"]');
    await shows(panel, [LOGIN]);
    await barSays(panel, /^2 rows · 1 hidden by the filter/);
    await panel.click('[data-family-chip="makapix"]');
    await record(panel, [cart()]);
    await shows(panel, [LOGIN, { ...DOWN, count: 3 }, BUSY, MISSING]);
    expect(await selected(panel)).toEqual(['401', '503']);
  });

  it('everything under the filter, by a button of its own', async () => {
    await panel.click('[data-permanence-chip="temporary"]');
    await shows(panel, [DOWN, BUSY]);
    await panel.click('[data-action="copy-shown"]');
    await previewShows(panel, '429');
    expect(await labelOf(panel, '[data-action="copy-previewed"]')).toBe('Copy 2 rows');
    const report = await panel.copied(() => panel.click('[data-action="copy-previewed"]'));
    for (const code of ['503', '429']) expect(report).toContain(code);
    for (const code of ['401', '404']) expect(report).not.toContain(code);
    await panel.waitFor('the dialog to close', () => !document.querySelector('dialog'));
  });
});

describe('the preview', () => {
  beforeEach(async () => {
    await openDetails(panel, '[data-code="401"]');
    await panel.click('[data-action="preview"]');
    await previewShows(panel, 'user/login');
  });
  afterEach(async () => {
    await panel.press('Escape');
    await panel.waitFor('the dialog to close', () => !document.querySelector('dialog'));
  });

  it('shows what is hidden, and copies just what it shows', async () => {
    const shown = await previewText(panel);
    for (const secret of Object.values(SECRETS)) expect(shown).not.toContain(secret);
    expect(await marks(panel)).toEqual(expect.arrayContaining([expect.stringMatching(/password|token|value/)]));
    const report = await panel.copied(() => panel.click('[data-action="copy-previewed"]'));
    expect(report).toBe(shown);
  });

  it('lets a single value through, and forgets that', async () => {
    await panel.click('[data-show^="<e-mail"]');
    await previewShows(panel, SECRETS.email);
    const report = await panel.copied(() => panel.click('[data-action="copy-previewed"]'));
    expect(report).toContain(SECRETS.email);
    for (const other of [SECRETS.token, SECRETS.password]) expect(report).not.toContain(other);

    await panel.click('[data-action="preview"]');
    await previewShows(panel, 'user/login');
    expect(await previewText(panel)).not.toContain(SECRETS.email);
  });

  it('keeps a value shown in another format, where it can have another pseudonym', async () => {
    await panel.click('[data-show^="<e-mail"]');
    await previewShows(panel, SECRETS.email);
    await choose(panel, 'format', 'json');
    await previewShows(panel, '"diagnosis"');
    await previewShows(panel, SECRETS.email);
    const shown = await previewText(panel);
    for (const other of [SECRETS.token, SECRETS.password]) expect(shown).not.toContain(other);
  });

  it('copies with all secrets only after a second click that says so', async () => {
    const secrets = await panel.evaluate(() => document.querySelectorAll('[data-show]').length);
    await panel.click('[data-action="copy-raw"]');
    expect(await labelOf(panel, '[data-action="copy-raw-confirmed"]')).toBe(`Yes, copy ${secrets} secrets`);
    await panel.click('[data-action="copy-raw-cancelled"]');
    await panel.waitFor('the question to go', () => !document.querySelector('.raw-copy'));
    await panel.click('[data-action="copy-raw"]');
    const report = await panel.copied(() => panel.click('[data-action="copy-raw-confirmed"]'));
    for (const secret of Object.values(SECRETS)) expect(report).toContain(secret);
    await told(panel, new RegExp(`with ${secrets} secrets`));
    const next = await panel.copied(() => panel.click('[data-copy="github"]'));
    for (const secret of Object.values(SECRETS)) expect(next).not.toContain(secret);
  });
});

describe('an exported recording', () => {
  afterEach(() => removeDownloads(stage.downloads));

  it('is a file that the command line diagnoses as the panel does, and holds no secret', async () => {
    await panel.click('[data-action="export-har"]');
    const { name, text } = await downloaded(stage.downloads);
    expect(name).toMatch(/^wire-triage-\d{4}-\d\d-\d\dT\d{4}\.har$/);
    await told(panel, /^Saved wire-triage-.*\.har \(\d+ values? hidden\)$/);
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
    const rows = await readRows(panel);
    const seen = rows.flatMap((row) => Array.from({ length: row.count }, () => pick(row)));
    expect((await diagnosed(text)).map(pick).sort()).toEqual(seen.sort());
  });

  it('takes what the user chooses: the selection, what the filter shows, or all', async () => {
    await panel.click('[role=row][data-code="401"]');
    await clickWith(panel, '[data-code="429"]', 'Control');
    await panel.click('[data-permanence-chip="permanent"]');
    await shows(panel, [LOGIN, MISSING]);
    for (const [scope, label, codes] of [
      ['selection', /^Export 2 rows$/, ['401', '429']],
      ['shown', /^Export 2 rows$/, ['401', '404']],
      ['all', /^Export 4 rows$/, ['401', '404', '429', '503', '503']],
    ] as const) {
      await panel.click('[data-action="export-scope"]');
      await panel.waitFor('the dialog', () => document.querySelector('dialog [data-choice=scope]'));
      await choose(panel, 'scope', scope);
      await expect.poll(() => labelOf(panel, '[data-action="export-confirmed"]')).toMatch(label);
      await panel.click('[data-action="export-confirmed"]');
      const { text } = await downloaded(stage.downloads);
      removeDownloads(stage.downloads);
      expect((await diagnosed(text)).map(({ code }) => code).sort(), scope).toEqual(codes);
      await panel.waitFor('the dialog to close', () => !document.querySelector('dialog'));
    }
  });
});

interface Diagnosed {
  readonly family: string;
  readonly code: string;
  readonly permanence: string;
  readonly channel: string;
}

function pick({ family, code, permanence, channel }: Diagnosed): string {
  return [family, code, permanence, channel].join(' ');
}

/** What `npm run diagnose` finds in a recording. */
async function diagnosed(har: string): Promise<readonly Diagnosed[]> {
  const { stdout, exitCode } = await run(['exported.har', '--json'], async () => Buffer.from(har));
  expect(exitCode).toBe(0);
  return JSON.parse(stdout);
}

function marks(panel: Session): Promise<string[]> {
  return panel.evaluate(() =>
    [...document.querySelectorAll('.preview-text mark')].map(({ textContent }) => textContent ?? ''),
  );
}
