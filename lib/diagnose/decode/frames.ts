/**
 * Framing protocols over WebSockets: what one message carries. A protocol is recognised by its subprotocol or by its first characters,
 * never by who runs it. Each message becomes plain values that the reader of self-descriptions understands.
 */
import { isObject, isTuple, type Json } from '../self-description/json.ts';
import { plainWord } from '../self-description/plain-words.ts';
import { parseJson } from './content.ts';
import { decodeXml } from './xml.ts';

/** One unit that a message carries. */
export interface Unit {
  readonly value: unknown;
  /** The event, packet or command that its framing names: `error`, `phx_reply`, `ERROR`. */
  readonly event: string | undefined;
  /** The framing itself says that this is a failure. */
  readonly isFailure: boolean;
  /** The code to show where the failure carries none: the packet's own name or number. */
  readonly fallbackCode: string | undefined;
}

interface Framing {
  readonly id: string;
  /** Subprotocols that settle it, in lower case. */
  readonly subprotocols?: readonly string[];
  /** How a message of it begins, for sockets without a telling subprotocol. */
  readonly start?: RegExp;
  /** The units of a message; undefined where it is not one of this framing after all. */
  read(text: string): readonly Unit[] | undefined;
}

/** The longest message that is read, in characters. */
const MAX_MESSAGE = 1_000_000;
/** Units of one message that are read. */
const MAX_UNITS = 256;

const plain = (value: unknown, event?: string): Unit => ({ value, event, isFailure: false, fallbackCode: undefined });
const failing = (value: unknown, event: string | undefined, fallbackCode: string | undefined): Unit => ({
  value,
  event,
  isFailure: true,
  fallbackCode,
});

/** End of a JSON record in SignalR's hub protocol, and in RFC 7464. */
const RECORD_SEPARATOR = '\u001e';

