/** MQTT packets on one line. What their codes mean is the catalogue's matter; here they only have names. */
import type { Packet } from 'mqtt-packet';

/** By packet type (MQTT 5 section 2.1.2). */
export const PACKET_NAMES = [
  'reserved',
  'connect',
  'connack',
  'publish',
  'puback',
  'pubrec',
  'pubrel',
  'pubcomp',
  'subscribe',
  'suback',
  'unsubscribe',
  'unsuback',
  'pingreq',
  'pingresp',
  'disconnect',
  'auth',
] as const;

export type PacketName = (typeof PACKET_NAMES)[number];

/** Return codes of a CONNACK in MQTT 3.1.1 (section 3.2.2.3); the index is the code. */
const CONNACK_3 = [
  'Connection accepted',
  'Unacceptable protocol version',
  'Identifier rejected',
  'Server unavailable',
  'Bad user name or password',
  'Not authorized',
];

/** Reason codes of MQTT 5 (section 2.4). */
const REASONS: Readonly<Record<number, string>> = {
  0: 'Success',
  4: 'Disconnect with Will Message',
  16: 'No matching subscribers',
  17: 'No subscription existed',
  24: 'Continue authentication',
  25: 'Re-authenticate',
  128: 'Unspecified error',
  129: 'Malformed Packet',
  130: 'Protocol Error',
  131: 'Implementation specific error',
  132: 'Unsupported Protocol Version',
  133: 'Client Identifier not valid',
  134: 'Bad User Name or Password',
  135: 'Not authorized',
  136: 'Server unavailable',
  137: 'Server busy',
  138: 'Banned',
  139: 'Server shutting down',
  140: 'Bad authentication method',
  141: 'Keep Alive timeout',
  142: 'Session taken over',
  143: 'Topic Filter invalid',
  144: 'Topic Name invalid',
  145: 'Packet Identifier in use',
  146: 'Packet Identifier not found',
  147: 'Receive Maximum exceeded',
  148: 'Topic Alias invalid',
  149: 'Packet too large',
  150: 'Message rate too high',
  151: 'Quota exceeded',
  152: 'Administrative action',
  153: 'Payload format invalid',
  154: 'Retain not supported',
  155: 'QoS not supported',
  156: 'Use another server',
  157: 'Server moved',
  158: 'Shared Subscriptions not supported',
  159: 'Connection rate exceeded',
  160: 'Maximum connect time',
  161: 'Subscription Identifiers not supported',
  162: 'Wildcard Subscriptions not supported',
};

/** Codes from here on are failures (MQTT 5 section 2.4; the one failure of a 3.1.1 SUBACK is 128). */
const FAILURE = 128;
/** Characters of any one text, and items of a list, that a summary holds. */
const MAX_TEXT = 200;
const MAX_ITEMS = 3;

/** Control and format characters, line and paragraph separators: they would break the line or reorder it. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function oneLine(text: string): string {
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return cut.replace(UNSEEN, '\ufffd');
}

function listed<T>(items: readonly T[], text: (item: T) => string): string {
  const shown = items
    .slice(0, MAX_ITEMS)
    .map((item) => text(item))
    .join(', ');
  return items.length > MAX_ITEMS ? `${shown} and ${items.length - MAX_ITEMS} more` : shown;
}

function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

function codeName(packet: PacketName, code: number, version: number | undefined): string | undefined {
  if (packet === 'suback' && code <= 2) return `Granted QoS ${code}`;
  if (packet === 'suback' && code === FAILURE && version !== 5) return 'Failure';
  if (packet === 'disconnect' && code === 0) return 'Normal disconnection';
  if (packet === 'connack' && (code > 0 || version !== 5) && code < CONNACK_3.length) return CONNACK_3[code];
  return REASONS[code];
}

/** `135 Not authorized`; a code without a name stands alone. */
function named(packet: PacketName, code: number, version: number | undefined): string {
  const name = codeName(packet, code, version);
  return name === undefined ? String(code) : `${code} ${name}`;
}

/** The code that stands for several: the first failure, else the first. */
export function decisiveCode(codes: readonly number[]): number | undefined {
  return codes.find((code) => code >= FAILURE) ?? codes[0];
}

/** A packet that answers, ends or continues something, by its codes. `version` is 3, 4, 5 or unknown. */
export function summaryOfCodes(
  packet: PacketName,
  codes: readonly number[],
  messageId: number | undefined,
  version: number | undefined,
  reason?: unknown,
): string {
  const start = packet.toUpperCase() + (messageId === undefined ? '' : ` of message ${messageId}`);
  const detail = codesText(packet, codes, version);
  // The text for people that MQTT 5 lets a packet carry beside its code.
  const said = typeof reason === 'string' && reason !== '' ? `: "${oneLine(reason)}"` : '';
  if (detail === '') return start + said;
  return `${start}${messageId === undefined ? ' ' : ': '}${detail}${said}`;
}

function codesText(packet: PacketName, codes: readonly number[], version: number | undefined): string {
  const code = decisiveCode(codes);
  if (code === undefined) return '';
  if (packet !== 'suback' && packet !== 'unsuback') {
    // That a PUBACK acknowledges goes without saying.
    return code === 0 && packet.startsWith('pub') ? '' : named(packet, code, version);
  }
  if (code < FAILURE) return listed(codes, (granted) => named(packet, granted, version));
  const refused = codes.filter((granted) => granted >= FAILURE).length;
  const count = codes.length > 1 ? ` (${refused} of ${codes.length} refused)` : '';
  return named(packet, code, version) + count;
}

/** A PUBLISH whose payload has `size` bytes. */
export function summaryOfPublish(
  packet: { readonly qos: number; readonly retain: boolean; readonly dup: boolean },
  topic: string | undefined,
  size: number,
): string {
  const name = topic === undefined ? 'with an unknown topic alias' : oneLine(topic);
  const flags = `${packet.retain ? ', retained' : ''}${packet.dup ? ', repeated' : ''}`;
  return `PUBLISH ${name} QoS ${packet.qos}${flags}, ${bytes(size)}`;
}

/** A packet of which only the size is known. */
export function summaryOfUnread(packet: PacketName, size: number): string {
  return `${packet.toUpperCase()}, ${bytes(size)}, not read`;
}

/** Any other packet. Of a CONNECT, user name, password and will stay out: only that there are some is told. */
export function summaryOfRequest(packet: Packet): string {
  switch (packet.cmd) {
    case 'connect': {
      const parts = [
        packet.clientId === '' ? 'without clientId' : `clientId ${oneLine(packet.clientId)}`,
        ...(packet.username === undefined ? [] : ['user hidden']),
        ...(packet.password === undefined ? [] : ['password hidden']),
        ...(packet.will === undefined ? [] : ['will hidden']),
      ];
      return `CONNECT ${parts.join(', ')}`;
    }
    case 'subscribe':
      return `SUBSCRIBE ${listed(packet.subscriptions, ({ topic, qos }) => `${oneLine(topic)} QoS ${qos}`)}`;
    case 'unsubscribe':
      return `UNSUBSCRIBE ${listed(packet.unsubscriptions, oneLine)}`;
    default:
      return packet.cmd.toUpperCase();
  }
}
