/** The two ways by which a text leaves the panel. Neither needs a permission. */

import type { OwnDocument } from '../catalog/choice.ts';
import type { Redacted } from '../redact/redacted.ts';

/** How long a file's data is kept for the browser to fetch, in milliseconds: some ask where to save it first. */
const KEPT_MS = 60_000;

/**
 * Puts a text on the clipboard, and beside it the same as HTML where there is any and the browser takes it.
 * Rejects when the browser refuses the text.
 */
export async function writeClipboard(text: Redacted<string>, html: Redacted<string> | undefined): Promise<void> {
  await navigator.clipboard.writeText(text);
  if (html === undefined) return;
  const both = {
    'text/plain': new Blob([text], { type: 'text/plain' }),
    'text/html': new Blob([html], { type: 'text/html' }),
  };
  // The text is there already: a browser that refuses this takes nothing away.
  await navigator.clipboard.write([new ClipboardItem(both)]).catch(() => undefined);
}

/** Saves a text as a file among the user's downloads. */
export function saveFile(name: string, text: Redacted<string>): void {
  save(name, text);
}

/** Saves a family the same way, as its user or the project wrote it, under its id. */
export function saveFamily(document: OwnDocument): void {
  save(`${document.id}.json`, JSON.stringify(document, undefined, 2));
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
