/** A recording's records in order: of each entry the HTTP exchange, then the messages of its socket or event stream, then the close. */
import type { Exchange, Socket, SocketGap } from '../exchange.ts';
import type { HarEntry } from '../har/entry.ts';
import type { HarFile } from '../har/file.ts';
import { createExchangeReader } from './exchange-reader.ts';
import { SocketLine } from './socket-line.ts';
import { streamEvent, streamOf } from './streams.ts';

export interface Recorded {
  readonly kind: 'record';
  /** Index into `log.entries`. */
  readonly entry: number;
  /** Index into the entry's `_webSocketMessages`; undefined for HTTP, events and closes. */
  readonly message: number | undefined;
  readonly record: Exchange | SocketGap;
}

/** An entry that cannot be read. */
export interface EntryFault {
  readonly kind: 'fault';
  readonly entry: number;
  readonly why: string;
}

/** Ids begin with `source`, which is to be another for each recording. */
export function* recordsOf({ entries, dialect }: HarFile, source: string): Generator<Recorded | EntryFault> {
  const reader = createExchangeReader(dialect);
  reader.foresee(entries);
  for (const [index, entry] of entries.entries()) {
    const id = `${source} entry ${index}`;
    const reading = reader.read(entry, id);
    if (reading.kind === 'fault') yield { kind: 'fault', entry: index, why: reading.why };
    if (reading.kind !== 'exchange') continue;
    yield { kind: 'record', entry: index, message: undefined, record: reading.exchange };
    if (reading.exchange.channel !== 'http') continue;
    if (entry.isSocket) yield* socketRecords(entry, index, id);
    else {
      const stream = streamOf(entry, id);
      for (const event of entry.events)
        yield { kind: 'record', entry: index, message: undefined, record: streamEvent(stream, event) };
    }
  }
}

function* socketRecords(entry: HarEntry, index: number, id: string): Generator<Recorded> {
  const { url, subprotocol, at, close, initiator } = entry;
  const socket: Socket = { id, url, subprotocol, at, initiator };
  const line = new SocketLine(socket);
  let last = at;
  for (const message of entry.messages()) {
    last = message.at;
    for (const record of line.read(message)) yield { kind: 'record', entry: index, message: message.index, record };
  }
  if (close) yield { kind: 'record', entry: index, message: undefined, record: line.closed(last, close) };
}
