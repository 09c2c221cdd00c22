/** From readings to the finding that is handed out. What only a reader of the details asks for is worked out when it is asked for. */
import type { Basis, Permanence } from '../catalog/schema.ts';
import type {
  Blocked,
  Confidence,
  EvidenceFact,
  Finding,
  FurtherError,
  Ground,
  Link,
  Remedy,
  RetryAdvice,
  Rival,
} from '../finding.ts';
import { evidenceOf } from './evidence.ts';
import type { Judgement } from './judge.ts';
import { BIT } from './kinds.ts';
import { CERTAIN, capturesOf, POSSIBLE, type Reading } from './reading.ts';
import { describe } from './self-description/describe.ts';
import type { SelfDescription } from './self-description/types.ts';

/** By level, see reading.ts. */
const CONFIDENCE = ['possible', 'likely', 'certain'] as const satisfies readonly Confidence[];

/** The parts of a longer body are read out at once: a finding must not keep it, decoded, for as long as its row stands. */
const MAX_HELD = 65_536;

const NO_LINKS: readonly Link[] = Object.freeze([]);
const NO_ERRORS: readonly FurtherError[] = Object.freeze([]);

/** What a reply says beside code and verdict. */
interface Details {
  readonly captures: Readonly<Record<string, string>>;
  readonly evidence: readonly EvidenceFact[];
  readonly remedy: Remedy | undefined;
  readonly said: string | undefined;
  readonly links: readonly Link[];
  readonly requestId: string | undefined;
  readonly param: string | undefined;
  readonly errors: readonly FurtherError[];
}

/** The finding of the best reading. */
export function makeFinding(
  best: Reading,
  judgement: Judgement,
  also: readonly Rival[],
  said: string | undefined,
): Finding {
  return new ReadFinding(best, judgement, also, said);
}

/** Its details are getters: take members from it, do not spread it. */
class ReadFinding implements Finding {
  readonly family: string;
  readonly shape: string;
  readonly entry: string | undefined;
  readonly code: string;
  readonly permanence: Permanence;
  readonly basis: Basis;
  readonly ground: Ground | undefined;
  readonly confidence: Confidence;
  readonly operation: string | undefined;
  readonly retry: RetryAdvice | undefined;
  readonly also: readonly Rival[];
  readonly status: number | undefined;
  readonly blocked: Blocked | undefined;
  /** The server's words as the shape reads them. */
  readonly #text: string | undefined;
  /** What the details are read from; undefined once they are. */
  #source: Source | undefined;
  #details: Details | undefined;

  constructor(best: Reading, judgement: Judgement, also: readonly Rival[], text: string | undefined) {
    const { owner, compiled, found, wire } = best;
    this.family = owner.id;
    this.shape = compiled.id;
    this.entry = found?.entry.id;
    this.code = judgement.code;
    this.permanence = judgement.permanence;
    this.basis = judgement.basis;
    this.ground = judgement.ground;
    this.confidence = CONFIDENCE[best.level] ?? 'possible';
    this.operation = best.operation?.name;
    this.retry = judgement.retry;
    this.also = also;
    this.status = wire.status > 0 ? wire.status : undefined;
    this.blocked = wire.blocked;
    this.#text = text;
    this.#source = { best, judgement };
    if (wire.channel !== 'http' || (wire.text?.length ?? 0) > MAX_HELD) void this.#read;
  }

  get captures(): Readonly<Record<string, string>> {
    return this.#read.captures;
  }

  get evidence(): readonly EvidenceFact[] {
    return this.#read.evidence;
  }

  get remedy(): Remedy | undefined {
    return this.#read.remedy;
  }

  get said(): string | undefined {
    return this.#read.said;
  }

  get links(): readonly Link[] {
    return this.#read.links;
  }

  get requestId(): string | undefined {
    return this.#read.requestId;
  }

  get param(): string | undefined {
    return this.#read.param;
  }

  get errors(): readonly FurtherError[] {
    return this.#read.errors;
  }

  get #read(): Details {
    if (this.#source) {
      this.#details = detailsOf(this.#source, this.#text);
      this.#source = undefined;
    }
    return this.#details ?? NO_DETAILS;
  }
}

interface Source {
  readonly best: Reading;
  readonly judgement: Judgement;
}

const NO_DETAILS: Details = {
  captures: {},
  evidence: [],
  remedy: undefined,
  said: undefined,
  links: NO_LINKS,
  requestId: undefined,
  param: undefined,
  errors: NO_ERRORS,
};

function detailsOf({ best, judgement }: Source, text: string | undefined): Details {
  const { owner, compiled, wire } = best;
  const description = wire.described?.description;
  const said = description?.said?.value;
  const ofBody = description ?? describeBody(best);
  const prefersText = !compiled.standard && !owner.fallback && owner.family.general !== true;
  return {
    captures: capturesOf(best),
    evidence: evidenceOf(best, judgement),
    remedy: judgement.remedy(),
    said: prefersText && text !== '' ? (text ?? said) : (said ?? text),
    links: ofBody?.links.map(({ url, label }) => ({ url, label })) ?? NO_LINKS,
    requestId: ofBody?.requestId?.value,
    param: description?.param?.value,
    errors: description?.errors ?? NO_ERRORS,
  };
}

/** A message that only the catalogue knows for a failure names its call and its links all the same. */
function describeBody({ compiled, wire }: Reading): SelfDescription | undefined {
  if (wire.channel !== 'websocket' || compiled.decoder !== 'json') return undefined;
  const value = wire.decoded('json');
  return describe({ status: wire.status, headers: [], value, path: [], prose: undefined, now: wire.exchange.at });
}

const MAX_ALSO = 5;
const NO_RIVALS: readonly Rival[] = Object.freeze([]);

/**
 * The rivals worth showing. A certain reading has none but equally sound ones; beside the service's own host
 * general envelopes only repeat it; and a fallback says nothing that a specific reading has not said better.
 */
export function rivalsOf(best: Reading, readings: readonly Reading[]): readonly Rival[] {
  if (readings.length < 2) return NO_RIVALS;
  const isFallback = best.owner.fallback;
  const rivals: Rival[] = [];
  for (const reading of readings) {
    const { owner, kinds, level, code, compiled, found } = reading;
    const { id, fallback } = owner;
    if (owner === best.owner || rivals.length === MAX_ALSO || rivals.some(({ family }) => family === id)) continue;
    if (fallback && !isFallback) continue;
    if (best.level === CERTAIN && level === POSSIBLE && !isFallback) continue;
    if (best.kinds & BIT.host && !(kinds & BIT.host)) continue;
    rivals.push({ family: id, shape: compiled.id, entry: found?.entry.id, code, captures: capturesOf(reading) });
  }
  return rivals;
}
