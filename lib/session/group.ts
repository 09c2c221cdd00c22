/** Repeats of one failure, so that an endpoint hammered fourteen times is one row. */
import type { Diagnosis } from '../diagnosis.ts';
import { channelName, type Exchange, methodOf, urlOf } from '../exchange.ts';

/** One failing exchange with what it means. */
export interface Failure {
  readonly exchange: Exchange;
  readonly diagnosis: Diagnosis;
}

/** Failures that share what is said of them, channel, method and address (query and fragment aside). */
export interface Group {
  readonly key: string;
  readonly first: Failure;
  readonly last: Failure;
  readonly count: number;
}

/** Two failures with the same key are one row. */
export function groupKey({ exchange, diagnosis }: Failure): string {
  const url = urlOf(exchange);
  const end = url.search(/[?#]/);
  return [
    diagnosis.family,
    diagnosis.code,
    diagnosis.name,
    diagnosis.permanence,
    diagnosis.meaning,
    channelName(exchange),
    methodOf(exchange),
    end < 0 ? url : url.slice(0, end),
    exchange.channel === 'mqtt' ? (exchange.topic ?? '') : '',
    diagnosis.operation ?? '',
  ].join('\n');
}
