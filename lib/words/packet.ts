/** An MQTT control packet in one line. What its code means for the reader is the catalogue's matter; here codes only have names. */
import { decisiveCode, FAILURE, type PacketFacts, type PacketName } from '../mqtt/packet.ts';
import { oneLine } from '../text.ts';

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

/** Characters of any one text, and items of a list, that a line holds. */
const MAX_TEXT = 200;
const MAX_ITEMS = 3;

/**
 * A packet in one line of at most some hundred characters: `SUBACK of message 3: 135 Not authorized (1 of 3 refused)`. Of a
 * CONNECT it says that there are credentials, never what they are.
 */
export function packetLine(facts: PacketFacts): string {
  const name = facts.packet.toUpperCase();
  if (!facts.isRead) return `${name}, ${bytes(facts.length)}, not read`;
  switch (facts.packet) {
    case 'connect':
      return `${name} ${connectWords(facts)}`;
    case 'publish':
      return `${name} ${publishWords(facts)}`;
    case 'subscribe':
      return `${name} ${listed(facts.filters, ({ filter, qos = 0 }) => `${shown(filter)} QoS ${qos}`)}`;
    case 'unsubscribe':
      return `${name} ${listed(facts.filters, ({ filter }) => shown(filter))}`;
    case 'connack':
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp':
    case 'suback':
    case 'unsuback':
    case 'disconnect':
    case 'auth':
      return name + answerWords(facts);
    case 'pingreq':
    case 'pingresp':
    case 'reserved':
      return name;
    default:
      return facts.packet satisfies never;
  }
}

function connectWords({ connect }: PacketFacts): string {
  if (!connect) return '';
  const { clientId, hasUserName, hasPassword, hasWill } = connect;
  const parts = [
    clientId === '' ? 'without clientId' : `clientId ${shown(clientId)}`,
    ...(hasUserName ? ['user hidden'] : []),
    ...(hasPassword ? ['password hidden'] : []),
    ...(hasWill ? ['will hidden'] : []),
  ];
  return parts.join(', ');
}

function publishWords({ topic, qos = 0, retain, duplicate, payloadSize = 0 }: PacketFacts): string {
  const name = topic === undefined ? 'with an unknown topic alias' : shown(topic);
  const flags = `${retain ? ', retained' : ''}${duplicate ? ', repeated' : ''}`;
  return `${name} QoS ${qos}${flags}, ${bytes(payloadSize)}`;
}

/** A packet that answers, ends or continues something, by its codes. */
function answerWords(facts: PacketFacts): string {
  const { messageId, reasonString } = facts;
  const start = messageId === undefined ? '' : ` of message ${messageId}`;
  const detail = codesWords(facts);
  const said = reasonString ? `: "${shown(reasonString)}"` : '';
  if (detail === '') return start + said;
  return `${start}${messageId === undefined ? ' ' : ': '}${detail}${said}`;
}

function codesWords({ packet, granted, reasonCode, protocolVersion }: PacketFacts): string {
  const codes = granted.length > 0 ? granted : reasonCode === undefined ? [] : [reasonCode];
  const code = decisiveCode(codes);
  if (code === undefined) return '';
  if (packet !== 'suback' && packet !== 'unsuback') {
    // That a PUBACK acknowledges goes without saying.
    return code === 0 && packet.startsWith('pub') ? '' : named(packet, code, protocolVersion);
  }
  if (code < FAILURE) return listed(codes, (granted) => named(packet, granted, protocolVersion));
  const refused = codes.filter((granted) => granted >= FAILURE).length;
  const count = codes.length > 1 ? ` (${refused} of ${codes.length} refused)` : '';
  return named(packet, code, protocolVersion) + count;
}

/** `135 Not authorized`; a code without a name stands alone. */
function named(packet: PacketName, code: number, version: number | undefined): string {
  const name = codeName(packet, code, version);
  return name === undefined ? String(code) : `${code} ${name}`;
}

function codeName(packet: PacketName, code: number, version: number | undefined): string | undefined {
  if (packet === 'suback' && code <= 2) return `Granted QoS ${code}`;
  if (packet === 'suback' && code === FAILURE && version !== 5) return 'Failure';
  if (packet === 'disconnect' && code === 0) return 'Normal disconnection';
  if (packet === 'connack' && (code > 0 || version !== 5) && code < CONNACK_3.length) return CONNACK_3[code];
  return REASONS[code];
}

/** Of a long text whole levels or words: the beginning of a token among them would no longer look like one. */
function shown(text: string): string {
  if (text.length <= MAX_TEXT) return oneLine(text);
  const beginning = text.slice(0, MAX_TEXT - 1);
  return oneLine(`${beginning.slice(0, beginning.search(/[^/\s]*$/))}…`);
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
