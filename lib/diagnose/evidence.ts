/** The facts that a reading rests on. Only statements of the reply hold text from the wire. */
import { type HttpExchange, socketOf } from '../exchange.ts';
import type { Conclusion, EvidenceFact } from '../finding.ts';
import type { Judgement } from './judge.ts';
import { BIT } from './kinds.ts';
import { headerHolds, hinted, type Reading } from './reading.ts';
import { cap, pathText, type Where } from './self-description/types.ts';
import type { CompiledShape } from './shape.ts';
import type { Wire } from './wire.ts';

// Facts without a value are the same in every finding.
const TOPIC: EvidenceFact = { kind: 'topic' };
const SHAPE: EvidenceFact = { kind: 'shape' };
const TEXT: EvidenceFact = { kind: 'text' };
const CODE: EvidenceFact = { kind: 'code' };
const PREFLIGHT: EvidenceFact = { kind: 'preflight' };
const UNREAD: EvidenceFact = { kind: 'unread' };

/** One fact for each kind of evidence that a reading rests on, the strongest first, and what the reply states itself. */
export function evidenceOf(reading: Reading, judgement: Judgement): EvidenceFact[] {
  const { compiled, wire, owner, found, operation } = reading;
  const { exchange } = wire;
  const kinds = reading.kinds | hinted(compiled, wire);
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
  if (kinds & BIT.request && wire.asked) facts.push({ kind: 'request', asked: wire.asked });
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
  addStatements(reading, judgement, facts);
  const { blocked } = wire;
  if (blocked) facts.push({ kind: 'blocked', blocked });
  if (exchange.channel === 'http') addCircumstances(exchange, blocked !== undefined, facts);
  return facts;
}

/** Wire text is quoted up to this many characters. */
const MAX_QUOTED = 80;

/** Quotes what the code and the verdict rest on, where the reply states it. */
function addStatements({ wire, compiled }: Reading, judgement: Judgement, facts: EvidenceFact[]): void {
  if (!wire.described) return;
  const { description, beforeCloseMs } = wire.described;
  if (beforeCloseMs !== undefined) facts.push({ kind: 'last-message', beforeCloseMs });
  const { code } = description;
  const { ground, where, quoted } = judgement;
  // A code that decides the verdict is quoted once, as what decides.
  const decides = ground === 'code-word' && code !== undefined && where === code.where && quoted === code.value;
  if (code && compiled.isDescribed && !decides) facts.push(statement(code.where, code.value, 'code'));
  if (where === undefined || quoted === undefined) return;
  if (ground === 'explicit' || ground === 'wait' || ground === 'code-word' || ground === 'sentence')
    facts.push(statement(where, quoted, ground));
}

function statement(where: Where, text: string, says: Conclusion): EvidenceFact {
  const value = cap(text, MAX_QUOTED);
  if (where.kind === 'member') return { kind: 'member', path: pathText(where.path), value, says };
  return where.kind === 'header'
    ? { kind: 'stating-header', name: where.name, value, says }
    : { kind: 'sentence', value, says };
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
