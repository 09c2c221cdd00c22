/** What the stores show: within their bounds, and the same as in the package. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const text = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const listing = text('docs/store/README.md').replace(/\n/g, ' ');

/** Chrome Web Store: name and description of the manifest. Edge takes the same; addons.mozilla.org cuts at 50 and 250. */
const MAX_NAME = 45;
const MAX_SHORT = 132;

it.each(['en', 'de', 'ja'])('name and description are short enough in %s', (language) => {
  const messages = JSON.parse(text(`public/_locales/${language}/messages.json`)) as Record<string, { message: string }>;
  const english = JSON.parse(text('public/_locales/en/messages.json')) as typeof messages;
  const said = (key: string) => (messages[key] ?? english[key])?.message ?? '';
  expect(said('extensionName').length).toBeLessThanOrEqual(MAX_NAME);
  expect(said('extensionDescription').length).toBeLessThanOrEqual(MAX_SHORT);
  expect(said('extensionDescription')).not.toBe('');
});

it('the listing says what the package says', () => {
  const { extensionName, extensionDescription } = JSON.parse(text('public/_locales/en/messages.json')) as Record<
    string,
    { message: string }
  >;
  expect(listing).toContain(`**Name**: ${extensionName?.message}`);
  expect(listing).toContain(extensionDescription?.message);
});
