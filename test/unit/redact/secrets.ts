/** Secrets in the shapes that services use, each made up, the places where one can stand, and the ways to write it there. */
import fc from 'fast-check';
import {
  type ConnectionRecord,
  connectionOf,
  type Exchange,
  type Header,
  type SocketMessage,
  textBody,
} from '../../../lib/exchange.ts';
import type { Failure } from '../../../lib/finding.ts';
import type { ConnectionLog } from '../../../lib/session/connections.ts';
import { finding } from '../../failures.ts';
import { AT, bodyOf, httpExchange, mqttPacket, socketMessage, streamEvent } from '../../fixtures.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const UPPER = LOWER.toUpperCase();
const HEX = `${DIGITS}abcdef`;
const ALL = UPPER + LOWER + DIGITS;

function drawn(alphabet: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> {
  // Without the bias towards the first letters, which no random generator has.
  return fc.noBias(fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength }));
}

function base64(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64');
}

const jsonInBase64 = (members: object) => Buffer.from(JSON.stringify(members)).toString('base64url');

/** What is planted, and the part of it that must not come out. */
export interface Secret {
  readonly text: string;
  readonly core: string;
}

export function whole(text: fc.Arbitrary<string>): fc.Arbitrary<Secret> {
  return text.map((core) => ({ text: core, core }));
}

/** Hexadecimal digits in the length of a hash: an id in a sentence, a secret under the name of one. */
export const hex: fc.Arbitrary<Secret> = whole(fc.oneof(drawn(HEX, 32), drawn(HEX, 40), drawn(HEX, 64)));

/** A few letters, one sign and the rest: how services write ids (`ch_…`, `pi_…`), which stay. */
const LIKE_AN_ID = /^[a-z]{2,9}[-_][A-Za-z0-9]+$/;

/** Random text as random generators write it: letters and digits both. */
const random = fc
  .oneof(drawn(ALL, 24, 44), drawn(`${ALL}-_`, 32, 64), drawn(LOWER + DIGITS, 26, 40))
  .filter(
    (text) => /\d/.test(text) && /[A-Za-z]/.test(text) && !/^[-_]|[-_]$|[-_]{2}/.test(text) && !LIKE_AN_ID.test(text),
  );

const bytes = fc
  .noBias(fc.uint8Array({ minLength: 24, maxLength: 64 }))
  .map((array) => Buffer.from(array).toString('base64'));

function luhn(digits: string): string {
  let sum = 0;
  for (const [i, c] of [...digits].reverse().entries()) {
    const d = Number(c) * (i % 2 === 0 ? 2 : 1);
    sum += d > 9 ? d - 9 : d;
  }
  return digits + String((10 - (sum % 10)) % 10);
}

