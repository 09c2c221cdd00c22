/** The facts of a report's table: what is known of a failure, one line each. */
import { findPatterns, type Pattern } from '../diagnose/patterns.ts';
import { type Exchange, header, initiatorOf, responseHeadersOf, type SocketClose, socketOf } from '../exchange.ts';
import type { Failure, Finding, FurtherError } from '../finding.ts';
import { REQUEST_ID_HEADERS } from '../redact/headers.ts';
import { changed, joined, type Redacted, safe, word } from '../redact/redacted.ts';
import { blockedLine } from '../words/blocked.ts';
import { placeLine } from '../words/code-place.ts';
import type { Fact, ReportContext, Told } from './model.ts';
import type { Redactor } from './redact.ts';
import { isoWithOffset, seconds } from './times.ts';

/** Longest single value from the wire, in characters. */
const MAX_VALUE = 500;
/** Links, and further errors of one reply, that are listed; the others are counted. */
const MAX_LISTED = 5;

/** What is read once for title, table and row. */
interface Known {
  readonly url: Redacted<string>;
  readonly method: Redacted<string>;
  readonly code: Redacted<string>;
  readonly name: Redacted<string>;
  readonly told: Told;
}

/** The beginning of a text, with an ellipsis where that is not all. */
export function capped(text: Redacted<string>, most = MAX_VALUE): Redacted<string> {
  return text.length > most ? changed(text, (whole) => `${whole.slice(0, most - 1)}…`) : text;
}

const trimmed = (text: Redacted<string>) => changed(text, (whole) => whole.trim());

