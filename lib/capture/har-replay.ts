/** A recording's records in order: of each entry the HTTP exchange, then the messages of its socket or event stream, then the close. */
import type { Exchange, HttpExchange, Socket, SocketGap } from '../exchange.ts';
import type { ReadEntry } from './har-file.ts';
import { closeOf, eventsOf, isSocketEntry, messagesOf, subprotocolOf } from './har-sockets.ts';
import type { MqttCodec } from './mqtt.ts';
import { SocketLine } from './socket-line.ts';
import { streamEvent } from './sockets.ts';

export interface Replayed {
  /** Index into `log.entries`. */
  readonly entry: number;
  /** Index into the entry's `_webSocketMessages`; undefined for HTTP and closes. */
  readonly message: number | undefined;
  readonly record: Exchange | SocketGap;
}

/** `entries` are the raw ones, `exchanges` what was read of them. The MQTT codec is loaded when the first socket speaks it. */
export async function* replay(
  entries: readonly unknown[],
  exchanges: readonly ReadEntry[],
  loadMqtt: () => Promise<MqttCodec>,
): AsyncGenerator<Replayed> {
  for (const { entry, exchange } of exchanges) {
    yield { entry, message: undefined, record: exchange };
    if (exchange.channel !== 'http') continue;
    const raw = entries[entry];
    if (isSocketEntry(raw)) yield* replaySocket(raw, entry, exchange, loadMqtt);
    else {
      const { id, url, method, at } = exchange;
      const stream = { id, url, method, at };
      for (const event of eventsOf(raw)) yield { entry, message: undefined, record: streamEvent(stream, event) };
    }
  }
}

async function* replaySocket(
  raw: unknown,
  entry: number,
  { id, url, at }: HttpExchange,
  loadMqtt: () => Promise<MqttCodec>,
): AsyncGenerator<Replayed> {
  const socket: Socket = { id, url, subprotocol: subprotocolOf(raw), at };
  const line = new SocketLine(socket);
  let last = at;
  for (const message of messagesOf(raw)) {
    last = message.at;
    if (line.needsMqtt(message)) line.useMqtt(await loadMqtt());
    for (const record of line.read(message)) yield { entry, message: message.index, record };
  }
  const close = closeOf(raw);
  if (close) yield { entry, message: undefined, record: line.closed(last, close) };
}