const keyLines = fc.uint8Array({ minLength: 96, maxLength: 192 }).map((array) =>
  (
    Buffer.from(array)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n'),
);

/** By the name of the shape. */
export const SHAPES: Readonly<Record<string, fc.Arbitrary<Secret>>> = {
  'a JSON Web Token': fc
    .tuple(drawn(DIGITS, 10), drawn(`${ALL}-_`, 43))
    .map(([sub, signature]) => `${jsonInBase64({ alg: 'HS256', typ: 'JWT' })}.${jsonInBase64({ sub })}.${signature}`)
    .map((text) => ({ text, core: text })),
  'a bearer': random.map((core) => ({ text: `Bearer ${core}`, core })),
  'basic credentials': fc
    .tuple(drawn(LOWER, 3, 8), drawn(ALL, 6, 12))
    .map(([user, password]) => base64(`${user}:${password}`))
    .map((core) => ({ text: `Basic ${core}`, core })),
  'an AWS key': whole(drawn(UPPER + DIGITS, 16).map((rest) => `AKIA${rest}`)),
  'a GitHub token': whole(
    fc.tuple(fc.constantFrom('ghp_', 'gho_', 'ghs_', 'github_pat_'), drawn(ALL, 36)).map((parts) => parts.join('')),
  ),
  'a vendor key': whole(
    fc
      .tuple(
        fc.constantFrom(
          'sk_live_',
          'sk-proj-',
          'xoxb-',
          'glpat-',
          'npm_',
          'hf_',
          'whsec_',
          'shpat_',
          'blz_',
          'AIza',
          'pypi-',
        ),
        drawn(ALL, 30, 40),
      )
      .map((parts) => parts.join('')),
  ),
  'a private key': keyLines.map((core) => ({
    text: `-----BEGIN RSA PRIVATE KEY-----\n${core}\n-----END RSA PRIVATE KEY-----`,
    core: core.slice(0, 64),
  })),
  'a private key that is cut': keyLines.map((core) => ({
    text: `-----BEGIN PRIVATE KEY-----\n${core}`,
    core: core.slice(0, 64),
  })),
  'a licence key': whole(
    fc
      .array(drawn(UPPER + DIGITS, 5), { minLength: 4, maxLength: 5 })
      .map((groups) => groups.join('-'))
      .filter((text) => text.replace(/\D/g, '').length > 1 && text.replace(/[^A-Z]/g, '').length > 1),
  ),
  'a random text': whole(random),
  'random bytes': whole(bytes),
  'an e-mail address': whole(
    fc
      .tuple(drawn(LOWER, 3, 10), drawn(LOWER + DIGITS, 3, 10), drawn(LOWER, 3, 8))
      .map(([a, b, c]) => `${a}.${b}@${c}.example`),
  ),
  'a card number': whole(
    fc
      .tuple(fc.constantFrom('4', '51', '52', '55'), drawn(DIGITS, 15))
      .map(([first, rest]) => luhn((first + rest).slice(0, 15))),
  ),
};

/** A password as people choose them: only its name gives it away. */
export const password: fc.Arbitrary<Secret> = whole(
  fc.tuple(drawn(ALL, 4, 8), fc.constantFrom('!', '$', '~', '.'), drawn(ALL, 4, 8)).map((parts) => parts.join('')),
);

export const anySecret: fc.Arbitrary<Secret> = fc.oneof(...Object.values(SHAPES));

export const SECRET_NAMES = [
  'password',
  'api_key',
  'clientSecret',
  'access-token',
  'X-Api-Key',
  'license',
  'sessionId',
];

const percent = (text: string) => [...Buffer.from(text)].map((b) => `%${b.toString(16).padStart(2, '0')}`).join('');
const escaped = (text: string) => [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** Ways to write a text that a reader or a program undoes. */
export const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'percent-encoded': encodeURIComponent,
  'percent-encoded throughout': percent,
  'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'percent-encoded twice throughout': (text) => percent(percent(text)),
  escaped,
  'escaped in its first letter': (text) => escaped(text.slice(0, 1)) + text.slice(1),
  base64,
  'base64 of JSON': (text) => base64(JSON.stringify({ a: 'some text', b: text })),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify({ b: text })),
  'entities of XML': (text) => [...text].map((c) => `&#${c.charCodeAt(0)};`).join(''),
};

/** Every spelling under which the core would be readable. */
export function spellings(core: string): string[] {
  return [
    ...new Set([
      core,
      encodeURIComponent(core),
      percent(core),
      encodeURIComponent(encodeURIComponent(core)),
      escaped(core),
      JSON.stringify(core).slice(1, -1),
      base64(core),
      base64(core).replace(/=+$/, ''),
      Buffer.from(core).toString('base64url'),
    ]),
  ];
}

/** How much of a secret may stand in a text: a shorter stretch is there by chance, or is the mark of its kind. */
const MAX_REST = 12;

/** What of a secret stands in a text; empty when nothing does. */
export function leakIn(text: string, { core }: Secret): string {
  const spelling = spellings(core).find((one) => text.includes(one));
  if (spelling !== undefined) return spelling;
  for (let i = 0; i + MAX_REST < core.length; i++) {
    const part = core.slice(i, i + MAX_REST + 1);
    if (text.includes(part)) return part;
  }
  return '';
}

const socket = { id: 's', url: 'wss://broker.example/mqtt', subprotocol: 'mqtt', at: AT };

function http(over: Parameters<typeof httpExchange>[0]): Exchange {
  return httpExchange({ status: 400, method: 'POST', ...over });
}

const json = (value: unknown) => bodyOf(JSON.stringify(value));
const url = encodeURI('https://h.example/');

/** A JSON value around a planted one. */
function nested(secret: string, depth: number): unknown {
  let value: unknown = secret;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? { [`level${i}`]: value, n: i } : ['a', value];
  return value;
}

