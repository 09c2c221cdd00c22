/** What stands at a place in the code of the inspected page, where the browser hands out its scripts: Chromium does. */
import type { CodePlace } from '../exchange.ts';
import { type CodeView, codeViewOf } from '../har/code-view.ts';

/** A larger script is not read, in characters; no map of its own is that long. */
const MAX_SCRIPT = 64_000_000;
/** Without an answer by then there is none, in ms. */
const ANSWER_MS = 5_000;

/**
 * The place with the lines around it: of the original where the script carries its source map in itself (no map is fetched), else of
 * the script. Resolves with undefined where the browser does not hold the script. Never rejects. Firefox has nothing of the kind.
 */
export async function originalOf(place: CodePlace): Promise<CodeView | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ANSWER_MS));
  const script = await Promise.race([scriptAt(place.url).catch(() => undefined), late]);
  return script === undefined || script.length > MAX_SCRIPT ? undefined : codeViewOf(place, script);
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
