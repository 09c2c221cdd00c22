import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** Build mode of the variant that holds the optional permissions from the start. */
const GRANTED = 'granted';

export default defineConfig({
  imports: false,
  manifest: ({ mode }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    // Asked for on the settings tab only. The variant for tests holds them, since no test can answer the browser's prompt.
    ...(mode === GRANTED
      ? { permissions: ['scripting'], host_permissions: ['<all_urls>'] }
      : { optional_permissions: ['scripting'], optional_host_permissions: ['<all_urls>'] }),
    content_security_policy: {
      // Nothing leaves the machine: an extension page can open no connection at all.
      extension_pages:
        "default-src 'self'; script-src 'self'; object-src 'none'; connect-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'",
    },
    browser_specific_settings: {
      gecko: { id: 'wire-triage@wire-triage.example', strict_min_version: '128.0' },
    },
  }),
  vite: () => ({
    plugins: [preact()],
    resolve: {
      // mqtt-packet needs of bl the list of buffers only; its main file would bring Node's streams, half of the chunk.
      alias: [{ find: /^bl$/, replacement: 'bl/BufferList.js' }],
    },
  }),
});
