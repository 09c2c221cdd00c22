/** Drives a real Chromium through the DevTools Protocol. */
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { BrowserDriver, BrowserOptions, TrustedCertificate } from '../browser.ts';
import { requireExtension, startProcess } from '../process.ts';
import { Cdp } from './cdp.ts';
import { ChromiumDevTools } from './devtools.ts';
import { ChromiumSession } from './session.ts';

/** Every request that the browser makes, one event a line. */
const NET_LOG = 'net-log.json';

export async function openChromium(options: BrowserOptions): Promise<BrowserDriver> {
  const {
    port,
    unknownHosts = [],
    refusedHosts = [],
    companions = [],
    trusted,
    downloads,
    profile: keptProfile,
    headless = true,
  } = options;
  const extension = options.extension && requireExtension(options.extension);
  const rules = [
    ...unknownHosts.map((name) => `MAP ${name} ~NOTFOUND`),
    ...refusedHosts.map((name) => `MAP ${name} 127.0.0.1:1`),
    ...(port === undefined ? [] : [`MAP * 127.0.0.1:${port}`]),
  ];
  const browser = startProcess('chromium', {
    keptProfile,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    args: (profile) => [
      `--user-data-dir=${profile}`,
      `--log-net-log=${path.join(profile, NET_LOG)}`,
      '--remote-debugging-pipe',
      '--enable-unsafe-extension-debugging', // lets Extensions.loadUnpacked work, also in branded builds
      ...(headless ? ['--headless=new'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // the sandbox refuses to run as root
      `--host-resolver-rules=${rules.join(',')}`,
      // The test server's certificate is self-signed.
      trusted === undefined
        ? '--ignore-certificate-errors'
        : `--ignore-certificate-errors-spki-list=${keyHash(trusted)}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-default-apps',
      '--disable-dev-shm-usage', // /dev/shm is tiny in many containers
      '--disable-gpu',
      '--disable-sync',
      '--no-service-autorun',
      '--password-store=basic',
      '--test-type', // no bar that warns of the flags above
      '--use-mock-keychain',
      '--window-size=1500,950',
      'about:blank',
    ],
  });
  const cdp = new Cdp(browser.child.stdio[3] as Writable, browser.child.stdio[4] as Readable);
  void browser.ended.then((why) => cdp.end(why));
  const close = () => browser.close(() => cdp.send('Browser.close'));

  let firstTab: string | undefined;
  const openTab = async (url?: string): Promise<ChromiumSession> => {
    // A window of its own: nothing behind another tab is painted.
    const created = async () =>
      (await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true })).targetId;
    const targetId = firstTab ?? (await created());
    firstTab = undefined;
    const page = await ChromiumSession.attach(cdp, targetId);
    if (url !== undefined) await page.goto(url);
    return page;
  };
  const background = () =>
    cdp.findTarget(
      ({ type, url }) => type === 'service_worker' && url.startsWith(`${origin}/`),
      'the background worker',
    );

  let origin = '';
  try {
    if (extension) origin = `chrome-extension://${(await cdp.send('Extensions.loadUnpacked', { path: extension })).id}`;
    for (const companion of companions) await cdp.send('Extensions.loadUnpacked', { path: companion });
    ({ targetId: firstTab } = await cdp.findTarget(({ type }) => type === 'page', 'the first tab'));
    if (downloads !== undefined)
      await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    name: 'chromium',
    openTab(url, window = 'normal') {
      if (window === 'private') throw new Error('the protocol opens no private window with extensions in it');
      return openTab(url);
    },
    inspect: (page) => ChromiumDevTools.open(cdp, page as ChromiumSession, origin),
    extensionUrl: (page) => `${origin}/${page}`,
    async permit() {
      throw new Error('no command grants an optional permission');
    },
    async forbid() {
      throw new Error('no command takes a permission back');
    },
    async requestsOfExtension() {
      return requestsOf(origin, readFileSync(path.join(browser.profile, NET_LOG), 'utf8'));
    },
    async backgroundRuns() {
      await background();
    },
    async stopBackground() {
      const { targetId } = await background();
      await cdp.close(targetId);
    },
    ended: browser.ended.then(() => undefined),
    close,
  };
}

/** Addresses that documents and workers of an origin have asked for. */
function requestsOf(origin: string, netLog: string): string[] {
  return netLog
    .split('\n')
    .filter((line) => line.includes(`"initiator":"${origin}`))
    .flatMap((line) => /"url":"((?:https?|wss?):[^"]+)"/.exec(line)?.[1] ?? []);
}

/** SHA-256 in base64 of the public key. */
function keyHash({ cert }: TrustedCertificate): string {
  const key = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}
