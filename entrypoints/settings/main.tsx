/** The settings tab. A tab of its own, since a browser shows its permission prompt to a tab and not to a DevTools panel. */
import { render } from 'preact';
import browser, { type Permissions } from 'webextension-polyfill';
import { type CapturePermission, Settings } from '../../components/settings/settings.tsx';
import type { Translate } from '../../components/translate.ts';
import { storedPreferences } from '../../lib/browser/preferences.ts';

/** What it takes to run the socket tap in every frame before the page's own scripts. */
const EVERY_FRAME: Permissions.Permissions = { permissions: ['scripting'], origins: ['<all_urls>'] };

const translate: Translate = (key, ...substitutions) => browser.i18n.getMessage(key, [...substitutions]);

const permission: CapturePermission = {
  isGiven: () => browser.permissions.contains(EVERY_FRAME),
  request: () => browser.permissions.request(EVERY_FRAME),
  giveBack: () => browser.permissions.remove(EVERY_FRAME),
  onChange(listener, signal) {
    const { onAdded, onRemoved } = browser.permissions;
    onAdded.addListener(listener);
    onRemoved.addListener(listener);
    signal.addEventListener('abort', () => {
      onAdded.removeListener(listener);
      onRemoved.removeListener(listener);
    });
  },
};

document.title = translate('settingsTitle');
const root = document.getElementById('root');
const preferences = storedPreferences(() => localStorage, window);
if (root) render(<Settings translate={translate} permission={permission} preferences={preferences} />, root);
