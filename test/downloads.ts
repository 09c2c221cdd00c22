/** The folder that a browser saves files to. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { waitFor } from './wait.ts';

/** The only file among the downloads, once it is complete. */
export function downloaded(folder: string): Promise<{ readonly name: string; readonly text: string }> {
  return waitFor(() => {
    const [name, ...others] = readdirSync(folder);
    if (name === undefined || others.length > 0 || !name.endsWith('.har')) return undefined;
    const text = readFileSync(path.join(folder, name), 'utf8');
    return text === '' ? undefined : { name, text };
  }, 'the download');
}

export function removeDownloads(folder: string): void {
  for (const file of readdirSync(folder)) rmSync(path.join(folder, file));
}
