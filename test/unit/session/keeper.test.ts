import { afterEach, expect, it } from 'vitest';
import type { Failure } from '../../../lib/finding.ts';
import type { Healthy } from '../../../lib/session/healthy.ts';
import { type KeptSession, keepSession, MAX_TEXT } from '../../../lib/session/keeper.ts';
import { finding, http, session as sessionWith } from '../components/fakes.ts';

interface Source {
  readonly failures: readonly Failure[];
  readonly healthy: readonly Healthy[];
}

const stop: AbortController[] = [];
afterEach(() => {
  for (const one of stop.splice(0)) one.abort();
});

/** A session, memory that outlives it, and a clock that runs when it is told to. */
function open({
  kept: first,
  room = Number.POSITIVE_INFINITY,
  takesMs = 0,
  length = 10,
  onRecord,
}: Partial<World> = {}) {
  const session = sessionWith();
  const controller = new AbortController();
  stop.push(controller);
  const troubles: unknown[] = [];
  const restored: string[] = [];
  const written: Source[] = [];
  const delays: number[] = [];
  let kept = first;
  let now = 0;
  let due: (() => void) | undefined;
  const memory: KeptSession = {
    read: async () => kept,
    write: async (text) => {
      if (text.length > room) return false;
      kept = text;
      return true;
    },
    remove: async () => {
      kept = undefined;
    },
  };
  const begun = keepSession({
    session,
    kept: memory,
    record: async (source) => {
      written.push(source);
      now += takesMs;
      onRecord?.();
      return 'x'.repeat(source.failures.length * length);
    },
    restore: async (text) => restored.push(text),
    now: () => now,
    schedule(run, delayMs, signal) {
      delays.push(delayMs);
      due = () => !signal.aborted && run();
    },
    onTrouble: (error) => troubles.push(error),
    signal: controller.signal,
  });
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    session,
    begun,
    restored,
    written,
    delays,
    troubles,
    settled,
    kept: () => kept,
    end: () => controller.abort(),
    async tick() {
      await settled();
      const run = due;
      due = undefined;
      run?.();
      await settled();
    },
    fail: (count: number, from = 0) => {
      for (let i = from; i < from + count; i++) session.add(http(`f${i}`), finding());
    },
  };
}

interface World {
  readonly kept: string;
  /** Longest text that the memory takes, in characters. */
  readonly room: number;
  readonly takesMs: number;
  /** Characters a failure. */
  readonly length: number;
  /** What happens while the exchanges are written down. */
  readonly onRecord: () => void;
}

it('brings back what is kept before it keeps anything', async () => {
  const world = open({ kept: 'before' });
  expect(world.written).toEqual([]);
  await world.begun;
  expect(world.restored).toEqual(['before']);
});

it('keeps what has come, many changes in one go', async () => {
  const world = open();
  await world.begun;
  expect(world.restored).toEqual([]);
  world.fail(3);
  await world.tick();
  expect(world.written.map(({ failures }) => failures.length)).toEqual([3]);
  expect(world.delays).toEqual([2_000]);
  expect(world.kept()).toBe('x'.repeat(30));
});

it('keeps the latest where there are many, and fewer where there is no room', async () => {
  const many = open();
  await many.begun;
  many.fail(1_200);
  await many.tick();
  expect(many.written.at(-1)?.failures).toHaveLength(1_000);
  expect(many.written.at(-1)?.failures.at(-1)?.exchange.id).toBe('f1199');

  const tight = open({ room: 500 });
  await tight.begun;
  tight.fail(200);
  await tight.tick();
  expect(tight.kept()?.length).toBeLessThanOrEqual(500);
  expect(tight.written.map(({ failures }) => failures.length)).toEqual([200, 200, 62, 15]);
  expect(tight.written.at(-1)?.failures.at(-1)?.exchange.id).toBe('f199');
});

it('offers the memory nothing longer than its part', async () => {
  const world = open({ length: MAX_TEXT / 4 });
  await world.begun;
  world.fail(10);
  await world.tick();
  expect(world.kept()).toHaveLength(MAX_TEXT / 2 + MAX_TEXT / 4);
});

it('gives up where there is no room at all, and tries again with the next change', async () => {
  const world = open({ room: 5 });
  await world.begun;
  world.fail(4);
  await world.tick();
  expect(world.kept()).toBeUndefined();
  const before = world.written.length;
  world.fail(1, 4);
  await world.tick();
  expect(world.written.length).toBeGreaterThan(before);
});

it('forgets a session that was cleared', async () => {
  const world = open();
  await world.begun;
  world.fail(2);
  await world.tick();
  world.session.clear();
  await world.tick();
  expect(world.kept()).toBeUndefined();
});

it('leaves twenty times as long to everything else as writing took', async () => {
  const world = open({ takesMs: 700 });
  await world.begun;
  world.fail(1);
  await world.tick();
  world.fail(1, 1);
  await world.settled();
  expect(world.delays).toEqual([2_000, 14_000]);
});

it('writes nothing once nobody wants it', async () => {
  const world = open();
  await world.begun;
  world.fail(1);
  await world.settled();
  world.end();
  await world.tick();
  expect([world.written, world.kept()]).toEqual([[], undefined]);
});

it('goes on where something cannot be read or written', async () => {
  const world = open();
  await world.begun;
  const { failures } = world.session;
  world.session.failures = () => {
    throw new Error('torn');
  };
  world.fail(1);
  await world.tick();
  expect(world.troubles).toHaveLength(1);
  world.session.failures = failures;
  world.fail(1, 1);
  await world.tick();
  expect(world.written.at(-1)?.failures).toHaveLength(2);
});

it('keeps healthy exchanges, too, as many of the latest', async () => {
  const world = open({ length: 0 });
  await world.begun;
  for (let i = 0; i < 1_200; i++) world.session.add(http(`h${i}`), undefined);
  await world.tick();
  expect(world.written.map(({ failures, healthy }) => [failures.length, healthy.length])).toEqual([[0, 1_000]]);
  expect(world.written[0]?.healthy.at(-1)?.id).toBe('h1199');
  expect(world.kept()).toBe('');
});

it('brings nothing back, and waits for nothing, where nobody wants it any more', async () => {
  const world = open({ kept: 'before' });
  world.end();
  await world.begun;
  world.fail(1);
  await world.settled();
  expect([world.restored, world.delays]).toEqual([[], []]);
});

it('leaves what is kept as it is where nobody wants it once it is written down', async () => {
  const world = open({ kept: 'before', onRecord: () => world.end() });
  await world.begun;
  world.fail(1);
  await world.tick();
  expect([world.written.length, world.kept()]).toEqual([1, 'before']);
});

it('writes what comes while it writes, once it has', async () => {
  const world = open({
    onRecord: () => {
      if (world.written.length === 1) world.fail(1, 1);
    },
  });
  await world.begun;
  world.fail(1);
  await world.tick();
  expect([world.written.length, world.delays.length]).toEqual([1, 2]);
  await world.tick();
  expect(world.written.at(-1)?.failures).toHaveLength(2);
  await world.tick();
  expect([world.written.length, world.delays.length]).toEqual([2, 2]);
});
