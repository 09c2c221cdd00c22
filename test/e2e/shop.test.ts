/** A shop on a bad day: what a developer meets in one sitting, asked for by the shop's own script. Its pictures are those of the README. */
import { beforeAll, describe, expect, it } from 'vitest';
import { withInlineMap } from '../inline-map.ts';
import type { Reply } from '../server.ts';
import { tapInPlace } from '../tap-in-place.ts';
import { BROWSER, per } from './cases.ts';
import {
  detailsSay,
  makeRoom,
  openDetails,
  photograph,
  SHOP,
  type Stage,
  setTheme,
  shows,
  startOver,
  withStage,
} from './stage.ts';

const ORDERS = 'https://api.shop.example/v1';
const PAYMENTS = 'https://api.stripe.com/v1/payment_intents/pi_3NbqTd2eZvKYlo2C/confirm';
const DATABASE = 'https://shop.supabase.co/rest/v1/reviews';
const PRINTER = 'https://app-q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6.octoeverywhere.com/api/printer';
const PRICES = 'https://prices.example/today';
const LICENSES = 'wss://eu1.blazeauth.net/';
const BEARER = 'planted-bearer-0815';

/** Line 41 saves the order. JavaScript and TypeScript are line by line the same. */
const SCRIPT = `
// The shop's calls, one function each.
const api = '${ORDERS}';
const headers = { Authorization: 'Bearer ${BEARER}', 'Content-Type': 'application/json' };

async function loadCart() {
  const query = 'query Cart { cart(id: 7) { total } }';
  const reply = await fetch(api + '/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) });
  return reply.json();
}

async function suggest() {
  const reply = await fetch(api + '/search?q=lamp');
  return reply.text();
}

async function loadPrices() {
  const reply = await fetch('${PRICES}');
  return reply.json();
}

async function saveProfile() {
  const reply = await fetch(api + '/me', { method: 'PUT', headers, body: '{"email":"jo"}' });
  return reply.json();
}

async function pay() {
  const reply = await fetch('${PAYMENTS}', { method: 'POST' });
  return reply.json();
}

async function review() {
  const reply = await fetch('${DATABASE}', { method: 'POST', headers, body: '{"stars":5}' });
  return reply.json();
}

// At last the order itself.
async function saveOrder() {
  const body = JSON.stringify({ cart: 7 });
  const method = 'POST';
  const reply = await fetch(api + '/orders', { method, headers, body });
  return reply.json();
}

async function printLabel() {
  const reply = await fetch('${PRINTER}');
  return reply.text();
}

function checkLicense() {
  const socket = new WebSocket('${LICENSES}');
  return new Promise((resolve) => socket.addEventListener('close', resolve));
}

async function visit() {
  const calls = [printLabel, loadCart, suggest, saveProfile, suggest, loadPrices, review, suggest, pay, checkLicense, saveOrder];
  for (const call of calls) await call().catch(() => undefined);
}
`;
/** Each line stands for the same line of one source, as base 64 VLQ has it. */
const MAP = {
  version: 3,
  sources: ['src/orders.ts'],
  sourcesContent: [SCRIPT],
  names: [],
  mappings: SCRIPT.split('\n')
    .map((_, line) => (line === 0 ? 'AAAA' : 'AACA'))
    .join(';'),
};
const HTML = '<!doctype html><link rel="icon" href="data:,"><title>Shop</title><script src="/orders.js"></script>';

const ROWS = [
  { family: 'octoeverywhere-service', code: '601', permanence: 'temporary' },
  { code: 'NOT_FOUND', permanence: 'permanent' },
  { family: 'http', code: '503', permanence: 'temporary', count: 3 },
  { code: '422', permanence: 'permanent' },
  { family: 'network', code: per({ chromium: 'ERR_FAILED', firefox: 'CORS_REFUSED' }), permanence: 'permanent' },
  { code: '42501', permanence: 'permanent' },
  { family: 'stripe', code: 'insufficient_funds', permanence: 'permanent' },
  {
    family: 'blazeauth',
    code: '4201',
    permanence: 'temporary',
    channel: 'close',
    text: per({ chromium: expect.stringContaining('orders.ts:51'), firefox: expect.anything() }),
  },
  {
    code: 'rate_limited',
    permanence: 'temporary',
    text: per({ chromium: expect.stringContaining('orders.ts:41'), firefox: expect.anything() }),
  },
];

