/** The settings tab. A tab of its own, since a browser shows its permission prompt to a tab and not to a DevTools panel. */
import { render } from 'preact';
import type { FamiliesHost } from '../../components/settings/families-host.ts';
import type { KeepingHost } from '../../components/settings/keeping-setting.tsx';
import { Settings } from '../../components/settings/settings.tsx';
import { translate } from '../../lib/browser/api.ts';
import { hearCounts, storedFamilies } from '../../lib/browser/families.ts';
import { saveFamily } from '../../lib/browser/hand-out.ts';
import { forgetKeptSessions, keepingPermission } from '../../lib/browser/kept-sessions.ts';
import { storedPreferences } from '../../lib/browser/preferences.ts';
import { tapPermission } from '../../lib/browser/tap-permission.ts';
import { builtInFamilies } from '../../lib/catalog/index.ts';
import { loadService, serviceSigns } from '../../lib/catalog/service-packs.ts';

document.documentElement.lang = translate('languageTag');
document.title = translate('settingsTitle');
const root = document.getElementById('root');
const preferences = storedPreferences(() => localStorage, window);
const keeping: KeepingHost = {
  begin: keepingPermission.request,
  async end() {
    await forgetKeptSessions();
    await keepingPermission.giveBack();
  },
};
const families: FamiliesHost = {
  choice: storedFamilies(() => localStorage, window),
  builtIn: new Set([...builtInFamilies, ...serviceSigns].map(({ id }) => id)),
  catalogue: async () => [...builtInFamilies, ...(await Promise.all(serviceSigns.map(({ id }) => loadService(id))))],
  counts: hearCounts,
  saveFamily,
};
if (root)
  render(
    <Settings
      translate={translate}
      permission={tapPermission}
      preferences={preferences}
      families={families}
      keeping={keeping}
    />,
    root,
  );
