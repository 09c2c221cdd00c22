/** What the inspected page itself saw requested, by its performance timeline: where Firefox drops an event, this shows it. */
import type { RequestListener } from '../capture/network.ts';
import type { InspectedPage } from './inspected-page.ts';

const KEY = '__wireTriageRequests';
/** How often the page is asked, in ms. */
const ASK_MS = 1_000;
/** Addresses that wait to be fetched, and characters of one: more than that says nothing new. */
const MAX_WAITING = 500;
const MAX_ADDRESS = 4_000;

/**
 * Evaluated in the page: hands out when the document began, and the addresses since the last time. The first time it begins to
 * collect them, in a document that began after `since` (epoch ms) with those that are over already: nobody reported the others.
 */
const collectSince = (since: number) => `(() => {
  const known = window[${JSON.stringify(KEY)}];
  if (Array.isArray(known)) return [performance.timeOrigin, known.splice(0)];
  const urls = [];
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (urls.length < ${MAX_WAITING} && name.length < ${MAX_ADDRESS}) urls.push(name);
  }).observe({ type: 'resource', buffered: performance.timeOrigin >= ${since} });
  Object.defineProperty(window, ${JSON.stringify(KEY)}, { value: urls });
  return [performance.timeOrigin, []];
})()`;

/** Asks until `signal` aborts. A page that cannot be asked reports nothing. */
export async function watchPageRequests(
  page: InspectedPage,
  listener: RequestListener,
  signal: AbortSignal,
): Promise<void> {
  const collect = collectSince(Date.now());
  while (!signal.aborted) {
    const answer = await page.evaluate(collect);
    const [began, urls] = Array.isArray(answer) ? (answer as unknown[]) : [];
    if (typeof began === 'number' && Array.isArray(urls)) {
      const addresses = urls.filter((url): url is string => typeof url === 'string');
      listener(addresses.slice(0, MAX_WAITING), began);
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}
