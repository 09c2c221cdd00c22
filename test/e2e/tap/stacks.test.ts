/** What of the tap stands in the stacks of a page, which browsers also show as what asked for a connection. */
import { describe, expect, it } from 'vitest';
import { type Mode, tapStage } from './stage.ts';

const stage = tapStage();
const OURS = 'wire-triage:///node_modules/socket-tap.js';

describe.each<Mode>(['early', 'late'])('the stacks of a page with the tap (%s)', (mode) => {
  it('hold nothing of it where a socket is constructed, and where its events are handled', async () => {
    await stage.load(mode);
    const stacks = await stage.page.evaluate(async (url) => {
      const stacks: string[] = [];
      const note = () => stacks.push(String(new Error().stack));
      try {
        new WebSocket('http://[');
      } catch (error) {
        stacks.push(String((error as Error).stack));
      }
      const protocols = {
        *[Symbol.iterator]() {
          note();
          yield 'chat';
        },
      };
      const socket = new WebSocket(url, protocols as never);
      await new Promise<void>((resolve) => {
        socket.onopen = () => {
          note();
          socket.send('x');
        };
        socket.addEventListener('message', () => {
          note();
          resolve();
        });
      });
      return stacks;
    }, stage.socketUrl('/echo'));
    expect(stacks).toHaveLength(4);
    for (const stack of stacks) expect(stack).not.toContain('wire-triage');
  });

  it('name it where the page is called back while it sends, so that a debugger can leave it out', async () => {
    await stage.load(mode);
    const stack = await stage.page.evaluate(async (url) => {
      const socket = new WebSocket(url);
      await new Promise((resolve) => {
        socket.onopen = resolve;
      });
      let stack = '';
      socket.send({
        toString() {
          stack = String(new Error().stack);
          return 'x';
        },
      } as never);
      return stack;
    }, stage.socketUrl('/echo'));
    expect(stack).toContain(OURS);
  });
});
