// @vitest-environment happy-dom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inOrder } from '../../../components/details/frame-order.ts';
import type { PanelHost } from '../../../components/host.ts';
import { ROW_HEIGHT } from '../../../components/list/window.ts';
import type { Exchange, Socket, SocketMessage } from '../../../lib/exchange.ts';
import { MAX_RECORDS_OF_CONNECTION } from '../../../lib/session/connections.ts';
import type { Session } from '../../../lib/session/log.ts';
import { letThrough } from '../../failures.ts';
import { mqttPacket, socketClose, socketMessage, streamEvent } from '../../fixtures.ts';
import { finding, host, http, NOON, session, text } from './fakes.ts';
import { all, click, one, press, settled, show } from './mounted.tsx';

const SOCKET: Socket = {
  id: 's',
  url: 'wss://me:pw@eu1.example.net/socket',
  subprotocol: 'chat.v1',
  at: NOON - 60_000,
};

function frame(id: string, words = `text of ${id}`, more: Partial<SocketMessage> = {}): SocketMessage {
  return socketMessage(words, { id, socket: SOCKET, at: NOON, ...more });
}

function message(id: string): Exchange {
  return frame(id, '{"status":103}');
}

function close(reason = 'slow down', socket = SOCKET, at = NOON) {
  return socketClose({ id: `${socket.id} close`, socket, at, code: 4201, reason });
}

/** A session with an open socket and `count` frames, `f0` first; the one named fails. */
function talking(count: number, failing: string): Session {
  const held = session();
  held.socket(SOCKET, 'open');
  for (let i = 0; i < count; i++) held.log(frame(`f${i}`, undefined, { at: NOON + i }));
  held.add(message(failing), finding());
  return held;
}

async function showFrames(held: Session, more: Partial<PanelHost> = {}) {
  const store = await show(host({ session: held, ...more }));
  await click('[role=row][data-family]');
  await click('#tab-frames');
  return store;
}

const rows = () => all('[role=option]');
const list = () => one('[role=listbox]');
const head = () => one('.frames-head').textContent;
const view = () => one('.frame-view').textContent;

