/** What is still there when the browser has been closed and started again, and what never leaves it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openBrowser } from '../browsers/open.ts';
import { ACME } from '../families.ts';
import { startServer } from '../server.ts';
import { BROWSER } from './cases.ts';
import { API, openStage, request, SHOP, shows } from './stage.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'wire-triage-kept-'));
  folders.push(folder);
  return folder;
}

it('settings, families and filters are there when the browser is started again', async () => {
  const profile = temporaryFolder();
  const first = await openStage('plain', { profile });
  try {
    const settings = await first.browser.openTab(first.browser.extensionUrl('settings.html'));
    await settings.click('[data-settings=families] textarea');
    await settings.type(JSON.stringify({ ...ACME, hosts: [new URL(API).hostname] }));
    await settings.click('[data-action=add-family]');
    await settings.waitFor('the family', () => document.querySelector('[data-own-family=acme]'));
    await first.panel.click('input[type=search][aria-label="Filter"]');
    await first.panel.type('family:acme');
    await first.panel.waitFor('the filter', () => localStorage.getItem('view')?.includes('family:acme'));
  } finally {
    await first.close();
  }
  const second = await openStage('plain', { profile });
  try {
    const { page, panel, server } = second;
    await page.goto(`${SHOP}/`);
    const box = 'input[type=search][aria-label="Filter"]';
    expect(await panel.evaluate((box) => document.querySelector<HTMLInputElement>(box)?.value, box)).toBe(
      'family:acme',
    );
    const headers = { 'Content-Type': 'application/json' };
    const body = '{"fault":"quota_used_up","message":"No calls left"}';
    server.answerNext('GET', `${API}/orders`, { status: 429, headers, body });
    await request(page, `${API}/orders`);
    await shows(panel, [{ family: 'acme', code: 'quota_used_up' }]);
  } finally {
    await second.close();
  }
});

it('an extension that asks the network is found out, which this one never is', async () => {
  const extension = temporaryFolder();
  const manifest = {
    manifest_version: 3,
    name: 'Asks',
    version: '1',
    host_permissions: ['<all_urls>'],
    background: { service_worker: 'ask.js', scripts: ['ask.js'] },
    browser_specific_settings: { gecko: { id: 'asks@wire-triage.example' } },
  };
  writeFileSync(path.join(extension, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(path.join(extension, 'ask.js'), `setInterval(() => fetch('${SHOP}/asked').catch(() => {}), 500);`);
  const server = await startServer();
  const browser = await openBrowser(BROWSER, { extension, port: server.port });
  try {
    await expect.poll(() => browser.requestsOfExtension()).toContain(`${SHOP}/asked`);
  } finally {
    await browser.close();
    await server.close();
  }
});
