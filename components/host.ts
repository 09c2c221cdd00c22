/** What the page that owns the session hands to the panel: plain objects, by reference, in the same process. */
import type { CodePlace, RunningPlace } from '../lib/exchange.ts';
import type { Failure } from '../lib/finding.ts';
import type { CodeView } from '../lib/har/code-view.ts';
import type { PreferenceStore } from '../lib/preferences.ts';
import type { Redacted } from '../lib/redact/redacted.ts';
import type { ReportFormat } from '../lib/report/formats.ts';
import type { HarSource } from '../lib/report/har.ts';
import type { Disclosure } from '../lib/report/redact.ts';
import type { Report } from '../lib/report/report.ts';
import type { ImportFile } from '../lib/session/importer.ts';
import type { Session } from '../lib/session/log.ts';
import type { Words } from '../lib/words/words.ts';
import type { DraftHost } from './families/drafting.ts';

export interface PanelHost {
  readonly session: Session;
  readonly words: Words;
  /** A report on groups of failures, each oldest first. Redacted unless the disclosure says otherwise. */
  readonly report: (
    groups: readonly (readonly Failure[])[],
    format: ReportFormat,
    disclosure?: Disclosure,
  ) => Promise<Report>;
  /** A recording, redacted, with the diagnoses in it. `hidden`: how many values redaction took out. */
  readonly har: (source: HarSource) => Promise<{ readonly text: Redacted<string>; readonly hidden: number }>;
  readonly preferences: Pick<PreferenceStore, 'read' | 'isDamaged' | 'onChange'>;
  /** What went wrong across repeats of one failure, one sentence each. */
  readonly warnings: (failures: readonly Failure[]) => readonly string[];
  /** Reads a recording into the session, beside what is captured live. */
  readonly importFile: ImportFile;
  /** Loads the inspected page again. */
  readonly reload: () => void;
  /** Loads the inspected page again with the socket tap in place before its first script. */
  readonly reloadAndCapture: () => void;
  /** Opens the settings tab, where capture of every frame is allowed. */
  readonly openSettings: () => void;
  /** The request of the latest of these failures as a call of `fetch`, redacted; empty where there is none. */
  readonly fetchCode: (failures: readonly Failure[]) => Redacted<string>;
  /** Shows requests to this address in the browser's own Network panel, where the browser can be asked to. */
  readonly showInNetwork?: ((url: string) => void) | undefined;
  /** Drafts of families, where they can be made. */
  readonly drafts?: DraftHost | undefined;
  /** Opens a place of code in the browser's own Sources panel: in the original where one is given and the browser has it, else in the script. Undefined where the browser cannot be asked to. */
  readonly openSource?: ((place: RunningPlace) => void) | undefined;
  /**
   * A place in the page's code with the lines around it: of the original where the script carries its source map in itself, else of
   * the script. Undefined where the browser does not hold it. The lines are text of the page: redacted before they leave the panel.
   */
  readonly originalOf?: ((place: CodePlace) => Promise<CodeView | undefined>) | undefined;
  /** A text as it may be shown: keys and passwords in it are hidden. */
  readonly redactedText: (text: string) => Redacted<string>;
  /** The id of a request as it may be shown: under that name it is no secret unless it looks like one. */
  readonly redactedRequestId: (id: string) => Redacted<string>;
}

/** The panel's window. `attach` is there once its script has run. */
export interface PanelWindow extends Window {
  attach?: (host: PanelHost) => void;
}

/** Gives the panel its host, now or as soon as its script has run. Giving the same host again changes nothing. */
export function handOver(panel: PanelWindow, host: PanelHost): void {
  if (panel.attach) panel.attach(host);
  else panel.addEventListener('DOMContentLoaded', () => panel.attach?.(host), { once: true });
}