/** The facts of repeats of one failure, oldest first, about the newest. */
export function factsOf(
  failures: readonly Failure[],
  known: Known,
  context: ReportContext,
  redactor: Redactor,
): readonly Fact[] {
  const first = failures[0];
  const last = failures.at(-1);
  if (!first || !last) return [];
  const { exchange, finding } = last;
  const { words } = context;
  const { told } = known;
  const when = (at: number) => isoWithOffset(at, context.utcOffset(at));
  const family = redactor.text(words.familyTitle(finding.family));
  const recovered = context.recovered?.(last);

  const facts: (Fact | undefined)[] = [
    { label: 'When', value: when(exchange.at) },
    failures.length > 1
      ? {
          label: 'Seen',
          value: safe`${failures.length} times, first ${when(first.exchange.at)}, last ${when(exchange.at)}`,
        }
      : undefined,
    recovered && {
      label: 'Recovered',
      value: safe`${when(recovered.at)}, after ${recovered.attempts} ${word(recovered.attempts === 1 ? 'attempt' : 'attempts')}`,
    },
    { label: 'Request', value: capped(trimmed(safe`${known.method} ${known.url}`)), code: true },
    exchange.channel === 'mqtt' && exchange.topic
      ? { label: 'Topic', value: capped(redactor.text(exchange.topic)), code: true }
      : undefined,
    subprotocolFact(exchange, redactor),
    statusFact(last, redactor),
    closeFact(exchange, context, redactor),
    { label: 'Diagnosis', value: safe`${family} ${known.code}: ${known.name}` },
    finding.operation ? { label: 'Operation', value: redactor.text(finding.operation) } : undefined,
    { label: 'Meaning', value: redactor.text(words.meaning(finding)) },
    { label: 'Verdict', value: verdict(finding) },
    { label: 'Do this', value: redactor.text(words.action(finding)) },
    finding.blocked ? { label: 'Blocked', value: redactor.text(blockedLine(finding.blocked)) } : undefined,
    initiatorFact(exchange, redactor),
    told.retry && { label: 'Retry', value: told.retry },
    repeatsFact(failures),
    told.said && { label: 'The server said', value: told.said, code: true },
    finding.param ? { label: 'Field', value: capped(redactor.text(finding.param)), code: true } : undefined,
    furtherFact(finding.errors, redactor),
    linksFact(finding, redactor),
    told.requestId && { label: 'Request id', value: told.requestId, code: true },
    exchange.channel === 'http' && exchange.durationMs !== undefined
      ? { label: 'Duration', value: safe`${Math.round(exchange.durationMs)} ms` }
      : undefined,
    rivalsFact(finding, context, redactor),
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** What single writers look up by itself. */
export function toldOf(failure: Failure, redactor: Redactor): Told {
  const { said } = failure.finding;
  return {
    said: said ? capped(redactor.text(said)) : undefined,
    retry: retryLine(failure.finding, redactor),
    requestId: requestIdOf(failure, redactor),
  };
}

function initiatorFact(exchange: Exchange, redactor: Redactor): Fact | undefined {
  const place = initiatorOf(exchange);
  return place && { label: 'Asked by', value: capped(redactor.text(placeLine(place))), code: true };
}

function subprotocolFact(exchange: Exchange, redactor: Redactor): Fact | undefined {
  const subprotocol = socketOf(exchange)?.subprotocol;
  if (!subprotocol) return undefined;
  const { value } = redactor.header({ name: 'Sec-WebSocket-Protocol', value: subprotocol });
  return { label: 'Subprotocol', value: capped(value), code: true };
}

/** How the socket of a message ended, where that is known. */
function closeFact(exchange: Exchange, context: ReportContext, redactor: Redactor): Fact | undefined {
  const socket = socketOf(exchange);
  if (!socket || exchange.channel === 'close') return undefined;
  const close = context.connection(socket.id)?.records.findLast((record) => record.channel === 'close');
  return close && { label: 'Close', value: closeText(close, redactor), code: true };
}

function statusFact({ exchange }: Failure, redactor: Redactor): Fact | undefined {
  if (exchange.channel === 'close') return { label: 'Close', value: closeText(exchange, redactor), code: true };
  if (exchange.channel !== 'http' && exchange.channel !== 'handshake') return undefined;
  if (exchange.status > 0) {
    const words = redactor.text(exchange.channel === 'http' ? exchange.statusText : '');
    return { label: 'HTTP status', value: capped(trimmed(safe`${exchange.status} ${words}`)), code: true };
  }
  return exchange.failure
    ? { label: 'Browser error', value: capped(redactor.text(exchange.failure)), code: true }
    : undefined;
}

function closeText({ code, reason }: SocketClose, redactor: Redactor): Redacted<string> {
  return capped(trimmed(safe`${code} ${redactor.text(reason)}`));
}

function verdict({ permanence, basis }: Finding): Redacted<string> {
  const says = { temporary: 'Temporary', permanent: 'Permanent', unknown: 'Unknown' } as const;
  return safe`${word(says[permanence])} (${word(basis)})`;
}

function retryLine({ retry }: Finding, redactor: Redactor): Redacted<string> | undefined {
  if (!retry) return undefined;
  const { afterMs, from, backoff } = retry;
  const wait = safe`after ${seconds(afterMs)}`;
  if (from === 'backoff' && !backoff) return wait;
  if (!backoff) return safe`${wait} (${redactor.text(from)})`;
  const source = from === 'backoff' ? safe`` : safe` (${redactor.text(from)})`;
  return safe`${wait}${source}; back off from ${seconds(backoff.baseMs)} doubling to ${seconds(backoff.maxMs)}, at most ${backoff.attempts} attempts (documented)`;
}

/** What made the page repeat a request: how soon it repeated it. */
function repeatsFact(failures: readonly Failure[]): Fact | undefined {
  const [pattern] = findPatterns(failures);
  const soonest = soonestRepeat(failures);
  if (soonest === undefined) return undefined;
  const repeats = failures.length - 1;
  const times = safe`${repeats}, ${word(repeats === 1 ? '' : 'the soonest ')}after ${seconds(soonest)}`;
  return { label: 'Retries', value: pattern ? safe`${times} (${patternWords(pattern)})` : times };
}

/** The shortest time from one failure to the next, in milliseconds; undefined where there was only one. */
function soonestRepeat(failures: readonly Failure[]): number | undefined {
  if (failures.length < 2) return undefined;
  const gaps = failures.slice(1).map(({ exchange }, i) => exchange.at - (failures[i]?.exchange.at ?? exchange.at));
  return Math.max(
    0,
    gaps.reduce((least, gap) => Math.min(least, gap)),
  );
}

function patternWords(pattern: Pattern): Redacted<string> {
  switch (pattern.kind) {
    case 'too-soon':
      return safe`${pattern.early} of ${pattern.retries} earlier than the ${seconds(pattern.askedMs)} asked for`;
    case 'hopeless':
      return safe`retrying cannot fix this`;
    case 'burst':
      return safe`${pattern.attempts} attempts within ${seconds(pattern.spanMs)}, without a wait`;
    default:
      return pattern satisfies never;
  }
}

function rivalsFact({ also }: Finding, { words }: ReportContext, redactor: Redactor): Fact | undefined {
  if (also.length === 0) return undefined;
  const rivals = also.map((rival) => `${words.familyTitle(rival.family)} ${rival.code} (${words.rival(rival)})`);
  return { label: 'Could also be', value: capped(redactor.text(rivals.join('; '))) };
}

/** `code: message (field)`, for each further error of the reply. */
function furtherFact(errors: readonly FurtherError[], redactor: Redactor): Fact | undefined {
  if (errors.length === 0) return undefined;
  const lines = errors.slice(0, MAX_LISTED).map(({ code, said, param }) => {
    const start = joined(
      [code, said].flatMap((one) => (one === undefined ? [] : [redactor.text(one)])),
      ': ',
    );
    return capped(param === undefined ? start : trimmed(safe`${start} (${redactor.text(param)})`), 200);
  });
  return { label: 'Further errors', value: capped(listed(lines, errors.length)), code: true };
}

function linksFact({ links }: Finding, redactor: Redactor): Fact | undefined {
  if (links.length === 0) return undefined;
  const lines = links
    .slice(0, MAX_LISTED)
    .map(({ url, label }) => safe`${redactor.url(url)} (${redactor.text(label)})`);
  return { label: 'Links', value: capped(listed(lines, links.length)), code: true };
}

function listed(lines: readonly Redacted<string>[], count: number): Redacted<string> {
  const all = joined(lines, '; ');
  return count > lines.length ? safe`${all}; and ${count - lines.length} more` : all;
}

/** The id that ties the failure to the server's log: the one that the reply states, else that of a header. */
function requestIdOf({ exchange, finding }: Failure, redactor: Redactor): Redacted<string> | undefined {
  const headers = responseHeadersOf(exchange);
  for (const name of REQUEST_ID_HEADERS) {
    const value = header(headers, name);
    if (value) return safe`${capped(redactor.header({ name, value }).value)} (${word(name)})`;
  }
  const { requestId } = finding;
  return requestId ? capped(redactor.header({ name: 'X-Request-Id', value: requestId }).value) : undefined;
}
