/** What stands at a place in the code of the inspected page, where the browser hands out its scripts: Chromium does. */
import type { CodePlace } from '../exchange.ts';
import { type CodeView, codeViewOf } from '../har/code-view.ts';

/** A longer script is not read, in characters; no map of its own is that long. */
const MAX_SCRIPT = 64_000_000;
/** And none that nobody has asked for beyond this: reading its map would hold up the panel. */
const MAX_UNASKED = 1_000_000;
/** Without an answer by then there is none, in ms. */
const ANSWER_MS = 5_000;

/**
 * The place with the lines around it: of the original where the script carries its source map in itself (no map is fetched), else of
 * the script. Resolves with undefined where the browser does not hold the script. Never rejects. Firefox has nothing of the kind.
 */
export function originalOf(place: CodePlace): Promise<CodeView | undefined> {
  return viewOf(place, MAX_SCRIPT);
}

/** The place in the original, where the script is short enough to be read unasked; undefined where no map in it leads there. Never rejects. */
export async function originalPlaceOf(place: CodePlace): Promise<CodePlace | undefined> {
  const view = await viewOf(place, MAX_UNASKED);
  return view?.isOriginal ? view.place : undefined;
}

async function viewOf(place: CodePlace, most: number): Promise<CodeView | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ANSWER_MS));
  const script = await Promise.race([scriptAt(place.url).catch(() => undefined), late]);
  return script === undefined || script.length > most ? undefined : codeViewOf(place, script);
}

async function scriptAt(url: string): Promise<string | undefined> {
  const resources = await new Promise<readonly chrome.devtools.inspectedWindow.Resource[]>((resolve) => {
    chrome.devtools.inspectedWindow.getResources(resolve);
  });
  const resource = resources.find((one) => one.url === url);
  if (!resource) return undefined;
  return new Promise((resolve) => {
    resource.getContent((content: string | null, encoding: string) =>
      resolve(encoding === 'base64' ? undefined : (content ?? undefined)),
    );
  });
}
