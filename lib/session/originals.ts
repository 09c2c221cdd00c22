/** Where the lines that asked stand in their original source, for the failures of live traffic. */
import { keepNewest } from '../bounded.ts';
import type { CodePlace, Exchange, Initiator } from '../exchange.ts';
import type { Session } from './log.ts';

interface OriginalsOptions {
  readonly session: Pick<Session, 'add' | 'failures'>;
  /** The original of a place; resolves with undefined where no map leads there. */
  readonly originalOf: (place: CodePlace) => Promise<CodePlace | undefined>;
  readonly onTrouble: (error: unknown) => void;
}

export interface Originals {
  /**
   * Takes what the session takes. The line that asked for a failure is looked up once, one after the other: failures that the session
   * still holds by then get their original, those that come later have it at once.
   */
  readonly add: Session['add'];
  /** The page went to a document that began at this moment (epoch ms): what has the same address there can be another script. */
  navigated(began: number): void;
}

/** Lines that are remembered; most failures come from a few. */
const MAX_PLACES = 1_000;

export function createOriginals({ session, originalOf, onTrouble }: OriginalsOptions): Originals {
  /** Undefined: looked for, and not found until now. */
  let known = new Map<string, CodePlace | undefined>();
  let documentBegan = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function look(place: CodePlace, key: string, inPage: typeof known): Promise<void> {
    const original = known === inPage ? await originalOf(place) : undefined;
    if (!original || known !== inPage) return;
    keepNewest(known, key, original, MAX_PLACES);
    for (const { exchange, finding } of session.failures()) {
      const initiator = initiatorOf(exchange);
      if (!initiator || initiator.original || exchange.at < documentBegan || keyOf(initiator) !== key) continue;
      session.add(placed(exchange, original), finding);
    }
  }

  return {
    add(exchange, finding) {
      const initiator = initiatorOf(exchange);
      const key = initiator && keyOf(initiator);
      const original = key === undefined ? undefined : known.get(key);
      session.add(original ? placed(exchange, original) : exchange, finding);
      if (!finding || !initiator || key === undefined || known.has(key)) return;
      keepNewest(known, key, undefined, MAX_PLACES);
      const inPage = known;
      last = last.then(() => look(initiator, key, inPage)).catch(onTrouble);
    },
    navigated(began) {
      known = new Map();
      documentBegan = began;
    },
  };
}

/** Who asked, where a line is told. */
function initiatorOf(exchange: Exchange): Initiator | undefined {
  const initiator = exchange.channel === 'http' ? exchange.initiator : undefined;
  return initiator?.line === undefined ? undefined : initiator;
}

function placed(exchange: Exchange, original: CodePlace): Exchange {
  if (exchange.channel !== 'http' || !exchange.initiator) return exchange;
  return { ...exchange, initiator: { ...exchange.initiator, original } };
}

function keyOf({ url, line, column }: CodePlace): string {
  return `${url}\n${line}\n${column}`;
}