describe('a shop on a bad day', () => {
  const stage = withStage();

  beforeAll(() => {
    const { server } = stage;
    server.serve(`${SHOP}/shop`, { headers: { 'Content-Type': 'text/html' }, body: HTML });
    server.serve(`${SHOP}/orders.js`, {
      headers: { 'Content-Type': 'text/javascript' },
      body: withInlineMap(SCRIPT, MAP),
    });
    server.acceptSocket(LICENSES, { does: [{ close: 4201, reason: 'rate limited, 37 seconds left' }] });
  });

  it.each(['light', 'dark'] as const)('is told row by row, and worth a picture in %s', async (theme) => {
    const { devtools, panel } = stage;
    await setTheme(stage, theme);
    await devtools.resize(1280, 720);
    await visit(stage);
    await openDetails(panel, '[data-code="rate_limited"]');
    await detailsSay(panel, /then retry once/);
    await detailsSay(
      panel,
      per({ chromium: /As the browser runs it: saveOrder in orders\.js:41/, firefox: /Rate limit of this token/ }),
    );
    await photograph(stage, `panel-${theme}.png`);
    await setTheme(stage, 'light');
    await makeRoom(devtools);
  });

  it('is reported with the line that asked, and without the token', async () => {
    const { panel } = stage;
    await visit(stage);
    await openDetails(panel, '[data-code="rate_limited"]');
    const report = await panel.copied(() => panel.click('button[data-copy="github"]'));
    expect(report).toContain('60 orders a minute');
    expect(report).not.toContain(BEARER);
    if (BROWSER === 'chromium') expect(report).toContain('saveOrder in orders.ts:41');
  });
});

/** Lets the shop's script call everything. */
async function visit(stage: Stage): Promise<void> {
  const { page, panel, server } = stage;
  await startOver(stage, `${SHOP}/shop`);
  await tapInPlace(page);
  for (const [method, url, reply] of REPLIES) server.answerNext(method, url, reply);
  await page.evaluate(() => (globalThis as unknown as { visit(): Promise<void> }).visit());
  await shows(panel, ROWS);
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

const DOWN: Reply = { status: 503, body: 'down for maintenance' };
/** Every service of the shop fails as such services do. */
const REPLIES: readonly (readonly [method: string, url: string, reply: Reply])[] = [
  ['GET', PRINTER, { status: 601, body: 'printer offline' }],
  [
    'POST',
    `${ORDERS}/graphql`,
    json(200, {
      errors: [{ message: 'Cart 7 does not exist', path: ['cart'], extensions: { code: 'NOT_FOUND' } }],
      data: { cart: null },
    }),
  ],
  ['GET', `${ORDERS}/search?q=lamp`, DOWN],
  ['GET', `${ORDERS}/search?q=lamp`, DOWN],
  ['GET', `${ORDERS}/search?q=lamp`, DOWN],
  ['GET', PRICES, { cors: false, body: '{}' }],
  [
    'PUT',
    `${ORDERS}/me`,
    json(422, { message: 'The email field must be an address.', errors: { email: ['must be an address'] } }),
  ],
  [
    'POST',
    DATABASE,
    json(403, {
      code: '42501',
      details: null,
      hint: null,
      message: 'new row violates row-level security policy for table "reviews"',
    }),
  ],
  [
    'POST',
    PAYMENTS,
    json(402, {
      error: {
        type: 'card_error',
        code: 'card_declined',
        decline_code: 'insufficient_funds',
        message: 'Your card has insufficient funds.',
      },
    }),
  ],
  [
    'POST',
    `${ORDERS}/orders`,
    json(
      429,
      { error: { code: 'rate_limited', message: 'Rate limit of this token: 60 orders a minute' } },
      { 'Retry-After': '42', 'Access-Control-Expose-Headers': 'Retry-After' },
    ),
  ],
];
