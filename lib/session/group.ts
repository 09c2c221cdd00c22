/** Repeats of one failure, so that an endpoint hammered fourteen times is one row. */

import { withoutQuery } from '../address.ts';
import { channelName, methodOf, urlOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import type { Recovery } from './recovery.ts';

/** Failures with one meaning (family, shape, entry and code), channel, method and address (query and fragment aside). */
export interface Group {
  readonly key: string;
  readonly first: Failure;
  readonly last: Failure;
  readonly count: number;
  /** Set once a later call of the same endpoint succeeded. */
  readonly recovered?: Recovery | undefined;
}

/** Two failures with the same key are one row. */
export function groupKey({ exchange, finding }: Failure): string {
  return [
    finding.family,
    finding.shape,
    finding.entry ?? '',
    finding.code,
    channelName(exchange),
    methodOf(exchange),
    withoutQuery(urlOf(exchange)),
    exchange.channel === 'mqtt' ? (exchange.topic ?? '') : '',
    finding.operation ?? '',
  ].join('\n');
}
