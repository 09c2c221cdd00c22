/**
 * The request as a curl command for a POSIX shell. What redaction took out stands there as a placeholder such as `<token 1>`:
 * the command runs once those are filled in.
 */
import { bodyText } from '../diagnose/decode.ts';
import { type Body, type Exchange, type Header, header, methodOf, type Socket, urlOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { oneLine } from './markup.ts';
import type { Redactor } from './redact.ts';

/** Headers that curl or the connection makes by itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'connection',
  'accept-encoding',
  'upgrade',
  'priority',
]);

/** The request of the newest of repeats. An event has that of its stream, a message of a socket none of its own: then the handshake is written. */
export function writeCurl(failures: readonly Failure[], redactor: Redactor): string {
  const last = failures.at(-1);
  if (!last) return '';
  const { exchange } = last;
  return `${linesOf(exchange, redactor).join(' \\\n  ')}\n`;
}

function linesOf(exchange: Exchange, redactor: Redactor): string[] {
  if (exchange.channel === 'http') return request(exchange, redactor);
  return exchange.channel === 'event' ? stream(exchange, redactor) : handshake(exchange.socket, redactor);
}

/** What an EventSource sends (HTML standard, section 9.2.2). */
function stream(exchange: Exchange, redactor: Redactor): string[] {
  return [`curl --no-buffer ${quote(redactor.url(urlOf(exchange)))}`, "--header 'Accept: text/event-stream'"];
}

function request(exchange: Extract<Exchange, { channel: 'http' }>, redactor: Redactor): string[] {
  const contentType = header(exchange.requestHeaders, 'content-type') ?? '';
  const body = bodyText(exchange.requestBody);
  return [
    `curl --request ${quote(methodOf(exchange))} ${quote(redactor.url(urlOf(exchange)))}`,
    ...exchange.requestHeaders.filter(isWanted).map((item) => headerOption(redactor.requestHeader(item))),
    ...(body ? [`--data-raw ${quote(redactor.body(body, contentType, isCut(exchange.requestBody), true))}`] : []),
  ];
}

/** RFC 6455 section 4.1: what a client has to send. The key is any 16 bytes in base64. */
function handshake({ url: address, subprotocol }: Socket, redactor: Redactor): string[] {
  const url = redactor.url(address).replace(/^ws/i, 'http');
  return [
    `curl --include --no-buffer ${quote(url)}`,
    ...[
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: d2lyZS10cmlhZ2UtMTIzNA==',
      ...(subprotocol ? [lineOf(redactor.header({ name: 'Sec-WebSocket-Protocol', value: subprotocol }))] : []),
    ].map((line) => `--header ${quote(line)}`),
  ];
}

function isCut(body: Body): boolean {
  return body.state === 'read' && body.cut;
}

function isWanted({ name }: Header): boolean {
  // Pseudo-headers of HTTP/2 and what describes the browser's own fetch are no part of what to repeat.
  return !name.startsWith(':') && !OWN_HEADERS.has(name.toLowerCase()) && !/^sec-/i.test(name);
}

function headerOption(header: Header): string {
  return `--header ${quote(lineOf(header))}`;
}

function lineOf({ name, value }: Header): string {
  return oneLine(`${name}: ${value}`);
}

/** One word for a POSIX shell, whatever stands in it. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
