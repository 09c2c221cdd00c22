/** Evidence kinds as bits, so that collecting and comparing them costs nothing. */
import { EVIDENCE_KINDS } from '../catalog/evidence-kinds.ts';
import type { EvidenceKind } from '../catalog/schema.ts';

export const BIT: Readonly<Record<EvidenceKind, number>> = Object.fromEntries(
  EVIDENCE_KINDS.map((kind, i) => [kind, 1 << i]),
) as Record<EvidenceKind, number>;

export function bitCount(bits: number): number {
  let n = 0;
  for (let b = bits; b !== 0; b &= b - 1) n++;
  return n;
}
