/** A tap that records where the page asks from: what it reports, and what the page notices of it. */
import { describe, expect, it } from 'vitest';
import { itExceptIn } from '../cases.ts';
import { KEY, type Mode, tapStage } from './stage.ts';

const stage = tapStage();

const record = () => stage.page.evaluateText(`globalThis[${JSON.stringify(KEY)}].record(), true`);

describe.each<Mode>(['early', 'late'])('a tap that records (%s)', (mode) => {
  it('leaves what it wraps looking and failing the same', async () => {
    const look = async () => {
      return stage.page.evaluate(
        async (url) => {
          const attempts = [
            () => fetch.call(1 as never, url),
            () => (fetch as (...args: unknown[]) => unknown)(),
            () => fetch(Symbol('x') as never),
            () => fetch({ toString: () => 'http://[' } as never),
            () => (WebSocket as unknown as () => void)(),
            () => new WebSocket('http://['),
            () => new (WebSocket as unknown as new () => WebSocket)(),
            () => XMLHttpRequest.prototype.open.call(1 as never, 'GET', url, true),
            () => new XMLHttpRequest().open('BAD METHOD', url),
            () => new XMLHttpRequest().send(),
            () => Reflect.get(Response.prototype, 'ok', {}),
          ];
          const seen: string[] = [];
          for (const attempt of attempts) {
            try {
              seen.push(String(await attempt()));
            } catch (error) {
              seen.push(`${(error as Error).constructor.name}: ${(error as Error).message}`);
            }
          }
          class Heir extends WebSocket {}
          const socket = new Heir(url.replace('http', 'ws'));
          return [
            ...seen,
            `${fetch} ${WebSocket} ${fetch.name} ${fetch.length} ${WebSocket.length} ${WebSocket.OPEN}`,
            String(socket instanceof Heir && socket instanceof WebSocket && socket.constructor === Heir),
            JSON.stringify(Object.getOwnPropertyDescriptor(globalThis, 'fetch')),
            String(WebSocket.prototype.constructor === WebSocket),
          ];
        },
        stage.socketUrl('/').replace('ws', 'http'),
      );
    };
    await stage.load('none');
    const untapped = await look();
    await stage.load(mode);
    await record();
    expect(await look()).toEqual(untapped);
  });

  it('runs no code of the page, and leaves a rejection unhandled that nobody handles', async () => {
    await stage.load(mode);
    await record();
    const seen = await stage.page.evaluate(async () => {
      const seen: string[] = [];
      const spy = (name: string) => ({
        get() {
          seen.push(name);
          return undefined;
        },
      });
      const unhandled = new Promise<void>((done) => {
        addEventListener('unhandledrejection', (event) => {
          event.preventDefault();
          seen.push('unhandled');
          done();
        });
      });
      // What the browser itself reads of the options, it reads once.
      const init = Object.defineProperty({}, 'method', spy('method'));
      void fetch('http://127.0.0.1:1/', init);
      await unhandled;
      return seen;
    });
    expect(seen).toEqual(['method', 'unhandled']);
  });

  itExceptIn({ chromium: 'the browser itself tells extensions what asked' })(
    'reports each call with its stack',
    async () => {
      await stage.load(mode);
      await record();
      await stage.page.evaluateText(`(async () => {
      Error.prototype.toString = () => 'replaced';
      globalThis.Error = class {};
      await fetch('/a?b#c', { method: 'PUT' });
      const xhr = new XMLHttpRequest();
      xhr.open('post', new URL('/x', location.href));
      await new Promise((done) => { xhr.onloadend = done; xhr.send(); });
      new WebSocket(${JSON.stringify(stage.socketUrl('/echo'))}).onopen = () => {};
    })().then(() => true)`);
      const { port } = stage.server;
      const calls = (await stage.events('open')).filter(({ type }) => type === 'call');
      expect(calls).toMatchObject([
        { method: 'PUT', url: `http://127.0.0.1:${port}/a?b#c` },
        { method: 'post', url: `http://127.0.0.1:${port}/x` },
        { method: 'GET', url: stage.socketUrl('/echo') },
      ]);
      for (const { stack } of calls) expect(stack).toMatch(/@\S+:\d+:\d+/);
    },
  );
});