describe('the frames tab', () => {
  it.each([
    [message('1'), true],
    [close(), true],
    [mqttPacket({ packet: 'connack', reasonCode: 5 }), true],
    [streamEvent('{"error":1}'), true],
    [
      {
        channel: 'handshake',
        id: '1',
        socket: SOCKET,
        at: NOON,
        status: 0,
        responseHeaders: [],
        failure: undefined,
      } as Exchange,
      true,
    ],
    [http('1'), false],
  ])('is there for what happens on a socket or a stream, and for nothing else (%#)', async (exchange, there) => {
    const held = session();
    held.add(exchange, finding());
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    expect(document.querySelector('#tab-frames') !== null).toBe(there);
  });

  it('names the socket, its state and what is no longer held', async () => {
    await showFrames(talking(MAX_RECORDS_OF_CONNECTION + 3, `f${MAX_RECORDS_OF_CONNECTION}`));
    expect(one('.socket-address').textContent).toBe('wss://eu1.example.net/socket');
    expect(head()).toContain('Subprotocol chat.v1');
    expect(head()).toContain('open');
    expect(head()).toContain(`${MAX_RECORDS_OF_CONNECTION} frames`);
    expect(head()).toContain('3 earlier frames dropped');
    expect(head()).not.toContain('without the failing one');
  });

  it('shows way, time, kind, text and size of each frame', async () => {
    const held = session();
    held.socket(SOCKET, 'open');
    held.log(frame('a', 'hello', { direction: 'send', at: NOON + 7 }));
    const bytes = { state: 'read', text: btoa('\x0a\x1b'), base64: true, cut: true } as const;
    held.log(frame('b', '', { at: NOON + 1_250, opcode: 'binary', body: bytes, size: 48_213 }));
    const place = { socket: SOCKET, at: NOON + 1_251 };
    held.log(mqttPacket({ ...place, id: 'c', topic: 'a/b', payloadSize: 7, body: text('{"x":1}'), length: 21 }));
    held.log({ ...place, channel: 'gap', id: 'd', why: 'lost', missed: 7, direction: undefined, detail: '' });
    held.add(message('b'), finding());
    await showFrames(held);
    const cells = rows().map((row) => [...row.children].map((cell) => cell.textContent));
    expect(cells).toEqual([
      ['sent', '12:00:00.007', 'text', 'hello', '5 chars'],
      ['received', '12:00:01.250', 'binary', 'this failure 0a 1b …', '48.2 kB'],
      ['received', '12:00:01.251', 'mqtt', 'PUBLISH a/b QoS 0, 7 bytes {"x":1}', '21 B'],
      ['', '12:00:01.251', 'gap', '7 events of this page were missed', ''],
    ]);
  });

  it('marks the failing frame with a word and an icon, and shows the whole of it', async () => {
    await showFrames(talking(5, 'f3'));
    const marked = rows().filter((row) => row.querySelector('.failing-mark svg'));
    expect(marked.map((row) => row.textContent)).toEqual([expect.stringContaining('this failure')]);
    expect(marked[0]?.getAttribute('aria-selected')).toBe('true');
    expect(view()).toContain('text of f3');
  });

  it('ends with the close, its code and its reason', async () => {
    const held = session();
    held.socket(SOCKET, 'closed');
    held.log(close());
    held.log(frame('late', undefined, { at: NOON - 5 }));
    held.add(close(), finding({ code: '4201' }));
    await showFrames(held);
    expect(rows().map((row) => row.querySelector('.words')?.textContent)).toEqual([
      'text of late',
      'this failure 4201 slow down',
    ]);
    expect(rows()[1]?.firstElementChild?.textContent).toBe('');
    expect(head()).toContain('closed');
  });

  it('shows a frame only as the host lets it be shown, asking once', async () => {
    const redactedText = vi.fn((whole: string) => letThrough(whole.replace('s3cret', '<token 1>')));
    const held = session();
    held.socket(SOCKET, 'open');
    held.log(frame('a', '{"key":"s3cret"}'));
    held.add(message('a'), finding());
    await showFrames(held, { redactedText });
    held.log(frame('b'));
    await settled();
    expect(one('.frames').innerHTML).not.toContain('s3cret');
    expect(view()).toContain('<token 1>');
    expect(redactedText.mock.calls).toEqual([['{"key":"s3cret"}'], ['text of b']]);
  });

  it('has one line in the list and sets out JSON below it', async () => {
    const held = session();
    held.socket(SOCKET, 'open');
    held.log(frame('a', '{"a":{"b":1}}'));
    held.add(message('a'), finding());
    await showFrames(held, { redactedText: (json) => letThrough(JSON.stringify(JSON.parse(json), null, 2)) });
    expect(one('[role=option] bdi').textContent).toBe('{"a": {"b": 1}}');
    expect([...document.querySelectorAll('.frame-view .leaf')].map((leaf) => leaf.textContent)).toEqual(['b: 1']);
    expect(view()).toContain('received from the server · 12:00:00.000 · text · 13 characters');
  });

  it('says when only the beginning was kept', async () => {
    const held = session();
    held.socket(SOCKET, 'open');
    held.log(frame('a', 'x'.repeat(5_000)));
    held.add(message('a'), finding());
    await showFrames(held);
    expect(view()).toContain('Only the beginning was kept.');
    expect(view()).toContain('5,000 characters');
    expect(one('[role=option]').textContent?.length).toBeLessThan(600);
  });

  it('shows hostile text as text', async () => {
    const held = session();
    const evil = '<img src=x onerror=alert(1)>\u202egnp.exe';
    held.socket({ ...SOCKET, subprotocol: evil }, 'open');
    held.log(frame('a', evil));
    held.add(message('a'), finding());
    await showFrames(held);
    expect(document.querySelector('img')).toBeNull();
    expect(one('.frames').textContent).not.toMatch(/\u202e/);
  });

  it('is picked from with a click and with the arrow keys, without leaving the row in the list above', async () => {
    const store = await showFrames(talking(5, 'f3'));
    const row = store.selection.value.active;
    await press('ArrowUp', list());
    expect(view()).toContain('text of f2');
    expect(list().getAttribute('aria-activedescendant')).toBe(rows()[2]?.id);
    await press('Home', list());
    expect(view()).toContain('text of f0');
    await press('ArrowUp', list());
    expect(view()).toContain('text of f0');
    await press('End', list());
    expect(view()).toContain('text of f4');
    rows()[1]?.click();
    await settled();
    expect(view()).toContain('text of f1');
    expect(store.selection.value.active).toBe(row);
  });

  it('leaves Ctrl+C and Esc to others', async () => {
    await showFrames(talking(5, 'f3'));
    expect((await press('c', list(), { ctrlKey: true })).defaultPrevented).toBe(false);
    await press('Escape', list());
    expect(document.querySelector('[role=complementary]')).toBeNull();
  });

  it('says so when the failing frame has gone', async () => {
    await showFrames(talking(MAX_RECORDS_OF_CONNECTION + 3, 'f1'));
    expect(head()).toContain(`${MAX_RECORDS_OF_CONNECTION} frames without the failing one`);
    expect(document.querySelector('.frame-view')).toBeNull();
  });

  it('says so when there are no frames', async () => {
    const held = session();
    held.add(message('1'), finding());
    await showFrames(held);
    expect(one('.frames').textContent).toContain('No frame of this socket is held.');
    expect(document.querySelector('[role=listbox]')).toBeNull();
  });

  it('says that a refused connection has none', async () => {
    const held = session();
    held.socket(SOCKET, 'refused');
    const exchange = { channel: 'handshake', status: 0, responseHeaders: [], failure: undefined } as const;
    held.add({ ...exchange, id: '1', socket: SOCKET, at: NOON }, finding());
    await showFrames(held);
    expect(head()).toContain('refused');
    expect(one('.frames').textContent).toContain('The connection was never opened');
  });

  it('stays with its socket when the same happens on a later one, and offers to go there', async () => {
    const held = session();
    const later = { ...SOCKET, id: 'later' };
    held.socket(SOCKET, 'closed');
    held.log(close('first'));
    held.add(close('first'), finding({ code: '4201' }));
    await showFrames(held);
    held.socket(later, 'closed');
    held.log(close('second', later));
    held.add(close('second', later), finding({ code: '4201' }));
    await settled();
    expect(view()).toContain('4201 first');
    expect(head()).toContain('It happened again on a later socket.');
    await click('.frames-head button');
    expect(view()).toContain('4201 second');
    expect(head()).not.toContain('It happened again');
  });

  it('is where the message stands that a close rests on, and opens at it', async () => {
    const held = session();
    held.socket(SOCKET, 'closed');
    const received = (id: string, at: number) => held.log(frame(id, undefined, { at, direction: 'receive' }));
    received('old', NOON - 9);
    received('telling', NOON - 2);
    held.log(frame('sent', undefined, { at: NOON - 1, direction: 'send' }));
    held.log(close());
    held.add(close(), finding({ code: '4201', evidence: [{ kind: 'last-message', beforeCloseMs: 2 }] }));
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    await click('[data-action=show-message]');
    expect(one('#tab-frames').getAttribute('aria-selected')).toBe('true');
    expect(view()).toContain('text of telling');
  });

  it('has no such way for other reasons', async () => {
    const held = session();
    held.socket(SOCKET, 'closed');
    held.log(frame('telling', undefined, { direction: 'receive' }));
    held.add(close(), finding({ code: '4201', evidence: [] }));
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    expect(document.querySelector('[data-action=show-message]')).toBeNull();
  });

  it('moves the mark to the latest failure on the same socket', async () => {
    const held = talking(5, 'f1');
    await showFrames(held);
    held.add(message('f4'), finding());
    await settled();
    expect(rows().findIndex((row) => row.querySelector('.failing-mark'))).toBe(4);
    expect(view()).toContain('text of f1');
  });
});

