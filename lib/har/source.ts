/** The text of a HAR file as it lies on a disk: UTF-8 or UTF-16, maybe packed with gzip. */
import type { NoHarFile } from './file.ts';

export type Source = { readonly ok: true; readonly text: string } | NoHarFile;

/** Largest file that is unpacked, in bytes. A text of more characters than this does not fit into one string everywhere. */
export const MAX_UNPACKED = 400_000_000;

/** Never rejects: what is wrong is said in one line. */
export async function readSource(bytes: Uint8Array<ArrayBuffer>): Promise<Source> {
  // RFC 1952 section 2.3.1.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { ok: true, text: decoded(bytes) };
  try {
    const unpacked = await gunzip(bytes);
    return unpacked
      ? { ok: true, text: decoded(unpacked) }
      : { ok: false, why: `holds more than ${MAX_UNPACKED / 1e6} MB when it is unpacked` };
  } catch {
    return { ok: false, why: 'is a gzip file that cannot be unpacked' };
  }
}

/** UTF-8, or UTF-16 where the byte order mark says so: some Windows tools write that. */
function decoded(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Undefined where it is larger than the bound. Rejects where it is not gzip. */
async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > MAX_UNPACKED) {
      await reader.cancel();
      return undefined;
    }
    parts.push(next.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
