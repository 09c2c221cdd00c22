/** What leaves the panel: copied reports, exported recordings, and what users add to redaction. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../lib/cli/run.ts';
import type { Modifier } from '../browsers/keys.ts';
import type { Session } from '../browsers/session.ts';
import { downloaded, removeDownloads } from '../downloads.ts';
import { violations } from '../e2e/accessibility.ts';
import { openDetails, selected, shows } from '../e2e/stage.ts';
import { readRows } from '../panel.ts';
import { cart, http, PROJECT, SECRETS, secretive } from './records.ts';
import { hasNoProblems, openPage, type PageStage, ROOM, record, startWith } from './stage.ts';

const LOGIN = { family: 'makapix', code: '401' };
const DOWN = { family: 'http', code: '503', count: 2 };
const BUSY = { family: 'http', code: '429' };
const MISSING = { family: 'http', code: '404' };
const ALL = [LOGIN, DOWN, BUSY, MISSING];

let stage: PageStage;
let panel: Session;

beforeAll(async () => {
  stage = await openPage();
  panel = stage.panel;
});
beforeEach(async () => {
  await panel.evaluate(() => {
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
  });
  await panel.display(ROOM);
  await startWith(panel, secretive());
  await shows(panel, ALL);
});
afterEach(() => hasNoProblems(stage));
afterAll(() => stage?.close());

describe('a copy takes', () => {
  it('one row with its repeats', async () => {
    await openDetails(panel, '[data-code="503"]');
    await barSays(panel, /^1 row · \d+ values? hidden$/);
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
    await panel.click('[data-permanence-chip="unknown"]');
    await shows(panel, [MISSING]);
    for (const [scope, label, codes] of [
      ['selection', /^Export 2 rows$/, ['401', '429']],
      ['shown', /^Export 1 row$/, ['404']],
      ['all', /^Export 4 rows$/, ['401', '404', '429', '503', '503']],
    ] as const) {
      await panel.click('[data-action="export-scope"]');
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
    await expect.poll(() => barCount(panel)).toBeGreaterThan(hidden);
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

describe('a clipboard that refuses', () => {
  afterEach(() => panel.evaluate(() => Reflect.deleteProperty(navigator.clipboard, 'writeText')));

  it.each<[string, (panel: Session) => Promise<void>]>([
    ['a button', (panel) => panel.click('[data-copy="jira"]')],
    [
      'Ctrl+C',
      async (panel) => {
        await panel.click('[role=row][data-code="401"]');
        await panel.press('Control+c');
      },
    ],
    [
      'the preview',
      async (panel) => {
        await panel.click('[data-action="preview"]');
        await panel.click('[data-action="copy-previewed"]');
      },
    ],
    [
      'a copy with secrets',
      async (panel) => {
        await panel.click('[data-action="preview"]');
        await panel.click('[data-action="copy-raw"]');
        await panel.click('[data-action="copy-raw-confirmed"]');
      },
    ],
  ])('leads from %s to the text, selected, and back', async (_, copy) => {
    await openDetails(panel, '[data-code="401"]');
    await panel.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await copy(panel);
    const offered = await panel.waitFor('the text', () => {
      const field = document.querySelector<HTMLTextAreaElement>('dialog.refused textarea');
      if (!field || document.activeElement !== field) return undefined;
      return { text: field.value, selected: field.selectionEnd - field.selectionStart };
    });
    expect(offered.text).toContain('401');
    expect(offered.selected).toBe(offered.text.length);
    await panel.press('Escape');
    await panel.waitFor('the text to go', () => !document.querySelector('dialog.refused'));
    if (await panel.evaluate(() => document.querySelector('dialog') !== null)) await panel.press('Escape');
    await panel.waitFor('the panel', () => !document.querySelector('dialog'));
    expect(await panel.evaluate(() => document.activeElement !== document.body)).toBe(true);
  });
});

describe('dialogs', () => {
  it.each(['light', 'dark'] as const)('are accessible in the %s theme', async (scheme) => {
    await panel.display({ ...ROOM, scheme });
    await openDetails(panel, '[data-code="401"]');
    await clickWith(panel, '[data-code="429"]', 'Control');
    expect(await violations(panel)).toEqual([]);
    await panel.click('[data-action="preview"]');
    await panel.waitFor('the values', () => document.querySelector('[data-show]'));
    await panel.click('[data-action="copy-raw"]');
    expect(await violations(panel)).toEqual([]);
    await panel.press('Escape');
    await panel.click('[data-action="export-scope"]');
    expect(await violations(panel)).toEqual([]);
    await panel.press('Escape');
    await panel.copied(() => panel.click('[data-copy="json"]'));
    expect(await violations(panel)).toEqual([]);
    await panel.display(ROOM);
  });

  it('work with the keyboard alone and give the focus back', async () => {
    await openDetails(panel, '[data-code="401"]');
    await panel.evaluate(() => document.querySelector<HTMLElement>('[data-action=preview]')?.focus());
    await panel.press('Enter');
    await previewShows(panel, 'user/login');
    expect(await focused(panel)).toBe('format');
    await tabTo(panel, 'Tab', 'copy-raw');
    await panel.press('Enter');
    await expect.poll(() => focused(panel)).toBe('copy-raw-cancelled');
    await panel.press('Enter');
    await panel.waitFor('the question to go', () => !document.querySelector('.raw-copy'));
    expect(await panel.evaluate(() => document.querySelector('dialog')?.contains(document.activeElement))).toBe(true);
    await tabTo(panel, 'Shift+Tab', 'copy-previewed');
    const report = await panel.copied(() => panel.press('Enter'));
    expect(report).toContain('401');
    await expect.poll(() => focused(panel)).toBe('preview');
  });

  it('hold long and hostile values without breaking', async () => {
    const url = `https://shop.example/${'long'.repeat(2_000)}?token=${'x9'.repeat(3_000)}`;
    const body = JSON.stringify({
      error: '<img src=x onerror="globalThis.__hacked=1">\u202egnp.exe',
      password: 'p'.repeat(5_000),
    });
    await record(panel, [http('GET', url, 500, { mimeType: 'application/json', body })]);
    await shows(panel, [...ALL, { code: '500' }]);
    await panel.display({ width: 420, height: 700 });
    await openDetails(panel, '[data-code="500"]');
    await panel.click('[data-action="preview"]');
    await panel.waitFor('the values', () => document.querySelector('[data-show]'));
    await panel.click('[data-show]');
    await expect
      .poll(() => panel.evaluate(() => document.querySelector('.shown-value')?.textContent?.length))
      .toBeTruthy();
    const sideways = await panel.evaluate(() =>
      ['html', 'dialog', '.preview-text', '.hidden-values ul']
        .map((selector) => document.querySelector(selector))
        .filter((element) => element && element.scrollWidth > element.clientWidth)
        .map((element) => element?.className),
    );
    expect(sideways).toEqual([]);
    expect(await panel.evaluate(() => document.querySelectorAll('img').length)).toBe(0);
    expect(await previewText(panel)).not.toContain('\u202e');
    await panel.press('Escape');
    await panel.display(ROOM);
  });
});

/** A click with keys held, in the middle of a row. */
async function clickWith(panel: Session, row: string, held: Modifier): Promise<void> {
  const { x, y } = await panel.waitFor(
    'the row',
    (selector) => {
      const box = document.querySelector(`[role=row]${selector}`)?.getBoundingClientRect();
      return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    },
    row,
  );
  const before = await selected(panel);
  for (const action of ['move', 'press', 'release'] as const) await panel.mouse(action, { x, y }, [held]);
  await expect.poll(() => selected(panel)).not.toEqual(before);
}

