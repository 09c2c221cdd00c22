/** What a page sees of what comes in. */
import type { Json } from '../../../browsers/session.ts';
import type { Probed } from './tools.ts';

/** The events of messages. */
export async function receiving(): Promise<Json> {
  const { kind, show, outcome, functionFacts, next, opened } = (globalThis as Probed).probeTools;
  const record: Record<string, unknown> = {};
  record.receiving = await (async () => {
    const socket = await opened();
    const seen: unknown[] = [];
    const see = (event: MessageEvent) => {
      seen.push({
        kind: kind(event),
        own: Reflect.ownKeys(event).map(String),
        data: show(event.data),
        same: [event.data].includes(event.data),
        trusted: event.isTrusted,
        isTrusted: functionFacts(Object.getOwnPropertyDescriptor(event, 'isTrusted')?.get),
        flags: [event.bubbles, event.cancelable, event.composed, event.defaultPrevented, event.returnValue],
        phase: event.eventPhase,
        places: [event.target === socket, event.currentTarget === socket, event.srcElement === socket],
        path: event.composedPath().map((place) => place === socket),
        ...{ type: event.type, origin: event.origin, lastEventId: event.lastEventId, source: event.source },
        ports: event.ports.length,
        current: window.event === event,
      });
      return event.data;
    };
    let message = next(socket, 'message');
    socket.send('text');
    socket.addEventListener('message', see);
    await message;
    const blobs: Blob[] = [];
    const keep = (event: MessageEvent) => blobs.push(event.data);
    socket.onmessage = keep;
    socket.addEventListener('message', keep);
    message = next(socket, 'message');
    socket.send(new Uint8Array([1, 2, 3]));
    const blob = (await message).data;
    const facts = { same: blobs.map((one) => one === blob), size: blob.size, type: blob.type, text: await blob.text() };
    socket.binaryType = 'arraybuffer';
    message = next(socket, 'message');
    socket.send(new Uint8Array([1, 2, 3]));
    const { data: buffer } = await message;
    const event = await message;
    const after = {
      phase: event.eventPhase,
      target: event.target === socket,
      current: event.currentTarget,
      same: event.data === buffer,
    };
    return {
      seen,
      facts,
      after,
      buffer: [kind(buffer), buffer.byteLength, buffer.resizable],
      types: [
        outcome(() => {
          (socket as { binaryType: string }).binaryType = 'nonsense';
          return socket.binaryType;
        }),
        outcome(() => Reflect.get(WebSocket.prototype, 'binaryType', {})),
      ],
    };
  })();
  return JSON.parse(JSON.stringify(record)) as Json;
}

/** The order of listeners and handlers. */
export async function listeners(): Promise<Json> {
  const { notebook, opened, turn } = (globalThis as Probed).probeTools;
  const record: Record<string, unknown> = {};
  record.listeners = await (async () => {
    const { log, write, nextLine } = notebook();
    const socket = await opened();
    socket.addEventListener('message', () => {
      write('first');
      queueMicrotask(() => write('microtask of the first'));
    });
    socket.onmessage = () => write('handler');
    socket.addEventListener('message', { handleEvent: (event: Event) => write(`object ${event.eventPhase}`) });
    socket.addEventListener('message', () => write('capture'), { capture: true });
    socket.addEventListener('message', () => write('once'), { once: true });
    const gone = () => write('removed');
    socket.addEventListener('message', gone);
    socket.removeEventListener('message', gone);
    const round = async (name: string) => {
      write(`- ${name}`);
      const heard = nextLine();
      socket.send(name);
      await heard;
      await turn();
    };
    await round('all');
    socket.onmessage = null;
    await round('without handler');
    socket.onmessage = () => write('handler again');
    await round('handler again');
    (socket as { onmessage: unknown }).onmessage = { handleEvent: () => write('object as handler') };
    await round('object as handler');
    (socket as { onmessage: unknown }).onmessage = 'nonsense';
    write(String(socket.onmessage));
    await round('nonsense as handler');
    socket.addEventListener(
      'message',
      (event) => {
        event.stopImmediatePropagation();
        write('stop');
      },
      { capture: true },
    );
    socket.addEventListener('message', () => write('never'));
    await round('stopped');
    const other = await opened();
    const selfSeen = new Promise((resolve) => {
      other.onmessage = function (this: unknown, ...args: unknown[]) {
        resolve([this === other, args.length]);
        return false;
      };
    });
    other.send('x');
    return { log, selfSeen: await selfSeen };
  })();
  return JSON.parse(JSON.stringify(record)) as Json;
}

/** What becomes of errors in listeners. */
export async function errors(): Promise<Json> {
  const { next, opened, turn } = (globalThis as Probed).probeTools;
  const record: Record<string, unknown> = {};
  record.errors = await (async () => {
    const errors: unknown[] = [];
    const onError = (event: ErrorEvent) => {
      errors.push([event.message, (event.error as Error).message]);
      event.preventDefault();
    };
    addEventListener('error', onError);
    const socket = await opened();
    socket.onmessage = () => {
      throw new Error('in a handler');
    };
    const message = next(socket, 'message');
    socket.send('x');
    await message;
    await turn();
    removeEventListener('error', onError);
    return errors;
  })();
  return JSON.parse(JSON.stringify(record)) as Json;
}
