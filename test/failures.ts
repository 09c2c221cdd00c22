/** Made-up failures for tests of everything behind the diagnosis. */
import type { Diagnosis } from '../lib/diagnosis.ts';
import type { HttpExchange } from '../lib/exchange.ts';
import type { ReportContext } from '../lib/report/model.ts';
import { NO_RULES } from '../lib/report/rules.ts';
import type { Failure } from '../lib/session/group.ts';
import { httpExchange } from './fixtures.ts';

export function diagnosis(over: Partial<Diagnosis> = {}): Diagnosis {
  return {
    channel: 'http',
    family: 'http',
    code: '500',
    name: 'Internal Server Error',
    meaning: 'The server met a condition that it did not expect.',
    action: 'Look into the server log.',
    permanence: 'unknown',
    basis: 'inferred',
    confidence: 'certain',
    evidence: [{ kind: 'status', text: 'HTTP 500' }],
    source: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.1',
    operation: undefined,
    retry: undefined,
    also: [],
    said: undefined,
    ...over,
  };
}

export function failure(over: Partial<Diagnosis> = {}, exchange: Partial<HttpExchange> = {}): Failure {
  return { exchange: httpExchange({ status: 500, ...exchange }), diagnosis: diagnosis(over) };
}

/** Where a made-up report is written: one hour east of Greenwich, no frames, nobody else to run. */
export function reportContext(over: Partial<ReportContext> = {}): ReportContext {
  return {
    familyTitle: (id) => id,
    utcOffset: () => 60,
    tool: 'Wire Triage 0.1.0, Chrome 156',
    rules: NO_RULES,
    connection: () => undefined,
    pause: async () => {},
    ...over,
  };
}