async function barSays(panel: Session, words: RegExp): Promise<void> {
  await expect
    .poll(() => panel.evaluate(() => document.querySelector('.copy-bar .dim')?.textContent ?? ''))
    .toMatch(words);
}

async function told(panel: Session, words: RegExp): Promise<void> {
  await expect
    .poll(() => panel.evaluate(() => document.querySelector('[role=status]')?.textContent ?? ''))
    .toMatch(words);
}

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

/** What the focus is on: an action or a choice by its name. */
function focused(panel: Session): Promise<string | undefined> {
  return panel.evaluate(() => {
    const { dataset } = document.activeElement as HTMLElement;
    return dataset.action ?? dataset.choice;
  });
}

/** Presses a key until the focus is on an action. Firefox brings keys to the page a moment after they were pressed. */
async function tabTo(panel: Session, key: 'Tab' | 'Shift+Tab', action: string): Promise<void> {
  for (let presses = 0; presses < 60 && (await focused(panel)) !== action; presses++) {
    await panel.evaluate(() => {
      const { activeElement: before } = document;
      Object.assign(globalThis, { hasMoved: () => document.activeElement !== before });
    });
    await panel.press(key);
    await panel.waitFor('the focus to move', () => (globalThis as unknown as { hasMoved(): boolean }).hasMoved());
  }
  expect(await focused(panel)).toBe(action);
}

/** The text of the preview once it is written. */
function previewText(panel: Session): Promise<string> {
  return panel.evaluate(() => document.querySelector('.preview-text[aria-busy=false] pre')?.textContent ?? '');
}

async function previewShows(panel: Session, words: string): Promise<void> {
  await expect.poll(() => previewText(panel)).toContain(words);
}

function marks(panel: Session): Promise<string[]> {
  return panel.evaluate(() =>
    [...document.querySelectorAll('.preview-text mark')].map(({ textContent }) => textContent ?? ''),
  );
}

function labelOf(panel: Session, selector: string): Promise<string> {
  return panel.waitFor(
    selector,
    (selector) => document.querySelector<HTMLButtonElement>(`${selector}:enabled`)?.textContent,
    selector,
  );
}

/** Chooses in a list of a dialog, or of the settings. */
async function choose(session: Session, name: 'format' | 'scope', value: string): Promise<void> {
  await session.evaluate(
    (name, value) => {
      const list = document.querySelector<HTMLSelectElement>(`[data-choice=${name}]`);
      if (!list) throw new Error(`no choice of ${name}`);
      list.value = value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    value,
  );
}
