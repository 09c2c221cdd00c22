/** A recording in a zip archive: as people attach one to a ticket, and as Playwright writes it, with bodies in files of their own. */
import { type UnzipFileInfo, unzipSync } from 'fflate';
import type { NoHarFile } from './file.ts';

export interface Archive {
  readonly ok: true;
  /** The recording as it was packed. */
  readonly har: Uint8Array;
  /** Every other file by its name, unpacked when first asked for. Undefined where it is too large, or broken. */
  readonly files: () => ReadonlyMap<string, Uint8Array> | undefined;
}

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
    if (har.originalSize > most) return { ok: false, why: `holds more than ${most / 1e6} MB when it is unpacked` };
    const text = unpacked(bytes, (name) => name === har.name).get(har.name);
    if (!text) return { ok: false, why: BROKEN };
    const size = all.reduce((sum, { originalSize }) => sum + originalSize, 0);
    return { ok: true, har: text, files: () => (size > most ? undefined : others(bytes, har.name)) };
  } catch {
    return { ok: false, why: BROKEN };
  }
}

const BROKEN = 'is a zip archive that cannot be unpacked';

function others(bytes: Uint8Array, har: string): ReadonlyMap<string, Uint8Array> | undefined {
  try {
    return unpacked(bytes, (name) => name !== har);
  } catch {
    return undefined;
  }
}

/** The files that are recordings by their name, or else the only one that can be. */
function recordings(all: readonly UnzipFileInfo[]): readonly UnzipFileInfo[] {
  const files = all.filter(({ name }) => !name.endsWith('/') && !SIDE_FILE.test(name));
  const named = files.filter(({ name }) => /\.har$/i.test(name));
  return named.length > 0 ? named : files.filter(({ name }) => /\.(?:json|ndjson|jsonl|txt)$/i.test(name));
}

function listed(bytes: Uint8Array): UnzipFileInfo[] {
  const all: UnzipFileInfo[] = [];
  unzipSync(bytes, {
    filter(file) {
      all.push(file);
      return false;
    },
  });
  return all;
}

function unpacked(bytes: Uint8Array, wanted: (name: string) => boolean): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(bytes, { filter: ({ name }) => wanted(name) })));
}
