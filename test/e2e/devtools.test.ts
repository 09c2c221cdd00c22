/** What DevTools does to the panel while it is open: nothing of it may lose a failure. */
import { beforeEach, describe, expect, it } from 'vitest';
import { TAP_PERMISSION } from '../../lib/browser/permission.ts';
import { PageSocket } from '../page-socket.ts';
import { NO_STORE } from '../server.ts';
import { tapInPlace } from '../tap-in-place.ts';
import { itExceptIn } from './cases.ts';
import {
  API,
  detailsSay,
  makeRoom,
  openDetails,
  request,
  requestUnread,
  SHOP,
  shows,
  startOver,
  watches,
  withStage,
} from './stage.ts';

describe('DevTools around the panel', () => {
  const stage = withStage();

  beforeEach(() => startOver(stage));

  const fail = async (status: number) => {
    const { server, page } = stage;
    server.answerNext('GET', `${API}/${status}`, { status, body: 'failed' });
    await request(page, `${API}/${status}`);
  };

  it('moves to every side of the window and into a window of its own, and nothing is lost', async () => {
    const { devtools, panel } = stage;
    await fail(500);
    const rows = [{ code: '500', count: 1 }];
    await shows(panel, rows);
    for (const [side, status] of [
      ['right', 501],
      ['left', 502],
      ['bottom', 503],
      ['undocked', 504],
    ] as const) {
      const during = fail(status);
      await devtools.dock(side);
      await during;
      rows.push({ code: String(status), count: 1 });
      await shows(panel, rows);
    }
    await openDetails(panel, '[data-code="502"]');
    await detailsSay(panel, 'Bad Gateway');
    await makeRoom(devtools);
  });

  it('is filtered in its own network panel, and failures that do not match still appear', async () => {
    const { server, devtools, page } = stage;
    await devtools.filterNetwork('matches nothing at all');
    try {
      await fail(500);
      server.answerNext('GET', `${API}/unread`, { status: 502, headers: NO_STORE, body: 'nobody reads this' });
      await requestUnread(page, `${API}/unread`);
      const panel = await devtools.showPanel();
      await shows(panel, [{ code: '500' }, { code: '502' }]);
      await fail(503);
      await shows(panel, [{ code: '500' }, { code: '502' }, { code: '503' }]);
    } finally {
      await devtools.filterNetwork('');
      await devtools.showPanel();
    }
    await fail(504);
    await shows(
      stage.panel,
      ['500', '502', '503', '504'].map((code) => ({ code, count: 1 })),
    );
  });

  it('changes its theme, and rows and selection stay', async () => {
    const { devtools, panel } = stage;
    await fail(500);
    await shows(panel, [{ code: '500' }]);
    await openDetails(panel, '[data-code="500"]');
    for (const theme of ['dark', 'light'] as const) {
      await devtools.theme(theme);
      await panel.waitFor(
        `the ${theme} theme`,
        (theme) => matchMedia(`(prefers-color-scheme: ${theme})`).matches,
        theme,
      );
      await shows(panel, [{ code: '500' }]);
      await detailsSay(panel, 'Internal Server Error');
    }
  });

  itExceptIn({ chromium: 'no command gives or takes an optional permission' })(
    'notices that the permission for every frame is given, and that it is taken back',
    async () => {
      const { browser, server, page, panel } = stage;
      const url = 'wss://eu1.blazeauth.net/';
      server.acceptSocket(url, { does: [{ close: 4201, reason: 'rate limit hit' }] });
      const row = { family: 'blazeauth', code: '4201', channel: 'close' };
      await watches(panel, 'Sockets: top frame only');
      await browser.permit(TAP_PERMISSION);
      await watches(panel, 'Sockets: every frame');
      await page.goto(`${SHOP}/socket-in-frame?${new URLSearchParams({ frame: 'https://other.example', url })}`);
      await shows(panel, [{ ...row, count: 1 }]);

      await browser.forbid(TAP_PERMISSION);
      await watches(panel, 'Sockets: top frame only');
      await page.goto(`${SHOP}/`);
      await tapInPlace(page);
      await (await PageSocket.open(page, url)).ended();
      await shows(panel, [{ ...row, count: 2 }]);
    },
  );

  itExceptIn({ chromium: 'no command opens a private window with extensions in it' })(
    'sees nothing of a private window, where the extension is not allowed',
    async () => {
      const { browser, server, panel } = stage;
      await browser.permit(TAP_PERMISSION);
      try {
        await watches(panel, 'Sockets: every frame');
        const secret = await browser.openTab(`${SHOP}/`, 'private');
        expect(await secret.isProxy('WebSocket')).toBe(false);
        server.answerNext('GET', `${SHOP}/private`, { status: 500 });
        await request(secret, `${SHOP}/private`);
        await secret.close();
        await fail(501);
        await shows(panel, [{ code: '501' }]);
      } finally {
        await browser.forbid(TAP_PERMISSION);
      }
    },
  );
});
