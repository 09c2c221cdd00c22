/** What a message holds: the beginning that is kept, and the size of the whole. */
import { MAX_TAPPED } from './events.ts';
import type { Natives } from './natives.ts';

export interface Content {
  readonly text: string;
  readonly bytes: Uint8Array | undefined;
  /** Its bytes have yet to be read. */
  readonly blob: Blob | undefined;
  /** Of the whole message: characters of a text, bytes of anything else. */
  readonly size: number;
}

export type Primitive = string | number | bigint | boolean | null | undefined;

export interface Contents {
  readonly nothing: Content;
  text(text: string): Content;
  /** What came in. Throws for what no socket hands out. */
  received(data: unknown): Content;
  /** What is sent for this object, undefined where that is its text. Runs no code of the page, and never throws. */
  sent(data: object): Content | undefined;
  /** Reads the beginning of a blob, and calls `done` with nothing where it cannot be read. */
  read(blob: Blob, done: (bytes: Uint8Array | undefined) => void): void;
  /** Standard base64 (RFC 4648 section 4). */
  base64(bytes: Uint8Array): string;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Whether its text can be had without a call of page code, and without an error. */
export function isPrimitive(value: unknown): value is Primitive {
  return value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol');
}

export function createContents(natives: Natives): Contents {
  const { Bytes, View, apply, bytesOfBlob, copyInto, includes, isAbove, isView, min } = natives;
  const { bufferOfArray, offsetOfArray, sizeOfArray, sizeOfBuffer, bufferOfView, offsetOfView, sizeOfView } = natives;
  const { blobPrototype, sizeOfBlob, slice, sliceOfBlob, toBase64, whenSettled } = natives;

  /** Engines let a slice keep the whole text alive. Joining makes another text, which they copy for good once it is searched. */
  const beginningOf = (text: string): string => {
    const joined = ` ${slice(text, 0, MAX_TAPPED)}`;
    includes(joined, '\u0001');
    return slice(joined, 1);
  };
  const text = (text: string): Content => ({
    text: text.length > MAX_TAPPED ? beginningOf(text) : text,
    bytes: undefined,
    blob: undefined,
    size: text.length,
  });
  const nothing = text('');

  const ofBytes = (buffer: ArrayBuffer, offset: number, size: number): Content => {
    const length = min(size, MAX_TAPPED);
    const bytes = new Bytes(length);
    // There is nothing to copy of a buffer that has been transferred, and it would throw.
    if (length > 0) copyInto(bytes, new Bytes(buffer, offset, length));
    return { text: '', bytes, blob: undefined, size };
  };

  // These two throw for anything else.
  const ofBuffer = (buffer: ArrayBuffer) => ofBytes(buffer, 0, sizeOfBuffer(buffer));
  const ofBlob = (blob: Blob): Content => ({ text: '', bytes: undefined, blob, size: sizeOfBlob(blob) });

  /** Whether it is a `SharedArrayBuffer`, which most pages do not get to see by that name. */
  const isShared = (data: object): boolean => {
    try {
      new View(data as ArrayBuffer);
      return true;
    } catch {
      return false;
    }
  };

  return {
    nothing,
    text,

    received(data) {
      if (typeof data === 'string') return text(data);
      return isAbove(blobPrototype, data as object) ? ofBlob(data as Blob) : ofBuffer(data as ArrayBuffer);
    },

    sent(data) {
      try {
        return isView(data)
          ? ofBytes(bufferOfArray(data), offsetOfArray(data), sizeOfArray(data))
          : ofBuffer(data as ArrayBuffer);
      } catch {}
      try {
        return isView(data) ? ofBytes(bufferOfView(data), offsetOfView(data), sizeOfView(data)) : ofBlob(data as Blob);
      } catch {}
      return isView(data) || isShared(data) ? nothing : undefined;
    },

    read(blob, done) {
      const failed = () => done(undefined);
      const succeeded = (buffer: unknown) => done(new Bytes(buffer as ArrayBuffer));
      try {
        whenSettled(bytesOfBlob(sliceOfBlob(blob, 0, MAX_TAPPED)), succeeded, failed);
      } catch {
        failed();
      }
    },

    base64(bytes) {
      if (toBase64) return apply(toBase64, bytes, []);
      const length = sizeOfArray(bytes);
      let encoded = '';
      for (let i = 0; i < length; i += 3) {
        const a = bytes[i] as number;
        const b = i + 1 < length ? (bytes[i + 1] as number) : 0;
        const c = i + 2 < length ? (bytes[i + 2] as number) : 0;
        encoded += (DIGITS[a >> 2] as string) + DIGITS[((a & 3) << 4) | (b >> 4)];
        encoded += i + 1 < length ? DIGITS[((b & 15) << 2) | (c >> 6)] : '=';
        encoded += i + 2 < length ? DIGITS[c & 63] : '=';
      }
      return encoded;
    },
  };
}
