/** Diagnoses as one JSON array. */
import { diagnosisJson } from '../report/json.ts';
import { createRedactor } from '../report/redact.ts';
import type { Words } from '../words/words.ts';
import type { Found } from './found.ts';

export function writeJson(found: readonly Found[], words: Words): string {
  const all = found.map((one) => toJson(one, words));
  return `${JSON.stringify(all, null, 2)}\n`;
}

function toJson({ place: { entry, message }, failure }: Found, words: Words): Record<string, unknown> {
  const redactor = createRedactor({ keepHosts: true });
  return { entry, ...(message !== undefined && { message }), ...diagnosisJson(failure, words, redactor) };
}
