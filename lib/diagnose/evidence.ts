/** The facts that a reading rests on. They hold the catalogue's values, never one from the wire that may be secret. */
import { type HttpExchange, socketOf } from '../exchange.ts';
import type { EvidenceFact } from '../finding.ts';
import { BIT } from './kinds.ts';
import { headerHolds, type Reading } from './reading.ts';
import type { CompiledShape } from './shape.ts';
import type { Wire } from './wire.ts';

// Facts without a value are the same in every finding.
const TOPIC: EvidenceFact = { kind: 'topic' };
const SHAPE: EvidenceFact = { kind: 'shape' };
const TEXT: EvidenceFact = { kind: 'text' };
const CODE: EvidenceFact = { kind: 'code' };
const PREFLIGHT: EvidenceFact = { kind: 'preflight' };
const UNREAD: EvidenceFact = { kind: 'unread' };

/** One fact for each kind of evidence that a reading rests on, the strongest first. */
export function evidenceOf(reading: Reading): EvidenceFact[] {
  const { kinds, compiled, wire, owner, found, operation } = reading;
  const { exchange } = wire;
  const facts: EvidenceFact[] = [];
  if (kinds & BIT.host) {
    const claim = wire.claims.find((one) => one.owner === owner);
    if (claim) facts.push(claim.fact);
  }
  if (wire.status > 0) facts.push({ kind: 'status', status: wire.status });
  if (kinds & BIT.path) {
    const path = pathOf(compiled, wire);
    if (path !== undefined) facts.push({ kind: 'path', path });
  }
  if (kinds & BIT.topic) facts.push(TOPIC);
  if (kinds & BIT['media-type']) facts.push({ kind: 'media-type', type: wire.type });
  if (kinds & BIT.subprotocol) facts.push({ kind: 'subprotocol', name: socketOf(exchange)?.subprotocol ?? '' });
  if (kinds & BIT.header) {
    const name = headerOf(compiled, wire);
    if (name !== undefined) facts.push({ kind: 'header', name });
  }
  facts.push(SHAPE);
  if (found?.captures) facts.push(TEXT);
  if (kinds & BIT.context) facts.push({ kind: 'context', sign: wire.conversation?.sign(owner.id) });
  if (operation) facts.push({ kind: 'operation', name: operation.name, documented: !reading.outsideOperation });
  // Where the status itself is the code, or only the plainest meaning speaks, the lines above have said it.
  if (found && !owner.fallback && reading.code !== String(wire.status)) facts.push(CODE);
  const { blocked } = wire;
  if (blocked) facts.push({ kind: 'blocked', blocked });
  if (exchange.channel === 'http') addCircumstances(exchange, blocked !== undefined, facts);
  return facts;
}

/** What happened around a reply that changes how to read it. */
function addCircumstances(exchange: HttpExchange, isExplained: boolean, facts: EvidenceFact[]): void {
  const { role, fromCache, withheld, responseBody } = exchange;
  if (role === 'preflight') facts.push(PREFLIGHT);
  if (fromCache) facts.push({ kind: 'cache', from: fromCache });
  if (withheld && !isExplained) facts.push({ kind: 'withheld', redirect: role === 'redirect' });
  if (responseBody.state === 'absent' && responseBody.why === 'unread') facts.push(UNREAD);
}

function pathOf({ paths }: CompiledShape, wire: Wire): string | undefined {
  return paths.find((path) => wire.path.startsWith(path));
}

function headerOf({ when, hints }: CompiledShape, wire: Wire): string | undefined {
  const tests = [...(when.headers ?? []), ...(hints?.headers ?? [])];
  return tests.find((candidate) => headerHolds(candidate, wire))?.name;
}
