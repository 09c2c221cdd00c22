/** What a page sees when it sends. */
import type { Json } from '../../../browsers/session.ts';
import type { Probed } from './tools.ts';

/** Every kind of argument. */
export async function sending(): Promise<Json> {
  const { outcome, next, notebook, opened, noted, order } = (globalThis as Probed).probeTools;
  const record: Record<string, unknown> = {};
  record.sending = await (async () => {
    const socket = await opened();
    const Send = WebSocket.prototype.send as unknown as (this: unknown, ...data: unknown[]) => void;
    const calls: string[] = [];
    const hints = {
      [Symbol.toPrimitive](hint: string) {
        calls.push(hint);
        return 'primitive';
      },
    };
    const { log: texts, write, nextLine } = notebook();
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => write(typeof data === 'string' ? data : [...new Uint8Array(data)].join());
    const traps: string[] = [];
    const proxy = new Proxy(
      { toString: () => 'of a proxy' },
      new Proxy(
        {},
        {
          get(_target, trap) {
            traps.push(String(trap));
            return undefined;
          },
        },
      ),
    );
    const shared = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer;
    const outcomes = {
      nothing: outcome(() => Send.call(socket)),
      undefined: outcome(() => Send.call(socket, undefined)),
      null: outcome(() => Send.call(socket, null)),
      number: outcome(() => Send.call(socket, -0)),
      big: outcome(() => Send.call(socket, 12n)),
      boolean: outcome(() => Send.call(socket, true)),
      symbol: outcome(() => Send.call(socket, Symbol('s'))),
      array: outcome(() => Send.call(socket, [1, [2]])),
      function: outcome(() => Send.call(socket, class A {})),
      wrapped: outcome(() => Send.call(socket, new String('wrapped'))),
      hints: outcome(() => Send.call(socket, hints)),
      bare: outcome(() => Send.call(socket, Object.create(null))),
      throwing: outcome(() =>
        Send.call(socket, {
          toString() {
            throw new EvalError('from the page');
          },
        }),
      ),
      closing: outcome(() => Send.call(socket, { toString: () => `state ${socket.readyState}` })),
      proxy: outcome(() => Send.call(socket, proxy)),
      all: outcome(() => Send.call(socket, document.all)),
      surplus: outcome(() => Send.call(socket, 'surplus', 1, 2)),
      shared: outcome(() => Send.call(socket, shared)),
      sharedView: outcome(() => Send.call(socket, new Uint8Array(shared))),
      buffer: outcome(() => Send.call(socket, new Uint8Array([1, 2, 3]).buffer)),
      view: outcome(() => Send.call(socket, new Uint16Array([1, 2, 3, 4]).subarray(1, 3))),
      dataView: outcome(() => Send.call(socket, new DataView(new Uint8Array([9, 8, 7]).buffer, 1))),
      detached: outcome(() => {
        const array = new Uint8Array(4);
        structuredClone(array.buffer, { transfer: [array.buffer] });
        Send.call(socket, array);
        Send.call(socket, array.buffer);
      }),
      empty: outcome(() => Send.call(socket, '')),
      lone: outcome(() => Send.call(socket, '\ud800x')),
      frozen: outcome(() => Send.call(socket, Object.freeze({ toString: () => 'frozen' }))),
      blob: outcome(() => Send.call(socket, new Blob(['bl', 'ob']))),
      wrongThis: [undefined, null, 1, {}, Object.create(WebSocket.prototype), new EventTarget()].map((self) =>
        outcome(() => Send.call(self, noted('not asked', 'x'))),
      ),
      buffered: outcome(() => {
        const before = socket.bufferedAmount;
        socket.send('12345');
        return socket.bufferedAmount - before;
      }),
      ended: outcome(() => socket.send('the end')),
    };
    while (texts.at(-1) !== 'the end') await nextLine();
    socket.close();
    const closing = [
      outcome(() => socket.send('while closing')),
      socket.bufferedAmount > 0,
      outcome(() => Send.call(socket, noted('asked while closing', 'x'))),
    ];
    await next(socket, 'close');
    return { outcomes, calls, traps, texts, closing, closed: outcome(() => socket.send('closed')), noted: order };
  })();
  return JSON.parse(JSON.stringify(record)) as Json;
}
