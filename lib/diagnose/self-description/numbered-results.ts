/** The results of statements that were numbered, of which each failed: `{"results":[{"statement_id":0,"error":"No such pond"}]}`. */
import { isEnvelope, isText } from './envelope.ts';
import { firstItem } from './first-item.ts';
import { isObject, type Json } from './json.ts';
import { type Found, mayChange } from './sign-context.ts';
import { isPlainFailure } from './tellings.ts';

/** How many statements one request has. */
const MAX_STATEMENTS = 32;
const NUMBER = /^(?:statement|query|command|batch)_?(?:id|index|no|number)$|^index$/i;

/** The failed statements, however they were asked. What has an id of another kind is a thing in a list. */
export function numberedResults({ results, ...rest }: Json): Found | undefined {
  if (!Array.isArray(results) || results.length === 0 || results.length > MAX_STATEMENTS) return undefined;
  if (!results.every(isFailed) || !isEnvelope(rest)) return undefined;
  return { value: results[0], path: ['results', '0'] };
}

/** The first of the outcomes of a change that has a code below zero, where each has a code: `{"code":0,"result":[{"pin":1,"code":-7042}]}`. */
export function codedResults({ result, results = result }: Json, method: string): Found | undefined {
  if (!mayChange(method) || !Array.isArray(results) || results.length > MAX_STATEMENTS) return undefined;
  if (!results.every((item) => isObject(item) && Number.isInteger(item.code))) return undefined;
  const name = results === result ? 'result' : 'results';
  return firstItem({ [name]: results }, [name], MAX_STATEMENTS, (item) => isObject(item) && Number(item.code) < 0);
}

function isFailed(result: unknown): boolean {
  if (!isObject(result) || !isText(result.error) || !isPlainFailure(result.error.trim())) return false;
  const others = Object.keys(result).filter((name) => name !== 'error');
  return others.length === 1 && others.every((name) => NUMBER.test(name) && typeof result[name] === 'number');
}
