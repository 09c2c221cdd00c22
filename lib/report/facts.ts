/** The facts of a report's table, one line each: those that fields tell of a row, and what is known of its repeats and its socket. */
import { findPatterns, type Pattern } from '../diagnose/patterns.ts';
import { socketOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { changed, heading, type Redacted, safe, word } from '../redact/redacted.ts';
import type { FactUse, Outlet, Told } from '../session/fields/outlet.ts';
import { TOLD } from '../session/fields/told.ts';
import type { FailureRow } from '../session/rows.ts';
import type { Fact, ReportContext } from './model.ts';
import { seconds } from './times.ts';
import { capped, factOf, inOrder } from './told.ts';

/** Longest single value from the wire, in characters. */
const MAX_VALUE = 500;

/** Ids of facts in the order of the table. What is not listed comes last. */
const ORDER = [
  'time',
  'seen',
  'recovered',
  'url',
  'topic',
  'subprotocol',
  'status-code',
  'browser-error',
  'close',
  'socket-close',
  'name',
  'operation',
  'meaning',
  'kind',
  'action',
  'blocked',
  'initiator',
  'callers',
  'retry',
  'retries',
  'said',
  'param',
  'errors',
  'links',
  'request-id',
  'duration',
  'rivals',
];

/** Repeats of one failure as facts are made of them. */
interface Repeats {
  /** Oldest first, at least one. */
  readonly failures: readonly Failure[];
  readonly row: FailureRow;
  readonly context: ReportContext;
  readonly out: Outlet<Redacted<string>>;
}

/** A fact that no row has in it. */
interface OwnFact extends Pick<FactUse, 'code'> {
  readonly id: Redacted<string>;
  readonly label: Redacted<string>;
  readonly value: (repeats: Repeats) => Redacted<string> | undefined;
}

const OWN: readonly OwnFact[] = [
  /** How the socket of a message ended, where that is known. */
  {
    id: safe`socket-close`,
    label: safe`Close`,
    code: true,
    value: ({ row: { group }, context, out }) => {
      const { exchange } = group.last;
      const socket = socketOf(exchange);
      if (!socket || exchange.channel === 'close') return undefined;
      const end = context.connection(socket.id)?.records.findLast((record) => record.channel === 'close');
      return end && safe`${end.code} ${out.text(end.reason)}`;
    },
  },
  /** What made the page repeat a request: how soon it repeated it. */
  {
    id: safe`retries`,
    label: safe`Retries`,
    value: ({ failures }) => {
      const [pattern] = findPatterns(failures);
      const soonest = soonestRepeat(failures);
      if (soonest === undefined) return undefined;
      const repeats = failures.length - 1;
      const times = safe`${repeats}, ${word(repeats === 1 ? '' : 'the soonest ')}after ${seconds(soonest)}`;
      return pattern ? safe`${times} (${patternWords(pattern)})` : times;
    },
  },
];

const FACTS: readonly OwnFact[] = inOrder([...TOLD.flatMap(ownFact), ...OWN], ORDER);

function ownFact(told: Told): OwnFact[] {
  const { id, fact } = told;
  if (!fact) return [];
  return [
    {
      id: heading(id),
      label: heading(fact.label),
      ...(fact.code && { code: fact.code }),
      value: ({ row, context: { words }, out }) => factOf(told, row, words, out),
    },
  ];
}

/** Everything that is known, about the newest of the repeats. */
export function factsOf(repeats: Repeats): readonly Fact[] {
  return FACTS.flatMap(({ id, label, code, value }) => {
    const said = value(repeats);
    if (said === undefined) return [];
    return [code ? { id, label, value: capped(trimmed(said), MAX_VALUE), code } : { id, label, value: said }];
  });
}

const trimmed = (text: Redacted<string>) => changed(text, (whole) => whole.trim());

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
