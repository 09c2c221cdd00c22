import { authorityOf, hostOf } from '../../lib/address.ts';
import { foldedAddress } from '../../lib/session/endpoint.ts';
import type { FoldedBy } from '../../lib/session/group.ts';
import { exchangeOf, failureOf, type Row, urlOfRow } from '../../lib/session/rows.ts';
import { FoldCell } from '../parts.ts';
import { addressWithoutQuery, portTells, type ShortAddress, shortAddress, shortTopic } from '../text/address.ts';
import { oneLine } from '../text/clean.ts';
import { whole } from '../text/format.ts';
import type { MessageKey } from '../translate.ts';
import type { CellContext, Shown } from './cell-context.ts';

/** Characters that the button takes which opens a row. */
const OPENER = 3;

/** Longest operation that follows an address, in characters. */
const MAX_OPERATION = 80;

/** Hosts that rows reach on more than one port: only there is the port worth its room. */
export function hostsWithManyPorts(rows: readonly Row[]): ReadonlySet<string> {
  const authorities = new Set<string>();
  const hosts = new Set<string>();
  const many = new Set<string>();
  for (const row of rows) {
    const authority = authorityOf(urlOfRow(row));
    if (authorities.has(authority)) continue;
    authorities.add(authority);
    const host = hostOf(authority);
    if (hosts.has(host)) many.add(host);
    hosts.add(host);
  }
  return many;
}

/** The line of the tooltip that says how rows are opened, by what their parts share. */
const HINTS = { endpoint: 'foldHint', line: 'lineHint' } as const satisfies Record<FoldedBy, MessageKey>;

/**
 * Where a request went, shortened where room is short. An MQTT message is known by its topic, a socket's reply by the
 * operation it answers.
 */
export function request(row: Row, context: CellContext): Shown {
  if (row.kind === 'healthy' || row.fold === 'part' || !row.group.parts || !row.group.by)
    return address(row, urlOfRow(row), context);
  const { parts, by } = row.group;
  const { content, title } = address(row, foldedAddress(urlOfRow(row)), { ...context, room: context.room - OPENER });
  return {
    content: (
      <FoldCell row={row} by={by} parts={parts.length} context={context}>
        {content}
      </FoldCell>
    ),
    title: `${title}\n${context.translate(HINTS[by], whole(parts.length))}`,
  };
}

function address(row: Row, url: string, { room, manyPorts }: CellContext): Shown {
  const exchange = exchangeOf(row);
  const topic = exchange?.channel === 'mqtt' ? exchange.topic : undefined;
  if (topic) return short(shortTopic(topic, room), `${oneLine(topic)} · ${addressWithoutQuery(url)}`);
  const operation = failureOf(row)?.finding.operation;
  const note = operation ? ` · ${oneLine(operation, MAX_OPERATION)}` : '';
  const hostname = hostOf(authorityOf(url));
  const showsPort = manyPorts.has(hostname) || portTells({ hostname });
  return short(shortAddress(url, room, { note, showsPort }), addressWithoutQuery(url) + note, note !== '');
}

function short({ start, end }: ShortAddress, title: string, hasNote = false): Shown {
  const content = (
    <>
      <bdi class="start">{start}</bdi>
      <bdi class={hasNote ? 'end note' : 'end'}>{end}</bdi>
    </>
  );
  return { content, title };
}
