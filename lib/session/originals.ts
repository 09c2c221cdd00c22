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

/** A line of a script. */
interface Line {
  /** Undefined where it was not found until now. */
  original: CodePlace | undefined;
  /** Ids of the failures that came before it was looked for. */
  readonly waiting: Set<string>;
  isLookedFor: boolean;
}

/** Lines that are remembered; most failures come from a few. */
const MAX_PLACES = 1_000;
/** Failures of one line that wait. */
const MAX_WAITING = 10_000;

export function createOriginals({ session, originalOf, onTrouble }: OriginalsOptions): Originals {
  let lines = new Map<string, Line>();
  let documentBegan = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function look(place: CodePlace, line: Line, inPage: typeof lines): Promise<void> {
    const original = lines === inPage ? await originalOf(place) : undefined;
    line.isLookedFor = true;
    if (original && lines === inPage) {
      line.original = original;
      for (const { exchange, finding } of session.failures())
        if (line.waiting.has(exchange.id)) session.add(placed(exchange, original), finding);
    }
    line.waiting.clear();
  }

  function lineOf(place: Initiator): Line {
    const key = keyOf(place);
    const known = lines.get(key);
    if (known) return known;
    const line: Line = { original: undefined, waiting: new Set(), isLookedFor: false };
    keepNewest(lines, key, line, MAX_PLACES);
    const inPage = lines;
    last = last.then(() => look(place, line, inPage)).catch(onTrouble);
    return line;
  }

  return {
    add(exchange, finding) {
      const place = lineThatAsked(exchange);
      // The scripts of an earlier document are gone.
      const isOfPage = place && exchange.at >= documentBegan;
      const line = isOfPage ? (finding ? lineOf(place) : lines.get(keyOf(place))) : undefined;
      session.add(line?.original ? placed(exchange, line.original) : exchange, finding);
      if (finding && line && !line.isLookedFor && line.waiting.size < MAX_WAITING) line.waiting.add(exchange.id);
    },
    navigated(began) {
      lines = new Map();
      documentBegan = began;
    },
  };
}

/** Who asked, where the line is known. */
function lineThatAsked(exchange: Exchange): Initiator | undefined {
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
