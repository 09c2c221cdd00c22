/** What leaves the project as a package: what it may do, and that it is the same every time. */
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { settleZip } from '../../../build/settle-zip.ts';
import config from '../../../wxt.config.ts';

describe('the manifest', () => {
  it.each([
    ['chrome', { optional_permissions: ['scripting', 'storage'], optional_host_permissions: ['<all_urls>'] }],
    ['edge', { optional_permissions: ['scripting', 'storage'], optional_host_permissions: ['<all_urls>'] }],
    ['firefox', { optional_permissions: ['scripting', '<all_urls>'] }],
    ['firefox', { optional_permissions: ['scripting'], optional_host_permissions: ['<all_urls>'] }, 3],
  ])('asks for no permission at install in %s', (browser, offered, version?: number) => {
    const manifest = manifestFor(browser, version);
    const named = Object.entries(manifest).filter(([key]) => key.includes('permissions'));
    expect(Object.fromEntries(named)).toEqual(offered);
  });

  it.each(['chrome', 'edge', 'firefox'])('lets no page of the extension open a connection in %s', (browser) => {
    const { extension_pages: policy } = manifestFor(browser).content_security_policy as { extension_pages: string };
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("default-src 'self'");
  });

  it('says from which version of a browser it runs', () => {
    expect(manifestFor('chrome')).toMatchObject({ minimum_chrome_version: expect.stringMatching(/^\d+$/) });
    expect(manifestFor('firefox')).toMatchObject({
      browser_specific_settings: { gecko: { strict_min_version: expect.stringMatching(/^\d+\.\d+$/) } },
    });
  });
});

describe('an archive', () => {
  const archive = async (date: Date, names: readonly string[]) => {
    const zip = new JSZip();
    for (const name of names) zip.file(name, `content of ${name}`, { date });
    return zip.generateAsync({ type: 'uint8array' });
  };

  it('is the same bytes whatever order and day its files came in', async () => {
    const one = await archive(new Date(Date.UTC(2026, 1, 2)), ['b/c.js', 'a.json', 'b/a.js']);
    const other = await archive(new Date(Date.UTC(2027, 3, 4)), ['a.json', 'b/a.js', 'b/c.js']);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
    expect(Buffer.from(await settleZip(one)).equals(Buffer.from(await settleZip(other)))).toBe(true);
  });

  it('keeps every file', async () => {
    const { files } = await JSZip.loadAsync(await settleZip(await archive(new Date(), ['b/c.js', 'a.json'])));
    expect(Object.keys(files)).toEqual(['a.json', 'b/c.js']);
    expect(await files['b/c.js']?.async('text')).toBe('content of b/c.js');
  });
});

function manifestFor(browser: string, manifestVersion = browser === 'firefox' ? 2 : 3): Record<string, unknown> {
  const { manifest } = config as { manifest: (env: object) => Record<string, unknown> };
  return manifest({ mode: 'production', browser, command: 'build', manifestVersion });
}
