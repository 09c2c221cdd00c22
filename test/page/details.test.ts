/** What the details show of bodies, headers, frames and healthy requests, in a real layout. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../lib/exchange.ts';
import type { Session } from '../browsers/session.ts';
import { counts, detailsSay, openDetails, shows } from '../e2e/stage.ts';
import { AT, bodyOf, httpExchange, socketMessage } from '../fixtures.ts';
import { http, login, SECRETS } from './records.ts';
import { ROOM, startWith, textAt, withPage } from './stage.ts';

const stage = withPage();
const JSON_TYPE = 'application/json';
let panel: Session;

beforeAll(() => {
  panel = stage.panel;
});
beforeEach(async () => {
  await panel.display(ROOM);
});

const says = (selector: string) => textAt(panel, selector);

async function open(exchanges: readonly Exchange[], tab: string): Promise<void> {
  await startWith(panel, exchanges);
  await counts(panel, exchanges.length);
  await openDetails(panel, '[data-code]');
  await panel.click(`#tab-${tab}`);
  await panel.waitFor(tab, (tab) => document.querySelector(`#tab-${tab}[aria-selected=true]`), tab);
}

describe('a body', () => {
  it('of megabytes is set out as it is opened, and searched as a whole', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => ({ id: i, note: `a note of row ${i}`.padEnd(90, '.') }));
    rows.push({ id: 40_000, note: 'the needle at the end' });
    await open(
      [http('GET', 'https://api.example/all', 500, { mimeType: JSON_TYPE, body: JSON.stringify({ rows }) })],
      'response',
    );
    expect(await panel.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2_500);
    await panel.evaluate(() => document.querySelector<HTMLElement>('#tab-response')?.focus());
    await panel.press('Control+f');
    await panel.waitFor('the search', () => document.activeElement?.closest('.find'));
    await panel.type('needle');
    await expect.poll(() => says('.find [role=status]')).toBe('1 of 1');
    await expect
      .poll(() =>
        panel.evaluate(() => {
          const leaf = [...document.querySelectorAll('.json .leaf')].find(({ textContent }) =>
            textContent?.includes('needle'),
          );
          const pane = document.querySelector('[role=tabpanel]')?.getBoundingClientRect();
          const box = leaf?.getBoundingClientRect();
          return box && pane ? box.top >= pane.top - 1 && box.bottom <= Math.min(pane.bottom, innerHeight) + 1 : false;
        }),
      )
      .toBe(true);
    expect(await panel.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2_500);
    await panel.press('Escape');
  });

  it('has the member marked that the reply blames, in sight', async () => {
    const order = { notes: Array.from({ length: 60 }, (_, i) => `note ${i}`), buyer: { email: 'none' } };
    const refusal = { error: { code: 'invalid_value', message: 'Not an address.', param: 'buyer.email' } };
    await open(
      [
        http('POST', 'https://api.example/orders', 422, {
          mimeType: JSON_TYPE,
          requestHeaders: [{ name: 'Content-Type', value: JSON_TYPE }],
          requestBody: JSON.stringify(order),
          body: JSON.stringify(refusal),
        }),
      ],
      'payload',
    );
    const mark = await panel.waitFor('the mark', () => {
      const item = document.querySelector('[data-blamed]');
      const { top, bottom } = item?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
      return item && top >= 0 && bottom <= innerHeight && item.querySelector('.leaf')?.textContent;
    });
    expect(mark).toBe('email: "none"');
  });

  it('is copied without its secrets, whole or one value', async () => {
    await open([login()], 'response');
    const whole = await panel.copied(() => panel.click('[data-action="copy-body"]'));
    expect(whole).toContain('Invalid email or password');
    expect(whole).not.toContain(SECRETS.email);
    const value = await panel.copied(() =>
      panel.evaluate(() => document.querySelector<HTMLElement>('.copy-value[aria-label$=": contact"]')?.click()),
    );
    expect(value).toMatch(/^<.*>$/);
  });

  it('that is a page is read as text with its title, and does nothing', async () => {
    const body =
      '<title>502 Bad Gateway</title><script>globalThis.__ran = 1</script><h1>Bad <b>gateway</b></h1><p>nginx</p>';
    await open([http('GET', 'https://api.example/', 502, { mimeType: 'text/html', body })], 'response');
    expect(await says('.facts')).toContain('502 Bad Gateway');
    expect(await says('[role=tabpanel] pre')).toBe('Bad gateway\nnginx');
    expect(await panel.evaluate(() => '__ran' in globalThis)).toBe(false);
  });

  it('of GraphQL has all of its errors told, each with its path', async () => {
    const errors = [
      { message: 'No such user', path: ['user', 'name'], extensions: { code: 'NOT_FOUND' } },
      { message: 'Not for you', path: ['orders', 3], extensions: { code: 'FORBIDDEN' } },
    ];
    const body = JSON.stringify({ data: null, errors });
    const post = { mimeType: JSON_TYPE, requestBody: '{"query":"{ user { name } orders { id } }"}', body };
    await open([http('POST', 'https://api.example/graphql', 200, post)], 'diagnosis');
    for (const words of ['No such user', 'user.name', 'Not for you', /orders(?:\.|\[)3/])
      await detailsSay(panel, words);
  });
});

it('headers have their meaning for the failure beside them', async () => {
  await open(
    [
      http('GET', 'https://api.example/', 429, {
        responseHeaders: [
          { name: 'Retry-After', value: '37' },
          { name: 'X-Own', value: '1' },
        ],
      }),
    ],
    'headers',
  );
  const marked = await panel.evaluate(() => document.querySelector('.facts .marked')?.textContent);
  expect(marked).toContain('Retry-After');
  expect(marked).toMatch(/wait/i);
});

describe('frames', () => {
  const socket = { id: 's', url: 'wss://chat.example/socket', subprotocol: undefined, at: AT };
  const say = (id: string, text: string, direction: 'send' | 'receive') =>
    socketMessage(text, { id, socket, direction, at: AT + Number(id) });
  const talk = [
    say('1', JSON.stringify({ type: 'hello', token: SECRETS.token }), 'send'),
    say('2', '{"type":"welcome"}', 'receive'),
    say('3', '{"type":"error","code":"NO_ROOM","message":"There is no such room."}', 'receive'),
  ];

  beforeEach(async () => {
    await startWith(panel, talk);
    await shows(panel, [{ code: 'NO_ROOM' }]);
    await openDetails(panel, '[data-code]');
    await panel.click('#tab-frames');
    await panel.waitFor('the frames', () => document.querySelectorAll('.frames [role=option]').length === 3);
  });

  it('hide secrets until somebody reveals them, and are set out', async () => {
    await panel.click('.frames [role=option]:first-child');
    await expect.poll(() => says('.frame-view')).toContain('hello');
    expect(await says('.frames')).not.toContain(SECRETS.token);
    await panel.click('.frame-view .link');
    await expect.poll(() => says('.frame-view')).toContain(SECRETS.token);
    expect(await panel.evaluate(() => document.querySelectorAll('.frame-view .json .leaf').length)).toBe(2);
  });

  it('are filtered by their words', async () => {
    await panel.click('.frame-filter');
    await panel.type('received welcome');
    await panel.waitFor('one frame', () => document.querySelectorAll('.frames [role=option]').length === 1);
    expect(await says('.socket-facts')).toContain('1 of 3');
  });
});

it('time is told by phases', async () => {
  const phases = { blocked: 2, dns: 10, connect: 30, ssl: 20, send: 1, wait: 200, receive: 40 };
  await open([{ ...http('GET', 'https://api.example/', 500), durationMs: 283, phases }], 'timing');
  const bars = await panel.evaluate(() =>
    [...document.querySelectorAll('.phases li, .phases > div, .phases tr')].map((row) => row.textContent),
  );
  const pane = await says('[role=tabpanel]');
  for (const words of ['DNS', '200', '40']) expect(pane, bars.join()).toContain(words);
});

it('a healthy request has its body and headers while they are kept, and its address is copied', async () => {
  const healthy = httpExchange({
    id: 'fine',
    url: 'https://api.example/fine?page=2',
    responseHeaders: [{ name: 'X-Served-By', value: 'node-7' }],
    responseBody: bodyOf('{"items":[{"name":"pear"}]}'),
  });
  await startWith(panel, [http('GET', 'https://api.example/', 500), healthy]);
  await counts(panel, 1);
  await panel.evaluate(() => {
    const toggles = [...document.querySelectorAll<HTMLElement>('.toggle')];
    toggles.find(({ textContent }) => textContent?.includes('All requests'))?.click();
  });
  await panel.click('[role=row].healthy');
  await panel.waitFor('the details', () => document.querySelector('[role=complementary]'));
  await expect.poll(() => says('[role=complementary]')).toMatch(/pear.*X-Served-By.*node-7/);
  const copied = await panel.copied(async () => {
    await panel.evaluate(() => document.querySelector<HTMLElement>('[role=grid]')?.focus());
    await panel.press('Control+c');
  });
  expect(copied).toBe('https://api.example/fine?page=2');
});
