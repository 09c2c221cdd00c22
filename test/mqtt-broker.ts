/** A real MQTT broker behind the test server's WebSockets. It speaks MQTT 3.1 and 3.1.1; a socket script has to play MQTT 5. */
import { Duplex } from 'node:stream';
import { Aedes, type AuthenticateError } from 'aedes';
import type { RawData, WebSocket } from 'ws';
import type { Acceptance } from './socket-server.ts';

/** Return codes of MQTT 3.1.1, section 3.2.2.3, with which a broker refuses a client. */
export type RefusedWith = 2 | 3 | 4 | 5;

export interface BrokerOptions {
  /** Users who are refused, with their return codes. Everybody else gets in. */
  readonly refused?: Readonly<Record<string, RefusedWith>>;
  /** Topic filters that nobody may subscribe to: the SUBACK says 0x80. */
  readonly denied?: readonly string[];
}

export interface Broker {
  /** What a socket to the broker does: `server.acceptSocket('wss://broker.example/mqtt', broker.script)`. */
  readonly script: Acceptance;
  /** Resolves when the message has been handed to every subscriber. */
  publish(topic: string, payload: string | Buffer): Promise<void>;
  close(): Promise<void>;
}

export async function startBroker({ refused = {}, denied = [] }: BrokerOptions = {}): Promise<Broker> {
  const aedes = await Aedes.createBroker({
    authenticate: (_client, username, _password, done) => {
      const returnCode = refused[username ?? ''];
      if (returnCode === undefined) return done(null, true);
      done(Object.assign(new Error(`refused with ${returnCode}`), { returnCode }) as AuthenticateError, null);
    },
    authorizeSubscribe: (_client, subscription, done) => {
      done(null, denied.includes(subscription.topic) ? null : subscription);
    },
  });
  return {
    script: { protocol: 'mqtt', does: (socket) => void aedes.handle(new SocketStream(socket)) },
    publish: (topic, payload) =>
      new Promise((resolve, reject) => {
        const packet = { cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false } as const;
        aedes.publish(packet, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => new Promise((resolve) => aedes.close(resolve)),
  };
}

/**
 * A socket's binary messages as a stream of bytes. Each chunk that is written becomes a message, so that one packet arrives
 * in several. The stream's end is an orderly close, also where the broker destroys it: what it wrote before still arrives.
 */
class SocketStream extends Duplex {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    socket.on('message', (data: RawData) => this.push(data));
    socket.on('close', () => this.push(null));
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.send(chunk, done);
  }

  override _final(done: () => void): void {
    this.#socket.close(1000);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.close(1000);
    done(error);
  }
}
