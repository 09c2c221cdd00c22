/**
 * Stacks as Firefox writes them (https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Error/stack): a
 * frame a line, `function@address:line:column`, with `async*`, `promise callback*` and the like before the frames of what scheduled it.
 */
import type { Initiator } from '../exchange.ts';
import { readInitiator } from './initiator.ts';

/** Lines that are looked at, and characters of one: a longer address is no file's. */
const MAX_FRAMES = 1_000;
const MAX_LINE = 4_096;
/** Scheme of the tap's own script. */
const OWN_SCRIPT = 'wire-triage:';

interface Frame {
  readonly functionName: string;
  readonly url: string;
  /** From 0, as Chromium writes them. */
  readonly lineNumber: number | undefined;
  readonly columnNumber: number | undefined;
}

/**
 * The page's own frame nearest the call, by the same rules as for what Chromium writes; undefined where no frame can be read. Never
 * throws, and reads any text in linear time.
 */
export function placeInStack(stack: string): Initiator | undefined {
  const callFrames: Frame[] = [];
  let lines = 0;
  for (let start = 0; start < stack.length && lines < MAX_FRAMES; lines++) {
    const end = stack.indexOf('\n', start);
    const stop = end < 0 ? stack.length : end;
    const frame = stop - start <= MAX_LINE ? frameOf(stack.slice(start, stop)) : undefined;
    if (frame) callFrames.push(frame);
    start = stop + 1;
  }
  return callFrames.length === 0 ? undefined : readInitiator({ stack: { callFrames } });
}

function frameOf(line: string): Frame | undefined {
  const place = /:(\d{1,9}):(\d{1,9})$/.exec(line);
  const at = addressIn(line);
  if (!place || at < 0) return undefined;
  const address = line.slice(at, place.index);
  if (!address.includes(':') || address.startsWith(OWN_SCRIPT)) return undefined;
  const name = functionIn(line.slice(0, at - 1));
  // `app.js line 3 > eval`: the line that evaluated stands for what it evaluated.
  const evaluated = address.indexOf(' line ');
  if (evaluated >= 0) {
    const at = /^ line (\d{1,9}) > /.exec(address.slice(evaluated, evaluated + 30));
    if (!at) return undefined;
    return {
      functionName: name,
      url: address.slice(0, evaluated),
      lineNumber: Number(at[1]) - 1,
      columnNumber: undefined,
    };
  }
  const [, lineNumber, columnNumber] = place;
  return {
    functionName: name,
    url: address,
    lineNumber: Number(lineNumber) - 1,
    columnNumber: Number(columnNumber) - 1,
  };
}

/** Where the address begins: after the first `@` that a scheme follows. Names and addresses may hold others. */
function addressIn(line: string): number {
  for (let at = line.indexOf('@'); at >= 0; at = line.indexOf('@', at + 1)) {
    if (/^[a-z][a-z0-9+.-]{0,31}:/i.test(line.slice(at + 1, at + 34))) return at + 1;
  }
  return -1;
}

/** `async*save/<` is an anonymous function in `save`, called later. */
function functionIn(name: string): string {
  const own = name.slice(name.lastIndexOf('*') + 1);
  const inner = own.indexOf('/');
  return inner < 0 ? own : own.slice(0, inner);
}
