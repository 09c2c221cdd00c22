/** Pictures and icons for the extension stores, at the sizes that they ask for. They lie below `.output/store`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../browsers/session.ts';
import { BROWSER } from '../e2e/cases.ts';
import { counts, openDetails } from '../e2e/stage.ts';
import { limited, several, startingAt } from './records.ts';
import { startWith, withPage } from './stage.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = path.join(ROOT, '.output/store', BROWSER);

/** All three stores take screenshots of this size. */
const SCREENSHOT = { width: 1280, height: 800 };
/** Chrome Web Store and addons.mozilla.org: 128; the logo of Edge Add-ons: 300; the others are the browsers' own. */
const ICONS = [16, 32, 48, 128, 300];

const stage = withPage();
let panel: Session;

beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
  panel = stage.panel;
});

describe('a screenshot', () => {
  const named = (name: string) => path.join(FOLDER, `${name}.png`);

  it.each(['light', 'dark'] as const)('of the panel, %s', async (scheme) => {
    await panel.display({ ...SCREENSHOT, scheme });
    const now = Date.now();
    await startWith(panel, [limited(now), ...startingAt(now + 1_000, several())]);
    await counts(panel, 11);
    await openDetails(panel, '[data-family="makapix"][data-code="429"]');
    await panel.waitFor('all of the pane', () => document.querySelector('.copy-bar > .dim')?.textContent);
    await panel.screenshot(named(scheme));
    expect(sizeOf(readFileSync(named(scheme)))).toEqual(SCREENSHOT);
  });

  it('of the settings', async () => {
    const settings = await stage.openSettings();
    try {
      await settings.display(SCREENSHOT);
      await settings.click('[data-action=open-catalogue]');
      await settings.click('[data-action=search-codes]');
      await settings.type('rate limit');
      await settings.waitFor('codes', () => document.querySelector('[data-part=codes] li'));
      await settings.evaluate(() => document.querySelector('[data-settings=families]')?.scrollIntoView());
      await settings.screenshot(named('settings'));
    } finally {
      await settings.close();
    }
    expect(sizeOf(readFileSync(named('settings')))).toEqual(SCREENSHOT);
  });
});

describe.each(ICONS)('the icon of %d pixels', (size) => {
  it('is the mark, on a ground of its own that light and dark bars leave alone', async () => {
    const svg = readFileSync(path.join(ROOT, 'public/icon/mark.svg'), 'utf8');
    const { png, ground, corner } = await panel.evaluate(drawn, svg, size);
    const bytes = Buffer.from(png.slice(png.indexOf(',') + 1), 'base64');
    writeFileSync(path.join(FOLDER, `icon-${size}.png`), bytes);
    expect(sizeOf(bytes)).toEqual({ width: size, height: size });
    expect(ground).toBe('47 111 228 255');
    expect(corner).toMatch(/ \d{1,2}$/);
  });
});

it.each([16, 32, 48, 128])('the icon of %d pixels is in the package', (size) => {
  const packed = readFileSync(path.join(ROOT, `public/icon/${size}.png`));
  expect(sizeOf(packed)).toEqual({ width: size, height: size });
});

/** Runs in the page: the mark as a PNG, with the colours at the middle of its upper edge and at its corner. */
async function drawn(svg: string, size: number) {
  const image = new Image(size, size);
  image.src = `data:image/svg+xml,${encodeURIComponent(svg.replace('<svg ', `<svg width="${size}" height="${size}" `))}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the page draws nothing');
  context.drawImage(image, 0, 0, size, size);
  const colour = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data].join(' ');
  return { png: canvas.toDataURL('image/png'), ground: colour(size >> 1, 1), corner: colour(0, 0) };
}

/** From the head of a PNG. */
function sizeOf(png: Buffer): { readonly width: number; readonly height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
