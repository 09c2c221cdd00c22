/** Shares of the work of which some failed: parts of an index that was searched, messages that were sent. */
import { first, isEmpty, isErrorObject, RESULTS, STATUS_NUMBERS, saysFailure } from './envelope.ts';
import { firstItem } from './first-item.ts';
import { isObject, type Json } from './json.ts';
import type { Found } from './sign-context.ts';
import { isPlainFailure, textName } from './tellings.ts';

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
  return first(object, FAILURE_COUNTS, isCount) === undefined
    ? failureCountedByName(object)
    : firstItem(object, OUTCOMES, MAX_ITEMS, isTextOfError);
}

const isCount = (count: unknown): boolean => typeof count === 'number' && count > 0;

/** The name of a count of failures that begins with that of the list: `tasks_error`. */
const COUNT_BY_NAME = /^([a-z]{2,30})_(?:errors?|failed|failures?)$/i;

/**
 * The first item with a code and a plain text of failure in place of a result, where they are counted under the name of their list:
 * `{"tasks_error":1,"tasks":[{"id":"7","status_code":40501,"status_message":"Invalid field","result":null}]}`.
 */
function failureCountedByName(object: Json): Found | undefined {
  for (const name in object) {
    const list = isCount(object[name]) ? COUNT_BY_NAME.exec(name)?.[1] : undefined;
    if (list !== undefined) return firstItem(object, [list], MAX_ITEMS, isCodedFailure);
  }
  return undefined;
}

function isCodedFailure(item: unknown): boolean {
  if (!isObject(item) || first(item, RESULTS, (result) => !isEmpty(result)) !== undefined) return false;
  const code = first(item, STATUS_NUMBERS, (number) => !isEmpty(number));
  const words = code === undefined ? undefined : textName(item);
  return words !== undefined && isPlainFailure(String(item[words]));
}

/** What a file is told by that was not taken, beside its error. */
const OF_FILE = /^(?:error|(?:file_?)?(?:name|size|type)|mime_?type)$/i;

/** The first of several files that was not taken: `{"files":[{"name":"a.png","url":"…"},{"name":"b.exe","size":2,"error":"Not allowed"}]}`. */
export function refusedFile({ files }: Json): Found | undefined {
  return firstItem({ files }, ['files'], MAX_ITEMS, isRefusedFile);
}

function isRefusedFile(item: unknown): boolean {
  return isObject(item) && saysFailure(item.error) && Object.keys(item).every((name) => OF_FILE.test(name));
}

function isTextOfError(item: unknown): boolean {
  if (!isObject(item) || !saysFailure(item.error)) return false;
  return Object.keys(item).every((name) => name === 'error' || OF_ITEM.test(name));
}
