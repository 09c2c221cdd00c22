/** What a page sees of the end of a socket. */
import type { Json } from '../../../browsers/session.ts';
import type { Probed } from './tools.ts';

/** By either side, refused, and in the middle of opening. */
export async function closing(): Promise<Json> {
  const { base, kind, outcome, next, opened, turn } = (globalThis as Probed).probeTools;
  const record: Record<string, unknown> = {};
  record.closing = await (async () => {
    const closeOf = async (socket: WebSocket) => {
      const events: string[] = [];
      for (const type of ['open', 'message', 'error', 'close'] as const) {
        socket.addEventListener(type, (event) =>
          events.push(`${kind(event)} ${event.type} ${socket.readyState} ${event.isTrusted}`),
        );
      }
      const event = await next(socket, 'close');
      await turn();
      return {
        events,
        code: event.code,
        reason: event.reason,
        clean: event.wasClean,
        own: Reflect.ownKeys(event).map(String),
      };
    };
    const byServer = await opened('/close/4201/too%20many%20%E2%82%AC');
    const byServerClose = closeOf(byServer);
    byServer.send('close');
    const byPage = await opened();
    const byPageClose = closeOf(byPage);
    const bad = [1001, 2999, 5000, Number.NaN, undefined].map((code) => outcome(() => byPage.close(code)));
    return {
      byServer: await byServerClose,
      bad,
      longReason: outcome(() => byPage.close(4000, 'x'.repeat(124))),
      good: outcome(() => byPage.close(4999, 'enough')),
      again: outcome(() => byPage.close()),
      byPage: await byPageClose,
      refused: await closeOf(new WebSocket(`${base}/refuse`)),
      nobody: await closeOf(new WebSocket('ws://127.0.0.1:9/')),
      early: await (() => {
        const socket = new WebSocket(`${base}/hold`); // a browser that stands still here would find it open
        const closed = closeOf(socket);
        socket.close();
        return closed;
      })(),
      made: outcome(() => {
        const { code, reason, wasClean } = new CloseEvent('close', { code: 7, reason: 'made', wasClean: true });
        return [code, reason, wasClean];
      }),
      wrongThis: outcome(() => Reflect.get(CloseEvent.prototype, 'code', {})),
    };
  })();
  return JSON.parse(JSON.stringify(record)) as Json;
}
