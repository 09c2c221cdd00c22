/** The one place that touches the devtools APIs. Differences between browsers end here. */
import type { Content, NetworkSource, RequestListener } from '../capture/network.ts';
import { CHROMIUM, FIREFOX } from '../har/dialects.ts';
import { browser } from './api.ts';
import type { InspectedPage } from './inspected-page.ts';
import { OPEN_SETTINGS } from './names.ts';
import { watchPageRequests } from './page-requests.ts';
import { timers } from './timing.ts';

/** The network side of the devtools API. Bodies and HAR come from the browser's own store; nothing is sent anywhere. */
export const devtoolsNetwork = (page: InspectedPage): NetworkSource => ({
  dialect: import.meta.env.FIREFOX ? FIREFOX : CHROMIUM,
  losesEvents: import.meta.env.FIREFOX,
  ...(import.meta.env.FIREFOX && {
    onRequested: (listener: RequestListener, signal: AbortSignal) =>
      void watchPageRequests(page, timers, listener, signal),
  }),
  onFinished(listener, signal) {
    const onRequest = (request: chrome.devtools.network.Request) => {
      listener(request, () => contentOf(request));
    };
    chrome.devtools.network.onRequestFinished.addListener(onRequest);
    signal.addEventListener('abort', () => chrome.devtools.network.onRequestFinished.removeListener(onRequest), {
      once: true,
    });
  },
  readHar: () =>
    new Promise((resolve) => {
      chrome.devtools.network.getHAR((har) => resolve((har as { entries?: unknown[] } | undefined)?.entries ?? []));
    }),
});

/** Whether the HAR lists the messages of sockets. */
export const HAR_LISTS_MESSAGES = !import.meta.env.FIREFOX;

type Request = chrome.devtools.network.Request;

const contentOf: (request: Request) => Promise<Content> = import.meta.env.FIREFOX ? firefoxContent : chromiumContent;

function chromiumContent(request: Request): Promise<Content> {
  return new Promise((resolve) => {
    // A body that it does not hold has no text, whatever the types say.
    request.getContent((text: Content['text'], encoding: string) => resolve({ text, base64: encoding === 'base64' }));
  });
}

/** Gives the text and its media type; whether it is base64 stands in the entry. Rejects once the page is gone. */
async function firefoxContent(request: Request): Promise<Content> {
  const getContent = request.getContent as unknown as () => Promise<[text: Content['text'], mimeType: string]>;
  const [text] = await getContent();
  return { text, base64: request.response.content.encoding === 'base64' };
}

/** Adds the panel and calls `onShown` with its window each time it is shown. */
export async function createPanel(
  title: string,
  icon: string,
  page: string,
  onShown: (panel: Window) => void,
): Promise<void> {
  const panel = await browser.devtools.panels.create(title, icon, page);
  panel.onShown.addListener((window) => onShown(window as unknown as Window));
}

/** Opens the settings in a tab of their own. */
export function openSettings(): void {
  void browser.runtime.sendMessage(OPEN_SETTINGS);
}

/** Longest address that the browser's filter is given, in characters. */
const MAX_FILTERED = 2_000;

/** Filters the browser's own Network panel by an address and shows it; undefined in browsers that cannot be asked to. */
export const showInNetwork = networkPanel() && ((url: string) => void networkPanel()?.show({ filter: filterFor(url) }));

interface NetworkPanel {
  show(options: { readonly filter: string }): unknown;
}

/** Since Chromium 128; the types do not know it. */
function networkPanel(): NetworkPanel | undefined {
  if (import.meta.env.FIREFOX) return undefined;
  return (chrome.devtools?.panels as { readonly network?: NetworkPanel } | undefined)?.network;
}

/** The filter of the Network panel splits at spaces and looks for parts of addresses. */
function filterFor(url: string): string {
  const end = url.search(/[?#\s]/);
  return url.slice(0, Math.min(end < 0 ? url.length : end, MAX_FILTERED));
}

/** What the running extension and browser call themselves, e.g. `Wire Triage 0.1.0, Chrome 156`. */
export function toolName(): string {
  const { name, version } = browser.runtime.getManifest();
  const found = /(Firefox|Edg|Chrome)\/(\d+)/.exec(navigator.userAgent);
  return found ? `${name} ${version}, ${found[1]} ${found[2]}` : `${name} ${version}`;
}
