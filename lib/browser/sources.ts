/** The code of the inspected page, where the browser hands out its scripts and opens them: Chromium does. */
import type { CodePlace, Initiator, RunningPlace } from '../exchange.ts';
import { type CodeView, codeViews } from '../har/code-view.ts';
import { withOriginals } from '../har/initiator.ts';

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
export async function originalOf(place: CodePlace): Promise<CodeView | undefined> {
  return (await readScripts([place.url], MAX_SCRIPT)).get(place.url)?.(place);
}

/**
 * The initiators, in the same order, with the originals of their places where their scripts are short enough to be read unasked and
 * carry a map. Each script is read once. Never rejects.
 */
export async function originalsOf(initiators: readonly Initiator[]): Promise<readonly Initiator[]> {
  const urls = initiators.flatMap((initiator) => [initiator.url, ...(initiator.callers ?? []).map(({ url }) => url)]);
  const scripts = await readScripts([...new Set(urls)], MAX_UNASKED);
  const originalPlace = (place: CodePlace) => {
    const view = scripts.get(place.url)?.(place);
    return view?.isOriginal ? view.place : undefined;
  };
  return initiators.map((initiator) => withOriginals(initiator, originalPlace));
}

/**
 * Opens a place in the browser's own Sources panel: in the original where one is given and the browser has read it from a map, else in
 * the script. Nothing happens where it has neither. Never rejects.
 */
export async function openSource(place: RunningPlace): Promise<void> {
  const { original } = place;
  const running = resolved(place.url);
  const address = original ? resolved(original.url, place.url) : running;
  // Of a script and an original at one address, as development servers have them, the browser opens the script.
  if (original && address !== running && (await opens(address, original))) return;
  await opens(running, place);
}

interface Panels {
  /** Line and column from 0. `isError` where the browser has nothing at that address. */
  openResource(
    url: string,
    line: number,
    column: number,
    answer: (answer: { readonly isError?: boolean } | undefined) => void,
  ): void;
}

function opens(url: string, { line = 1, column = 1 }: CodePlace): Promise<boolean> {
  const panels = chrome.devtools.panels as unknown as Panels;
  return new Promise((resolve) => {
    panels.openResource(url, Math.max(0, line - 1), Math.max(0, column - 1), (answer) =>
      resolve(answer?.isError !== true),
    );
  });
}

/** The address without `./` and the like, as the browser keeps it; one that is none as it is. */
function resolved(url: string, base?: string): string {
  try {
    return new URL(url, base).href;
  } catch {
    return url;
  }
}

type Views = ReturnType<typeof codeViews>;

/** The scripts at these addresses, as far as the browser holds them, answers in time and they are no longer than `most` characters. */
async function readScripts(urls: readonly string[], most: number): Promise<ReadonlyMap<string, Views>> {
  const read = new Map<string, Views>();
  const all = resources().then((held) =>
    Promise.all(
      urls.map(async (url) => {
        const resource = held.get(resolved(url));
        const script = resource && (await contentOf(resource));
        if (script !== undefined && script.length <= most) read.set(url, codeViews(script));
      }),
    ),
  );
  const late = new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
  await Promise.race([all.catch(() => undefined), late]);
  return read;
}

type Resource = chrome.devtools.inspectedWindow.Resource;

async function resources(): Promise<ReadonlyMap<string, Resource>> {
  const all = await new Promise<readonly Resource[]>((resolve) => {
    chrome.devtools.inspectedWindow.getResources(resolve);
  });
  // Of several at one address the first.
  return new Map(all.toReversed().map((one) => [one.url, one]));
}

function contentOf(resource: Resource): Promise<string | undefined> {
  return new Promise((resolve) => {
    resource.getContent((content: string | null, encoding: string) =>
      resolve(encoding === 'base64' ? undefined : (content ?? undefined)),
    );
  });
}
