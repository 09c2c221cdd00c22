/**
 * The request as a curl command for a POSIX shell. What redaction took out stands there as a placeholder such as `<token 1>`:
 * the command runs once those are filled in.
 */
import { type Exchange, type Header, type HttpExchange, methodOf, type Socket, urlOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { changed, joined, type Redacted, safe } from '../redact/redacted.ts';
import { withControls } from '../redact/redaction.ts';
import type { RedactedHeader, Redactor } from './redact.ts';
import { type SentBody, sentBody } from './request-body.ts';
import { each, type Writer } from './writer.ts';

/** Headers that curl or the connection makes by itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'connection',
  'accept-encoding',
  'upgrade',
  'priority',
]);

/** Longest body that is written, in characters: a shell takes no longer word (Linux, MAX_ARG_STRLEN, 131,072 bytes). */
const MAX_BODY = 100_000;
/** Headers that are repeated; servers refuse more than about a hundred. */
const MAX_HEADERS = 200;

export const CURL: Writer = {
  spellsControls: true,
  async write(groups, context, redactor) {
    const { all, faults } = await each(groups, context, (failures) => command(failures, redactor));
    return { text: joined([...all, ...faults.map((fault) => safe`# ${fault}\n`)], '\n'), html: undefined };
  },
};

/** The request of the newest of repeats. An event has that of its stream, a message of a socket none of its own: then the handshake is written. */
function command(failures: readonly Failure[], redactor: Redactor): Redacted<string> {
  const exchange = failures.at(-1)?.exchange;
  if (!exchange) return safe``;
  if (exchange.channel !== 'http') {
    return lines(exchange.channel === 'event' ? stream(exchange, redactor) : handshake(exchange.socket, redactor));
  }
  const body = sentBody(exchange, redactor, MAX_BODY);
  const note = body.lack ? safe`# ${body.lack}\n` : safe``;
  return safe`${note}${lines(request(exchange, body, redactor))}`;
}

/** The parts of a command, each on a line of its own. */
function lines(parts: readonly Redacted<string>[]): Redacted<string> {
  return safe`${joined(parts, ' \\\n  ')}\n`;
}

/** What an EventSource sends (HTML standard, section 9.2.2). */
function stream(exchange: Exchange, redactor: Redactor): Redacted<string>[] {
  return [
    safe`curl --globoff --no-buffer --url ${quote(redactor.url(urlOf(exchange)))}`,
    safe`--header 'Accept: text/event-stream'`,
  ];
}

/** `--globoff`: brackets and braces in an address are no pattern. `--url`: an address is never an option. */
function request(exchange: HttpExchange, { text }: SentBody, redactor: Redactor): Redacted<string>[] {
  const method = redactor.text(methodOf(exchange));
  return [
    safe`curl --globoff --request ${quote(method)} --url ${quote(redactor.url(urlOf(exchange)))}`,
    ...exchange.requestHeaders
      .filter(isWanted)
      .slice(0, MAX_HEADERS)
      .map((item) => headerOption(redactor.requestHeader(item))),
    ...(text === '' ? [] : [safe`--data-raw ${quote(text)}`]),
  ];
}

/** RFC 6455 section 4.1: what a client has to send. The key is any 16 bytes in base64. */
function handshake({ url: address, subprotocol }: Socket, redactor: Redactor): Redacted<string>[] {
  const url = changed(redactor.url(address), (text) => text.replace(/^ws/i, 'http'));
  return [
    safe`curl --globoff --include --no-buffer --url ${quote(url)}`,
    safe`--header 'Connection: Upgrade'`,
    safe`--header 'Upgrade: websocket'`,
    safe`--header 'Sec-WebSocket-Version: 13'`,
    safe`--header 'Sec-WebSocket-Key: d2lyZS10cmlhZ2UtMTIzNA=='`,
    ...(subprotocol ? [headerOption(redactor.header({ name: 'Sec-WebSocket-Protocol', value: subprotocol }))] : []),
  ];
}

/** A name as RFC 9110 section 5.1 allows it: curl reads a file for what begins with `@`. */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

function isWanted({ name }: Header): boolean {
  // What describes the browser's own fetch is no part of what to repeat.
  return NAME.test(name) && !OWN_HEADERS.has(name.toLowerCase()) && !/^sec-/i.test(name);
}

/** A header without a value needs a semicolon: with a colon, curl leaves it out. */
function headerOption({ name, value }: RedactedHeader): Redacted<string> {
  return safe`--header ${quote(value.trim() === '' ? safe`${name};` : safe`${name}: ${value}`)}`;
}

/**
 * One word for a shell, whatever stands in it. Controls are spelled (`$'\x1b'`, POSIX.1-2024 section 2.2.4), so that a terminal into
 * which the command is pasted reads none.
 */
function quote(text: Redacted<string>): Redacted<string> {
  return changed(text, (raw) => {
    const escaped = raw.replace(/[\\']/g, '\\$&');
    // In a shell that is typed into, a tab completes words.
    const spelled = withControls(escaped.replace(/[\t\r]/g, octets), octets);
    return spelled === escaped ? `'${raw.replaceAll("'", `'\\''`)}'` : `$'${spelled}'`;
  });
}

/** The bytes of a character, in octal, which no digit behind it can prolong. */
function octets(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
