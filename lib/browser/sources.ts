/** The code of the inspected page, where the browser hands out its scripts and opens them: Chromium does. */
import { type CodePlace, type Initiator, placesOf, type RunningPlace } from '../exchange.ts';
import { type CodeView, type CodeViews, codeViews } from '../har/code-view.ts';
import { withOriginals } from '../har/initiator.ts';

/** A longer script is not read, in characters; no map of its own is that long. */
const MAX_SCRIPT = 64_000_000;
/** And none that nobody has asked for beyond this: reading its map would hold up the panel. */
const MAX_UNASKED = 1_000_000;
/** Scripts of a page that are remembered to lead nowhere. */
const MAX_BARREN = 10_000;
/** Without an answer by then there is none, in ms. */
const ANSWER_MS = 5_000;

/**
 * The place with the lines around it: of the original where the script carries its source map in itself (no map is fetched), else of
 * the script. Resolves with undefined where the browser does not hold the script. Never rejects. Firefox has nothing of the kind.
 */
export async function originalOf(place: CodePlace): Promise<CodeView | undefined> {
  return (await readScripts([place.url], MAX_SCRIPT)).get(place.url)?.viewOf(place);
}

export interface OriginalsReader {
  /**
   * The initiators, in the same order, with the originals of their places where their scripts are short enough to be read unasked and
   * carry a map; undefined where nothing was found and a script was not handed out. Each script is read once, one that leads nowhere
   * never again. Never rejects.
   */
  originalsOf(initiators: readonly Initiator[]): Promise<readonly (Initiator | undefined)[]>;
  /** The page went to another document. */
  navigated(): void;
}

export function createOriginalsReader(): OriginalsReader {
  /** Addresses of scripts without a map, or too long. */
  let barren = new Set<string>();
  return {
    async originalsOf(initiators) {
      const urls = new Set(initiators.flatMap(placesOf).flatMap(({ url }) => (barren.has(url) ? [] : [url])));
      if (urls.size === 0) return initiators;
      const inPage = barren;
      const scripts = await readScripts([...urls], MAX_UNASKED);
      for (const [url, { hasMap }] of scripts) if (!hasMap && inPage.size < MAX_BARREN) inPage.add(url);
      const isUnread = ({ url }: CodePlace) => urls.has(url) && !scripts.has(url);
      const originalPlace = (place: CodePlace) => {
        const view = scripts.get(place.url)?.viewOf(place);
        return view?.isOriginal ? view.place : undefined;
      };
      return initiators.map((initiator) => {
        const found = withOriginals(initiator, originalPlace);
        return found === initiator && placesOf(initiator).some(isUnread) ? undefined : found;
      });
    },
    navigated() {
      barren = new Set();
    },
  };
}

const NO_VIEWS: CodeViews = { hasMap: false, viewOf: () => undefined };

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

/** The scripts at these addresses, as far as the browser holds them and answers in time; of one longer than `most` characters no view. */
async function readScripts(urls: readonly string[], most: number): Promise<ReadonlyMap<string, CodeViews>> {
  const read = new Map<string, CodeViews>();
  const all = resources().then((held) =>
    Promise.all(
      urls.map(async (url) => {
        const resource = held.get(resolved(url));
        const script = resource && (await contentOf(resource));
        if (script !== undefined) read.set(url, script.length <= most ? codeViews(script) : NO_VIEWS);
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
