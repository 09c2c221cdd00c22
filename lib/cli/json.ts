/** Diagnoses as one JSON array. */
import { safe } from '../redact/redacted.ts';
import { attempt, FAILED } from '../report/attempt.ts';
import { diagnosisJson, type JsonObject, jsonText } from '../report/json.ts';
import { createRedactor, type Redactor } from '../report/redact.ts';
import type { Words } from '../words/words.ts';
import type { Found } from './found.ts';

/** Controls leave as escapes of JSON. A diagnosis that cannot be written says so in its `fault`, and costs no other. */
export function writeJson(found: readonly Found[], words: Words): string {
  const redactor = createRedactor({ keepHosts: true, keepControls: true });
  collectAll(found, words, redactor);
  return `${jsonText(found.map((one) => toJson(one, words, redactor)))}\n`;
}

/** Learns the secrets of everything that goes into one document. */
export function collectAll(found: readonly Found[], words: Words, redactor: Redactor): void {
  for (const { failure } of found) {
    // What cannot be read is named where it is written.
    attempt(() => {
      redactor.keep(failure, words);
      redactor.collect(failure.exchange);
    });
  }
}

function toJson({ place: { entry, message }, failure }: Found, words: Words, redactor: Redactor): JsonObject {
  const place = { entry, ...(message !== undefined && { message }) };
  const said = attempt(() => diagnosisJson(failure, words, redactor));
  return { ...place, ...(said === FAILED ? { fault: safe`could not be written` } : said) };
}
