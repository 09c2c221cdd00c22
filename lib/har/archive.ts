/** A recording in a zip archive: as people attach one to a ticket, and as Playwright writes it, with bodies in files of their own. */
import { type UnzipFileInfo, unzipSync } from 'fflate';
import type { NoHarFile } from './file.ts';

export interface Archive {
  readonly ok: true;
  /** The recording as it was packed. */
  readonly har: Uint8Array;
  /**
   * Every other file, unpacked when first asked for, by its path from the folder of the recording. Undefined where they are too large,
   * or broken.
   */
  readonly files: () => ReadonlyMap<string, Uint8Array> | undefined;
}

/** Files that an archive may list; a recording that is larger than what is unpacked has fewer bodies. */
const MAX_FILES = 100_000;

/** PKWARE APPNOTE sections 4.3.7 and 4.3.16: how a local file header begins, or the end of an archive that is empty. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** Section 4.4.4 there: bit 0 of the flags, which stand behind the signature and the version. */
function isEncrypted(bytes: Uint8Array): boolean {
  return ((bytes[6] ?? 0) & 1) === 1;
}

/** What macOS adds beside each file. */
const SIDE_FILE = /(?:^|\/)(?:__MACOSX\/|\._)/;

/** Never throws. @param most bytes that are unpacked in all */
export function readArchive(bytes: Uint8Array, most: number): Archive | NoHarFile {
  if (isEncrypted(bytes)) return { ok: false, why: 'is an encrypted zip archive: unpack it first' };
  try {
    const all = listed(bytes);
    const [har, ...more] = recordings(all);
    if (!har) return { ok: false, why: 'is a zip archive without a recording in it' };
    if (more.length > 0) return { ok: false, why: `holds ${more.length + 1} recordings: unpack it first` };
    if (sizeOf(har) > most) return { ok: false, why: `holds more than ${most / 1e6} MB when it is unpacked` };
    const text = unpacked(bytes, (name) => name === har.name).get(har.name);
    if (!text) return { ok: false, why: BROKEN };
    const size = all.reduce((sum, file) => sum + sizeOf(file), 0);
    return { ok: true, har: text, files: () => (size > most ? undefined : beside(bytes, har.name)) };
  } catch {
    return { ok: false, why: BROKEN };
  }
}

const BROKEN = 'is a zip archive that cannot be unpacked';

/** What unpacking a file takes: what is not compressed is as large as it is packed, whatever it claims. */
function sizeOf({ size, originalSize }: UnzipFileInfo): number {
  return Math.max(size, originalSize);
}

/** The files of an archive, as it lists them. Throws where it cannot be true: files that share their bytes, and more than anybody packs. */
function listed(bytes: Uint8Array): UnzipFileInfo[] {
  const all: UnzipFileInfo[] = [];
  let packed = 0;
  unzipSync(bytes, {
    filter(file) {
      packed += file.size;
      if (packed > bytes.length || all.push(file) > MAX_FILES) throw new RangeError(BROKEN);
      return false;
    },
  });
  return all;
}

/** The files that are recordings by their name, or else those that can be. */
function recordings(all: readonly UnzipFileInfo[]): readonly UnzipFileInfo[] {
  const files = all.filter(({ name }) => !name.endsWith('/') && !SIDE_FILE.test(name));
  const named = files.filter(({ name }) => /\.har$/i.test(name));
  return named.length > 0 ? named : files.filter(({ name }) => /\.(?:json|ndjson|jsonl|txt)$/i.test(name));
}

/** The files in the folder of a recording and below it. */
function beside(bytes: Uint8Array, har: string): ReadonlyMap<string, Uint8Array> | undefined {
  const folder = har.slice(0, har.lastIndexOf('/') + 1);
  try {
    const files = unpacked(bytes, (name) => name !== har && name.startsWith(folder));
    return new Map([...files].map(([name, content]) => [name.slice(folder.length), content]));
  } catch {
    return undefined;
  }
}

function unpacked(bytes: Uint8Array, isWanted: (name: string) => boolean): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(bytes, { filter: ({ name }) => isWanted(name) })));
}
