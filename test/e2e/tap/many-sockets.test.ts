/** What ten thousand sockets leave behind. */
import { describe, expect, it } from 'vitest';
import { MAX_WAITING } from '../../../lib/tap/events.ts';
import { CLOCK, tapStage, untimed } from './stage.ts';

/** After so many failed handshakes Chromium delays each of the process for seconds: nothing else happens in this browser. */
const stage = tapStage('many sockets');

describe('10,000 sockets', () => {
  it('leave nothing behind but what waits', async () => {
    await stage.load('early', { before: CLOCK }); // they can take longer than the tap stays awake unasked
    // A handshake takes Chromium about 10 ms, whatever runs beside it: most are given up before.
    const [OPENED, GIVEN_UP, AT_A_TIME] = [100, 9_900, 900]; // one call may not take longer than a script may
    const openAndGiveUp = (opened: number, givenUp: number) =>
      stage.page.evaluate(
        async (url, opened, givenUp) => {
          const closed = (socket: WebSocket) =>
            new Promise((resolve) => {
              socket.onclose = resolve;
            });
          for (let i = 0; i < opened; i++) {
            const socket = new WebSocket(url);
            socket.onopen = () => socket.send('x');
            socket.onmessage = () => socket.close();
            await closed(socket);
          }
          for (let i = 0; i < givenUp; i++) {
            const socket = new WebSocket(url);
            socket.close();
            await closed(socket);
          }
        },
        stage.socketUrl('/echo'),
        opened,
        givenUp,
      );
    await openAndGiveUp(OPENED, 0);
    for (let done = 0; done < GIVEN_UP; done += AT_A_TIME) await openAndGiveUp(0, AT_A_TIME);
    expect(await stage.state()).toMatchObject({ sockets: OPENED + GIVEN_UP, waiting: MAX_WAITING });
    expect(await stage.page.countAlive('WebSocket.prototype')).toBeLessThan(100);
    const seen = untimed(await stage.drain());
    // Opened: open, ready, send, receive, close. Given up: open, error, close.
    expect(seen[0]).toEqual({ type: 'lost', count: OPENED * 5 + GIVEN_UP * 3 - MAX_WAITING });
    expect(seen.at(-1)).toEqual({ type: 'close', socket: OPENED + GIVEN_UP, code: 1006, reason: '', clean: false });
  });
});
