/** Records of a connection in words: one line for a list, as a report has it, not yet redacted. */
import { fromBase64 } from '../bytes.ts';
import type { ConnectionRecord, Direction } from '../exchange.ts';
import { isHubMessagePack } from '../message-pack.ts';
import { packetLine } from './packet.ts';

/** What kind of record it is, in one word. */
export type RecordKind = 'text' | 'binary' | 'mqtt' | 'event' | 'close' | 'gap';

export function recordKind(record: ConnectionRecord): RecordKind {
  return record.channel === 'websocket' ? record.opcode : record.channel;
}

/** Which way it went; undefined for what neither side sent, such as the end of the connection. */
export function recordDirection(record: ConnectionRecord): Direction | undefined {
  if (record.channel === 'event') return 'receive';
  return record.channel === 'close' ? undefined : record.direction;
}

/** Size of the whole message: characters of a text or an event, bytes of anything else. */
export function recordSize(record: ConnectionRecord): number {
  switch (record.channel) {
    case 'websocket':
      return record.size;
    case 'mqtt':
      return record.length;
    case 'event':
      return record.body.state === 'read' ? record.body.text.length : 0;
    case 'close':
    case 'gap':
      return 0;
    default:
      return record satisfies never;
  }
}

/** True where only the beginning of a message was kept. */
export function isCutRecord(record: ConnectionRecord): boolean {
  return 'body' in record && record.body.state === 'read' && record.body.cut;
}

/** True for a binary message of which nobody can judge what it holds, so that it stays out of reports. */
export function isOpaque(record: ConnectionRecord): boolean {
  return record.channel === 'websocket' && record.body.state === 'read' && record.body.base64;
}

const HUB_MESSAGE = 'MessagePack (hub protocol), not decoded';

/** What a binary message holds that is recognised and not decoded; undefined for all others. */
export function opaqueName(record: ConnectionRecord): typeof HUB_MESSAGE | undefined {
  if (record.channel !== 'websocket' || record.body.state !== 'read' || !record.body.base64) return undefined;
  const bytes = fromBase64(record.body.text);
  return bytes && isHubMessagePack(bytes, record.size) ? HUB_MESSAGE : undefined;
}

/** The record as text: a message's own, or what stands for it. */
export function recordText(record: ConnectionRecord): string {
  switch (record.channel) {
    case 'websocket':
    case 'event':
      if (record.body.state !== 'read') return '';
      if (!record.body.base64) return record.body.text;
      return [opaqueName(record), hexOf(record.body.text, record.body.cut)].filter(Boolean).join(': ');
    case 'mqtt':
      return record.body.state === 'read' && record.body.text !== ''
        ? `${packetLine(record)}\n${record.body.text}`
        : packetLine(record);
    case 'close':
      return `${record.code} ${record.reason}`.trim();
    case 'gap':
      if (record.why === 'not-mqtt') return `not MQTT: ${record.detail}`;
      return record.missed === undefined
        ? 'events of this page were missed'
        : `${record.missed} events of this page were missed`;
    default:
      return record satisfies never;
  }
}

function hexOf(base64: string, isCut: boolean): string {
  const bytes = fromBase64(base64) ?? new Uint8Array();
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return isCut ? `${hex} …` : hex;
}
