/**
 * Runs for as long as DevTools is open on a page and owns the session: traffic is seen before the panel is first shown,
 * and survives whatever happens to it.
 */
import { handOver, type PanelHost } from '../../components/host.ts';
import {
  createPanel,
  createScheduler,
  devtoolsNetwork,
  onNavigated,
  reloadInspectedPage,
  timers,
  toolName,
  translate,
} from '../../lib/browser/devtools.ts';
import { captureNetwork } from '../../lib/capture/network.ts';
import { builtInFamilies } from '../../lib/catalog/index.ts';
import { createEngine } from '../../lib/diagnose/diagnose.ts';
import { githubReport } from '../../lib/report/github.ts';
import { createSession } from '../../lib/session/log.ts';
import { createRecorder } from '../../lib/session/recorder.ts';
import { warningsOf } from '../../lib/session/warnings.ts';

const stop = new AbortController();
addEventListener('pagehide', () => stop.abort(), { once: true });

const engine = createEngine(builtInFamilies);
const session = createSession({ schedule: createScheduler() });

captureNetwork({
  source: devtoolsNetwork,
  timers,
  dialect: { namesErrors: true },
  wantsBody: engine.wantsBody,
  emit: createRecorder(engine, session),
  onTrouble: reportError,
  signal: stop.signal,
});
onNavigated(session.navigated, stop.signal);

const families = new Map(builtInFamilies.map(({ id, title, chip }) => [id, { title, chip: chip ?? title }]));
const host: PanelHost = {
  session,
  families,
  report: (failures) =>
    githubReport(failures, {
      familyTitle: (id) => families.get(id)?.title ?? id,
      utcOffset: (at) => -new Date(at).getTimezoneOffset(),
      tool: toolName(),
    }),
  warnings: (failures) => warningsOf(failures, translate),
  reload: reloadInspectedPage,
};

void createPanel(translate('panelTitle'), 'icon/32.png', 'panel.html', (panel) => handOver(panel, host));
