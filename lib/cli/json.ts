/** Diagnoses as one JSON array. */
import { safe } from '../redact/redacted.ts';
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
    try {
      for (const text of [failure.finding.family, failure.finding.code, words.documentedName(failure.finding)])
        redactor.keep(text);
      redactor.collect(failure.exchange);
    } catch {
      // What cannot be read is named where it is written.
    }
  }
}

function toJson({ place: { entry, message }, failure }: Found, words: Words, redactor: Redactor): JsonObject {
  const place = { entry, ...(message !== undefined && { message }) };
  try {
    return { ...place, ...diagnosisJson(failure, words, redactor) };
  } catch {
    return { ...place, fault: safe`could not be written` };
  }
}
