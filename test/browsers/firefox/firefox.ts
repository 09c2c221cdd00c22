/** Drives a real Firefox through Marionette, with nothing to install: even DevTools and its panels are within its reach. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import JSZip from 'jszip';
import { PATIENCE_MS, waitFor } from '../../wait.ts';
import type { BrowserDriver, BrowserOptions } from '../browser.ts';
import { requireExtension, startProcess } from '../process.ts';
import { callText } from '../session.ts';
import { watchProcess } from './beside.ts';
import { FirefoxDevTools } from './devtools.ts';
import { Marionette } from './marionette.ts';
import { DRIVER, makeDriver } from './privileged.ts';
import { REQUESTS, watchRequests } from './requests.ts';
import { FirefoxSession } from './session.ts';
import { trustCertificate } from './trust.ts';

/** What the driver itself waits for gives up so much earlier than the whole script, and says what it was, in ms. */
const NAMED_FIRST_MS = 5_000;

type Preferences = Readonly<Record<string, string | number | boolean>>;

/** Marionette sets the rest: no updates, no telemetry, no first-run pages, windows that count as focused. */
const PREFERENCES: Preferences = {
  'marionette.port': 0, // any free one
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.tabs.warnOnClose': false,
  'devtools.toolbox.host': 'bottom',
  'devtools.webconsole.input.autocomplete': false,
  'dom.security.https_first': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.stricttransportsecurity.preloadlist': false, // real names, plain http
  // A socket that is left while it opens counts as failed, and each delays the next to that address more, by up to a minute.
  'network.websocket.delay-failed-reconnects': false,
  'widget.non-native-theme.use-theme-accent': false,
  // What only costs time here: processes for pages to come, the page of a new tab, what is remembered for a crash.
  'browser.newtab.preload': false,
  'browser.newtabpage.enabled': false,
  'browser.sessionstore.interval': 3_600_000,
  'dom.ipc.processPrelaunch.enabled': false,
  'toolkit.cosmeticAnimations.enabled': false,
  'xpinstall.signatures.required': false, // packages of this project are signed by nobody
};

/** An address of this machine at which the test server does not listen. */
const UNUSED_ADDRESS = '127.0.0.2';

