/** Where the lines that asked, and their callers, stand in their original source, for the failures of live traffic. */
import { keepNewest } from '../bounded.ts';
import { type Initiator, initiatorOf, socketOf, withInitiator } from '../exchange.ts';
import type { Session } from './log.ts';
import { stackKey } from './stacks.ts';

interface OriginalsOptions {
  readonly session: Pick<Session, 'add' | 'socket' | 'failures'>;
  /** The same with the originals of their places, in the same order; one whose script has no map as it is, undefined where no script could be read. */
  readonly originalsOf: (initiators: readonly Initiator[]) => Promise<readonly (Initiator | undefined)[]>;
  readonly onTrouble: (error: unknown) => void;
}

export interface Originals {
  /**
   * Takes what the session takes. The stack of a failure is looked up once, with those that came while others were looked up: failures
   * that the session still holds by then get their originals, those that come later have them at once.
   */
  readonly add: Session['add'];
  /** Takes what the session takes. The browser can tell who opened a socket after it has failed. */
  readonly socket: Session['socket'];
  /** The page went to a document that began at this moment (epoch ms): what has the same address there can be another script. */
  navigated(began: number): void;
}

interface Stack {
  readonly initiator: Initiator;
  /** With originals; undefined where it was not found until now. */
  found: Initiator | undefined;
  /** `unread`: the browser did not hand out the script; the next failure asks again. */
  state: 'pending' | 'unread' | 'known';
  tries: number;
}

/** The browser may know a script only a moment later, or be slow to answer. */
const MAX_TRIES = 3;

/** Stacks that are remembered; most failures come from a few. */
const MAX_STACKS = 1_000;
/** Failures and sockets that wait for theirs, and sockets with failures of which nobody knows who opened them. */
const MAX_WAITING = 10_000;

export function createOriginals({ session, originalsOf, onTrouble }: OriginalsOptions): Originals {
  let stacks = new Map<string, Stack>();
  /** Of the document before: replies to what it asked still come. */
  let earlier: typeof stacks = new Map();
  let documentBegan = 0;
  let wanted: Stack[] = [];
  let isLooking = false;
  /** By the id of the failure or of its socket. */
  const waiting = new Map<string, Stack>();
  /** Ids of sockets that failed before it was known who opened them. */
  const unexplained = new Map<string, true>();

  async function look(): Promise<void> {
    // What comes in the same turn is looked up at once.
    await Promise.resolve();
    while (wanted.length > 0) {
      const batch = wanted;
      const inPage = stacks;
      wanted = [];
      const found = await originalsOf(batch.map(({ initiator }) => initiator)).catch((error: unknown) => {
        onTrouble(error);
        return undefined;
      });
      for (const [i, stack] of batch.entries()) {
        const originals = found?.[i];
        stack.tries += 1;
        stack.state = originals || stack.tries === MAX_TRIES || stacks !== inPage ? 'known' : 'unread';
        if (stacks === inPage && originals !== stack.initiator) stack.found = originals;
      }
      tell();
    }
  }

  function startLooking(): void {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch(onTrouble)
      .finally(() => {
        isLooking = false;
        if (wanted.length > 0) startLooking();
      });
  }

  function tell(): void {
    for (const { exchange, finding } of session.failures()) {
      const found = (waiting.get(exchange.id) ?? waiting.get(socketOf(exchange)?.id ?? ''))?.found;
      if (found) session.add(withInitiator(exchange, found), finding);
    }
    for (const [id, { state }] of waiting) if (state === 'known') waiting.delete(id);
  }

  function stackOf(initiator: Initiator): Stack {
    const key = stackKey(initiator);
    const known = stacks.get(key);
    if (known && known.state !== 'unread') return known;
    const stack = known ?? { initiator, found: undefined, state: 'pending', tries: 0 };
    stack.state = 'pending';
    if (!known) keepNewest(stacks, key, stack, MAX_STACKS);
    wanted.push(stack);
    startLooking();
    return stack;
  }

  /** The stack at that moment (epoch ms), looked up where somebody wants it; undefined where no line is known. */
  function stackAt(initiator: Initiator | undefined, at: number, isWanted: boolean): Stack | undefined {
    if (initiator?.line === undefined) return undefined;
    // The scripts of an earlier document are gone.
    if (at < documentBegan) return earlier.get(stackKey(initiator));
    return isWanted ? stackOf(initiator) : stacks.get(stackKey(initiator));
  }

  return {
    add(exchange, finding) {
      const socket = socketOf(exchange);
      const { at } = socket ?? exchange;
      const stack = stackAt(initiatorOf(exchange), at, finding !== undefined);
      session.add(stack?.found ? withInitiator(exchange, stack.found) : exchange, finding);
      if (!finding) return;
      if (stack && stack.state !== 'known') keepNewest(waiting, exchange.id, stack, MAX_WAITING);
      if (socket && !socket.initiator) keepNewest(unexplained, socket.id, true, MAX_WAITING);
    },
    socket(socket, state) {
      const stack = stackAt(socket.initiator, socket.at, unexplained.has(socket.id));
      session.socket(stack?.found ? { ...socket, initiator: stack.found } : socket, state);
      if (stack && stack.state !== 'known') keepNewest(waiting, socket.id, stack, MAX_WAITING);
    },
    navigated(began) {
      for (const stack of wanted) stack.state = 'known';
      wanted = [];
      // Nobody asks for the scripts of the document any more, but for those that are just being looked up.
      for (const [id, { state }] of waiting) if (state !== 'pending') waiting.delete(id);
      earlier = stacks;
      stacks = new Map();
      documentBegan = began;
    },
  };
}
