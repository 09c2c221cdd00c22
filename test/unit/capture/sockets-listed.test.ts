import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TapEvent } from '../../../lib/tap/events.ts';
import { AT } from '../../fixtures.ts';
import { close, entryOf, open, ready, received, stageSockets, text, URL_ } from './socket-stage.ts';

describe('socket capture beside the list of the browser', () => {
  const stage = stageSockets();
  const { bodies, exchanges, list, settle, start, states, tap } = stage;

  describe('that only the page reports', () => {
    const claims = () => exchanges.map((e) => 'socket' in e && e.socket.claimed === true);

    it('is a claim until the browser lists it as opened', () => {
      tap(open, ready, text('receive', 'one'));
      list(entryOf([received('one')], { response: { status: 0 } }));
      tap(close(4201));
      expect(claims()).toEqual([true, true]);
    });

    it('is confirmed by its entry, also by one without messages', () => {
      for (const messages of [[received('one')], []]) {
        exchanges.length = 0;
        stage.capture = start(messages.length > 0);
        tap(open, ready, text('receive', 'one'));
        list(entryOf(messages));
        tap(text('receive', 'two'), close(4201));
        expect(claims()).toEqual([true, false, false]);
      }
    });

    it('is confirmed by an entry that was listed before its upgrade was accepted', () => {
      tap(open);
      list(entryOf([], { response: { status: 0 } }));
      tap(ready);
      list(entryOf([]));
      tap(text('receive', 'one'));
      expect(claims()).toEqual([false]);
    });

    it('is told who opened it by its entry, as long as that is its own', () => {
      const openers = () => exchanges.map((e) => 'socket' in e && e.socket.initiator?.line);
      tap(open, ready, text('receive', 'one'));
      list(
        entryOf([received('one')], {
          _initiator: { stack: { callFrames: [{ url: 'https://a.example/a.js', lineNumber: 40 }] } },
        }),
      );
      tap(text('receive', 'two'));
      expect(openers()).toEqual([undefined, 41]);
      list(entryOf([received('one'), received('true')]));
      tap(text('receive', 'three'));
      expect(openers().at(-1)).toBeUndefined();
    });

    it('is a claim again when what the browser lists contradicts it', () => {
      tap(open, ready);
      list(entryOf([]));
      tap(text('receive', 'forged'));
      list(entryOf([received('true')]));
      expect(bodies()).toEqual(['forged', 'true']);
      tap(close(4201));
      expect(claims()).toEqual([false, false, true]);
    });

    it('is no claim where the browser listed it first', () => {
      list(entryOf([received('one')]));
      tap(open, ready, close(4201));
      list(entryOf([received('one')]));
      expect(exchanges.map(({ channel }) => channel)).toEqual(['websocket', 'close']);
      expect(claims()).toEqual([false, false]);
    });
  });

  it('leaves a refused handshake to the browser’s own list', () => {
    tap(open, { type: 'error', socket: 1, at: AT }, close(1006));
    expect(exchanges).toEqual([]);
    expect(states).toEqual(['connecting', 'refused']);
  });

  it('takes the messages of a socket that no tap reaches from the HAR, each once', () => {
    list(entryOf([received('one')]));
    list(entryOf([received('one'), received('two')]));
    list(entryOf([received('one'), received('two')]));
    expect(bodies()).toEqual(['one', 'two']);
  });

  it('ignores a socket that no tap reaches where the HAR lists no messages', () => {
    stage.capture = start(false);
    list(entryOf([]));
    stage.clock += 60_000;
    list(entryOf([]));
    expect(states).toEqual([]);
  });

  it('does not report again what the tap reported', () => {
    stage.capture.setTapped(true);
    tap(open, ready, text('receive', 'one'));
    list(entryOf([received('one')]));
    tap(text('receive', 'two'));
    list(entryOf([received('one'), received('two')]));
    expect(bodies()).toEqual(['one', 'two']);
  });

  it('gives the tap a moment to claim a listed socket', () => {
    stage.capture.setTapped(true);
    list(entryOf([received('one')]));
    expect(bodies()).toEqual([]);
    tap(open, ready, text('receive', 'one'));
    list(entryOf([received('one')]));
    expect(bodies()).toEqual(['one']);
  });

  it('reads a listed socket itself when no tap claims it', () => {
    stage.capture.setTapped(true);
    list(entryOf([received('one')]));
    stage.clock += 3_000;
    list(entryOf([received('one')]));
    expect(bodies()).toEqual(['one']);
  });

  it('takes only the close from a tap that comes to a listed socket late', () => {
    list(entryOf([received('one')]));
    tap({ type: 'found', socket: 1, at: AT + 9_000, url: URL_, protocol: '' }, text('receive', 'two'));
    tap(close(4203, 'session was blacklisted'));
    expect(bodies()).toEqual(['one']);
    list(entryOf([received('one'), received('two')]));
    expect(bodies()).toEqual(['one', 'two']);
    expect(exchanges.at(-1)).toMatchObject({ channel: 'close', code: 4203 });
    expect(exchanges).toHaveLength(3);
  });

  it('takes the beginning of a socket that the tap found late from the HAR', () => {
    tap(
      { type: 'found', socket: 1, at: AT + 9_000, url: URL_, protocol: '' },
      { ...text('receive', 'two'), at: AT + 9_000 },
    );
    list(entryOf([received('one'), received('two', AT / 1000 + 9.01)]));
    expect(bodies().sort()).toEqual(['one', 'two']);
  });

  it('reads a listed socket at once where the tap was asked since and does not know it', () => {
    stage.capture.setTapped(true);
    list(entryOf([received('one')]));
    stage.capture.acknowledged(AT + 50);
    list(entryOf([received('one')]));
    expect(bodies()).toEqual([]);
    stage.capture.acknowledged(AT + 500);
    list(entryOf([received('one')]));
    expect(bodies()).toEqual(['one']);
    // Another socket, which the page opened a moment later, is not taken for that one.
    tap({ ...open, at: AT + 400 }, ready, text('receive', 'two'), close(4201));
    expect(bodies()).toEqual(['one', 'two']);
    expect(states).toEqual(['open', 'connecting', 'open', 'closed']);
  });

  describe('with many sockets to one address in quick succession', () => {
    interface Plan {
      /** Between the starts of two sockets, in ms. */
      readonly gap: number;
      /** From the construction to the handshake, which is when the HAR lets a socket begin. */
      readonly delay: number;
      readonly isWorkers: boolean;
      readonly messages: readonly string[];
    }
    interface Step {
      readonly wait: number;
      readonly look: 'ask the tap' | 'read the HAR';
    }
    const plan: fc.Arbitrary<Plan> = fc.record({
      gap: fc.integer({ min: 0, max: 400 }),
      delay: fc.integer({ min: 0, max: 200 }),
      isWorkers: fc.boolean(),
      messages: fc.array(fc.constantFrom('hello', 'ready', 'bye'), { minLength: 1, maxLength: 4 }),
    });
    const step: fc.Arbitrary<Step> = fc.record({
      wait: fc.integer({ min: 0, max: 3_000 }),
      look: fc.constantFrom('ask the tap' as const, 'read the HAR' as const),
    });

    it('reports each once, whichever source is read when', () => {
      fc.assert(
        fc.property(
          fc.array(plan, { minLength: 1, maxLength: 8 }),
          fc.array(step, { maxLength: 12 }),
          (plans, steps) => {
            stage.clock = AT;
            exchanges.length = 0;
            stage.capture = start();
            stage.capture.setTapped(true);
            stage.capture.acknowledged(0);
            let began = AT;
            const starts = new Set<number>();
            const sockets = plans.map(({ gap, delay, isWorkers, messages }, i) => {
              began += gap;
              // The HAR cannot distinguish two sockets that begin in the same millisecond.
              let listedAt = began + delay;
              while (starts.has(listedAt)) listedAt++;
              starts.add(listedAt);
              const said = messages.map((word, m) => ({
                at: listedAt + 5 * (m + 1),
                data: `${word} ${m < 2 ? '' : i}`,
              }));
              return { socket: i + 1, began, listedAt, isWorkers, said, endedAt: listedAt + 5 * (said.length + 1) };
            });
            const finished = new Set<number>();
            let asked = AT;
            const ask = () => {
              const events = sockets
                .filter(({ isWorkers }) => !isWorkers)
                .flatMap(({ socket, began: at, listedAt, said, endedAt }): TapEvent[] => [
                  { type: 'open', socket, at, url: URL_ },
                  { type: 'ready', socket, at: listedAt + 1, protocol: '' },
                  ...said.map(
                    (one): TapEvent => ({
                      type: 'receive',
                      socket,
                      at: one.at,
                      data: one.data,
                      binary: false,
                      size: one.data.length,
                    }),
                  ),
                  { type: 'close', socket, at: endedAt, code: 4_000 + socket, reason: '', clean: true },
                ])
                .filter(({ at }) => at >= asked && at < stage.clock)
                .sort((a, b) => a.at - b.at);
              asked = stage.clock;
              stage.capture.tapped('top', events);
              stage.capture.acknowledged(stage.clock);
              settle();
            };
            const entryAt = ({ listedAt, said }: (typeof sockets)[number]) =>
              entryOf(
                said.filter((one) => one.at < stage.clock).map((one) => received(one.data, one.at / 1000)),
                {},
                new Date(listedAt).toISOString(),
              );
            const read = () => {
              for (const one of sockets) {
                if (one.endedAt >= stage.clock || finished.has(one.socket)) continue;
                finished.add(one.socket);
                list(entryAt(one));
              }
              list(...sockets.filter(({ listedAt }) => listedAt < stage.clock).map(entryAt));
            };
            for (const { wait, look } of steps) {
              stage.clock += wait;
              if (look === 'ask the tap') ask();
              else read();
            }
            for (let last = 0; last < 3; last++) {
              stage.clock += 9_000;
              ask();
              read();
            }
            expect(bodies().sort()).toEqual(sockets.flatMap(({ said }) => said.map(({ data }) => data)).sort());
            const closed = exchanges.flatMap((e) => (e.channel === 'close' ? [e.code] : []));
            expect(closed.sort()).toEqual(sockets.flatMap((one) => (one.isWorkers ? [] : [4_000 + one.socket])));
          },
        ),
        { numRuns: 500 },
      );
    });
  });

  describe('a socket found late that ends at once with 1006', () => {
    const found: TapEvent = { type: 'found', socket: 1, at: AT + 40, url: URL_, protocol: '' };
    const refused = entryOf([{ type: 'error', time: AT / 1000, opcode: -1, data: '' }], { response: { status: 0 } });

    it('was refused where the HAR says so, before or afterwards', () => {
      list(refused);
      tap(found, close(1006));
      list(refused);
      stage.clock += 9_000;
      list(refused);
      expect(exchanges).toEqual([]);
      expect(states.at(-1)).toBe('refused');
    });

    it('was open where the HAR says so', () => {
      tap(found, close(1006));
      expect(exchanges).toEqual([]);
      list(entryOf([]));
      expect(exchanges).toMatchObject([{ channel: 'close', code: 1006 }]);
    });

    it('was open where the HAR knows nothing of it', () => {
      tap(found, close(1006));
      list();
      expect(exchanges).toEqual([]);
      stage.clock += 3_000;
      list();
      list();
      expect(exchanges).toMatchObject([{ channel: 'close', code: 1006 }]);
    });
  });

  it('reports nothing again that the HAR still lists after a navigation', () => {
    stage.capture.setTapped(true);
    const listed = entryOf([received('one')]);
    const unlisted = { ...listed, startedDateTime: new Date(AT + 5_000).toISOString() };
    const worker = { ...listed, startedDateTime: new Date(AT + 10_000).toISOString() };
    tap(open, ready, text('receive', 'one'));
    list(listed, worker);
    stage.clock += 3_000;
    list(listed, worker);
    tap({ ...open, socket: 2, at: AT + 5_000 }, { ...ready, socket: 2 }, { ...text('receive', 'two'), socket: 2 });
    expect(bodies()).toEqual(['one', 'one', 'two']);
    stage.capture.navigated(AT + 12_000);
    for (let look = 0; look < 3; look++) {
      stage.clock += 3_000;
      list(listed, unlisted, worker);
    }
    expect(bodies()).toHaveLength(3);
    expect(states.filter((state) => state === 'closed')).toHaveLength(3);
  });
});
