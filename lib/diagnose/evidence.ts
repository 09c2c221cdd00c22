/** The lines that say why a diagnosis is what it is. Built from the catalogue's words, never from values that may be secret. */
import type { EvidenceKind } from '../catalog/schema.ts';
import type { Evidence } from '../diagnosis.ts';
import { type HttpExchange, socketOf } from '../exchange.ts';
import { BIT, type CompiledShape } from './compile.ts';
import { headerHolds, type Reading } from './reading.ts';
import type { Wire } from './wire.ts';

/** One line for each kind of evidence that a reading rests on, the strongest first. */
export function evidenceOf(reading: Reading): Evidence[] {
  const { kinds, compiled, wire, owner, found, operation } = reading;
  const { exchange } = wire;
  const lines: Evidence[] = [];
  const say = (kind: EvidenceKind, text: string | undefined) => {
    if (text) lines.push({ kind, text });
  };
  if (kinds & BIT.host) say('host', `host ${wire.claims.find(({ family }) => family === owner)?.pattern}`);
  if (wire.status > 0) say('status', `HTTP ${wire.status}`);
  if (kinds & BIT.path) say('path', pathLine(compiled, wire));
  if (kinds & BIT.topic) say('topic', 'the topic belongs to this service');
  if (kinds & BIT['media-type']) say('media-type', `media type ${wire.type}`);
  if (kinds & BIT.subprotocol) say('subprotocol', `subprotocol ${socketOf(exchange)?.subprotocol}`);
  if (kinds & BIT.header) say('header', headerLine(compiled, wire));
  say(compiled.standard ? 'standard' : 'envelope', compiled.says);
  if (found?.captures) say('text', `the text is the documented “${found.entry.name}”`);
  if (kinds & BIT.context) say('context', wire.conversation?.sign(owner.id) ?? 'other members of the body fit');
  if (operation) {
    const odd = reading.outsideOperation ? ', for which this code is not documented' : '';
    say('operation', `it answers “${operation.name}”${odd}`);
  }
  say('code', found ? `code ${reading.code} is documented` : `code ${reading.code} is not in the documentation`);
  if (exchange.channel === 'http') circumstances(exchange, say);
  return lines;
}

/** What happened around a reply that changes how to read it. */
function circumstances(exchange: HttpExchange, say: (kind: EvidenceKind, text: string) => void): void {
  const { responseBody } = exchange;
  if (exchange.role === 'preflight')
    say('status', 'this is the CORS preflight, sent by the browser before the real request');
  if (exchange.fromCache)
    say('status', `the reply came from the browser's ${exchange.fromCache} cache, no server was asked`);
  if (exchange.withheld) say('status', withheldLine(exchange));
  if (responseBody.state === 'absent' && responseBody.why === 'unread') say('status', 'the page did not read the body');
}

/** Chromium names no reason. A redirect that was not followed was refused by the page or by CORS, a reply is withheld by CORS and its kin. */
function withheldLine({ role }: HttpExchange): string {
  if (role === 'redirect') return 'the browser did not follow the redirect for the page';
  return 'the browser kept the reply from the page (usually: no matching CORS header)';
}

function pathLine({ paths }: CompiledShape, wire: Wire): string | undefined {
  for (const path of paths) if (wire.path.startsWith(path)) return `path ${path}`;
  return undefined;
}

function headerLine({ when, hints }: CompiledShape, wire: Wire): string | undefined {
  const tests = [...(when.headers ?? []), ...(hints?.headers ?? [])];
  const test = tests.find((candidate) => headerHolds(candidate, wire));
  return test && `header ${test.name}`;
}
