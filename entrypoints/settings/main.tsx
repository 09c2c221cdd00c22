/** The settings tab. A tab of its own, since a browser shows its permission prompt to a tab and not to a DevTools panel. */
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { type CapturePermission, Settings } from '../../components/settings/settings.tsx';
import type { Translate } from '../../components/translate.ts';
import { TAP_PERMISSION } from '../../lib/browser/permission.ts';
import { storedPreferences } from '../../lib/browser/preferences.ts';

const translate: Translate = (key, ...substitutions) => browser.i18n.getMessage(key, [...substitutions]);

const permission: CapturePermission = {
  isGiven: () => browser.permissions.contains(TAP_PERMISSION),
  request: () => browser.permissions.request(TAP_PERMISSION),
  giveBack: () => browser.permissions.remove(TAP_PERMISSION),
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
