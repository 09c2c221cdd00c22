import { beforeEach, describe, expect, it } from 'vitest';
import { beginningOf, type ConnectionRecord, type SocketMessage, textBody } from '../../../lib/exchange.ts';
import {
  type Connections,
  createConnections,
  MAX_CONNECTIONS,
  MAX_RECORD_CHARACTERS,
  MAX_RECORD_TEXT,
  MAX_RECORDS_OF_CONNECTION,
} from '../../../lib/session/connections.ts';
import { AT, mqttPacket, socketClose, socketMessage, streamEvent } from '../../fixtures.ts';

const socket = (id: string) => ({ id, url: `wss://a.example/${id}`, subprotocol: undefined, at: AT });
const message = (id: string, text = id, on = 's'): SocketMessage => socketMessage(text, { id, socket: socket(on) });

describe('the log of connections', () => {
  let log: Connections;

  beforeEach(() => {
    log = createConnections();
    log.socket(socket('s'), 'open');
  });

  const records = (id: string) => log.of(id)?.records ?? [];
  const charactersOf = (record: ConnectionRecord | undefined) =>
    record && 'body' in record && record.body.state === 'read' ? record.body.text.length : 0;

  it('keeps the newest records of a socket and counts what it dropped', () => {
    for (let i = 0; i < MAX_RECORDS_OF_CONNECTION + 3; i++) log.add(message(`f${i}`));
    expect(records('s')).toHaveLength(MAX_RECORDS_OF_CONNECTION);
    expect(records('s')[0]?.id).toBe('f3');
    expect(log.of('s')?.dropped).toBe(3);
  });

  it('cuts a long message and keeps its true size', () => {
    log.add(message('f', 'x'.repeat(50_000_000)));
    expect(records('s')[0]).toMatchObject({ size: 50_000_000, body: { cut: true } });
    expect(charactersOf(records('s')[0])).toBe(MAX_RECORD_TEXT);
  });

  it('cuts every text of a record, and leaves the rest of it alone', () => {
    const long = 'x'.repeat(10_000);
    const beginning = beginningOf(long, MAX_RECORD_TEXT);
    const place = { socket: socket('s') };
    const body = { cut: true, text: beginning };
    log.add(mqttPacket({ ...place, packet: 'publish', topic: long, reasonString: long, body: textBody(long) }));
    log.add(mqttPacket({ ...place, packet: 'pingreq', topic: undefined, reasonString: undefined }));
    log.add(socketClose({ ...place, code: 4001, reason: long }));
    log.add(streamEvent(long, { event: 'news' }));
    expect(beginning.length).toBeLessThanOrEqual(MAX_RECORD_TEXT);
    expect(records('s')).toMatchObject([
      { packet: 'publish', topic: beginning, reasonString: beginning, body },
      { packet: 'pingreq', topic: undefined, reasonString: undefined },
      { code: 4001, reason: beginning },
    ]);
    expect(records('stream')).toMatchObject([{ event: 'news', body }]);
  });

  it('leaves base64 that is cut decodable', () => {
    const text = btoa('x'.repeat(9_001));
    log.add({ ...message('f'), opcode: 'binary', body: { state: 'read', text, base64: true, cut: false } });
    expect(records('s')[0]).toMatchObject({ body: { cut: true, text: text.slice(0, MAX_RECORD_TEXT) } });
    expect(MAX_RECORD_TEXT % 4).toBe(0);
  });

  const text = 'x'.repeat(MAX_RECORD_TEXT);
  it.each<[string, (id: string, on: string) => ConnectionRecord]>([
    ['messages', (id, on) => message(id, text, on)],
    ['packets', (id, on) => mqttPacket({ id, socket: socket(on), body: textBody(text) })],
    ['closes', (id, on) => socketClose({ id, socket: socket(on), reason: text })],
    ['events of streams', (id, on) => streamEvent(text, { id, stream: { ...streamEvent('').stream, id: on } })],
  ])('stays within its budget over all connections, the oldest %s going first', (_, record) => {
    for (let i = 0; i < 20; i++) log.socket(socket(`s${i}`), 'open');
    for (let n = 0; n < 10_000; n++) log.add(record(`f${n}`, `s${n % 20}`));
    let characters = 0;
    for (let i = 0; i < 20; i++) characters += records(`s${i}`).length * MAX_RECORD_TEXT;
    expect(characters).toBeLessThanOrEqual(MAX_RECORD_CHARACTERS);
    expect(characters).toBeGreaterThan(MAX_RECORD_CHARACTERS / 2);
    expect(records('s19').at(-1)?.id).toBe('f9999');
    expect(records('s0')[0]?.id).toBe(`f${10_000 - records('s0').length * 20}`);
  });

  const MEGABYTE = 1_000_000;
  const place = { socket: socket('s') };
  const gap = (id: string, detail: string, on = 's'): ConnectionRecord => ({
    socket: socket(on),
    at: AT,
    id,
    channel: 'gap',
    why: 'not-mqtt',
    missed: undefined,
    direction: 'receive',
    detail,
  });

  it.each<[string, (id: string) => ConnectionRecord]>([
    ['the words of a gap', (id) => gap(id, 'x'.repeat(MEGABYTE))],
    ['a topic filter', (id) => mqttPacket({ ...place, id, filters: [{ filter: 'x'.repeat(MEGABYTE), qos: 0 }] })],
    [
      'each topic filter and the object around it',
      (id) => mqttPacket({ ...place, id, filters: new Array(MEGABYTE / 40).fill({ filter: 'x'.repeat(10), qos: 0 }) }),
    ],
    ['each code that was granted', (id) => mqttPacket({ ...place, id, granted: new Array(MEGABYTE).fill(0) })],
    ['a server that a packet names', (id) => mqttPacket({ ...place, id, serverReference: 'x'.repeat(MEGABYTE) })],
  ])('counts %s', (_, record) => {
    for (let i = 0; i < 20; i++) log.add(record(`r${i}`));
    const kept = records('s').map(({ id }) => id);
    expect(kept).toHaveLength(MAX_RECORD_CHARACTERS / MEGABYTE - 1); // each with an object around it
    expect(kept.at(-1)).toBe('r19');
    expect(log.of('s')?.dropped).toBe(20 - kept.length);
  });

  it('keeps a gap as it is', () => {
    log.add(gap('g', 'a packet of 300 MB'));
    expect(records('s')).toEqual([gap('g', 'a packet of 300 MB')]);
  });

  it('forgets what a connection took when it forgets the connection', () => {
    for (let i = 1; i < MAX_CONNECTIONS; i++) log.socket(socket(`s${i}`), i <= 3 ? 'closed' : 'open');
    for (let i = 0; i < 4; i++) log.add(gap(`before ${i}`, 'x'.repeat(MEGABYTE)));
    for (let i = 1; i <= 3; i++) log.add(gap(`closed ${i}`, 'x'.repeat(MEGABYTE), `s${i}`));
    for (let i = 0; i < 3; i++) log.socket(socket(`late ${i}`), 'open');
    for (let i = 0; i < 3; i++) log.add(gap(`after ${i}`, 'x'.repeat(MEGABYTE)));
    expect(records('s')).toHaveLength(7);
    expect(log.of('s')?.dropped).toBe(0);
  });

  it('forgets closed sockets and streams before open sockets', () => {
    log.socket(socket('opening'), 'connecting');
    log.socket(socket('closed'), 'closed');
    log.add(streamEvent('x'));
    for (let i = 0; i < MAX_CONNECTIONS - 2; i++) log.socket(socket(`s${i}`), 'open');
    for (const gone of ['closed', 'stream']) expect(log.of(gone)).toBeUndefined();
    for (const there of ['s', 'opening']) expect(log.of(there)).toBeDefined();
  });

  it('forgets the oldest where all are open, and never the one that has just come', () => {
    for (let i = 1; i < MAX_CONNECTIONS; i++) log.socket(socket(`s${i}`), 'open');
    expect(log.of('s')).toBeDefined();
    log.add(streamEvent('x'));
    expect(log.of('stream')?.records).toHaveLength(1);
    expect(log.of('s')).toBeUndefined();
  });

  it('goes on dropping the oldest after a clear, and after tens of thousands of records', () => {
    for (let i = 0; i < 20; i++) log.socket(socket(`s${i}`), 'open');
    for (let n = 0; n < 5_000; n++) log.add(message(`before ${n}`, text, `s${n % 20}`));
    log.clear();
    for (let n = 0; n < 20_000; n++) log.add(message(`f${n}`, text, `s${n % 20}`));
    for (let i = 0; i < 20; i++) {
      const held = log.of(`s${i}`);
      expect((held?.dropped ?? 0) + (held?.records.length ?? 0)).toBe(1_250);
      expect(held?.records.length).toBeGreaterThan(150);
      expect(held?.records.at(-1)?.id).toBe(`f${19_980 + i}`);
    }
  });

  it('counts the sockets that are open', () => {
    log.socket(socket('a'), 'connecting');
    log.socket(socket('b'), 'open');
    log.socket(socket('s'), 'closed');
    log.add(streamEvent('x'));
    expect(log.open()).toBe(1);
  });

  it('empties at a clear and still knows its connections', () => {
    log.add(message('f'));
    log.clear();
    expect(log.of('s')).toMatchObject({ records: [], state: 'open', dropped: 1 });
    log.add(message('g'));
    expect(records('s')).toHaveLength(1);
  });

  it('knows a stream by its first event, and a socket only once it was noted', () => {
    log.add(streamEvent('x'));
    log.add(message('f', 'f', 'unknown'));
    expect(log.of('stream')).toMatchObject({ connection: { url: 'https://a.example/stream' }, state: undefined });
    expect(log.of('unknown')).toBeUndefined();
  });
});
