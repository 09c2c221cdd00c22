import { type Exchange, urlOf } from '../../lib/exchange.ts';
import { addressWithoutQuery, type ShortAddress, shortAddress, shortTopic } from '../text/address.ts';
import { oneLine } from '../text/clean.ts';
import { Cell } from './cell.tsx';

interface RequestProps {
  readonly url: string;
  /** Characters that fit into the cell. */
  readonly room: number;
  readonly note?: string;
}

/** Where a request went, its middle left out when room is short. */
export function Request({ url, room, note }: RequestProps) {
  return (
    <Short address={shortAddress(url, room, note)} title={addressWithoutQuery(url) + (note ?? '')} hasNote={!!note} />
  );
}

/** The same for a failing exchange. An MQTT message is known by its topic, a socket's reply by the operation it answers. */
export function FailedRequest({
  exchange,
  operation,
  room,
}: {
  exchange: Exchange;
  operation: string | undefined;
  room: number;
}) {
  const url = urlOf(exchange);
  const topic = exchange.channel === 'mqtt' ? exchange.topic : undefined;
  if (topic) {
    return <Short address={shortTopic(topic, room)} title={`${oneLine(topic)} · ${addressWithoutQuery(url)}`} />;
  }
  return <Request url={url} room={room} {...(operation && { note: ` · ${oneLine(operation, 80)}` })} />;
}

interface ShortProps {
  readonly address: ShortAddress;
  readonly title: string;
  readonly hasNote?: boolean;
}

function Short({ address: { start, end }, title, hasNote = false }: ShortProps) {
  return (
    <Cell column="request" title={title}>
      <bdi class="start">{start}</bdi>
      <bdi class={hasNote ? 'end note' : 'end'}>{end}</bdi>
    </Cell>
  );
}
