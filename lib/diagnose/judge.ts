/** The word on a reading: its code, whether waiting cures it, how long, and what that rests on. */
import type { Basis, Permanence } from '../catalog/schema.ts';
import type { StatusVerdict } from '../catalog/statuses.ts';
import type { Ground, Remedy, RetryAdvice } from '../finding.ts';
import { BIT } from './kinds.ts';
import { LIKELY, type Reading } from './reading.ts';
import { retryAdvice } from './retry.ts';
import { isGeneric, isReservedNumber } from './self-description/codes.ts';
import type { SelfDescription, StatedWait, Where } from './self-description/types.ts';
import { verdictOf } from './self-description/verdict.ts';

export interface Judgement {
  readonly code: string;
  readonly permanence: Permanence;
  readonly basis: Basis;
  /** Undefined where the catalogue alone decided. */
  readonly ground: Ground | undefined;
  /** Where the decisive statement stands. */
  readonly where: Where | undefined;
  /** What stands there. */
  readonly quoted: string | undefined;
  /** What cures it; worked out when it is asked for. */
  readonly remedy: () => Remedy | undefined;
  readonly retry: RetryAdvice | undefined;
}

const none = () => undefined;

type StatusVerdicts = (status: number) => StatusVerdict | undefined;

export function judge(statusVerdict: StatusVerdicts, reading: Reading): Judgement {
  const { wire, verdict, code } = reading;
  const { described } = wire;
  const { permanence, basis } = verdict;
  if (!described) {
    const retry = permanence === 'permanent' ? undefined : retryOf(reading, undefined);
    return {
      code,
      permanence,
      basis,
      ground: undefined,
      where: undefined,
      quoted: undefined,
      remedy: none,
      retry,
    };
  }
  const { description, partStatus } = described;
  const found = verdictOf({
    description,
    status: wire.status,
    partStatus,
    documented: isRecognised(reading) ? permanence : undefined,
    listed: reading.found && !reading.owner.fallback ? { code, permanence } : undefined,
    ofStatus: (status) => statusVerdict(status)?.verdict.permanence ?? 'unknown',
  });
  const isOfCatalogue = found.ground === 'documented' || found.ground === 'status' || found.permanence === 'unknown';
  // What the status leaves open, the catalogue may know.
  const settled = found.permanence === 'unknown' && reading.found ? permanence : found.permanence;
  return {
    code: moreTelling(reading, description) ?? code,
    permanence: settled,
    basis: isOfCatalogue ? basis : found.ground === 'explicit' ? 'documented' : 'inferred',
    ground: found.ground,
    where: found.where,
    quoted: found.quoted,
    remedy: () => found.remedy,
    retry: settled === 'permanent' ? undefined : retryOf(reading, found.wait),
  };
}

/** Whether the catalogue knows just this code: of a service that was recognised, or where the source itself says how long it lasts. */
function isRecognised({ found, kinds, level, verdict, owner }: Reading): boolean {
  if (!found || owner.fallback) return false;
  if ((kinds & BIT.host) !== 0) return true;
  return level >= LIKELY && (verdict.basis === 'documented' || owner.family.general !== true);
}

/** In a standard's envelope the service's own word counts more than a number of the standard or of the carrier. */
function moreTelling({ compiled, wire, code, owner }: Reading, description: SelfDescription): string | undefined {
  const isOfGeneral = owner.family.general === true && !owner.fallback && code === String(wire.status);
  if (!(compiled.standard || isOfGeneral) || wire.described?.beforeCloseMs !== undefined) return undefined;
  const own = description.code?.value;
  if (own === undefined || own === code) return undefined;
  // The code of one field says less about the call than the status of a failure, and an address of a type is for looking up.
  if (!compiled.standard && wire.status >= 400 && (isOfType(description) || description.param !== undefined))
    return undefined;
  // The status of a success says less than any word.
  if (isGeneric(own) && !(code === String(wire.status) && wire.status < 300)) return undefined;
  const isOfCarrier =
    code === String(wire.status) || (wire.exchange.channel === 'close' && code === String(wire.exchange.code));
  return isOfCarrier || isReservedNumber(code) || isGeneric(code) ? own : undefined;
}

function isOfType({ code }: SelfDescription): boolean {
  return code?.where.kind === 'member' && code.where.path.at(-1) === 'type';
}

function retryOf(
  { wire, wait, found, compiled, owner }: Reading,
  stated: StatedWait | undefined,
): RetryAdvice | undefined {
  const { exchange } = wire;
  const seconds = found?.captures?.seconds;
  return retryAdvice({
    wait: stated,
    stated:
      wait !== undefined
        ? { value: wait, from: 'body' }
        : seconds !== undefined
          ? { value: seconds, from: compiled.decoder ? 'body' : 'reason' }
          : undefined,
    backoff: found?.entry.backoff ? owner.family.backoff : undefined,
    now: exchange.at + (exchange.channel === 'http' ? (exchange.durationMs ?? 0) : 0),
    isClose: exchange.channel === 'close',
  });
}