describe('a list of frames that goes on growing', () => {
  const HEIGHT = 10 * ROW_HEIGHT;

  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT);
    vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockImplementation(function (this: HTMLElement) {
      return Number.parseFloat(this.querySelector<HTMLElement>(':scope > .frame-rows')?.style.height ?? '0');
    });
  });
  afterEach(() => vi.restoreAllMocks());

  async function scroll(to: number) {
    list().scrollTop = to;
    list().dispatchEvent(new Event('scroll'));
    await settled();
  }

  function add(held: Session, from: number, count: number) {
    for (let i = from; i < from + count; i++) held.log(frame(`f${i}`, undefined, { at: NOON + i }));
    return settled();
  }

  it('opens with the failing frame in the middle', async () => {
    await showFrames(talking(400, 'f200'));
    expect(list().scrollTop).toBe(200 * ROW_HEIGHT - (HEIGHT - ROW_HEIGHT) / 2);
  });

  it('keeps only the frames in view in the document', async () => {
    await showFrames(talking(400, 'f200'));
    expect(rows().length).toBeLessThan(60);
    const place = one('.failing');
    expect([place.getAttribute('aria-posinset'), place.getAttribute('aria-setsize')]).toEqual(['201', '400']);
  });

  it('does not move while the reader is in the middle', async () => {
    const held = talking(100, 'f50');
    await showFrames(held);
    await scroll(30 * ROW_HEIGHT);
    await add(held, 100, 20);
    expect(list().scrollTop).toBe(30 * ROW_HEIGHT);
    expect(head()).toContain('120 frames');
  });

  it('keeps what is being read in its place when the oldest frames go', async () => {
    const held = talking(MAX_RECORDS_OF_CONNECTION, 'f300');
    await showFrames(held);
    await scroll(200 * ROW_HEIGHT);
    await add(held, MAX_RECORDS_OF_CONNECTION, 7);
    expect(list().scrollTop).toBe(193 * ROW_HEIGHT);
    await add(held, MAX_RECORDS_OF_CONNECTION + 7, 3);
    expect(list().scrollTop).toBe(190 * ROW_HEIGHT);
    expect(view()).toContain('text of f300');
  });

  it('keeps showing the picked frame after it has gone from the list', async () => {
    const held = talking(MAX_RECORDS_OF_CONNECTION, 'f1');
    await showFrames(held);
    await add(held, MAX_RECORDS_OF_CONNECTION, 5);
    expect(view()).toContain('text of f1');
    expect(head()).toContain('without the failing one');
    expect(list().hasAttribute('aria-activedescendant')).toBe(false);
  });

  it('follows once it has been scrolled to the end, until it is scrolled away', async () => {
    const held = talking(100, 'f50');
    await showFrames(held);
    await scroll(100 * ROW_HEIGHT - HEIGHT);
    await add(held, 100, 20);
    expect(list().scrollTop).toBe(120 * ROW_HEIGHT);
    await scroll(40 * ROW_HEIGHT);
    await add(held, 120, 20);
    expect(list().scrollTop).toBe(40 * ROW_HEIGHT);
  });

  it('follows from the start where there is no failing frame to stay at', async () => {
    const held = talking(100, 'gone');
    await showFrames(held);
    expect(list().scrollTop).toBe(100 * ROW_HEIGHT);
    await add(held, 100, 20);
    expect(list().scrollTop).toBe(120 * ROW_HEIGHT);
  });
});

it('puts frames in the order of their time, equal ones as they came, the close last', () => {
  const frames = [
    socketClose({ id: 'close', at: 1 }),
    frame('b', 'b', { at: 3 }),
    frame('a', 'a', { at: 2 }),
    frame('c', 'c', { at: 3 }),
  ];
  expect(inOrder(frames).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'close']);
});
