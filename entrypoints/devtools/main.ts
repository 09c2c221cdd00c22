/**
 * Runs for as long as DevTools is open on a page and owns the session: traffic is seen before the panel is first shown,
 * and survives whatever happens to it.
 */
import { handOver, type PanelHost } from '../../components/host.ts';
import { paced } from '../../components/pace.ts';
import { translate } from '../../lib/browser/api.ts';
import {
  createPanel,
  devtoolsNetwork,
  HAR_LISTS_MESSAGES,
  openSettings,
  showInNetwork,
  toolName,
} from '../../lib/browser/devtools.ts';
import { watchDocuments } from '../../lib/browser/documents.ts';
import { storedFamilies, tellCounts } from '../../lib/browser/families.ts';
import { inspectPage } from '../../lib/browser/inspected-page.ts';
import { storedPreferences } from '../../lib/browser/preferences.ts';
import { placeTap } from '../../lib/browser/tap.ts';
import { tapName } from '../../lib/browser/tap-name.ts';
import { createScheduler, scheduleAfter, timers } from '../../lib/browser/timing.ts';
import { firstListed } from '../../lib/capture/first-look.ts';
import { socketsInTurn } from '../../lib/capture/sockets-in-turn.ts';
import { isBuiltInOnly, titleOfOwn } from '../../lib/catalog/choice.ts';
import { createDeferred } from '../../lib/deferred.ts';
import { safe } from '../../lib/redact/redacted.ts';
import type { ReportContext } from '../../lib/report/model.ts';
import { limitsFor } from '../../lib/session/limits.ts';
import { openSession } from '../../lib/session/log.ts';
import { wordsThrough } from '../../lib/words/words-through.ts';
import type { Capture } from './capture.ts';
import { onDemand } from './on-demand.ts';

/** The settings tab hears once in so many milliseconds what families explain. */
const TELL_MS = 1_000;

const stop = new AbortController();
addEventListener('pagehide', () => stop.abort(), { once: true });

const schedule = createScheduler();
const pause = () => new Promise<void>(schedule);
const preferences = storedPreferences(() => localStorage, window);
const chosenLimits = () => limitsFor(preferences.read().keptFailures);
let limits = chosenLimits();
preferences.onChange(() => {
  limits = chosenLimits();
}, stop.signal);
const session = openSession({ schedule, limits: () => limits, insight: () => captured?.insight });
const choice = storedFamilies(() => localStorage, window);
const page = inspectPage(stop.signal);
const source = devtoolsNetwork(page);

const tell = tellCounts(crypto.randomUUID(), () => session.snapshot().counts.byFamily, stop.signal);
session.subscribe(paced(tell, TELL_MS, { now: timers.now, schedule: scheduleAfter, signal: stop.signal }), stop.signal);

let captured: Capture | undefined;
const capture = createDeferred(async () => {
  const { startCapture } = await import('./capture.ts');
  captured = startCapture({
    session,
    source,
    timers,
    now: timers.now,
    schedule,
    harListsMessages: HAR_LISTS_MESSAGES,
    choice,
    onApplied: tell,
    onTrouble: reportError,
    signal: stop.signal,
  });
  sockets.begin(captured.sockets);
  return captured;
}, reportError);
const begin = () => capture.use(() => {});

source.onFinished((entry, content) => capture.use(({ finished }) => finished(entry, content)), stop.signal);
source.onRequested?.((urls, ...document) => {
  if (urls.length > 0) capture.use(({ requested }) => requested(urls, ...document));
}, stop.signal);
void firstListed({ source, timers, isOver: () => captured !== undefined, signal: stop.signal }).then(
  () => !source.losesEvents && begin(),
);

const beginWithChoice = () => !isBuiltInOnly(choice.read()) && begin();
choice.onChange(beginWithChoice, stop.signal);
beginWithChoice();

const sockets = socketsInTurn(capture);
const documents = watchDocuments(page, stop.signal);
documents.onNew((began) =>
  capture.mention((it) => {
    it?.navigated(began);
    session.navigated(began);
  }),
);
const tap = placeTap({
  name: tapName(() => localStorage),
  page,
  records: () => preferences.read().recordStacks,
  capture: sockets,
  documents,
  onWatch: session.setSocketWatch,
  onTrouble: reportError,
  signal: stop.signal,
});

const redaction = onDemand(() => import('./redaction.ts'), reportError);
// There before anybody can ask for it: what is shown has been captured.
session.subscribe(redaction, stop.signal);

const redactor = () => redaction()?.createRedactor({ rules: preferences.read().rules });

const drafts = async () =>
  (await import('./drafts.ts')).createDrafts({
    choice,
    capture: capture.ready,
    session,
    page,
    pause,
    signal: stop.signal,
  });
const words = wordsThrough(() => captured?.words);
const reportContext = (): ReportContext => ({
  words,
  utcOffset: (at) => -new Date(at).getTimezoneOffset(),
  tool: toolName(),
  rules: preferences.read().rules,
  connection: session.connection,
  recovered: (failure) => session.storyOf(failure)?.recovered,
  pause,
});
const host: PanelHost = {
  session,
  words,
  report: async (groups, format, disclosure) => {
    const { writeReport } = await import('../../lib/report/report.ts');
    return writeReport(format, groups, reportContext(), disclosure);
  },
  har: async (source) => (await import('../../lib/report/har.ts')).writeHar(source, reportContext()),
  preferences,
  importFile: async (...file) => (await capture.ready()).importFile(...file),
  warnings: (failures) => captured?.warningsOf(failures, translate) ?? [],
  reload: () => page.reload(),
  reloadAndCapture: () => void tap.reloadAndCapture(),
  openSettings,
  showInNetwork,
  ...(!import.meta.env.FIREFOX && {
    originalOf: async (place) => (await import('../../lib/browser/sources.ts')).originalOf(place),
    openSource: async (place) => (await import('../../lib/browser/sources.ts')).openSource(place),
  }),
  fetchCode(failures) {
    const by = redactor();
    return (by && redaction()?.writeFetch(failures, by)) ?? safe``;
  },
  drafts: {
    try: async (document) => (await drafts()).try(document),
    add: async (document) => (await drafts()).add(document),
    readPage: async () => (await drafts()).readPage(),
    titleOf: (id) => titleOfOwn(choice.read(), id),
  },
  redactedText: (text) => redactor()?.body(text, '') ?? safe`…`,
  redactedRequestId: (id) => redactor()?.requestId(id) ?? safe`…`,
};

const keeping = createDeferred(async () => {
  const { startKeeping } = await import('./keeping.ts');
  startKeeping({ ...host, onTrouble: reportError, signal: stop.signal });
}, reportError);
const keepSession = () => preferences.read().keepSession && keeping.use(() => {});
preferences.onChange(keepSession, stop.signal);
keepSession();

void createPanel(translate('panelTitle'), 'icon/32.png', 'panel.html', (panel) => handOver(panel, host));
