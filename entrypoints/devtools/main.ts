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
  openSource,
  showInNetwork,
  toolName,
} from '../../lib/browser/devtools.ts';
import { watchDocuments } from '../../lib/browser/documents.ts';
import { storedFamilies, tellCounts } from '../../lib/browser/families.ts';
import { inspectPage } from '../../lib/browser/inspected-page.ts';
import { originalOf } from '../../lib/browser/originals.ts';
import { storedPreferences } from '../../lib/browser/preferences.ts';
import { readInWorker } from '../../lib/browser/reader-worker.ts';
import { placeTap } from '../../lib/browser/tap.ts';
import { tapName } from '../../lib/browser/tap-name.ts';
import { createScheduler, scheduleAfter, timers } from '../../lib/browser/timing.ts';
import { createCalls } from '../../lib/capture/calls.ts';
import { captureNetwork, exchangeId } from '../../lib/capture/network.ts';
import { captureSockets } from '../../lib/capture/sockets.ts';
import { captureStreams } from '../../lib/capture/streams.ts';
import { createViolations } from '../../lib/capture/violations.ts';
import { loadService, serviceSigns } from '../../lib/catalog/service-packs.ts';
import type { Conversation } from '../../lib/diagnose/conversation.ts';
import { createGrowingEngine } from '../../lib/diagnose/growing-engine.ts';
import { safe } from '../../lib/redact/redacted.ts';
import type { ReportContext } from '../../lib/report/model.ts';
import { followChoice } from '../../lib/session/follow-choice.ts';
import { createImporter } from '../../lib/session/importer.ts';
import { createSession } from '../../lib/session/log.ts';
import { createRecorder } from '../../lib/session/recorder.ts';
import { warningsOf } from '../../lib/words/warnings.ts';
import { createGrowingWords } from '../../lib/words/words.ts';
import { createDrafts } from './drafts.ts';
import { onDemand } from './on-demand.ts';

/** The settings tab hears once in so many milliseconds what families explain. */
const TELL_MS = 1_000;

const stop = new AbortController();
addEventListener('pagehide', () => stop.abort(), { once: true });

const engine = createGrowingEngine({
  general: async () => (await import('./basis.ts')).basis,
  signs: serviceSigns,
  load: loadService,
});
const schedule = createScheduler();
const pause = () => new Promise<void>(schedule);
const session = createSession({ schedule });
const conversations = new Map<string, Conversation>();
const record = createRecorder(engine, session, conversations);

const preferences = storedPreferences(() => localStorage, window);
const page = inspectPage(stop.signal);
const working = { now: timers.now, schedule, onTrouble: reportError };
const calls = createCalls(record);
const violations = createViolations({ emit: (exchange) => record(calls.placed(exchange)), now: timers.now });
const sockets = captureSockets({
  ...working,
  onPageEvent: (event) => (event.type === 'call' ? calls.reported(event) : violations.reported(event)),
  openedBy: calls.opened,
  sink: { emit: record, socket: session.socket },
  harListsMessages: HAR_LISTS_MESSAGES,
});
const streams = captureStreams({ ...working, emit: record, idOf: ({ key }) => exchangeId(key) });
captureNetwork({
  source: devtoolsNetwork(page),
  timers,
  wantsBody: engine.wantsBody,
  emit: (exchange) => record(calls.placed(violations.explained(exchange))),
  sockets: (entries) => {
    sockets.listed(entries);
    violations.settle();
  },
  streams: streams.listed,
  onTrouble: reportError,
  signal: stop.signal,
});
const documents = watchDocuments(stop.signal);
documents.onNew((began) => {
  sockets.navigated();
  session.navigated(began);
});
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

const tell = tellCounts(crypto.randomUUID(), () => session.snapshot().counts.byFamily, stop.signal);
session.subscribe(paced(tell, TELL_MS, { now: timers.now, schedule: scheduleAfter, signal: stop.signal }), stop.signal);
const choice = storedFamilies(() => localStorage, window);
const apply = followChoice({
  choice,
  engine,
  session,
  conversations,
  pause,
  onApplied: tell,
  onTrouble: reportError,
  signal: stop.signal,
});

const redaction = onDemand(() => import('./redaction.ts'), reportError);
// There before anybody can ask for it: what is shown has been captured.
session.subscribe(redaction, stop.signal);

const redactor = () => redaction()?.createRedactor({ rules: preferences.read().rules });

const words = createGrowingWords(() => engine.families);
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
  importFile: createImporter({
    engine,
    session: session.imported,
    read: readInWorker(() => new Worker(new URL('./reader.ts', import.meta.url), { type: 'module' })),
    pause: () => new Promise(schedule),
    now: () => performance.now(),
  }),
  warnings: (failures) => warningsOf(failures, translate),
  reload: () => page.reload(),
  reloadAndCapture: () => void tap.reloadAndCapture(),
  openSettings,
  showInNetwork,
  ...(!import.meta.env.FIREFOX && { originalOf }),
  openSource,
  fetchCode(failures) {
    const by = redactor();
    return (by && redaction()?.writeFetch(failures, by)) ?? safe``;
  },
  drafts: createDrafts({ choice, engine, session, page, pause, apply }),
  redactedText: (text) => redactor()?.body(text, '') ?? safe`…`,
  redactedRequestId: (id) => redactor()?.requestId(id) ?? safe`…`,
};

void createPanel(translate('panelTitle'), 'icon/32.png', 'panel.html', (panel) => handOver(panel, host));
