/** Everything that can be done with a row or with the panel. The context menu and the keys derive from this one table. */
import { methodOf, urlOf } from '../lib/exchange.ts';
import { failureOf, type Row, urlOfRow } from '../lib/session/rows.ts';
import type { Store } from './store.ts';
import type { MessageKey } from './translate.ts';

export interface Command {
  readonly id: string;
  readonly title: MessageKey;
  /** The letter that does it with Ctrl or Cmd, wherever the focus is. */
  readonly key?: string;
  /** The letter that does it in the list only, where the keyboard has its own use for it elsewhere. */
  readonly listKey?: string;
  /** Commands with the same number stand together in the menu; those without one are not in it. */
  readonly group?: number;
  /** Whether it can be done now. */
  readonly isPossible: (store: Store) => boolean;
  readonly run: (store: Store) => void;
}

export const COMMANDS: readonly Command[] = [
  {
    id: 'copy-report',
    title: 'commandCopyReport',
    listKey: 'c',
    group: 0,
    isPossible: (store) => store.selectedGroups.value.length > 0,
    run: (store) => void store.copyReport(),
  },
  {
    id: 'copy-address',
    title: 'commandCopyAddress',
    // On a healthy exchange the key copies what there is of it.
    listKey: 'c',
    group: 0,
    isPossible: (store) => rowOf(store) !== undefined,
    run: (store) => withRow(store, (row) => void store.copyAddress(urlOfRow(row))),
  },
  {
    id: 'copy-curl',
    title: 'commandCopyCurl',
    group: 0,
    isPossible: (store) => failingOf(store) !== undefined,
    run: (store) => void store.copyReport('curl'),
  },
  {
    id: 'copy-fetch',
    title: 'commandCopyFetch',
    group: 0,
    isPossible: (store) => failingOf(store)?.exchange.channel === 'http',
    run: (store) => void store.copyFetch(),
  },
  {
    id: 'copy-response',
    title: 'commandCopyResponse',
    group: 0,
    isPossible: (store) => responseOf(store) !== undefined,
    run: (store) => void store.copyBody(responseOf(store) ?? ''),
  },
  {
    id: 'filter-code',
    title: 'commandFilterCode',
    group: 1,
    isPossible: (store) => failingOf(store) !== undefined,
    run: (store) => store.addToFilter('code', failingOf(store)?.finding.code ?? ''),
  },
  {
    id: 'filter-host',
    title: 'commandFilterHost',
    group: 1,
    isPossible: (store) => partsOf(store) !== undefined,
    run: (store) => store.addToFilter('domain', partsOf(store)?.hostname ?? ''),
  },
  {
    id: 'filter-path',
    title: 'commandFilterPath',
    group: 1,
    isPossible: (store) => (partsOf(store)?.pathname.length ?? 0) > 1,
    run: (store) => store.addToFilter('url', partsOf(store)?.pathname ?? ''),
  },
  {
    id: 'show-network',
    title: 'commandShowNetwork',
    group: 2,
    isPossible: (store) => store.host.showInNetwork !== undefined && isListed(store),
    run: (store) => withRow(store, (row) => store.host.showInNetwork?.(urlOfRow(row))),
  },
  {
    id: 'mark-known',
    title: 'commandMarkKnown',
    group: 2,
    isPossible: (store) => store.selectedGroups.value.some((group) => !store.isKnown(group)),
    run: (store) => store.setKnown(store.selectedGroups.value, true),
  },
  {
    id: 'unmark-known',
    title: 'commandUnmarkKnown',
    group: 2,
    isPossible: (store) => store.selectedGroups.value.some(store.isKnown),
    run: (store) => store.setKnown(store.selectedGroups.value, false),
  },
  {
    id: 'learn',
    title: 'learn',
    group: 3,
    isPossible: (store) => store.host.drafts !== undefined,
    run: (store) => store.openDraft({ from: 'documentation', failure: failingOf(store) }),
  },
  {
    id: 'record',
    title: 'record',
    key: 'e',
    isPossible: () => true,
    run: (store) => store.toggleRecording(),
  },
  {
    id: 'clear',
    title: 'clear',
    key: 'l',
    isPossible: () => true,
    run: (store) => store.clear(),
  },
];

/** Does what a letter with Ctrl or Cmd means; tells whether it meant anything. */
export function runKey(store: Store, letter: string, use: 'key' | 'listKey'): boolean {
  const command = COMMANDS.find((one) => one[use] === letter && one.isPossible(store));
  command?.run(store);
  return command !== undefined;
}

/** The row that the keyboard is on. */
function rowOf({ rows, activeIndex }: Store): Row | undefined {
  return rows.value[activeIndex.value];
}

function withRow(store: Store, act: (row: Row) => void): void {
  const row = rowOf(store);
  if (row) act(row);
}

function failingOf(store: Store) {
  const row = rowOf(store);
  return row && failureOf(row);
}

function responseOf(store: Store): string | undefined {
  const exchange = failingOf(store)?.exchange;
  if (!exchange) return undefined;
  const kept = exchange.channel === 'http' ? exchange.responseBody : 'body' in exchange ? exchange.body : undefined;
  const body = kept && store.host.session.wholeOf(kept);
  return body?.state === 'read' && !body.base64 && body.text !== '' ? body.text : undefined;
}

/** Longer addresses are not filtered by. */
const MAX_ADDRESS = 4_096;

function partsOf(store: Store): URL | undefined {
  const row = rowOf(store);
  const address = row && urlOfRow(row).slice(0, MAX_ADDRESS);
  return address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
}

/** Whether the browser's own panel lists it: messages have no request of their own there. */
function isListed(store: Store): boolean {
  const row = rowOf(store);
  const exchange = row && failureOf(row)?.exchange;
  return row?.kind === 'healthy' || (exchange !== undefined && methodOf(exchange) !== '' && urlOf(exchange) !== '');
}
