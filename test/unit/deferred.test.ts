import { describe, expect, it, vi } from 'vitest';
import { createDeferred, MAX_WAITING } from '../../lib/deferred.ts';

interface Log {
  readonly said: string[];
}

/** One that is loaded when the test says so. */
function staged(onTrouble: (error: unknown) => void = () => {}) {
  let arrive = (_: Log) => {};
  let fail = (_: Error) => {};
  const load = vi.fn(
    () =>
      new Promise<Log>((resolve, reject) => {
        arrive = resolve;
        fail = reject;
      }),
  );
  const log: Log = { said: [] };
  const deferred = createDeferred(load, onTrouble);
  const say = (what: string) => deferred.use(({ said }) => said.push(what));
  const mention = (what: string) => deferred.mention((it) => (it?.said ?? unheard).push(what));
  const unheard: string[] = [];
  return { deferred, load, log, say, mention, unheard, arrive: () => arrive(log), fail: (error: Error) => fail(error) };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('what is loaded when it is first called for', () => {
  it('is loaded once, and hears every call in the order in which they came', async () => {
    const { load, log, say, mention, arrive } = staged();
    say('one');
    mention('two');
    say('three');
    arrive();
    await settled();
    say('four');
    mention('five');
    expect(log.said).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(load).toHaveBeenCalledOnce();
  });

  it('is not loaded by what only mentions it, which is called at once', () => {
    const { load, mention, unheard } = staged();
    mention('one');
    expect(unheard).toEqual(['one']);
    expect(load).not.toHaveBeenCalled();
  });

  it('hears what a waiting call adds behind everything that waits', async () => {
    const { deferred, log, say, arrive } = staged();
    deferred.use(({ said }) => {
      said.push('one');
      say('three');
    });
    say('two');
    arrive();
    await settled();
    expect(log.said).toEqual(['one', 'two', 'three']);
  });

  it('is asked for again by the next call where it failed, and nothing is lost', async () => {
    const onTrouble = vi.fn();
    const { load, log, say, mention, arrive, fail } = staged(onTrouble);
    say('one');
    fail(new Error('not there'));
    await settled();
    mention('two');
    say('three');
    arrive();
    await settled();
    expect(log.said).toEqual(['one', 'two', 'three']);
    expect(load).toHaveBeenCalledTimes(2);
    expect(onTrouble).toHaveBeenCalledOnce();
  });

  it('hears the other calls where one throws', async () => {
    const onTrouble = vi.fn();
    const { deferred, log, say, arrive } = staged(onTrouble);
    deferred.use(() => {
      throw new Error('broken');
    });
    say('one');
    arrive();
    await settled();
    expect([log.said, onTrouble.mock.calls.length]).toEqual([['one'], 1]);
  });

  it('is given to whoever waits for it', async () => {
    const { deferred, log, arrive } = staged();
    const both = [deferred.ready(), deferred.ready()];
    arrive();
    expect(await Promise.all(both)).toEqual([log, log]);
  });

  it('loses the oldest of more calls than anybody has', async () => {
    const { log, say, arrive } = staged();
    for (let i = 0; i <= MAX_WAITING; i++) say(String(i));
    arrive();
    await settled();
    expect([log.said.length, log.said[0]]).toEqual([MAX_WAITING, '1']);
  });
});
