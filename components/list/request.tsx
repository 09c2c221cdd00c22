import { authorityOf, hostOf } from '../../lib/address.ts';
import { exchangeOf, failureOf, type Row, urlOfRow } from '../../lib/session/rows.ts';
import { addressWithoutQuery, portTells, type ShortAddress, shortAddress, shortTopic } from '../text/address.ts';
import { oneLine } from '../text/clean.ts';
import { Cell } from './cell.tsx';
import type { CellContext } from './cells.tsx';

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
export function RequestCell({ row, context: { room, manyPorts } }: { row: Row; context: CellContext }) {
  const url = urlOfRow(row);
  const exchange = exchangeOf(row);
  const topic = exchange?.channel === 'mqtt' ? exchange.topic : undefined;
  if (topic) {
    return <Short address={shortTopic(topic, room)} title={`${oneLine(topic)} · ${addressWithoutQuery(url)}`} />;
  }
  const operation = failureOf(row)?.finding.operation;
  const note = operation ? ` · ${oneLine(operation, MAX_OPERATION)}` : '';
  const hostname = hostOf(authorityOf(url));
  const showsPort = manyPorts.has(hostname) || portTells({ hostname });
  return (
    <Short
      address={shortAddress(url, room, { note, showsPort })}
      title={addressWithoutQuery(url) + note}
      hasNote={note !== ''}
    />
  );
}

interface ShortProps {
  readonly address: ShortAddress;
  readonly title: string;
  readonly hasNote?: boolean;
}

function Short({ address: { start, end }, title, hasNote = false }: ShortProps) {
  return (
    <Cell column="url" title={title}>
      <bdi class="start">{start}</bdi>
      <bdi class={hasNote ? 'end note' : 'end'}>{end}</bdi>
    </Cell>
  );
}
