/** Recordings on their way into the session: which one is read, how far, and what could not be read. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PanelHost } from './host.ts';
import { oneLine } from './text/clean.ts';
import { whole } from './text/format.ts';
import { counted, type Translate } from './translate.ts';

/** What is read of a dropped or chosen file. */
export type ImportedFile = Pick<File, 'name' | 'arrayBuffer'>;

export interface Running {
  readonly name: string;
  /** Of the files that were given, from 1. */
  readonly place: number;
  readonly count: number;
  /** From 0 to 1. */
  readonly share: number;
}

export interface Refusal {
  readonly name: string;
  /** Completes the sentence "FILE …". */
  readonly why: string;
}

/** Longest file name that is shown, in characters, and refusals that are listed: the latest. */
const MAX_NAME = 80;
const MAX_REFUSALS = 5;

/** Recordings that were read, and whether they take the place of live traffic. */
export interface Shown {
  readonly name: string;
  /** How many there are. */
  readonly count: number;
  readonly isAlone: boolean;
}

interface ImportsDeps {
  readonly host: Pick<PanelHost, 'importFile'>;
  /** Takes everything out of the list. */
  readonly clear: () => void;
  /** Lets live traffic in or keeps it out. */
  readonly setRecording: (on: boolean) => void;
  readonly translate: Translate;
  readonly say: (text: string) => void;
  /** Ends all of it. */
  readonly signal: AbortSignal;
}

export function createImports({ host, clear, setRecording, translate, say, signal: ended }: ImportsDeps) {
  const running = signal<Running | undefined>(undefined);
  const refusals = signal<readonly Refusal[]>([]);
  const shown = signal<Shown | undefined>(undefined);
  /** What `shown` speaks of. */
  let files: readonly ImportedFile[] = [];
  let waiting: ImportedFile[] = [];
  let place = 0;
  let count = 0;
  let stop = new AbortController();

  async function readOne(file: ImportedFile): Promise<void> {
    const name = oneLine(file.name, MAX_NAME);
    const tell = (share: number) => {
      running.value = { name, place, count, share };
    };
    tell(0);
    const bytes = await file.arrayBuffer().then(
      (buffer) => new Uint8Array(buffer),
      () => undefined,
    );
    if (stop.signal.aborted) return;
    const outcome = bytes
      ? await host.importFile(bytes, tell, stop.signal)
      : ({ kind: 'refused', why: 'could not be opened' } as const);
    if (outcome.kind === 'refused')
      refusals.value = [...refusals.value, { name, why: outcome.why }].slice(-MAX_REFUSALS);
    if (outcome.kind !== 'done') return;
    files = [...files, file];
    shown.value = { name, count: files.length, isAlone: shown.peek()?.isAlone ?? false };
    const found = counted(translate, outcome.failures, 'failuresOne', 'failuresMany');
    const among = counted(translate, outcome.exchanges, 'inExchangesOne', 'inExchangesMany');
    const missing = outcome.unreadable > 0 ? ` · ${translate('importUnreadable', whole(outcome.unreadable))}` : '';
    say(`${translate('imported', name, found, among)}${missing}`);
  }

  async function readAll(): Promise<void> {
    stop = new AbortController();
    const end = () => stop.abort();
    ended.addEventListener('abort', end, { once: true });
    for (let file = waiting.shift(); file && !stop.signal.aborted; file = waiting.shift()) {
      place++;
      await readOne(file);
    }
    ended.removeEventListener('abort', end);
    waiting = [];
    place = 0;
    count = 0;
    running.value = undefined;
  }

  function importFiles(given: readonly ImportedFile[]): void {
    if (given.length === 0) return;
    const isIdle = count === 0;
    refusals.value = isIdle ? [] : refusals.value;
    waiting.push(...given);
    count += given.length;
    if (isIdle) void readAll();
  }

  function forget(): void {
    files = [];
    shown.value = undefined;
  }

  return {
    /** Whether there is anything to tell of recordings. */
    hasImports: computed(() => Boolean(running.value || shown.value) || refusals.value.length > 0),
    importing: running as ReadonlySignal<Running | undefined>,
    importRefusals: refusals as ReadonlySignal<readonly Refusal[]>,
    /** Recordings that were read, until they are closed. */
    recordings: shown as ReadonlySignal<Shown | undefined>,
    /** Files that come while others are read wait for their turn. */
    importFiles,
    /** The recordings take the place of everything else, and live traffic stays out. */
    showAlone(): void {
      const again = files;
      const { name = '', count = 0 } = shown.peek() ?? {};
      setRecording(false);
      clear();
      files = [];
      shown.value = { name, count, isAlone: true };
      importFiles(again);
    },
    /** They stay beside live traffic, and nothing more is said of them. */
    keepBeside: forget,
    /** Back to live traffic without them. */
    closeRecordings(): void {
      forget();
      clear();
      setRecording(true);
    },
    /** What was read until now stays. */
    stopImport: () => stop.abort(),
    dismissRefusals: () => {
      refusals.value = [];
    },
  };
}
