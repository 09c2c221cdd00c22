/** The settings tab. A tab of its own, since a browser shows its permission prompt to a tab and not to a DevTools panel. */
import { render } from 'preact';
import { Settings } from '../../components/settings/settings.tsx';
import { translate } from '../../lib/browser/api.ts';
import { storedPreferences } from '../../lib/browser/preferences.ts';
import { tapPermission } from '../../lib/browser/tap-permission.ts';

document.documentElement.lang = translate('languageTag');
document.title = translate('settingsTitle');
const root = document.getElementById('root');
const preferences = storedPreferences(() => localStorage, window);
if (root) render(<Settings translate={translate} permission={tapPermission} preferences={preferences} />, root);
