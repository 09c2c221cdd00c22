/** Copying reports and saving recordings: what the user chose goes to the host, and what comes back leaves the panel. */
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '../../lib/finding.ts';
import type { Redacted } from '../../lib/redact/redacted.ts';
import { FORMATS, type FormatEntry, type ReportFormat } from '../../lib/report/formats.ts';
import { copyDecision } from '../../lib/report/limits.ts';
import type { Report } from '../../lib/report/report.ts';
import type { Group } from '../../lib/session/group.ts';
import type { Healthy } from '../../lib/session/healthy.ts';
import type { PanelHost } from '../host.ts';
import { oneLine } from '../text/clean.ts';
import { fileName } from '../text/format.ts';
import { counted, type MessageKey, type Translate } from '../translate.ts';
import { hiddenCount } from './hidden-count.ts';

/** Which rows a copy or a file takes. */
export const SCOPES = ['selection', 'shown', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** Dialogs over the panel, one at a time. */
export type OpenDialog = { readonly kind: 'preview' | 'export'; readonly scope: Scope } | ManyRows;

/** A copy of so many rows that the user is asked first. */
export interface ManyRows {
  readonly kind: 'many';
  readonly groups: readonly (readonly Failure[])[];
  readonly format: ReportFormat;
}

/** After this long, in milliseconds, people wonder whether anything happens. */
const SLOW_MS = 400;

/** Characters of a body that are copied: hiding its secrets takes up to a second and a half, whatever it holds. */
const MAX_COPIED = 1_000_000;

export interface Reporting {
  readonly host: PanelHost;
  readonly translate: Translate;
  /** Rejects when the browser refuses. */
  readonly writeClipboard: (text: Redacted<string>, html: Redacted<string> | undefined) => Promise<void>;
  readonly saveFile: (name: string, text: Redacted<string>) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Runs a callback once after a delay in milliseconds, unless `signal` aborts first. */
  readonly schedule: (run: () => void, delayMs: number, signal: AbortSignal) => void;
  /** Tells the user that something is done. */
  readonly say: (text: string) => void;
  /** What stands in a scope, in the order of the list. */
  readonly groupsIn: (scope: Scope) => readonly Group[];
  readonly healthyIn: (scope: Scope) => readonly Healthy[];
  /** The format that Ctrl+C copies. */
  readonly preferred: () => ReportFormat;
}

export function createReports(deps: Reporting) {
  const { host, translate, say } = deps;
  /** The format that was copied a moment ago. */
  const copied = signal<ReportFormat | undefined>(undefined);
  /** How many reports and files are being written, which takes a while for many rows. */
  const writing = signal(0);
  /** The text that the clipboard refused. */
  const refused = signal<string | undefined>(undefined);
  const dialog = signal<OpenDialog | undefined>(undefined);
  /** A later copy overtakes one that is still being written. */
  let turn = 0;

  async function whileWriting<Text>(write: () => Promise<Text>): Promise<Text> {
    const done = new AbortController();
    deps.schedule(() => say(translate('writing')), SLOW_MS, done.signal);
    writing.value++;
    try {
      return await write();
    } finally {
      writing.value--;
      done.abort();
    }
  }

  /** The report, or undefined when the user has asked for another copy meanwhile. */
  async function written(
    ...[groups, format, disclosure]: Parameters<PanelHost['report']>
  ): Promise<Report | undefined> {
    const mine = ++turn;
    const report = await whileWriting(() => host.report(groups, format, disclosure));
    return mine === turn ? report : undefined;
  }

  function failuresOf(groups: readonly Group[]): readonly (readonly Failure[])[] {
    return groups.map(host.session.failuresOf).filter((failures) => failures.length > 0);
  }

  /** Gives whether the text is on the clipboard; if not, it is shown. `about` names what was copied. */
  async function put({ text, html }: Report, format: ReportFormat, about: string): Promise<boolean> {
    try {
      await deps.writeClipboard(text, html);
    } catch {
      refused.value = text;
      return false;
    }
    batch(() => {
      say(about);
      copied.value = format;
    });
    return true;
  }

  /** `Copied: 429 Upload rate limit exceeded (GitHub, 2 values hidden)`. */
  function words(groups: readonly (readonly Failure[])[], format: ReportFormat, secrets: string): string {
    const [first] = groups;
    const finding = groups.length === 1 ? first?.at(-1)?.finding : undefined;
    const what = finding
      ? `${oneLine(finding.code, 60)} ${oneLine(host.words.name(finding), 120)}`
      : counted(translate, groups.length, 'rowsOne', 'rowsMany');
    return translate('copiedReport', what, translate(entryOf(format).name), secrets);
  }

  /** Copies with every secret hidden. */
  async function copy(groups: readonly (readonly Failure[])[], format: ReportFormat): Promise<void> {
    const report = await written(groups, format);
    if (report) await put(report, format, words(groups, format, hiddenWords(hiddenCount(report.hidden))));
  }

  const hiddenWords = (count: number) => counted(translate, count, 'hiddenOne', 'hiddenMany');

  function saved(extension: string, text: Redacted<string>, hidden: number): void {
    const name = fileName(deps.now(), extension);
    deps.saveFile(name, text);
    say(translate('savedFile', name, hiddenWords(hidden)));
  }

  /** Copies a text. `what` names it. */
  async function copyText(text: Redacted<string>, what: MessageKey): Promise<void> {
    try {
      await deps.writeClipboard(text, undefined);
      say(translate('copiedText', translate(what)));
    } catch {
      refused.value = text;
    }
  }

  return {
    copied,
    writing: writing as ReadonlySignal<number>,
    refused: refused as ReadonlySignal<string | undefined>,
    dialog: dialog as ReadonlySignal<OpenDialog | undefined>,
    failuresOf,
    copyText,

    /**
     * Copies with every secret hidden, without a format in the one that the user prefers: at once, or where those are more rows than
     * anybody reads, after a question.
     */
    async copyReport(format: ReportFormat = deps.preferred(), scope: Scope = 'selection'): Promise<void> {
      const groups = failuresOf(deps.groupsIn(scope));
      if (groups.length === 0) return;
      if (copyDecision(groups.length) === 'ask') dialog.value = { kind: 'many', groups, format };
      else await copy(groups, format);
    },

    /** Copies many rows, for a user who was asked. */
    async copyMany({ groups, format }: ManyRows): Promise<void> {
      dialog.value = undefined;
      await copy(groups, format);
    },

    /** Saves many rows as a file instead, which nothing cuts. */
    async saveMany({ groups, format }: ManyRows): Promise<void> {
      dialog.value = undefined;
      const { file } = entryOf(format);
      // What is cut to fit where it is pasted is saved as plain text instead.
      const { text, hidden } = await whileWriting(() => host.report(groups, file === undefined ? 'text' : format));
      saved(file ?? 'txt', text, hiddenCount(hidden));
    },

    /** Copies an address with its secrets hidden. */
    copyAddress: (url: string) => copyText(host.redactedText(url), 'address'),

    /** Copies the selected request as a call of `fetch`, with its secrets hidden. */
    copyFetch: () => copyText(host.fetchCode(failuresOf(deps.groupsIn('selection')).at(0) ?? []), 'fetchCall'),

    /** Copies a body with its secrets hidden; of a very long one the beginning, and says so. */
    copyBody: (text: string) =>
      text.length <= MAX_COPIED
        ? copyText(host.redactedText(text), 'body')
        : copyText(host.redactedText(text.slice(0, MAX_COPIED)), 'bodyBeginning'),

    /** Copies a report that the user has seen in the preview. */
    async copyPreviewed(
      report: Report,
      groups: readonly (readonly Failure[])[],
      format: ReportFormat,
      shown: ReadonlySet<string>,
    ): Promise<void> {
      const hidden = hiddenWords(hiddenCount(report.hidden, shown));
      if (await put(report, format, words(groups, format, hidden))) dialog.value = undefined;
    },

    /** Copies with every secret in it, for a user who was told so; not after the dialog that told it was closed. */
    async copyRaw(groups: readonly (readonly Failure[])[], format: ReportFormat, secrets: number): Promise<void> {
      const asked = dialog.value;
      const report = await written(groups, format, { kind: 'raw' });
      if (!report || dialog.value !== asked) return;
      const warning = counted(translate, secrets, 'withSecretsOne', 'withSecretsMany');
      if (await put(report, format, words(groups, format, warning))) dialog.value = undefined;
    },

    /** Saves a recording as a file, redacted as reports are. */
    async exportHar(scope: Scope): Promise<void> {
      const failures = failuresOf(deps.groupsIn(scope)).flat();
      const healthy = deps.healthyIn(scope);
      if (failures.length + healthy.length === 0) return;
      const har = await whileWriting(() => host.har({ failures, healthy }));
      dialog.value = undefined;
      saved('har', har.text, har.hidden);
    },

    openDialog(kind: 'preview' | 'export', scope: Scope): void {
      dialog.value = { kind, scope };
    },
    closeDialog(): void {
      dialog.value = undefined;
    },
    dismissRefused(): void {
      refused.value = undefined;
    },
  };
}

function entryOf(format: ReportFormat): FormatEntry {
  return FORMATS.find(({ id }) => id === format) ?? FORMATS[0];
}
