import { expect, it, vi } from 'vitest';
import type { SocketCapture } from '../../../lib/capture/sockets.ts';
import { socketsInTurn } from '../../../lib/capture/sockets-in-turn.ts';
import { createDeferred } from '../../../lib/deferred.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

function staged() {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push([name, ...args]);
  const sockets: SocketCapture = {
    tapped: note('tapped'),
    listed: note('listed'),
    left: note('left'),
    setTapped: note('setTapped'),
    acknowledged: note('acknowledged'),
    navigated: note('navigated'),
  };
  const load = vi.fn(async () => {
    turn.begin(sockets);
    return { sockets };
  });
  const turn = socketsInTurn(createDeferred(load, () => {}));
  return { calls, load, turn };
}

it('loads nothing as long as taps report nothing', async () => {
  const { calls, load, turn } = staged();
  turn.setTapped(true);
  turn.tapped('top', []);
  turn.tapped('top', 'nonsense');
  turn.acknowledged(1);
  turn.left('frame');
  await settled();
  expect([calls, load.mock.calls.length]).toEqual([[], 0]);
});

it('tells what was known before the first event, and then everything in the order in which it came', async () => {
  const { calls, turn } = staged();
  turn.setTapped(false);
  turn.acknowledged(1);
  turn.setTapped(true);
  turn.tapped('top', ['one']);
  turn.acknowledged(2);
  turn.left('frame');
  await settled();
  turn.tapped('top', ['two']);
  expect(calls).toEqual([
    ['setTapped', true],
    ['acknowledged', 1],
    ['tapped', 'top', ['one']],
    ['acknowledged', 2],
    ['left', 'frame'],
    ['tapped', 'top', ['two']],
  ]);
});
