/** The text of a HAR file as it lies on a disk: UTF-8 or UTF-16, maybe packed with gzip or zip. */
import { isZip, readArchive } from './archive.ts';
import type { Files } from './attached.ts';
import type { NoHarFile } from './file.ts';

/** `files`: what was packed beside the recording, where the recording speaks of any. */
export type Source = { readonly ok: true; readonly text: string; readonly files?: Files } | NoHarFile;

/** Largest file that is unpacked, in bytes. A text of more characters than this does not fit into one string everywhere. */
export const MAX_UNPACKED = 400_000_000;

/** Never rejects: what is wrong is said in one line. */
export async function readSource(bytes: Uint8Array<ArrayBuffer>): Promise<Source> {
  if (isZip(bytes)) return unzipped(bytes);
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

function unzipped(bytes: Uint8Array): Source {
  const archive = readArchive(bytes, MAX_UNPACKED);
  if (!archive.ok) return archive;
  const text = decoded(archive.har);
  const files = text.includes('"_file"') ? archive.files() : undefined;
  return files ? { ok: true, text, files } : { ok: true, text };
}

/** UTF-8, or UTF-16 as some Windows tools write it: a byte order mark says so, or the zero in the first character of JSON. */
function decoded(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([a, b]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((a === 0xff && b === 0xfe) || (isBracket(a) && b === 0)) return 'utf-16le';
  return (a === 0xfe && b === 0xff) || (a === 0 && isBracket(b)) ? 'utf-16be' : 'utf-8';
}

function isBracket(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b;
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