/** How messages of WAMP begin that can tell of a failure: an object, or the type and number of a request. */
const START_OF_WAMP = /^\[(?:[36],\s?\{|8,\s?\d{1,5},\s?\d)/;
/** A URI of WAMP (WAMP 2, "URIs"): words with dots between them. */
const DOTTED = /^\w{1,60}(?:\.\w{1,60}){2,12}$/;
/** How a session ends in the ordinary course of things. */
const ORDINARY_END = /\.close\.(?:normal|goodbye_and_out|close_realm|logout)$/;

const FRAMINGS: readonly Framing[] = [
  // Engine.IO 4 message (4) with a Socket.IO 5 packet: type, attachments, namespace, acknowledgement id, JSON.
  { id: 'socket.io', start: /^4[0-6](?:\d{1,4}-)?(?:\/[^,]{0,200},?)?\d{0,9}(?=$|[[{"])/, read: readSocketIo },
  // Hub protocol: JSON records, each ended by 0x1e.
  { id: 'hub', start: /^\{/, read: readHub },
  // STOMP 1.2: command, headers, blank line, body, NUL.
  {
    id: 'stomp',
    subprotocols: ['v10.stomp', 'v11.stomp', 'v12.stomp', 'stomp'],
    start: /^(?:ERROR|CONNECTED|MESSAGE|RECEIPT)\r?\n/,
    read: readStomp,
  },
  // SockJS: an array of texts, or a close frame.
  { id: 'sockjs', start: /^(?:a\[|c\[|m")/, read: readSockJs },
  // WAMP 2: [type, …], ABORT is 3, GOODBYE 6, ERROR 8.
  { id: 'wamp', subprotocols: ['wamp.2.json'], start: START_OF_WAMP, read: readWamp },
  // OCPP-J (OCPP 1.6 JSON specification, section 4.2.3): CALLERROR is [4, id, code, description, details];
  // 5 is the CALLRESULTERROR of OCPP 2.1.
  {
    id: 'ocpp',
    subprotocols: ['ocpp1.2', 'ocpp1.5', 'ocpp1.6', 'ocpp2.0', 'ocpp2.0.1', 'ocpp2.1'],
    start: /^\[[45],\s?"[^"]{1,64}",\s?"[A-Z][A-Za-z]{1,63}",/,
    read: readCallError,
  },
  // XMPP (RFC 6120 sections 4.9 and 6.5, over RFC 7395): a stream error or a failed authentication names its condition as an element.
  // So does a stanza that could not be handled (RFC 6120 section 8.3).
  {
    id: 'xmpp',
    start: /^<(?:(?:stream:error|failure)[\s>]|(?:iq|message|presence)\s[^>]{0,600}\btype=["']error["'])/,
    read: readCondition,
  },
  // Protocols of lines (Redis, NATS): an error is `-ERR` and its words.
  { id: 'lines', start: /^-ERR\b/, read: (text) => [failing({ message: wordsOfLine(text) }, '-ERR', '-ERR')] },
  // IRC (RFC 1459 section 6.1; IRCv3 "Standard Replies"): numbers from 400 on, behind the name of the server, are errors, ERROR closes the connection.
  { id: 'irc', start: /^(?::\S{1,200} [45]\d\d \S|(?::\S{1,200} )?(?:ERROR :|FAIL [A-Z*]))/, read: readIrc },
  // SIP (RFC 3261 section 7.2, over RFC 7118): the status line of a response, and its headers.
  { id: 'sip', subprotocols: ['sip'], start: /^SIP\/2\.0 \d{3} /, read: readSip },
  // Relays (Nostr NIP-01, "From relay to client"): ["OK", id, false, why], ["CLOSED", id, why] and ["NOTICE", why], why being a word, a colon, a sentence.
  { id: 'relay', start: /^\["(?:(?:OK|CLOSED)",\s?"[^"]{0,200}",\s?(?:false,\s?)?|NOTICE",\s?)"/, read: readRelay },
  // Channels: [join_ref, ref, topic, event, payload], or the same as an object.
  { id: 'channels', start: /^\[(?:null|"[^"]{0,80}"),\s?(?:null|"[^"]{0,80}"),\s?"/, read: readChannel },
];

/** The units of a received message. `subprotocol` is the one that the server chose. */
export function unitsOf(text: string, subprotocol: string | undefined): readonly Unit[] {
  if (text.length === 0 || text.length > MAX_MESSAGE) return [];
  const spoken = subprotocol?.toLowerCase();
  for (const { subprotocols, start, read } of FRAMINGS) {
    if (!(spoken !== undefined && subprotocols?.includes(spoken)) && !start?.test(text)) continue;
    const units = read(text);
    if (units) return units;
  }
  return jsonUnits(text);
}

function jsonUnits(text: string): readonly Unit[] {
  const value = parseJson(text);
  if (value !== undefined) return typeof value === 'object' ? objectUnits(value) : [];
  if (!/^\s*[{[]/.test(text) || !text.includes('\n')) return [];
  const units: Unit[] = [];
  for (const line of text.split('\n', MAX_UNITS)) {
    const record = line.trim() === '' ? undefined : parseJson(line);
    if (record !== undefined) units.push(...objectUnits(record));
  }
  return units;
}

function objectUnits(value: unknown): readonly Unit[] {
  if (Array.isArray(value) && isTuple(value)) return [failing(value, 'error', 'error')];
  if (Array.isArray(value)) return value.slice(0, MAX_UNITS).map((item) => plain(item));
  if (!isObject(value)) return [];
  return [channelUnit(value) ?? treeUnit(value) ?? plain(value)];
}

function readSocketIo(text: string): readonly Unit[] | undefined {
  const head = /^4([0-6])(?:\d{1,4}-)?(?:\/[^,]{0,200},?)?\d{0,9}/.exec(text);
  if (!head) return undefined;
  const body = text.slice(head[0].length);
  const value = body === '' ? undefined : parseJson(body);
  if (body !== '' && value === undefined) return undefined;
  // 4: the namespace refused the connection.
  if (head[1] === '4') return [failing(typeof value === 'string' ? { message: value } : value, 'connect_error', '44')];
  if (!Array.isArray(value)) return [];
  if (head[1] === '3') return value.slice(0, 2).map((item: unknown) => plain(item));
  const [event, payload]: unknown[] = value;
  return typeof event === 'string' ? [plain(payload, event)] : [];
}

/** Hub message types that can carry an error: 3 completes an invocation, 7 closes the connection. */
const HUB_ERRORS: ReadonlySet<unknown> = new Set([3, 7]);

function readHub(text: string): readonly Unit[] | undefined {
  if (!text.includes(RECORD_SEPARATOR)) return undefined;
  const units: Unit[] = [];
  for (const record of text.split(RECORD_SEPARATOR, MAX_UNITS)) {
    const value = record.trim() === '' ? undefined : parseJson(record);
    if (!isObject(value)) continue;
    const hasError = typeof value.error === 'string' && value.error !== '';
    // The answer to the handshake has no type.
    if (value.type === undefined) units.push(hasError ? failing(value, 'handshake', 'handshake') : plain(value));
    else if (HUB_ERRORS.has(value.type))
      units.push(hasError ? failing({ ...value, type: null }, undefined, String(value.type)) : plain(null));
  }
  return units;
}

function readStomp(text: string): readonly Unit[] | undefined {
  const [command, ...lines] = text.split(/\r?\n/, 64);
  if (command !== 'ERROR') return [];
  const headers: Record<string, string> = {};
  let used = command.length + 1;
  for (const line of lines) {
    used += line.length + 1;
    if (line === '') break;
    const colon = line.indexOf(':');
    if (colon > 0 && line.slice(0, colon) !== '__proto__') headers[line.slice(0, colon)] = line.slice(colon + 1);
  }
  const body = text.slice(used).replaceAll('\0', '').trim();
  const { message } = headers;
  const isShort = message !== undefined && message.length <= 80;
  return [
    failing(
      { message: message ?? body, detail: message === undefined ? undefined : body, request_id: headers['receipt-id'] },
      'ERROR',
      isShort ? message : 'ERROR',
    ),
  ];
}

/** How a SockJS session ends in the ordinary course of things: "Go away!" (SockJS protocol 0.3.3, session termination). */
const ORDINARY_CLOSE = 3000;

function readSockJs(text: string): readonly Unit[] | undefined {
  const value = parseJson(text.slice(1));
  if (text[0] === 'c') {
    if (!Array.isArray(value) || typeof value[0] !== 'number') return undefined;
    const [code, message]: unknown[] = value;
    return [code === ORDINARY_CLOSE ? plain(null) : failing({ message }, 'close', String(code))];
  }
  const messages: readonly unknown[] = Array.isArray(value) ? value : [value];
  const units: Unit[] = [];
  for (const message of messages.slice(0, MAX_UNITS)) {
    const inner = typeof message === 'string' ? parseJson(message) : undefined;
    if (inner !== undefined) units.push(...objectUnits(inner));
  }
  return units;
}

function readWamp(text: string): readonly Unit[] | undefined {
  const value = parseJson(text);
  if (!Array.isArray(value)) return undefined;
  const [type, second, third, details, uri, args]: unknown[] = value;
  if ((type === 3 || type === 6) && isObject(second) && typeof third === 'string' && DOTTED.test(third)) {
    if (type === 6 && ORDINARY_END.test(third)) return [];
    return [failing({ code: third, message: second.message }, type === 3 ? 'ABORT' : 'GOODBYE', third)];
  }
  if (type === 8 && typeof uri === 'string' && DOTTED.test(uri)) {
    const words: unknown = Array.isArray(args) ? args[0] : undefined;
    return [failing({ code: uri, message: words, details }, 'ERROR', uri)];
  }
  // A list of the same look is none of its messages.
  return START_OF_WAMP.test(text) ? undefined : [];
}

function readCallError(text: string): readonly Unit[] | undefined {
  const value = parseJson(text);
  if (!Array.isArray(value)) return undefined;
  const [type, , code, message, details]: unknown[] = value;
  return (type === 4 || type === 5) && typeof code === 'string'
    ? [failing({ code, message, details }, 'CALLERROR', code)]
    : [];
}

function readCondition(text: string): readonly Unit[] | undefined {
  const document = decodeXml(text);
  if (!document) return undefined;
  const { error } = document.value;
  const { text: message, ...members } = isObject(error) ? error : document.value;
  const code = Object.keys(members).find((name) => !ATTRIBUTES.has(name));
  const said = isObject(message) ? message['#text'] : message;
  return code === undefined ? undefined : [failing({ code, message: said }, document.root, code)];
}

/** What stands beside the condition of an error. */
const ATTRIBUTES: ReadonlySet<string> = new Set(['xmlns', 'type', 'by', 'code', 'id', 'from', 'to', '#text']);

function wordsOfLine(text: string): string {
  const line = /^-ERR\s{0,8}([^\r\n]{0,2000})/.exec(text)?.[1]?.trim() ?? '';
  return /^'(.*)'$/.exec(line)?.[1] ?? line;
}

/** A server without a message of the day says so to everybody. */
const NO_MESSAGE_OF_THE_DAY = '422';
/** The answer to somebody who leaves (RFC 2812 section 3.1.7). */
const LEFT = /[[("]Quit\b/i;

function readIrc(text: string): readonly Unit[] {
  const units: Unit[] = [];
  for (const line of text.split(/\r?\n/, MAX_UNITS)) {
    const [, server, head, words] = /^(:\S{1,200} )?([A-Z\d][^\r\n]{1,400}?) :([^\r\n]{1,1000})/.exec(line) ?? [];
    const [command = '', , code] = head?.split(' ') ?? [];
    if (server !== undefined && /^[45]\d\d$/.test(command) && command !== NO_MESSAGE_OF_THE_DAY)
      units.push(failing({ code: command, message: words }, undefined, command));
    else if (command === 'ERROR' && !LEFT.test(words ?? '')) units.push(failing({ message: words }, command, command));
    else if (command === 'FAIL' && code !== undefined) units.push(failing({ code, message: words }, command, code));
  }
  return units;
}

/** What a call goes through in the ordinary course of things: a request for credentials, and the end of a call that was taken back. */
const ORDINARY_SIP: ReadonlySet<string> = new Set(['401', '407', '487']);

function readSip(text: string): readonly Unit[] {
  const [, code = '', message] = /^SIP\/2\.0 ([4-6]\d\d) ([^\r\n]{0,200})/.exec(text) ?? [];
  if (code === '' || ORDINARY_SIP.has(code)) return [];
  const value = {
    code,
    message,
    request_id: /^(?:call-id|i)\s{0,4}:\s{0,4}([^\r\n]{1,200})/im.exec(text)?.[1],
    retry_after: /^retry-after\s{0,4}:\s{0,4}([^\r\n]{1,200})/im.exec(text)?.[1]?.replace(/[ (;].*$/, ''),
  };
  return [failing(value, undefined, code)];
}

function readChannel(text: string): readonly Unit[] | undefined {
  const value = parseJson(text);
  if (!Array.isArray(value) || value.length !== 5) return undefined;
  const [, , topic, event, payload]: unknown[] = value;
  return typeof topic === 'string' && typeof event === 'string'
    ? [channelReply(event, payload) ?? plain(payload, event)]
    : undefined;
}

function readRelay(text: string): readonly Unit[] | undefined {
  const value = parseJson(text);
  if (!Array.isArray(value)) return undefined;
  const kind: unknown = value[0];
  const why: unknown = kind === 'NOTICE' ? value[1] : kind === 'OK' ? value[3] : value[2];
  const [, code, message] = (typeof why === 'string' && /^([a-z][a-z-]{1,40}): {0,4}(.*)$/s.exec(why)) || [];
  if (typeof kind !== 'string' || (kind === 'OK' && value[2] !== false)) return [];
  if (kind === 'NOTICE' && code !== 'error' && (code === undefined || plainWord(code) === undefined)) return [];
  // Without a word a subscription ended in the ordinary course of things.
  if (code === undefined) return kind === 'OK' ? [failing({ message: why }, kind, kind)] : [];
  return [failing({ code, message }, kind, kind)];
}

/** The object form of a channel message. */
function channelUnit(value: Json): Unit | undefined {
  const { topic, event, payload } = value;
  if (typeof topic !== 'string' || typeof event !== 'string' || !isObject(payload)) return undefined;
  return channelReply(event, payload) ?? plain(payload, event);
}

/** A reply to a push: `{"status":"error","response":{"reason":"unmatched topic"}}`, its reason standing for a code. */
function channelReply(event: string, payload: unknown): Unit | undefined {
  if (event === 'phx_error') return failing(payload, event, event);
  if (event !== 'phx_reply' || !isObject(payload)) return undefined;
  if (payload.status !== 'error') return plain(null, event);
  const { response } = payload;
  const reason = isObject(response) ? response.reason : response;
  const code = typeof reason === 'string' && reason.length <= 80 ? reason : 'error';
  return failing(isObject(response) ? response : { reason: response }, event, code);
}

/** A tree database's answer: `{"t":"d","d":{"r":2,"b":{"s":"permission_denied","d":"Permission denied"}}}`, `s` being `ok` where all is well. */
function treeUnit(value: Json): Unit | undefined {
  if (value.t !== 'd' || !isObject(value.d) || !isObject(value.d.b)) return undefined;
  const { s: status, d: words } = value.d.b;
  if (typeof status !== 'string' || typeof value.d.r !== 'number') return undefined;
  return status === 'ok'
    ? plain(null)
    : failing({ code: status, message: typeof words === 'string' ? words : undefined }, undefined, status);
}