export async function openFirefox(options: BrowserOptions): Promise<BrowserDriver> {
  const {
    port,
    unknownHosts = [],
    refusedHosts = [],
    companions = [],
    trusted,
    downloads,
    profile,
    headless = true,
  } = options;
  const extension = options.extension && requireExtension(options.extension);
  const preferences: Preferences = {
    ...PREFERENCES,
    ...(port !== undefined && {
      'network.dns.native-is-localhost': true,
      'network.socket.forcePort': `1-65535=${port}`,
    }),
    ...(downloads !== undefined && {
      'browser.download.folderList': 2, // a folder of one's own
      'browser.download.dir': downloads,
      'browser.download.alwaysOpenPanel': false,
    }),
  };
  const browser = startProcess('firefox', {
    keptProfile: profile,
    args: (profile) => [
      ...['--profile', profile, '--no-remote', '--marionette'],
      '--remote-allow-system-access', // lets Marionette reach DevTools
      ...(headless ? ['--headless'] : []),
      ...['--width', '1500', '--height', '950', 'about:blank'],
    ],
    env: { MOZ_HEADLESS_WIDTH: '1920', MOZ_HEADLESS_HEIGHT: '1200', MOZ_CRASHREPORTER_DISABLE: '1' },
    prepare: (profile) => {
      const lines = Object.entries(preferences).map(
        ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
      );
      writeFileSync(path.join(profile, 'user.js'), lines.join(''));
    },
  });

  let marionette: Marionette | undefined;
  const close = () => browser.close(async () => marionette?.send('Marionette:Quit', { flags: ['eForceQuit'] }));
  try {
    marionette = await Marionette.connect(await portOf(browser.profile, browser.ended));
    const connection = marionette;
    void browser.ended.then((why) => connection.end(why));
    // The test server's certificate is self-signed.
    const capabilities = {
      acceptInsecureCerts: trusted === undefined,
      timeouts: { script: PATIENCE_MS + NAMED_FIRST_MS },
    };
    await connection.send('WebDriver:NewSession', capabilities);
    await connection.send('Marionette:SetContext', { value: 'chrome' });
    const id = !extension ? '' : await (profile === undefined ? install : installForGood)(connection, extension);
    for (const companion of companions) await install(connection, companion);
    const elsewhere = [
      ...unknownHosts.map((host) => [host, 'N/A'] as const),
      ...refusedHosts.map((host) => [host, UNUSED_ADDRESS] as const),
    ];
    const driver = callText(makeDriver, [id, elsewhere, callText(watchProcess, []), PATIENCE_MS]);
    await connection.execute(`window.${DRIVER} = ${driver}`);
    if (trusted !== undefined) await connection.execute(callText(trustCertificate, [trusted, port ?? 443]));
    await connection.execute(`window.${REQUESTS} = ${callText(watchRequests, [id])}`);
    const baseUrl = extension ? await connection.call('baseUrl') : '';
    return { ...(await driverOf(connection, baseUrl)), ended: browser.ended.then(() => undefined), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Gives the extension's id. */
async function install(connection: Marionette, path: string): Promise<string> {
  const { value } = (await connection.send('Addon:Install', { path, temporary: true })) as { value: string };
  return value;
}

/** As `about:addons` installs a package: it stays in the profile. What is there already is left as it is. */
async function installForGood(connection: Marionette, folder: string): Promise<string> {
  const { browser_specific_settings: settings } = JSON.parse(
    readFileSync(path.join(folder, 'manifest.json'), 'utf8'),
  ) as { readonly browser_specific_settings: { readonly gecko: { readonly id: string } } };
  const { id } = settings.gecko;
  if (await connection.execute('return WebExtensionPolicy.getByID(arguments[0]) !== null', [id])) return id;
  const zip = new JSZip();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (statSync(path.join(folder, file)).isFile()) zip.file(file, readFileSync(path.join(folder, file)));
  const packed = mkdtempSync(path.join(tmpdir(), 'wire-triage-package-'));
  try {
    const archive = path.join(packed, 'wire-triage.xpi');
    writeFileSync(archive, await zip.generateAsync({ type: 'uint8array' }));
    await connection.send('Addon:Install', { path: archive, temporary: false });
  } finally {
    rmSync(packed, { recursive: true });
  }
  return id;
}

/** Firefox writes down which port it has taken. */
async function portOf(profile: string, ended: Promise<string>): Promise<number> {
  const file = path.join(profile, 'MarionetteActivePort');
  const found = waitFor(() => Number(readFileSync(file, 'utf8')), 'Firefox to start');
  return Promise.race([
    found,
    ended.then((why) => {
      throw new Error(why);
    }),
  ]);
}

async function driverOf(connection: Marionette, baseUrl: string): Promise<Omit<BrowserDriver, 'ended' | 'close'>> {
  const { call } = connection;
  let firstTab: number | undefined = await call('firstTab');
  return {
    name: 'firefox',
    async openTab(url, window = 'normal') {
      const tab = window === 'normal' ? firstTab : undefined;
      if (tab !== undefined) firstTab = undefined;
      const page = new FirefoxSession(call, { kind: 'page', tab: tab ?? (await call('openTab', window)) });
      if (url !== undefined) await page.goto(url);
      return page;
    },
    inspect: (page) => FirefoxDevTools.open(call, page as FirefoxSession),
    extensionUrl: (path) => `${baseUrl}${path}`,
    async permit(permissions) {
      await call('permit', permissions);
    },
    async forbid(permissions) {
      await call('forbid', permissions);
    },
    requestsOfExtension: () => connection.execute(`return window.${REQUESTS}`) as Promise<string[]>,
    async backgroundRuns() {
      // A background page of Manifest V2 runs all the time.
    },
    async stopBackground() {
      throw new Error('Firefox never ends a background page of Manifest V2');
    },
  };
}
