/** Archives that are the same bytes whenever and wherever they are made from the same files. */
import { readFile, writeFile } from 'node:fs/promises';
import JSZip from 'jszip';

/** The first day that a zip archive can name (APPNOTE 4.4.6, dates of MS-DOS). */
const FIRST_DAY = new Date(Date.UTC(1980, 0, 1));

/** The archive with its files in the order of their names, all of one day. Rejects where `bytes` is no zip archive. */
export async function settleZip(bytes: Uint8Array): Promise<Uint8Array> {
  const archive = await JSZip.loadAsync(bytes);
  const settled = new JSZip();
  const files = Object.values(archive.files).filter(({ dir }) => !dir);
  for (const file of files.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    settled.file(file.name, await file.async('uint8array'), { date: FIRST_DAY, createFolders: false });
  }
  return settled.generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
    platform: 'DOS',
  });
}

/** Settles the archives at these paths. */
export async function settleZips(paths: readonly string[]): Promise<void> {
  for (const path of paths) await writeFile(path, await settleZip(await readFile(path)));
}
