/** Shares of the work of which some failed, as a search tells of the parts of its index. */
import { isErrorObject } from './envelope.ts';
import { isObject, type Json } from './json.ts';
import type { Found } from './sign-context.ts';

/** Members of one object that are looked at for a share that failed. */
const MAX_SHARES = 16;

/** The first failure of a share of the work, beside a count of those that went well: of one shard among those that were searched. */
export function failedShare(object: Json): Found | undefined {
  let left = MAX_SHARES;
  for (const name in object) {
    if (--left < 0) return undefined;
    const share = object[name];
    if (!isObject(share) || typeof share.successful !== 'number' || !share.failed || !Array.isArray(share.failures))
      continue;
    const [failure]: readonly unknown[] = share.failures;
    if (isObject(failure) && isErrorObject(failure.reason))
      return { value: { error: failure.reason }, path: [name, 'failures', '0'] };
  }
  return undefined;
}
