import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Socket } from '../../../lib/exchange.ts';
import { claimedFinding } from '../../../lib/finding.ts';
import { openSession, type Session } from '../../../lib/session/log.ts';
import { createSession } from '../../../lib/session/session.ts';
import { finding } from '../../failures.ts';
import { AT, httpExchange, mqttPacket, SOCKET, socketClose, socketMessage } from '../../fixtures.ts';

describe('the session', () => {
  let session: Session;
  let scheduled: (() => void)[];

  beforeEach(() => {
    scheduled = [];
    session = createSession({ limits: () => ({ failures: 3, healthy: 2 }), schedule: (run) => scheduled.push(run) });
  });

  const fail = (id: string, url = `https://a.example/${id}`, over = {}) =>
    session.add(httpExchange({ id, url, status: 500 }), finding(over));
  const pass = (id: string) => session.add(httpExchange({ id }), undefined);

  it('keeps as many failures as it may at the moment', () => {
    let failures = 3;
    const adjusted = createSession({ limits: () => ({ failures, healthy: 2 }), schedule: () => {} });
    const add = (id: string) => adjusted.add(httpExchange({ id, status: 500 }), finding());
    for (const id of ['1', '2', '3', '4']) add(id);
    expect(adjusted.snapshot().counts).toMatchObject({ failures: 3, dropped: 1 });
    failures = 5;
    for (const id of ['5', '6', '7']) add(id);
    expect(adjusted.snapshot().counts).toMatchObject({ failures: 5, dropped: 2 });
    failures = 2;
    add('8');
    expect(adjusted.failures().map(({ exchange }) => exchange.id)).toEqual(['7', '8']);
  });

  it('groups repeats and counts every one of them', () => {
    fail('1', 'https://a.example/x?n=1');
    fail('2', 'https://a.example/x?n=2#f');
    pass('3');
    const { groups, counts } = session.snapshot();
    expect(groups.map(({ count }) => count)).toEqual([2]);
    expect(counts).toMatchObject({ failures: 2, exchanges: 3, byPermanence: { unknown: 2 } });
    expect(counts.byFamily).toEqual(new Map([['http', 2]]));
    expect(groups.map(session.failuresOf)).toMatchObject([[{}, {}]]);
  });

  it('keeps failures of different codes apart', () => {
    fail('1', 'https://a.example/x');
    fail('2', 'https://a.example/x', { code: '502' });
    expect(session.snapshot().groups).toHaveLength(2);
  });

  it('replaces what it knew when the same id comes again', () => {
    fail('1');
    session.add(httpExchange({ id: '1', status: 500 }), finding({ family: 'makapix', code: '500' }));
    expect(session.snapshot().groups.map(({ first }) => first.finding.family)).toEqual(['makapix']);
    expect(session.snapshot().counts).toMatchObject({ failures: 1, exchanges: 1 });
  });

  describe('that holds failures of a socket that only the page reports', () => {
    const socket: Socket = { id: 's', url: 'wss://a.example/', subprotocol: undefined, at: AT };
    const claimed: Socket = { ...socket, claimed: true };
    const certain = finding({ confidence: 'certain' });

    function failClaimed(id: string): void {
      session.add(socketMessage('{}', { id, socket: claimed }), claimedFinding(certain));
    }

    beforeEach(() => {
      failClaimed('1');
      fail('2', undefined, { confidence: 'possible' });
      failClaimed('3');
    });

    it('raises their confidence where they stand as soon as the browser lists the socket', () => {
      expect(session.failures().map((one) => one.finding.confidence)).toEqual(['likely', 'possible', 'likely']);
      session.socket(socket, 'open');
      expect(session.failures().map((one) => one.exchange.id)).toEqual(['1', '2', '3']);
      expect(session.failures()[0]).toEqual({ exchange: socketMessage('{}', { id: '1', socket }), finding: certain });
      const { groups } = session.snapshot();
      expect(groups.map(({ last }) => [last.exchange.id, last.finding.confidence])).toEqual([
        ['3', 'certain'],
        ['2', 'possible'],
      ]);
    });

    it('leaves them as they are while the socket is a claim, and where another is listed', () => {
      session.socket(claimed, 'closed');
      session.socket({ ...socket, id: 'another' }, 'open');
      expect(session.failures()[0]?.finding).toEqual(claimedFinding(certain));
    });

    it('brings none back that was dropped or cleared', () => {
      fail('4');
      session.socket(socket, 'open');
      expect(session.failures().map((one) => one.exchange.id)).toEqual(['2', '3', '4']);
      session.clear();
      session.socket(socket, 'open');
      expect(session.failures()).toEqual([]);
    });
  });

  it('takes back a failure that turns out to be healthy', () => {
    fail('1');
    pass('1');
    expect(session.snapshot().counts).toMatchObject({ failures: 0, exchanges: 1 });
    expect(session.healthy().map(({ id }) => id)).toEqual(['1']);
  });

  it('drops the oldest beyond its limits and says how many', () => {
    for (const id of ['1', '2', '3', '4', '5']) fail(id);
    for (const id of ['6', '7', '8']) pass(id);
    expect(session.snapshot().counts).toMatchObject({ failures: 3, dropped: 2, exchanges: 8 });
    expect(session.snapshot().groups.map(({ first }) => first.exchange.id)).toEqual(['3', '4', '5']);
    expect(session.healthy().map(({ id }) => id)).toEqual(['7', '8']);
  });

  it('keeps no body and no header of a healthy exchange', () => {
    session.add(
      httpExchange({
        id: '1',
        responseHeaders: [{ name: 'Set-Cookie', value: 'planted-value' }],
        responseBody: { state: 'read', text: 'planted-value', base64: false, cut: false },
      }),
      undefined,
    );
    expect(JSON.stringify(session.healthy())).not.toContain('planted-value');
  });

  it('takes nothing new while it does not record, but completes what it holds', () => {
    fail('1');
    session.setRecording(false);
    fail('2');
    session.add(httpExchange({ id: '1', status: 500 }), finding({ code: '501' }));
    expect(session.snapshot().groups.map(({ first }) => first.finding.code)).toEqual(['501']);
    session.setRecording(true);
    fail('3');
    expect(session.snapshot().counts.failures).toBe(2);
  });

  it('ignores what began during a pause, even when it is reported after it', () => {
    let time = 1_000;
    const timed = createSession({ schedule: (run) => scheduled.push(run), now: () => time });
    timed.setRecording(false);
    time = 2_000;
    timed.setRecording(true);
    for (const at of [999, 1_000, 1_500, 2_000])
      timed.add(httpExchange({ id: String(at), at, status: 500 }), finding());
    expect(timed.snapshot().counts.failures).toBe(2);
  });

  it('knows when a pause began and ended, whatever is pressed in it and after it', () => {
    let time = 1_000;
    const timed = createSession({ schedule: (run) => scheduled.push(run), now: () => time });
    const press = (on: boolean, at: number) => {
      time = at;
      timed.setRecording(on);
    };
    press(false, 1_000);
    press(false, 1_500);
    press(true, 2_000);
    press(true, 3_000);
    for (const at of [1_200, 2_500]) timed.add(httpExchange({ id: String(at), at, status: 500 }), finding());
    expect(timed.failures().map(({ exchange }) => exchange.at)).toEqual([2_500]);
  });

  it('logs nothing of a connection while it does not record, unless it is imported', () => {
    session.socket(SOCKET, 'open');
    session.setRecording(false);
    session.log(socketMessage('live', { id: 'live' }));
    session.imported.log(socketMessage('imported', { id: 'imported' }));
    expect(session.connection(SOCKET.id)?.records.map(({ id }) => id)).toEqual(['imported']);
  });

  it('remembers the latest navigations, and no more than two hundred', () => {
    for (let i = 0; i < 203; i++) session.navigated(AT + i);
    const { navigations } = session.snapshot();
    expect([navigations.length, navigations[0], navigations.at(-1)]).toEqual([200, AT + 3, AT + 202]);
  });

  it('keeps what the new document has caused, and nothing older, where the log is not preserved', () => {
    session.add(httpExchange({ id: '1', at: AT, status: 500 }), finding());
    session.add(httpExchange({ id: '2', at: AT + 10, status: 500 }), finding());
    session.add(httpExchange({ id: '3', at: AT + 20 }), undefined);
    session.navigated(AT + 10);
    expect(session.snapshot().counts).toMatchObject({ failures: 2, exchanges: 3 });
    expect(session.snapshot().navigations).toEqual([AT + 10]);
    session.setPreserveLog(false);
    session.navigated(AT + 10);
    expect(session.snapshot().navigations).toEqual([]);
    expect(session.snapshot().counts).toMatchObject({ failures: 1, exchanges: 2 });
    expect(session.snapshot().groups.map(({ first }) => first.exchange.id)).toEqual(['2']);
    session.navigated(AT + 30);
    expect(session.snapshot().counts).toMatchObject({ failures: 0, exchanges: 0 });
  });

  it('calls a listener once for many changes, until its signal aborts', () => {
    let calls = 0;
    const stop = new AbortController();
    session.subscribe(() => calls++, stop.signal);
    fail('1');
    fail('2');
    expect(scheduled).toHaveLength(1);
    for (const run of scheduled.splice(0)) run();
    expect(calls).toBe(1);
    stop.abort();
    fail('3');
    for (const run of scheduled.splice(0)) run();
    expect(calls).toBe(1);
  });

  it('calls nobody who had left before they were to be called', () => {
    let calls = 0;
    session.subscribe(() => calls++, AbortSignal.abort());
    fail('1');
    for (const run of scheduled.splice(0)) run();
    expect(calls).toBe(0);
  });

  it('changes nothing where it is to forget what it does not hold', () => {
    fail('1');
    const before = session.snapshot();
    session.forget(socketMessage('{}', { id: 'unknown' }));
    expect(session.snapshot()).toBe(before);
    session.forget(httpExchange({ id: '1' }));
    expect(session.snapshot().counts.failures).toBe(0);
  });

  it('tells its listeners once that a failure is understood better', () => {
    const told: boolean[] = [];
    session.subscribe((isCorrected) => told.push(isCorrected), new AbortController().signal);
    const tell = () => {
      for (const run of scheduled.splice(0)) run();
    };
    fail('1');
    tell();
    fail('1', undefined, { code: '502' });
    fail('2');
    tell();
    fail('3');
    tell();
    expect(told).toEqual([false, true, false]);
  });

  it('says how sockets are watched, and tells its listeners of a change', () => {
    let calls = 0;
    session.subscribe(() => calls++, new AbortController().signal);
    expect(session.snapshot().socketWatch).toBe('none');
    session.setSocketWatch('top-frame');
    for (const run of scheduled.splice(0)) run();
    expect([session.snapshot().socketWatch, calls]).toEqual(['top-frame', 1]);
  });

  it('finds the failures of a group that has become another since people saw it', () => {
    fail('1');
    const seen = session.snapshot().groups;
    fail('1', undefined, { code: '502' });
    expect(seen.map(session.failuresOf)).toMatchObject([[{ finding: { code: '502' } }]]);
    session.clear();
    expect(seen.map(session.failuresOf)).toEqual([[]]);
  });

  it('hands out the same picture until something changes', () => {
    fail('1');
    const before = session.snapshot();
    expect(session.snapshot()).toBe(before);
    fail('2');
    expect(session.snapshot()).not.toBe(before);
    expect(before.counts.failures).toBe(1);
  });

  it('leaves the picture of a group as it was when another of its endpoint fails', () => {
    fail('1', 'https://a.example/x');
    const [before] = session.snapshot().groups;
    fail('2', 'https://a.example/x', { code: '502' });
    expect(session.snapshot().groups[0]).toBe(before);
  });

  it('takes no message that is sent, and no gap, for a sign that a socket works again', () => {
    session.socket(SOCKET, 'open');
    session.add(socketClose({ code: 1011 }), finding());
    const recovered = () => session.snapshot().groups[0]?.recovered;
    session.log(socketMessage('hello?', { at: AT + 1, direction: 'send' }));
    session.log({
      channel: 'gap',
      id: 'g',
      socket: SOCKET,
      at: AT + 2,
      why: 'lost',
      missed: 1,
      direction: 'receive',
      detail: '',
    });
    expect(recovered()).toBeUndefined();
    session.log(socketMessage('hello', { at: AT + 3 }));
    expect(recovered()?.at).toBe(AT + 3);
  });

  it('tells what differs from the last success, until it is cleared', () => {
    const salt = vi.fn(() => 7);
    const salted = createSession({ schedule: () => {}, salt });
    const failed = httpExchange({ id: '2', status: 500, url: 'https://a.example/x?page=2' });
    expect(salted.differencesOf({ exchange: failed, finding: finding() })).toBeUndefined();
    salted.add(httpExchange({ id: '1', url: 'https://a.example/x' }), undefined);
    salted.add(failed, finding());
    expect(salted.differencesOf({ exchange: failed, finding: finding() })).toEqual([
      { part: 'query', name: 'page', change: 'added' },
    ]);
    expect(salt).toHaveBeenCalledOnce();
    salted.clear();
    expect(salted.differencesOf({ exchange: failed, finding: finding() })).toBeUndefined();
  });

  it('counts a flood by what the page sent on the socket in the ten seconds before its close', () => {
    const closed = AT + 60_000;
    session.socket(SOCKET, 'open');
    const send = (at: number) => session.log(socketMessage('{}', { at, direction: 'send' }));
    send(closed - 10_000);
    for (let i = 0; i < 40; i++) send(closed - i);
    send(closed + 1);
    session.log(socketMessage('{}', { at: closed }));
    session.log(mqttPacket({ at: closed, direction: 'send' }));
    session.add(socketClose({ at: closed, code: 4008 }), finding({ code: '4008' }));
    expect(session.incidents()).toMatchObject([{ rule: 'flood', sent: 40 }]);
  });

  it('counts no flood on a socket that it does not know', () => {
    session.add(socketClose({ code: 4008 }), finding({ code: '4008' }));
    expect(session.incidents()).toEqual([]);
  });
});

describe('a session whose insight is not there yet', () => {
  it('counts all the same, and tells nothing more', () => {
    const session = openSession({ schedule: () => {}, insight: () => undefined });
    const failed = httpExchange({ id: '2', status: 500 });
    session.clear();
    session.add(httpExchange({ id: '1' }), undefined);
    session.add(failed, finding());
    expect(session.snapshot().counts).toMatchObject({ failures: 1, exchanges: 2 });
    expect(session.incidents()).toEqual([]);
    expect(session.differencesOf({ exchange: failed, finding: finding() })).toBeUndefined();
    expect(session.healthyReplies()).toEqual([]);
  });
});
