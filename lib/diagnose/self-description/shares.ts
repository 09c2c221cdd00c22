/** Shares of the work of which some failed: parts of an index that was searched, messages that were sent. */
import { first, isErrorObject, saysFailure } from './envelope.ts';
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

const FAILURE_COUNTS = 'failure failures failed failedCount failed_count failureCount failure_count errorCount'.split(
  ' ',
);
const OUTCOMES = ['results', 'items', 'responses'];
/** Items of one list that are looked at. */
const MAX_ITEMS = 200;
/** What names an item, beside its error. */
const OF_ITEM = /^(?:id|_?ref|index|key|token|\w{1,10}_?id)$/i;

/**
 * The first item with nothing but a text for its error, where the failures are counted beside the list: `{"success":1,"failure":1,
 * "results":[{"message_id":"7"},{"error":"NotRegistered"}]}`.
 */
export function countedFailure(object: Json): Found | undefined {
  if (first(object, FAILURE_COUNTS, (count) => typeof count === 'number' && count > 0) === undefined) return undefined;
  for (const name of OUTCOMES) {
    const list = Object.hasOwn(object, name) ? object[name] : undefined;
    const items: readonly unknown[] = Array.isArray(list) ? list.slice(0, MAX_ITEMS) : [];
    const at = items.findIndex(isTextOfError);
    if (at >= 0) return { value: items[at], path: [name, String(at)] };
  }
  return undefined;
}

/** What a file is told by that was not taken, beside its error. */
const OF_FILE = /^(?:error|(?:file_?)?(?:name|size|type)|mime_?type)$/i;

/** The first of several files that was not taken: `{"files":[{"name":"a.png","url":"…"},{"name":"b.exe","size":2,"error":"Not allowed"}]}`. */
export function refusedFile({ files }: Json): Found | undefined {
  const items: readonly unknown[] = Array.isArray(files) ? files.slice(0, MAX_ITEMS) : [];
  const at = items.findIndex(isRefusedFile);
  return at < 0 ? undefined : { value: items[at], path: ['files', String(at)] };
}

function isRefusedFile(item: unknown): boolean {
  return isObject(item) && saysFailure(item.error) && Object.keys(item).every((name) => OF_FILE.test(name));
}

function isTextOfError(item: unknown): boolean {
  if (!isObject(item) || !saysFailure(item.error)) return false;
  return Object.keys(item).every((name) => name === 'error' || OF_ITEM.test(name));
}
