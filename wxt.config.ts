import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { bundledText } from './build/bundled.ts';
import { groupedChunks } from './build/chunk-groups.ts';
import { settleZips } from './build/settle-zip.ts';
import { shrinkAssets } from './build/small-assets.ts';

/** Build mode of the variant that holds the optional permissions from the start. */
const GRANTED = 'granted';

const PROMISED = fileURLToPath(new URL('lib/browser/promised.ts', import.meta.url));

const EVERYWHERE = '<all_urls>';
/** The styles need light-dark() (123) and nested rules without `&` (120); scripts are built for 111. */
const MIN_CHROME = '123';
const GECKO = {
  id: 'wire-triage@wire-triage.example',
  // Scripts in the page's own world since 128; 142 is the first that knows data_collection_permissions on every platform.
  strict_min_version: '142.0',
  data_collection_permissions: { required: ['none'] },
};

/**
 * Scripts that stand alone are as strict as the modules they are made of: the caller of a page's function is then hidden from it, which
 * the tap relies on.
 */
function strictScripts(): Plugin {
  return { name: 'strict-scripts', outputOptions: (options) => ({ ...options, strict: true }) };
}

/** Manifest V3. */
function inTwoLists(mode: string, browser: string) {
  // Firefox has it at install or not at all, and its background remembers without.
  const storage = browser === 'firefox' ? [] : ['storage'];
  return mode === GRANTED
    ? { permissions: ['scripting'], optional_permissions: storage, host_permissions: [EVERYWHERE] }
    : { optional_permissions: ['scripting', ...storage], optional_host_permissions: [EVERYWHERE] };
}

/** Manifest V2: hosts stand among the other permissions. */
function inOneList(mode: string) {
  return { [mode === GRANTED ? 'permissions' : 'optional_permissions']: ['scripting', EVERYWHERE] };
}

export default defineConfig({
  imports: false,
  manifest: ({ mode, browser, manifestVersion }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    // Asked for on the settings tab only. The variant for tests holds them, since no test can answer the browser's prompt.
    ...(manifestVersion === 2 ? inOneList(mode) : inTwoLists(mode, browser)),
    options_ui: { page: 'settings.html', open_in_tab: true },
    content_security_policy: {
      // Nothing leaves the machine: an extension page can open no connection at all.
      extension_pages:
        "default-src 'self'; script-src 'self'; object-src 'none'; connect-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'",
    },
    ...(browser === 'firefox'
      ? { browser_specific_settings: { gecko: GECKO } }
      : { minimum_chrome_version: MIN_CHROME }),
  }),
  zip: {
    // What the build needs, and what a reader of the sources looks for.
    excludeSources: ['dist/**', 'test/fixtures/**', 'docs/**'],
  },
  hooks: {
    'build:publicAssets': (_, files) => shrinkAssets(files),
    'zip:done': (_, archives) => settleZips(archives),
  },
  vite: ({ browser }) => ({
    resolve: { alias: browser === 'firefox' ? { 'webextension-polyfill': PROMISED } : {} },
    plugins: [preact(), bundledText(), strictScripts(), groupedChunks()],
    json: { namedExports: false, stringify: true },
    // Chunks lie on this machine: asking for them ahead gains nothing, and the lists of them would be loaded with every page.
    build: {
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')),
      },
    },
  }),
});
