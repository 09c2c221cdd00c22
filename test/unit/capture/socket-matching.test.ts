import { beforeEach, describe, expect, it } from 'vitest';
import { FollowedSocket, type Origin } from '../../../lib/capture/followed-socket.ts';
import { createSocketMatching, type SocketMatching } from '../../../lib/capture/socket-matching.ts';
import { HarEntry } from '../../../lib/har/entry.ts';
import { AT } from '../../fixtures.ts';
import { harEntry } from '../../har.ts';

const URL_ = 'wss://a.example/socket';

describe('the matching of sockets', () => {
  let clock: number;
  let followed: Map<string, FollowedSocket>;
  let undecided: Set<FollowedSocket>;
  let matching: SocketMatching;

  const start = (harListsMessages = true) =>
    createSocketMatching({ followed, isUndecided: (one) => undecided.has(one), harListsMessages, now: () => clock });

  beforeEach(() => {
    clock = AT;
    followed = new Map();
    undecided = new Set();
    matching = start();
  });

  function socket(id: string, at: number, said: readonly string[] = [], over: Partial<Origin> = {}): FollowedSocket {
    const origin: Origin = { from: 'tap', isLate: false, isForeign: false, state: 'open', ...over };
    const one = new FollowedSocket({ id, url: URL_, subprotocol: undefined, at }, origin, {
      socket: () => {},
      emit: () => {},
    });
    for (const data of said) one.trace.add({ direction: 'receive', at, data, size: data.length });
    followed.set(id, one);
    return one;
  }

  function entry(at: number, said: readonly string[] = [], status = 101): HarEntry {
    const messages = said.map((data) => ({ type: 'receive', time: at / 1000, opcode: 1, data }));
    const extra = { _resourceType: 'websocket', _webSocketMessages: messages };
    return new HarEntry(harEntry({ url: URL_, status, startedDateTime: new Date(at).toISOString(), extra }));
  }

  it('tells sockets of one address apart by what they said, before by when they began', () => {
    const near = socket('near', AT, ['other']);
    const far = socket('far', AT + 900, ['hello']);
    expect(matching.match(entry(AT, ['hello']))).toBe(far);
    expect(matching.match(entry(AT + 5, ['other']))).toBe(near);
  });

  it('takes the nearest of those that said the same', () => {
    socket('far', AT + 900, ['hello']);
    const near = socket('near', AT + 100, ['hello']);
    expect(matching.match(entry(AT, ['hello']))).toBe(near);
  });

  it('takes none that began too long before or after', () => {
    socket('early', AT - 2_000, ['hello']);
    expect(matching.match(entry(AT, ['hello']))).toBe('unclaimed');
  });

  it('takes a socket from an entry that fits it less well', () => {
    const one = socket('one', AT, ['hello', 'there']);
    expect(matching.match(entry(AT + 50))).toBe(one);
    const better = entry(AT + 100, ['hello', 'there']);
    expect(matching.match(better)).toBe(one);
    expect(one.tie?.key).toBe(better.key);
    expect(matching.match(entry(AT + 200))).toBe('unclaimed');
  });

  it('lets go of an entry that turns out to be of another socket', () => {
    const one = socket('one', AT, ['hello']);
    expect(matching.match(entry(AT))).toBe(one);
    expect(matching.match(entry(AT, ['bye']))).toBe('unclaimed');
    expect(one.tie).toBeUndefined();
  });

  it('leaves an entry to a tap that has yet to report, but not for ever', () => {
    matching.setTapped(true);
    matching.acknowledged(AT - 1_000);
    expect(matching.match(entry(AT))).toBeUndefined();
    clock += 14_000;
    expect(matching.match(entry(AT))).toBeUndefined();
    clock += 2_000;
    expect(matching.match(entry(AT))).toBe('unclaimed');
  });

  it('follows an entry at once where the tap was asked since and does not know it', () => {
    matching.setTapped(true);
    matching.acknowledged(AT + 500);
    expect(matching.match(entry(AT))).toBe('unclaimed');
    expect(matching.isForeign(entry(AT))).toBe(true);
    expect(matching.isForeign(entry(AT + 450))).toBe(false);
  });

  it('follows nothing by the HAR alone that was refused, or where the HAR lists no messages', () => {
    expect(matching.match(entry(AT, [], 0))).toBeUndefined();
    matching = start(false);
    expect(matching.match(entry(AT))).toBeUndefined();
  });

  it('knows a socket found late by being the younger one, and a refused one only while it is in doubt', () => {
    const late = socket('late', AT + 9_000, ['two'], { isLate: true });
    expect(matching.match(entry(AT, [], 0))).toBeUndefined();
    undecided.add(late);
    expect(matching.match(entry(AT, [], 0))).toBe(late);
  });

  it('gives a socket that the HAR reported first to the tap that reports it, once', () => {
    const listed = entry(AT);
    matching.tie(listed, socket('har', AT, [], { from: 'har' }));
    const found = matching.reported(URL_, AT + 100);
    expect(found).toBe(followed.get('har'));
    if (found) found.isTapped = true;
    expect(matching.reported(URL_, AT + 100)).toBeUndefined();
  });

  it('does not guess among several for a socket found late, and takes no foreign one for a new socket', () => {
    matching.tie(entry(AT), socket('a', AT, [], { from: 'har', isForeign: true }));
    expect(matching.reported(URL_, AT + 100)).toBeUndefined();
    expect(matching.reported(URL_, undefined)).toBe(followed.get('a'));
    matching.tie(entry(AT + 1), socket('b', AT + 1, [], { from: 'har' }));
    expect(matching.reported(URL_, undefined)).toBeUndefined();
  });

  it('has no news of an entry that has not moved, nor of an earlier document', () => {
    const one = socket('one', AT, ['hello']);
    const listed = entry(AT, ['hello']);
    expect(matching.hasNews(listed)).toBe(true);
    matching.match(listed);
    if (one.tie) one.tie.seen = 1;
    expect(matching.hasNews(listed)).toBe(false);
    expect(matching.hasNews(entry(AT, ['hello', 'you']))).toBe(true);
    matching.navigated(AT + 5_000);
    expect(matching.hasNews(listed)).toBe(false);
    expect(matching.match(entry(AT + 1_000))).toBeUndefined();
    expect(matching.hasNews(entry(AT + 6_000))).toBe(true);
  });

  it('recognises the entry of a tapped socket that the HAR lists only after a navigation', () => {
    socket('one', AT + 4_500, ['hello']);
    matching.navigated(AT + 5_000);
    followed.clear();
    expect(matching.match(entry(AT + 4_600, ['hello']))).toBeUndefined();
    expect(matching.match(entry(AT + 4_900))).toBe('unclaimed');
  });

  it('remembers so many entries of earlier documents, and so many sockets that were not listed, and no more', () => {
    matching.navigated(AT + 1_000_000);
    const first = entry(AT);
    for (let i = 0; i <= 10_000; i++) matching.match(entry(AT + i));
    expect(matching.hasNews(first)).toBe(true);
    expect(matching.hasNews(entry(AT + 1))).toBe(false);
    matching = start();
    socket('first', AT + 4_500, ['hello']);
    for (let i = 0; i < 200; i++) socket(String(i), AT + 2_000);
    matching.navigated(AT + 4_600);
    followed.clear();
    matching.navigated(AT + 4_600);
    expect(matching.match(entry(AT + 4_550, ['hello']))).toBe('unclaimed');
  });

  it('counts the wait of an entry anew in a new document', () => {
    matching.setTapped(true);
    expect(matching.match(entry(AT + 50))).toBeUndefined();
    matching.navigated(AT + 100);
    clock = AT + 1_000;
    expect(matching.match(entry(AT + 50))).toBeUndefined();
    clock = AT + 3_500;
    expect(matching.match(entry(AT + 50))).toBeUndefined();
    clock = AT + 4_500;
    expect(matching.match(entry(AT + 50))).toBe('unclaimed');
  });
});
