/** A recording's exchanges and frames in order: of each entry the HTTP exchange, then the messages of its socket or event stream, then the close. */
import type { Exchange, Socket } from '../exchange.ts';
import { closeFrame, type Frame } from '../session/frames.ts';
import type { ReadEntry } from './har-file.ts';
import { closeOf, eventsOf, isSocketEntry, messagesOf, subprotocolOf } from './har-sockets.ts';
import type { MqttCodec } from './mqtt.ts';
import { SocketLine } from './socket-line.ts';
import { eventExchange } from './sockets.ts';

export interface Replayed {
  /** Index into `log.entries`. */
  readonly entry: number;
  /** Index into the entry's `_webSocketMessages`; undefined for HTTP and closes. */
  readonly message: number | undefined;
  /** Undefined for a frame that is nothing to diagnose. */
  readonly exchange: Exchange | undefined;
  /** What a reader of the socket sees, with the socket it belongs to. */
  readonly frame?: { readonly socket: Socket; readonly frame: Frame };
}

/** `entries` are the raw ones, `exchanges` what was read of them. The MQTT codec is loaded when the first socket speaks it. */
export async function* replay(
  entries: readonly unknown[],
  exchanges: readonly ReadEntry[],
  loadMqtt: () => Promise<MqttCodec>,
): AsyncGenerator<Replayed> {
  for (const { entry, exchange } of exchanges) {
    yield { entry, message: undefined, exchange };
    if (exchange.channel !== 'http') continue;
    const raw = entries[entry];
    if (isSocketEntry(raw)) yield* replaySocket(raw, entry, exchange, loadMqtt);
    else {
      for (const { index, at, data } of eventsOf(raw)) {
        yield {
          entry,
          message: undefined,
          exchange: eventExchange(`${exchange.id} event ${index}`, exchange.url, at || exchange.at, data),
        };
      }
    }
  }
}

async function* replaySocket(
  raw: unknown,
  entry: number,
  { id, url, at }: Extract<Exchange, { channel: 'http' }>,
  loadMqtt: () => Promise<MqttCodec>,
): AsyncGenerator<Replayed> {
  const socket: Socket = { id, url, subprotocol: subprotocolOf(raw), at };
  const line = new SocketLine(socket);
  let last = at;
  for (const message of messagesOf(raw)) {
    last = message.at;
    if (line.needsMqtt(message)) line.useMqtt(await loadMqtt());
    for (const { frame, exchange } of line.read(message)) {
      yield { entry, message: message.index, exchange, frame: { socket, frame } };
    }
  }
  const close = closeOf(raw);
  if (!close) return;
  const frame = closeFrame(`${id} close`, last, close.code, close.reason);
  const exchange: Exchange = { channel: 'close', id: frame.id, socket, at: last, ...close };
  yield { entry, message: undefined, exchange, frame: { socket, frame } };
}
