/** JSON that is copied into the package, without what only those who write it need: line breaks, and notes for translators. */
import { readFile } from 'node:fs/promises';

/** A file on its way into the package, as wxt has it. */
interface Asset {
  absoluteSrc?: string;
  contents?: string;
  relativeDest: string;
}

/** Replaces each JSON file by its shortest text. */
export async function shrinkAssets(files: Asset[]): Promise<void> {
  for (const file of files) {
    if (!file.absoluteSrc?.endsWith('.json')) continue;
    file.contents = shortened(file.relativeDest, await readFile(file.absoluteSrc, 'utf8'));
    delete file.absoluteSrc;
  }
}

/** @param dest path in the package */
export function shortened(dest: string, text: string): string {
  const isWording = dest.startsWith('_locales/');
  // Members of a message that begin so are for people: `description`, and the placeholders keep theirs.
  return JSON.stringify(JSON.parse(text), (key, value) =>
    isWording && key === 'description' && typeof value === 'string' ? undefined : value,
  );
}
