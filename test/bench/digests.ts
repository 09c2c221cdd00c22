/** What is kept of healthy exchanges to compare failures with, and what reading why a request failed costs. */
import { blockedOf } from '../../lib/diagnose/blocked.ts';
import { HarEntry } from '../../lib/har/entry.ts';
import { createDigests } from '../../lib/session/digest.ts';
import { bodyOf, httpExchange } from '../fixtures.ts';
import { harEntry } from '../har.ts';
import { heapMegabytes } from './heap.ts';

const EXCHANGES = 20_000;
const ROWS = 1_000;
const RUNS = 3;
/** A busy machine can only lengthen what takes so little time: as many runs find a moment without it. */
const SHORT_RUNS = 20;

const HEADERS = Object.entries({
  Accept: 'application/json, text/plain, */*',
  'Accept-Encoding': 'gzip, deflate, br',
  Authorization: 'Bearer made-up-token-of-the-page',
  'Content-Type': 'application/json',
  Cookie: 'session=made-up-1; theme=dark; consent=all',
  Origin: 'https://shop.example',
  Referer: 'https://shop.example/cart',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
  'X-Requested-With': 'XMLHttpRequest',
}).map(([name, value]) => ({ name, value }));

/** Each of an endpoint of its own, which costs most: letters name it, since numbers would be folded as ids. */
function healthy(i: number) {
  const name = [...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  return httpExchange({
    id: `live ${i}`,
    url: `https://api.shop.example/v1/of-${name}/list?page=${i}&size=20&sort=name`,
    method: 'POST',
    requestHeaders: HEADERS,
    requestBody: bodyOf(JSON.stringify({ filter: { name: `duck ${i}`, least: i }, page: i, tags: ['a', 'b'] })),
  });
}

/** Megabytes that the digests of 20,000 healthy exchanges take, the least of several runs. */
export function measureDigests(): number {
  const once = () => {
    const before = heapMegabytes();
    const digests = createDigests({ salt: 7 });
    for (let i = 0; i < EXCHANGES; i++) digests.take(healthy(i), false);
    const megabytes = heapMegabytes() - before;
    if (digests.differencesOf(healthy(EXCHANGES - 1)) === undefined) throw new Error('nothing was kept');
    return megabytes;
  };
  return Math.min(...Array.from({ length: RUNS }, once));
}

/** An initiator of twenty frames with an async parent, most of them of libraries. */
const INITIATOR = {
  type: 'script',
  stack: {
    callFrames: frames('https://shop.example/node_modules/axios/axios.js', 15),
    parent: { description: 'await', callFrames: frames('https://shop.example/app.js', 5) },
  },
};

function frames(url: string, count: number) {
  return Array.from({ length: count }, (_, i) => ({ functionName: `f${i}`, url, lineNumber: i, columnNumber: i }));
}

/** Microseconds that reading the initiator and the rule of CORS takes of one failing row, the least of several runs. */
export function measureReasons(): number {
  const raw = harEntry({
    url: 'https://api.example/orders',
    method: 'PUT',
    status: 200,
    error: 'net::ERR_FAILED',
    requestHeaders: [...HEADERS, { name: 'Sec-Fetch-Mode', value: 'cors' }],
    headers: [{ name: 'Access-Control-Allow-Origin', value: 'https://other.example' }],
    extra: { _initiator: INITIATOR },
  });
  const once = () => {
    const exchanges = Array.from({ length: ROWS }, () => new HarEntry(raw));
    const start = performance.now();
    for (const entry of exchanges) {
      const { initiator, requestHeaders, responseHeaders } = entry;
      const exchange = httpExchange({
        url: entry.url,
        status: 200,
        failure: entry.error,
        withheld: true,
        requestHeaders,
        responseHeaders,
        initiator,
      });
      if (initiator?.line !== 1 || blockedOf(exchange)?.by !== 'cors') throw new Error('nothing was read');
    }
    return ((performance.now() - start) * 1_000) / ROWS;
  };
  once();
  return Math.min(...Array.from({ length: SHORT_RUNS }, once));
}
