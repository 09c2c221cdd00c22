import type { Fault } from '../../lib/session/filter/ast.ts';
import { oneLine } from '../text/clean.ts';
import { whole } from '../text/format.ts';
import type { Translate } from '../translate.ts';

/** What is wrong with a part of the query, in one sentence or two. */
export function faultWords({ reason, part, nearest }: Fault, translate: Translate): string {
  const shown = oneLine(part);
  switch (reason.kind) {
    case 'unknown-key':
      return translate(nearest === undefined ? 'faultKeyQuote' : 'faultKey', shown);
    case 'unknown-value':
      return translate('faultValue', reason.key, reason.values.join(', '), shown);
    case 'no-amount':
      return translate('faultAmount', reason.key, shown);
    case 'no-regexp':
      return translate('faultNoRegexp', reason.key);
    case 'regexp-broken':
      return translate('faultRegexpBroken', shown);
    case 'regexp-unsupported':
      return translate('faultRegexpUnsupported', shown);
    case 'regexp-too-large':
      return translate('faultRegexpLarge', shown);
    case 'regexp-too-slow':
      return translate('faultRegexpSlow', shown);
    case 'not-opened':
      return translate('faultNotOpened');
    case 'not-closed':
      return translate('faultNotClosed');
    case 'one-sided-or':
      return translate('faultOr', shown);
    case 'too-deep':
      return translate('faultDeep');
    case 'too-long':
      return translate('faultLong', whole(reason.most));
    default:
      return reason satisfies never;
  }
}
