/** Bodies and messages as a HAR file holds them. */
import { fromBase64, toBase64, utf8 } from '../bytes.ts';
import type { Body, Direction, MqttPacket, SocketMessage } from '../exchange.ts';
import { changed, type Redacted, safe, word } from '../redact/redacted.ts';
import { isOpaque } from '../words/record.ts';
import type { JsonObject } from './json.ts';
import type { MqttWriter } from './mqtt-bytes.ts';
import type { Redactor } from './redact.ts';

/** A message of a socket. `at` in epoch milliseconds, which HAR holds in seconds. */
function message(direction: Direction, at: number, opcode: 1 | 2, data: Redacted<string>): JsonObject {
  return { type: word(direction), time: at / 1000, opcode, data };
}

/** Bytes that hold nothing but redacted text and what facts are written as. */
export function binary(direction: Direction, at: number, bytes: Uint8Array, text: Redacted<string>): JsonObject {
  return message(
    direction,
    at,
    2,
    changed(text, () => toBase64(bytes)),
  );
}

/** A message as far as it is held. What nobody can judge stays out. */
export function messageOf(record: SocketMessage, redactor: Redactor): JsonObject {
  const { direction, at, opcode, body } = record;
  const data = isOpaque(record) ? safe`` : textOf(body, direction === 'send', redactor);
  return opcode === 'binary'
    ? binary(direction, at, new TextEncoder().encode(data), data)
    : message(direction, at, 1, data);
}

export function packetOf(packet: MqttPacket, mqtt: MqttWriter, redactor: Redactor): JsonObject | undefined {
  const payload = textOf(packet.body, packet.direction === 'send', redactor);
  const bytes = mqtt.packet(packet, payload, redactor.text(packet.topic ?? ''));
  return bytes && binary(packet.direction, packet.at, bytes, payload);
}

export function textOf(body: Body, sent: boolean, redactor: Redactor): Redacted<string> {
  if (body.state !== 'read') return safe``;
  const bytes = body.base64 ? fromBase64(body.text) : undefined;
  return redactor.body(bytes ? utf8(bytes) : body.text, '', body.cut, sent);
}

/** Characters of a text that a recording holds: an error is never that long. */
const MAX_BODY = 4_000_000;

/** A body as HAR holds it; undefined where there is none. Bytes stay as they are unless there is a secret among them. */
export function bodyMembers(body: Body, mimeType: string, redactor: Redactor, sent = false): JsonObject | undefined {
  if (body.state !== 'read') return undefined;
  const isText = isGrpcText(mimeType);
  const base64 = isText && body.base64 ? utf8(fromBase64(body.text) ?? NO_BYTES) : body.text;
  if (!(body.base64 || isText) || !fromBase64(base64))
    return {
      text: redactor.body(body.text.slice(0, MAX_BODY), mimeType, body.cut || body.text.length > MAX_BODY, sent),
    };
  const out = redactor.bytes(base64, mimeType, body.cut, sent);
  if (out !== base64) return { text: out, encoding: word('base64') };
  return { text: changed(out, () => body.text), ...(body.base64 && { encoding: word('base64') }) };
}

const NO_BYTES = new Uint8Array();

/** gRPC-web text is base64, whatever carries it (gRPC PROTOCOL-WEB). */
function isGrpcText(mimeType: string): boolean {
  return mimeType.toLowerCase().startsWith('application/grpc-web-text');
}
