/** Checks what claims to be an event of the tap: the page can call the tap's channel with anything. */
import { timeOf } from '../exchange.ts';
import { directiveOf, membersOf } from '../har/checked.ts';
import { MAX_STACK, MAX_TAPPED, type PageEvent, type TapEvent } from '../tap/events.ts';

/** The longest URL, reason or subprotocol that is taken from a page, in characters. */
const MAX_WORDS = 8_192;
/** Longer than any method that is in use. */
const MAX_METHOD = 40;
/** Base64 is a third longer than its bytes. */
const MAX_DATA = Math.ceil((MAX_TAPPED * 4) / 3) + 4;

type Name =
  | 'type'
  | 'socket'
  | 'at'
  | 'url'
  | 'protocol'
  | 'data'
  | 'binary'
  | 'size'
  | 'code'
  | 'reason'
  | 'clean'
  | 'count'
  | 'method'
  | 'stack'
  | 'directive'
  | 'file'
  | 'line'
  | 'column';
type Members = Record<Name, unknown>;

/** The event, with no other members than its type has; undefined for anything that is none. */
export function tapEventOf(value: unknown): TapEvent | undefined {
  const { type, socket, url, protocol, data, binary, size, code, reason, clean, count, ...rest } =
    membersOf<Members>(value);
  const at = timeOf(rest.at);
  if (at === undefined) return undefined;
  if (type === 'lost') return isCount(count) ? { type, at, count } : undefined;
  if (type === 'call') return callOf(at, rest, url);
  if (type === 'violation') return violationOf(at, rest, url);
  if (!isCount(socket)) return undefined;
  switch (type) {
    case 'open':
      return isWords(url) ? { type, socket, at, url } : undefined;
    case 'found':
      return isWords(url) && isWords(protocol) ? { type, socket, at, url, protocol } : undefined;
    case 'ready':
      return isWords(protocol) ? { type, socket, at, protocol } : undefined;
    case 'send':
    case 'receive':
      if (typeof data !== 'string' || data.length > MAX_DATA || typeof binary !== 'boolean' || !isCount(size))
        return undefined;
      return { type, socket, at, data, binary, size };
    case 'error':
      return { type, socket, at };
    case 'close':
      if (!isCount(code) || !isWords(reason) || typeof clean !== 'boolean') return undefined;
      return { type, socket, at, code, reason, clean };
    default:
      return undefined;
  }
}

function callOf(at: number, { method, stack }: Partial<Members>, url: unknown): PageEvent | undefined {
  if (!isWords(url) || typeof method !== 'string' || method.length > MAX_METHOD) return undefined;
  return typeof stack === 'string' && stack.length <= MAX_STACK ? { type: 'call', at, method, url, stack } : undefined;
}

function violationOf(at: number, members: Partial<Members>, url: unknown): PageEvent | undefined {
  const { file, line, column } = members;
  const directive = directiveOf(members.directive);
  if (directive === undefined || !isWords(url) || !isWords(file) || !isCount(line) || !isCount(column))
    return undefined;
  return { type: 'violation', at, url, directive, file, line, column };
}

function isWords(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_WORDS;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
