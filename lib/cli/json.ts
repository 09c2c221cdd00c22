/** Diagnoses as one JSON array. */
import { diagnosisJson } from '../report/json.ts';
import { createRedactor } from '../report/redact.ts';
import type { Found } from './found.ts';

export function writeJson(found: readonly Found[]): string {
  return `${JSON.stringify(found.map(toJson), null, 2)}\n`;
}

function toJson({ place: { entry, message }, failure: { exchange, diagnosis } }: Found): Record<string, unknown> {
  const redactor = createRedactor({ keepHosts: true });
  return { entry, ...(message !== undefined && { message }), ...diagnosisJson(exchange, diagnosis, redactor) };
}
