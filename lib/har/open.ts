/** From the bytes of a file to the entries of a recording. */
import { type HarFile, type NoHarFile, readHarFile } from './file.ts';
import { readSource } from './source.ts';

/** Never rejects: what is wrong with the file as a whole is said in one line. */
export async function openHar(bytes: Uint8Array<ArrayBuffer>): Promise<HarFile | NoHarFile> {
  const source = await readSource(bytes);
  return source.ok ? readHarFile(source.text, source.files) : source;
}
