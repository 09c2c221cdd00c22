/** The panel in a plain page, on a session that tests fill with records. Redaction and reports are the real ones. */
import type { PanelHost, PanelWindow } from '../../components/host.ts';
import '../../entrypoints/panel/main.tsx';
import { storedPreferences } from '../../lib/browser/preferences.ts';
import { readInWorker } from '../../lib/browser/reader-worker.ts';
import { builtInFamilies } from '../../lib/catalog/index.ts';
import { loadService, serviceSigns } from '../../lib/catalog/service-packs.ts';
import { createEngine } from '../../lib/diagnose/diagnose.ts';
import { createGrowingEngine } from '../../lib/diagnose/growing-engine.ts';
import { type Exchange, socketOf } from '../../lib/exchange.ts';
import { writeFetch } from '../../lib/report/fetch.ts';
import { writeHar } from '../../lib/report/har.ts';
import type { ReportContext } from '../../lib/report/model.ts';
import { createRedactor } from '../../lib/report/redact.ts';
import { writeReport } from '../../lib/report/report.ts';
import { createImporter } from '../../lib/session/importer.ts';
import { createRecorder } from '../../lib/session/recorder.ts';
import { createSession } from '../../lib/session/session.ts';
import { warningsOf } from '../../lib/words/warnings.ts';
import { createGrowingWords } from '../../lib/words/words.ts';
import browser, { type Language, speak } from './browser.ts';

/** What tests call in the page. */
export interface PanelPage {
  /** A new session with the panel on it, in a language. */
  start(language?: Language): void;
  /** Records exchanges of any channel, in this order. */
  record(exchanges: readonly Exchange[]): void;
  /** The page goes to another document (epoch ms). */
  navigated(at: number): void;
  /** Packs of services come only once `comePacks` is called. */
  holdPacks(): void;
  comePacks(): void;
  /** What the panel asked of the browser, in this order. */
  readonly asked: readonly string[];
}

/** Resolves when packs of services may come. */
let mayCome: Promise<void> = Promise.resolve();
const engine = createGrowingEngine({
  general: { families: builtInFamilies, createEngine },
  signs: serviceSigns,
  load: async (id) => {
    const pack = await loadService(id);
    await mayCome;
    return pack;
  },
});
const words = createGrowingWords(() => engine.families);
const preferences = storedPreferences(() => localStorage, window);
const translate = (key: string, ...substitutions: string[]) => browser.i18n.getMessage(key, substitutions);
const redactor = () => createRedactor({ rules: preferences.read().rules });
const soon = (run: () => void) => void setTimeout(run);

function createHost(asked: string[]) {
  const session = createSession({ schedule: soon });
  const context = (): ReportContext => ({
    words,
    utcOffset: (at) => -new Date(at).getTimezoneOffset(),
    tool: 'Wire Triage',
    rules: preferences.read().rules,
    connection: session.connection,
    pause: () => new Promise(soon),
  });
  const host: PanelHost = {
    session,
    words,
    report: (groups, format, disclosure) => writeReport(format, groups, context(), disclosure),
    har: (source) => writeHar(source, context()),
    preferences,
    importFile: createImporter({
      engine,
      session: session.imported,
      read: readInWorker(
        () => new Worker(new URL('../../entrypoints/devtools/reader.ts', import.meta.url), { type: 'module' }),
      ),
      pause: () => new Promise(soon),
      now: () => performance.now(),
    }),
    warnings: (failures) => warningsOf(failures, translate),
    reload: () => asked.push('reload'),
    reloadAndCapture: () => asked.push('reload and capture'),
    openSettings: () => asked.push('settings'),
    fetchCode: (failures) => writeFetch(failures, redactor()),
    openSource: ({ url, line }) => asked.push(`source ${url}:${line}`),
    showInNetwork: (url) => asked.push(`network ${url}`),
    redactedText: (text) => redactor().body(text, ''),
    redactedRequestId: (id) => redactor().requestId(id),
  };
  const recordOne = createRecorder(engine, session);
  const record = (exchange: Exchange) => {
    const socket = socketOf(exchange);
    if (socket && !session.connection(socket.id)) session.socket(socket, 'open');
    recordOne(exchange);
  };
  return { host, record, navigated: session.navigated };
}

function createPage(): PanelPage {
  let asked: string[] = [];
  let { record, navigated } = createHost(asked);
  let come = () => {};
  return {
    start(language = 'en') {
      speak(language);
      asked = [];
      // Each begins with a list that nothing narrows.
      localStorage.removeItem('view');
      localStorage.removeItem('saved filters');
      const started = createHost(asked);
      ({ record, navigated } = started);
      (window as PanelWindow).attach?.(started.host);
    },
    record(exchanges) {
      for (const exchange of exchanges) record(exchange);
    },
    navigated: (at) => navigated(at),
    holdPacks() {
      mayCome = new Promise((resolve) => {
        come = resolve;
      });
    },
    comePacks: () => come(),
    get asked() {
      return asked;
    },
  };
}

const page = createPage();
Object.assign(window, { panelPage: page });
page.start();
