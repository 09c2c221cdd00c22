/** The capture of sockets with a clock of its own, where a test says what the tap reports and what the browser lists. */
import { beforeEach } from 'vitest';
import { captureSockets, type SocketCapture } from '../../../lib/capture/sockets.ts';
import type { Exchange, SocketGap, SocketState } from '../../../lib/exchange.ts';
import { HarEntry } from '../../../lib/har/entry.ts';
import type { PageEvent, TapEvent } from '../../../lib/tap/events.ts';
import { AT } from '../../fixtures.ts';
import { harEntry } from '../../har.ts';

export const URL_ = 'wss://eu1.blazeauth.net/';
const START = new Date(AT).toISOString();

/** Begins anew before each test. */
export function stageSockets() {
  const scheduled: (() => void)[] = [];
  const exchanges: Exchange[] = [];
  const gaps: SocketGap[] = [];
  const states: SocketState[] = [];
  const troubles: unknown[] = [];
  const pageEvents: PageEvent[] = [];

  const take = (record: Exchange | SocketGap) =>
    void (record.channel === 'gap' ? gaps.push(record) : exchanges.push(record));

  /** @param now - by default the clock of the stage */
  const start = (harListsMessages = true, now = () => stage.clock): SocketCapture =>
    captureSockets({
      sink: { emit: take, socket: (_, state) => states.push(state) },
      harListsMessages,
      now,
      schedule: (run) => scheduled.push(run),
      onTrouble: (error) => troubles.push(error),
      onPageEvent: (event) => pageEvents.push(event),
    });

  /** Lets everything happen that has been put off. */
  function settle(): void {
    while (scheduled.length > 0) scheduled.shift()?.();
  }

  const stage = {
    clock: AT,
    capture: start(true, () => AT),
    start,
    settle,
    scheduled,
    exchanges,
    gaps,
    states,
    troubles,
    pageEvents,
    tap(...events: readonly unknown[]) {
      stage.capture.tapped('top', events);
      settle();
    },
    list(...entries: readonly unknown[]) {
      stage.capture.listed(entries.map((entry) => new HarEntry(entry)));
      settle();
    },
    bodies: () => exchanges.flatMap((e) => ('body' in e && e.body.state === 'read' ? [e.body.text] : [])),
  };

  beforeEach(() => {
    for (const list of [scheduled, exchanges, gaps, states, troubles, pageEvents]) list.length = 0;
    stage.clock = AT;
    stage.capture = start();
  });
  return stage;
}

export const open: TapEvent = { type: 'open', socket: 1, at: AT, url: URL_ };
export const ready: TapEvent = { type: 'ready', socket: 1, at: AT, protocol: '' };

export const text = (type: 'send' | 'receive', data: string): TapEvent => ({
  type,
  socket: 1,
  at: AT,
  data,
  binary: false,
  size: data.length,
});

export const close = (code: number, reason = ''): TapEvent => ({
  type: 'close',
  socket: 1,
  at: AT,
  code,
  reason,
  clean: true,
});

/** What the browser lists of the socket. */
export const entryOf = (messages: readonly unknown[], over: Record<string, unknown> = {}, startedDateTime = START) =>
  harEntry({
    url: URL_,
    status: 101,
    startedDateTime,
    extra: { _resourceType: 'websocket', _webSocketMessages: messages, ...over },
  });

export const received = (data: string, time = AT / 1000) => ({ type: 'receive', time, opcode: 1, data });
