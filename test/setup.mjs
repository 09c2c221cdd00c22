/**
 * Makes a fresh clone ready: npm packages, and the browsers that tests and demo drive.
 *
 *     node test/setup.mjs [chromium] [firefox]
 *
 * Plain JavaScript without dependencies, since it runs before there are any. Everything it says goes to stderr:
 * stdout belongs to the command that runs next.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WINDOWS = process.platform === 'win32';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Wire Triage needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {string} line @returns {never} */
function fail(line) {
  say(line);
  process.exit(1);
}

/** Installs the npm packages unless node_modules holds just what package-lock.json names. */
export function ensureDependencies() {
  if (dependenciesAreCurrent()) return;
  say('Installing npm packages…');
  const args = ['ci', '--loglevel=error', '--no-fund', '--no-audit'];
  const npm = process.env.npm_execpath;
  const options = /** @type {const} */ ({ cwd: ROOT, stdio: ['ignore', 2, 2] });
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: WINDOWS });
  if (status !== 0) fail('`npm ci` failed: see above.');
}

/** npm writes what it installed into node_modules/.package-lock.json; optional packages of other platforms are not in it. */
function dependenciesAreCurrent() {
  const installed = packagesIn(join(ROOT, 'node_modules', '.package-lock.json'));
  const wanted = packagesIn(join(ROOT, 'package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

const HOME = process.env.HOME ?? '';
const BROWSERS = {
  chromium: {
    variable: 'CHROMIUM',
    debianPackage: 'chromium',
    // Real binaries first: a distribution's wrapper script adds flags of its own. Snaps last: they cannot see /tmp.
    linux: [
      '/usr/lib/chromium/chromium',
      '/usr/lib/chromium-browser/chromium-browser',
      '/usr/lib64/chromium-browser/chromium-browser',
      '/usr/bin/chromium',
      '/opt/google/chrome/chrome',
      '/usr/bin/chromium-browser',
      '/snap/bin/chromium',
    ],
    mac: ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'],
    windows: ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe'],
  },
  firefox: {
    variable: 'FIREFOX',
    debianPackage: 'firefox-esr',
    linux: [
      '/usr/lib/firefox-esr/firefox-esr',
      '/usr/bin/firefox-esr',
      '/usr/lib/firefox/firefox',
      '/usr/bin/firefox',
      '/snap/bin/firefox',
    ],
    mac: ['Firefox.app/Contents/MacOS/firefox', 'Firefox Developer Edition.app/Contents/MacOS/firefox'],
    windows: ['Mozilla Firefox\\firefox.exe'],
  },
};

/** @typedef {keyof typeof BROWSERS} BrowserName */

/**
 * The browser's binary, or undefined. Where CHROMIUM or FIREFOX is set, only what it names counts: a path, or a name on PATH.
 * @param {BrowserName} name
 * @returns {string | undefined}
 */
export function findBrowser(name) {
  const chosen = process.env[BROWSERS[name].variable];
  const candidates = chosen ? named(chosen) : usualPlaces(name);
  return candidates.find((file) => existsSync(file));
}

/** @param {string} chosen */
function named(chosen) {
  if (chosen.includes('/') || chosen.includes(sep)) return [chosen];
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, chosen));
}

/** @param {BrowserName} name */
function usualPlaces(name) {
  const { linux, mac, windows } = BROWSERS[name];
  if (WINDOWS) {
    const roots = [process.env.LOCALAPPDATA, process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']];
    return roots.filter((root) => root !== undefined).flatMap((root) => windows.map((file) => join(root, file)));
  }
  if (process.platform === 'darwin') {
    return ['/Applications', join(HOME, 'Applications')].flatMap((root) => mac.map((file) => join(root, file)));
  }
  return linux;
}

/**
 * Sees to it that each browser is there. As root on Debian and Ubuntu it installs what is missing; elsewhere it says
 * in one line what to install, and ends the process with exit code 1.
 * @param {readonly BrowserName[]} names
 */
export function ensureBrowsers(names) {
  const missing = names.filter((name) => findBrowser(name) === undefined);
  if (missing.length === 0) return;
  for (const name of missing) {
    const { variable } = BROWSERS[name];
    if (process.env[variable]) fail(`${variable}=${process.env[variable]} names no file.`);
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const packages = missing.map((name) => BROWSERS[name].debianPackage);
    say(`Installing ${packages.join(' and ')} with apt-get…`);
    aptGet('update');
    aptGet('install', '-y', '--no-install-recommends', ...packages);
  }
  const absent = missing.filter((name) => findBrowser(name) === undefined);
  if (absent.length === 0) return;
  const advice = absent.map((name) => `${name} (or set ${BROWSERS[name].variable} to its binary)`);
  fail(`Missing: install ${advice.join(' and ')}, then run this again.`);
}

/** @param {string[]} args */
function aptGet(...args) {
  const { status } = spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) say(`\`apt-get ${args.join(' ')}\` failed: see above.`);
}

if (process.argv[1] && pathToFileURL(realpathSync(process.argv[1])).href === import.meta.url) {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !(name in BROWSERS));
  if (unknown !== undefined) fail(`No such browser: ${unknown}. Known: ${Object.keys(BROWSERS).join(', ')}.`);
  ensureDependencies();
  ensureBrowsers(/** @type {BrowserName[]} */ (names));
}
