import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

export default defineConfig({
  imports: false,
  manifest: {
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    content_security_policy: {
      // Nothing leaves the machine: an extension page can open no connection at all.
      extension_pages:
        "default-src 'self'; script-src 'self'; object-src 'none'; connect-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'",
    },
    browser_specific_settings: {
      gecko: { id: 'wire-triage@wire-triage.example', strict_min_version: '128.0' },
    },
  },
  vite: () => ({ plugins: [preact()] }),
});
