/** What the inspected page itself saw requested, by its performance timeline: where Firefox drops an event, this shows it. */
import type { RequestListener, Timers } from '../capture/network.ts';
import { listOf } from '../har/checked.ts';
import type { InspectedPage } from './inspected-page.ts';

const KEY = '__wireTriageRequests';
/** How often the page is asked, in ms. */
const ASK_MS = 1_000;
/** Addresses that wait to be fetched: where there are so many, there may have been more. */
const MAX_WAITING = 5_000;
/** Characters of an address; a longer one is left out. */
const MAX_ADDRESS = 4_000;

/**
 * Evaluated in the page: tells when the document began, the addresses that were not received, and after how many. Answers get lost,
 * so an address is kept until it is known that the document that `began` then has had it `told`. The first time it begins to collect
 * them, in a document that began after `since` (epoch ms) with those that are over already: nobody reported the others.
 */
const collect = (since: number, began: number, told: number) => `(() => {
let known = window.${KEY};
if (!known) {
known = { before: 0, urls: [] };
new PerformanceObserver((list) => {
for (const { name } of list.getEntries()) if (known.urls.length < ${MAX_WAITING} && name.length <= ${MAX_ADDRESS}) known.urls.push(name);
}).observe({ type: 'resource', buffered: performance.timeOrigin >= ${since} });
Object.defineProperty(window, '${KEY}', { value: known });
}
const { urls } = known;
if (performance.timeOrigin === ${began}) known.before += urls.splice(0, ${told} - known.before).length;
return [performance.timeOrigin, known.before, urls];
})()`;

/** Asks until `signal` aborts. A page that cannot be asked reports nothing. */
export async function watchPageRequests(
  page: InspectedPage,
  timers: Timers,
  listener: RequestListener,
  signal: AbortSignal,
): Promise<void> {
  const since = timers.now();
  let lastBegan = -1;
  let told = 0;
  while (!signal.aborted) {
    const [began, before, listed] = listOf(await page.evaluate(collect(since, lastBegan, told)));
    if (typeof began === 'number' && typeof before === 'number') {
      const urls = listOf(listed).slice(0, MAX_WAITING);
      lastBegan = began;
      told = before + urls.length;
      const addresses = urls.filter((url) => typeof url === 'string');
      listener(addresses, began, urls.length === MAX_WAITING);
    }
    await timers.wait(ASK_MS, signal);
  }
}
