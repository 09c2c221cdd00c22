import { authorityOf, hostOf } from '../../lib/address.ts';
import { foldedAddress } from '../../lib/session/endpoint.ts';
import { exchangeOf, failureOf, type Row, urlOfRow } from '../../lib/session/rows.ts';
import { addressWithoutQuery, portTells, type ShortAddress, shortAddress, shortTopic } from '../text/address.ts';
import { oneLine } from '../text/clean.ts';
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

/**
 * Where a request went, shortened where room is short. An MQTT message is known by its topic, a socket's reply by the
 * operation it answers.
 */
export function request(row: Row, context: CellContext): Shown {
  const parts = row.kind === 'failure' && row.fold !== 'part' ? row.group.parts : undefined;
  if (!parts) return address(row, urlOfRow(row), context);
  const { room, translate, toggleFold } = context;
  const { content, title } = address(row, foldedAddress(urlOfRow(row)), { ...context, room: room - OPENER });
  const isOpen = row.kind === 'failure' && row.fold === 'open';
  return {
    content: (
      <>
        <button
          type="button"
          class="opener"
          data-action="open-fold"
          tabIndex={-1}
          aria-expanded={isOpen}
          aria-label={translate(isOpen ? 'closeFold' : 'openFold', String(parts.length))}
          onClick={(event) => {
            event.stopPropagation();
            toggleFold(row.key);
          }}
        >
          {isOpen ? '▾' : '▸'}
        </button>
        {content}
      </>
    ),
    title: `${title}\n${translate('foldHint', String(parts.length))}`,
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
