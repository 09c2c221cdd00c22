/** Pages that an extension cannot look into, or that try to keep it out: the panel says what it does not see, and goes on. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PageSocket } from '../page-socket.ts';
import { tapInPlace } from '../tap-in-place.ts';
import { itExceptIn, per } from './cases.ts';
import { request, SHOP, shows, startOver, watches, withStage } from './stage.ts';

const BLAZE = 'wss://eu1.blazeauth.net/';
const RATE_LIMIT_ROW = { family: 'blazeauth', code: '4201', channel: 'close', count: 1 };
const HTML = { 'Content-Type': 'text/html' };

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
trailer<</Root 1 0 R>>`;

const NOT_WATCHED = 'Sockets: not watched';
const TOP_FRAME = 'Sockets: top frame only';

/** Pages, and what the status bar says of them. */
const RESTRICTED: readonly (readonly [what: string, url: string, words: string])[] = [
  ['a page of the browser', per({ chromium: 'chrome://version/', firefox: 'about:robots' }), NOT_WATCHED],
  ['a page with the browser’s settings', per({ chromium: 'chrome://flags/', firefox: 'about:config' }), NOT_WATCHED],
  ['a data: URL', 'data:text/html,<p>data', per({ chromium: NOT_WATCHED, firefox: TOP_FRAME })],
  // Chromium's viewer is a frame in an ordinary page.
  ['a PDF', `${SHOP}/paper.pdf`, per({ chromium: TOP_FRAME, firefox: NOT_WATCHED })],
];

describe('the reach of the panel', () => {
  const stage = withStage();

  beforeAll(() => {
    stage.server.serve(`${SHOP}/paper.pdf`, { headers: { 'Content-Type': 'application/pdf' }, body: PDF });
    stage.server.serve(`${SHOP}/favicon.ico`, { status: 204 }); // a PDF cannot name another icon
    stage.server.acceptSocket(BLAZE, { does: [{ close: 4201, reason: 'rate limit hit' }] });
  });
  beforeEach(() => startOver(stage));

  it.each(RESTRICTED)('says how far it sees into %s, and sees all of the next page', async (_, url, words) => {
    const { server, page, panel } = stage;
    await page.goto(url);
    await watches(panel, words);
    await page.goto(`${SHOP}/`);
    await watches(panel, TOP_FRAME);
    await tapInPlace(page);
    await (await PageSocket.open(page, BLAZE)).ended();
    server.answerNext('GET', `${SHOP}/broken`, { status: 500 });
    await request(page, `${SHOP}/broken`);
    await shows(panel, [RATE_LIMIT_ROW, { code: '500' }]);
  });

  const watchesPageWith = async (policy: string) => {
    const { server, page, panel } = stage;
    server.serve(`${SHOP}/strict`, {
      headers: { ...HTML, 'Content-Security-Policy': policy },
      body: '<!doctype html><link rel="icon" href="data:,"><title>Strict</title>',
    });
    await page.goto(`${SHOP}/strict`);
    await tapInPlace(page);
    await (await PageSocket.open(page, BLAZE)).ended();
    await shows(panel, [RATE_LIMIT_ROW]);
    expect(await page.problems()).toEqual([]);
  };

  it('covers a page that forbids everything but its sockets and wants trusted types', () =>
    watchesPageWith("default-src 'none'; connect-src wss:; img-src data:; require-trusted-types-for 'script'"));

  itExceptIn({ chromium: 'extensions may evaluate nothing in a sandboxed page' })('covers a sandboxed page', () =>
    watchesPageWith('sandbox allow-scripts'),
  );
});