function header(headers: readonly Header[]): Exchange {
  return http({ requestHeaders: headers, responseHeaders: headers });
}

function packet(topic: string, payload: string): Exchange {
  return mqttPacket({ socket, topic, body: bodyOf(payload) });
}

function message(text: string): SocketMessage {
  return socketMessage(text, { socket: { ...socket, subprotocol: undefined } });
}

/** An exchange with a text in one place. The text is written as it is: where its signs would end the place, they do. */
export const PLACES: Readonly<Record<string, (text: string, depth: number) => Exchange>> = {
  'a header that is shown': (text) =>
    header([
      { name: 'Server', value: text },
      { name: 'Warning', value: `199 - "${text}"` },
    ]),
  'a header that is hidden': (text) =>
    header([
      { name: 'Authorization', value: text },
      { name: 'X-Home-Made', value: text },
    ]),
  'a cookie': (text) =>
    header([
      { name: 'Cookie', value: `a=b; sid=${text}` },
      { name: 'Set-Cookie', value: `sid=${text}; Path=/` },
    ]),
  'an address in a header': (text) =>
    header([
      { name: 'Location', value: `https://h.example/x?next=${encodeURIComponent(text)}` },
      { name: 'Referer', value: `https://h.example/#${encodeURIComponent(text)}` },
    ]),
  'a query': (text) => http({ url: `${url}p?page=2&x=${encodeURIComponent(text)}` }),
  'a fragment': (text) => http({ url: `${url}p#${encodeURIComponent(text)}` }),
  'the query of a fragment': (text) => http({ url: `${url}p#/route?x=${encodeURIComponent(text)}` }),
  'a path': (text) => http({ url: `${url}api/${encodeURIComponent(text)}/rest` }),
  'the user of an address': (text) => http({ url: `https://jo:${encodeURIComponent(text)}@h.example/` }),
  'an address in an address': (text) =>
    http({ url: `${url}p?to=${encodeURIComponent(`https://i.example/?x=${encodeURIComponent(text)}`)}` }),
  'JSON at any depth': (text, depth) =>
    http({ requestBody: json(nested(text, depth)), responseBody: json(nested(text, depth)) }),
  'JSON in a sentence': (text) => http({ responseBody: json({ detail: `The value ${text} is not valid.` }) }),
  'a member name of JSON': (text) => http({ responseBody: json({ [text]: 1 }) }),
  'JSON that is cut': (text) =>
    http({ responseBody: bodyOf(`{"error":{"message":"no","input":"${text.replaceAll('\n', '\\n')}`) }),
  'JSON that says it is text': (text) => http({ responseBody: json({ a: text }), mimeType: 'text/plain' }),
  'a form': (text) =>
    http({
      requestBody: bodyOf(`a=1&x=${encodeURIComponent(text)}&b=2`),
      requestHeaders: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
    }),
  'a form that says it is JSON': (text) => http({ responseBody: bodyOf(`a=1&x=${encodeURIComponent(text)}&b=2`) }),
  multipart: (text) =>
    http({
      requestBody: bodyOf(`--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n${text}\r\n--b--\r\n`),
      requestHeaders: [{ name: 'Content-Type', value: 'multipart/form-data; boundary=b' }],
    }),
  'plain text': (text) => http({ responseBody: bodyOf(`before ${text} after`), mimeType: 'text/plain' }),
  'text that says it is JSON': (text) => http({ responseBody: bodyOf(`before ${text} after`) }),
  HTML: (text) =>
    http({
      responseBody: bodyOf(`<html><p class="x">${text}</p><a href="${text}">x</a></html>`),
      mimeType: 'text/html',
    }),
  XML: (text) =>
    http({
      responseBody: bodyOf(`<?xml version="1.0"?><Error><Code>x</Code><Message>${text}</Message></Error>`),
      mimeType: 'application/xml',
    }),
  'a status text': (text) => http({ statusText: text }),
  'a message of a socket': (text) => message(JSON.stringify({ id: 1, status: 5, note: text })),
  'a message that is no JSON': (text) => message(`hello ${text}!`),
  'a close reason': (text) => ({ channel: 'close', id: 'c', socket, at: AT, code: 4201, reason: text, wasClean: true }),
  'an event of a stream': (name, text) => streamEvent(JSON.stringify({ error: 'no', [name]: text })),
  'a header of a stream': (text) => {
    const event = streamEvent('{"error":"no"}');
    return { ...event, stream: { ...event.stream, responseHeaders: [{ name: 'X-Why', value: text }] } };
  },
  'an MQTT payload': (text) => packet('a/b', JSON.stringify({ a: text })),
  'an MQTT topic': (text) => packet(`a/${text}/b`, '{}'),
  'a subprotocol': (text) => ({ ...message('{}'), socket: { ...socket, subprotocol: text } }),
};

/** The places where a name says that the value is secret. */
export const NAMED_PLACES: Readonly<Record<string, (name: string, text: string) => Exchange>> = {
  'a query': (name, text) => http({ url: `${url}p?${name}=${encodeURIComponent(text)}&x=1` }),
  'a fragment': (name, text) => http({ url: `${url}p#${name}=${encodeURIComponent(text)}` }),
  JSON: (name, text) => http({ responseBody: json({ a: [{ [name]: text }] }) }),
  'JSON with the name twice': (name, text) =>
    http({ responseBody: bodyOf(`{"${name}":${JSON.stringify(text)},"${name}":${JSON.stringify(text)}}`) }),
  'JSON with an escaped name': (name, text) =>
    http({ responseBody: bodyOf(`{"${escaped(name)}":${JSON.stringify(text)}}`) }),
  'a list of values': (name, text) => http({ responseBody: json({ [name]: [text, { a: text }] }) }),
  'a name beside its value': (name, text) => http({ responseBody: json({ headers: [{ name, value: text }] }) }),
  'JSON that is cut': (name, text) =>
    http({ responseBody: bodyOf(`{"ok":1,"${name}":${JSON.stringify(text).slice(0, -1)}`) }),
  'JSON in a string of JSON': (name, text) => http({ responseBody: json({ body: JSON.stringify({ [name]: text }) }) }),
  'a form': (name, text) =>
    http({
      responseBody: bodyOf(`x=1&${name}=${encodeURIComponent(text)}`),
      mimeType: 'application/x-www-form-urlencoded',
    }),
  multipart: (name, text) =>
    http({
      requestBody: bodyOf(
        `--b\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--b--`,
      ),
    }),
  'an element': (name, text) =>
    http({ responseBody: bodyOf(`<a><${name}>${text}</${name}></a>`), mimeType: 'text/xml' }),
  'an HTML field': (name, text) =>
    http({ responseBody: bodyOf(`<input type="hidden" name="${name}" value="${text}">`), mimeType: 'text/html' }),
  'a header in a text': (name, text) =>
    http({ responseBody: bodyOf(`GET / HTTP/1.1\r\nHost: a\r\n${name}: ${text}\r\n\r\n`), mimeType: 'text/plain' }),
  'a script': (name, text) => http({ responseBody: bodyOf(`{'${name}': '${text}', 'x': 1}`), mimeType: 'text/plain' }),
  'a message of a socket': (name, text) => message(JSON.stringify({ type: 0, [name]: text })),
  'an event of a stream': (name, text) => streamEvent(JSON.stringify({ error: 'no', [name]: text })),
  'an MQTT payload': (name, text) => packet('a/b', JSON.stringify({ [name]: text })),
};

/** A failing exchange whose server repeats a text in its error, and whose connection has a record with it. */
export function planted(
  exchange: Exchange,
  said: string | undefined,
): { failure: Failure; connection: (id: string) => ConnectionLog | undefined } {
  const failure = {
    exchange,
    finding: finding({ said, name: said ?? 'Bad Request' }),
  };
  if (exchange.channel === 'http' || exchange.channel === 'handshake') return { failure, connection: () => undefined };
  const records = [said === undefined ? exchange : saying(said, exchange)];
  const log: ConnectionLog = { connection: connectionOf(exchange), state: 'open', records, dropped: 0 };
  return { failure, connection: () => log };
}

function saying(text: string, exchange: Exclude<Exchange, { channel: 'http' | 'handshake' }>): ConnectionRecord {
  if (exchange.channel === 'close') return { ...exchange, reason: text };
  return { ...exchange, body: textBody(text) };
}
