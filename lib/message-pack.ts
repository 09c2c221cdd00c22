/** Recognises what a binary message holds, without decoding it. */

/** Items of the array that each type of hub message is, by the type's number: 1 is an invocation, 7 a close. */
const ITEMS: ReadonlyMap<number, readonly number[]> = new Map([
  [1, [5, 6]],
  [2, [4]],
  [3, [4, 5]],
  [4, [5, 6]],
  [5, [3]],
  [6, [1]],
  [7, [2, 3]],
  [8, [2]],
  [9, [2]],
]);
/** The first byte of an array of up to 15 items (MessagePack specification, "array format family"). */
const FIXARRAY = 0x90;
/** A length takes at most so many bytes. */
const MAX_LENGTH_BYTES = 5;

/**
 * Whether a binary message of `size` bytes, of which `bytes` is at least the beginning, holds messages of the hub protocol in
 * MessagePack: each is its length as a variable number of bytes, then an array that begins with the type
 * (https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md). The lengths must add up to the size, as far
 * as the bytes reach, so that other bytes hardly ever look so.
 */
export function isHubMessagePack(bytes: Uint8Array, size: number): boolean {
  let at = 0;
  while (at < size) {
    const end = endOfMessage(bytes, at);
    if (end === undefined) return false;
    at = end;
  }
  return at === size && size > 0;
}

/** Where the message that begins at `start` ends; undefined where none does. */
function endOfMessage(bytes: Uint8Array, start: number): number | undefined {
  let length = 0;
  for (let i = 0; i < MAX_LENGTH_BYTES; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if ((byte & 0x80) === 0) return startsMessage(bytes, start + i + 1) ? start + i + 1 + length : undefined;
  }
  return undefined;
}

function startsMessage(bytes: Uint8Array, at: number): boolean {
  const items = (bytes[at] ?? 0) - FIXARRAY;
  return ITEMS.get(bytes[at + 1] ?? 0)?.includes(items) === true;
}
