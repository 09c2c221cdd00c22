/** The recent records of each socket and event stream, bounded in all: what a reader of a failure wants to see around it. */
import {
  type Body,
  beginningOf,
  type ConnectionRecord,
  connectionOf,
  cutBody,
  type MqttPacket,
  type Socket,
  type SocketState,
  type Stream,
} from '../exchange.ts';

/** A socket or an event stream as a reader sees it. */
export interface ConnectionLog {
  readonly connection: Socket | Stream;
  /** Undefined for an event stream. */
  readonly state: SocketState | undefined;
  /** In the order in which they arrived, which is nearly that of their time. */
  readonly records: readonly ConnectionRecord[];
  /** Records that were seen and are no longer held. */
  readonly dropped: number;
}

export interface Connections {
  /** Takes note of a socket or of a change in it. */
  socket(socket: Socket, state: SocketState): void;
  /** Takes a record. A stream is known by its first event, a socket has to be noted before. */
  add(record: ConnectionRecord): void;
  /** What is held of a connection; undefined for one that is not known. */
  of(connectionId: string): ConnectionLog | undefined;
  /** Sockets that are open now. */
  open(): number;
  /** Drops all records. The connections stay known. */
  clear(): void;
}

/** Characters kept of one text of a record: enough for an envelope and its neighbours. */
export const MAX_RECORD_TEXT = 2_000;
/** Records kept of one connection. */
export const MAX_RECORDS_OF_CONNECTION = 500;
/** Characters kept of all records together: 16 MB at two bytes each. */
export const MAX_RECORD_CHARACTERS = 8_000_000;
/** Objects around a record's texts, counted as characters so that empty records are bounded too. */
const RECORD_OVERHEAD = 100;
/** The same of one item of a SUBSCRIBE. */
const FILTER_OVERHEAD = 30;
/** Connections remembered; the one that was noted longest ago goes first, ended ones and streams before open sockets. */
export const MAX_CONNECTIONS = 1_000;

interface Held {
  connection: Socket | Stream;
  state: SocketState | undefined;
  readonly arrivals: Arrival[];
  dropped: number;
}

/** A record that is held, and of which connection it is. */
interface Arrival {
  readonly held: Held;
  readonly record: ConnectionRecord;
}

export function createConnections(): Connections {
  const connections = new Map<string, Held>();
  /** All that is held, in the order in which it came: the oldest of all is the oldest of its connection too. */
  const arrivals = new Set<Arrival>();
  let characters = 0;

  function dropFirstOf(held: Held): void {
    const arrival = held.arrivals.shift();
    if (!arrival) return;
    arrivals.delete(arrival);
    characters -= cost(arrival.record);
    held.dropped++;
  }

  function dropOldest(): void {
    for (const { held } of arrivals) {
      if (characters <= MAX_RECORD_CHARACTERS) return;
      dropFirstOf(held);
    }
  }

  function forget(id: string): void {
    const held = connections.get(id);
    connections.delete(id);
    while (held && held.arrivals.length > 0) dropFirstOf(held);
  }

  function forgetConnections(): void {
    if (connections.size <= MAX_CONNECTIONS) return;
    const ids = [...connections.keys()];
    forget(ids.slice(0, -1).find((id) => hasEnded(connections.get(id))) ?? ids[0] ?? '');
  }

  function know(connection: Socket | Stream, state: SocketState | undefined): Held {
    const held: Held = { connection, state, arrivals: [], dropped: 0 };
    connections.set(connection.id, held);
    forgetConnections();
    return held;
  }

  return {
    socket(socket, state) {
      const held = connections.get(socket.id);
      if (held) Object.assign(held, { connection: socket, state });
      else know(socket, state);
    },
    add(record) {
      const { id } = connectionOf(record);
      const held = connections.get(id) ?? (record.channel === 'event' ? know(record.stream, undefined) : undefined);
      if (!held) return;
      const arrival = { held, record: capped(record) };
      held.arrivals.push(arrival);
      arrivals.add(arrival);
      characters += cost(arrival.record);
      if (held.arrivals.length > MAX_RECORDS_OF_CONNECTION) dropFirstOf(held);
      dropOldest();
    },
    of(connectionId) {
      const held = connections.get(connectionId);
      if (!held) return undefined;
      const { connection, state, dropped } = held;
      return { connection, state, dropped, records: held.arrivals.map(({ record }) => record) };
    },
    open() {
      let n = 0;
      for (const { state } of connections.values()) if (state === 'open') n++;
      return n;
    },
    clear() {
      for (const held of connections.values()) {
        held.dropped += held.arrivals.length;
        held.arrivals.length = 0;
      }
      arrivals.clear();
      characters = 0;
    },
  };
}

function hasEnded(held: Held | undefined): boolean {
  return held?.state !== 'open' && held?.state !== 'connecting';
}

/** The record with every text cut to what is kept. */
function capped(record: ConnectionRecord): ConnectionRecord {
  switch (record.channel) {
    case 'websocket':
    case 'event':
      return { ...record, body: cutBody(record.body, MAX_RECORD_TEXT) };
    case 'mqtt': {
      const { topic, reasonString } = record;
      return {
        ...record,
        topic: topic && beginningOf(topic, MAX_RECORD_TEXT),
        reasonString: reasonString && beginningOf(reasonString, MAX_RECORD_TEXT),
        body: cutBody(record.body, MAX_RECORD_TEXT),
      };
    }
    case 'close':
      return { ...record, reason: beginningOf(record.reason, MAX_RECORD_TEXT) };
    case 'gap':
      return record;
    default:
      return record satisfies never;
  }
}

/** What a record takes, in characters. */
function cost(record: ConnectionRecord): number {
  switch (record.channel) {
    case 'websocket':
    case 'event':
      return RECORD_OVERHEAD + bodyCost(record.body);
    case 'mqtt':
      return RECORD_OVERHEAD + bodyCost(record.body) + packetCost(record);
    case 'close':
      return RECORD_OVERHEAD + record.reason.length;
    case 'gap':
      return RECORD_OVERHEAD + record.detail.length;
    default:
      return record satisfies never;
  }
}

function packetCost({ topic, reasonString, serverReference, connect, filters, granted }: MqttPacket): number {
  const texts = [topic, reasonString, serverReference, connect?.clientId];
  const asked = filters.reduce((sum, { filter }) => sum + FILTER_OVERHEAD + filter.length, 0);
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), asked + granted.length);
}

function bodyCost(body: Body): number {
  return body.state === 'read' ? body.text.length : 0;
}

/** In which a flood of messages is counted, in ms. */
const FLOOD_WINDOW_MS = 10_000;

/** How many messages a socket sent in the moments before `at`, epoch ms. */
export function sentBefore(records: readonly ConnectionRecord[], at: number): number {
  let count = 0;
  for (const record of records) {
    if (record.channel !== 'websocket' || record.direction !== 'send') continue;
    if (record.at <= at && record.at > at - FLOOD_WINDOW_MS) count++;
  }
  return count;
}
