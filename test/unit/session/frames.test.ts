import { beforeEach, describe, expect, it } from 'vitest';
import {
  createFrameLog,
  type Frame,
  type FrameLog,
  MAX_FRAME_CHARACTERS,
  MAX_FRAME_TEXT,
  MAX_FRAMES_OF_SOCKET,
  MAX_SOCKETS,
} from '../../../lib/session/frames.ts';
import { AT } from '../../fixtures.ts';

const socket = (id: string) => ({ id, url: `wss://a.example/${id}`, subprotocol: undefined, at: AT });
const frame = (id: string, text = id): Frame => ({
  id,
  direction: 'receive',
  at: AT,
  kind: 'text',
  text,
  size: text.length,
});

describe('the frame log', () => {
  let log: FrameLog;

  beforeEach(() => {
    log = createFrameLog();
    log.socket(socket('s'), 'open');
  });

  const held = () => {
    let characters = 0;
    for (let i = 0; i < 20; i++) for (const { text } of log.of(`s${i}`)?.frames ?? []) characters += text.length;
    return characters;
  };

  it('keeps the newest frames of a socket and counts what it dropped', () => {
    for (let i = 0; i < MAX_FRAMES_OF_SOCKET + 3; i++) log.add('s', frame(`f${i}`));
    const of = log.of('s');
    expect(of?.frames).toHaveLength(MAX_FRAMES_OF_SOCKET);
    expect(of?.frames[0]?.id).toBe('f3');
    expect(of?.dropped).toBe(3);
  });

  it('cuts a long frame and keeps its true size', () => {
    log.add('s', frame('f', 'x'.repeat(50_000_000)));
    expect(log.of('s')?.frames[0]).toMatchObject({ size: 50_000_000 });
    expect(log.of('s')?.frames[0]?.text.length).toBe(MAX_FRAME_TEXT);
  });

  it('stays within its budget over all sockets, the oldest frames going first', () => {
    for (let i = 0; i < 20; i++) log.socket(socket(`s${i}`), 'open');
    for (let n = 0; n < 10_000; n++) log.add(`s${n % 20}`, frame(`f${n}`, 'x'.repeat(MAX_FRAME_TEXT)));
    expect(held()).toBeLessThanOrEqual(MAX_FRAME_CHARACTERS);
    expect(log.of('s19')?.frames.at(-1)?.id).toBe('f9999');
  });

  it('forgets closed sockets before open ones', () => {
    log.socket(socket('closed'), 'closed');
    for (let i = 0; i < MAX_SOCKETS - 1; i++) log.socket(socket(`s${i}`), 'open');
    expect(log.of('closed')).toBeUndefined();
    expect(log.of('s')).toBeDefined();
  });

  it('counts the sockets that are open', () => {
    log.socket(socket('a'), 'connecting');
    log.socket(socket('b'), 'open');
    log.socket(socket('s'), 'closed');
    expect(log.open()).toBe(1);
  });

  it('empties at a clear and still knows its sockets', () => {
    log.add('s', frame('f'));
    log.clear();
    expect(log.of('s')).toMatchObject({ frames: [], state: 'open' });
    log.add('s', frame('g'));
    expect(log.of('s')?.frames).toHaveLength(1);
  });

  it('ignores frames of a socket that it does not know', () => {
    log.add('unknown', frame('f'));
    expect(log.of('unknown')).toBeUndefined();
  });
});
