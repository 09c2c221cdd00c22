// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { HttpExchange } from '../../../lib/exchange.ts';
import type { MadeUp } from '../../failures.ts';
import { finding, host, http, NOON, session } from './fakes.ts';
import { all, click, one, settled, show } from './mounted.tsx';

const PLACE = { function: 'saveOrder', url: 'https://shop.example/assets/app.js', line: 41, column: 9 };
const ROW = '[role=row][data-family]';

/** The panel on one failure, whose row was clicked. */
async function open(more: MadeUp, exchange: Partial<HttpExchange> = {}, panelHost: Parameters<typeof host>[0] = {}) {
  const held = session();
  held.add(http('1', exchange), finding(more));
  const store = await show(host({ session: held, ...panelHost }));
  await click(ROW);
  return store;
}

describe('the words of the server', () => {
  it('stand beside the diagnosis in the row, and in its tooltip', async () => {
    await open({ said: 'At most 20 uploads an hour.' });
    expect(one(`${ROW} .at-name`).textContent).toBe('Upload rate limit exceeded At most 20 uploads an hour.');
    expect(one(`${ROW} .at-name`).title).toBe('Upload rate limit exceeded\nAt most 20 uploads an hour.');
  });

  it('stand once: where a column has them, the diagnosis does not', async () => {
    const store = await open({ said: 'At most 20 uploads an hour.' });
    store.showColumn('said', true);
    await settled();
    expect(one(`${ROW} .at-said`).textContent).toBe('At most 20 uploads an hour.');
    expect(document.querySelector(`${ROW} .at-name .beside`)).toBeNull();
  });

  it('are no part of the row where the diagnosis says as much', async () => {
    await open({ said: 'upload rate limit exceeded.' });
    expect(document.querySelector(`${ROW} .at-name .beside`)).toBeNull();
  });
});

describe('the line of code that asked', () => {
  it('stands in the pane and in the tooltip of the row', async () => {
    await open({}, { initiator: PLACE });
    expect(one('[data-part=initiator]').textContent).toContain('saveOrder in app.js:41');
    expect(one(`${ROW} .at-name`).title).toContain('Asked by saveOrder in app.js:41');
  });

  it('opens in Sources by a click, where the browser can be asked to', async () => {
    const openSource = vi.fn();
    await open({}, { initiator: PLACE }, { openSource });
    await click('[data-action=open-source]');
    expect(openSource).toHaveBeenCalledExactlyOnceWith(PLACE);
  });

  it('has a column as soon as a row tells one', async () => {
    const held = session();
    held.add(http('1'), finding());
    await show(host({ session: held }));
    expect(document.querySelector('.at-initiator')).toBeNull();
    held.add(http('2', { url: 'https://shop.example/api/2', initiator: PLACE }), finding());
    await expect
      .poll(() => all('[role=gridcell].at-initiator').map(({ textContent }) => textContent))
      .toEqual(['', 'app.js:41']);
  });

  it('is plain text in a browser that cannot be asked', async () => {
    await open({}, { initiator: PLACE });
    expect(document.querySelector('[data-action=open-source]')).toBeNull();
  });

  it('has below it the functions that led there, each of which opens', async () => {
    const openSource = vi.fn();
    const callers = [
      { ...PLACE, function: 'submit', line: 12 },
      { ...PLACE, function: '', line: 15 },
    ];
    await open({}, { initiator: { ...PLACE, callers } }, { openSource });
    expect(one('[data-part=callers]').textContent).toBe('Called from submit in app.js:12 ← app.js:15');
    await click('[data-part=callers] li:last-child button');
    expect(openSource).toHaveBeenCalledExactlyOnceWith(callers[1]);
  });

  it('is left out where nobody knows it', async () => {
    await open({});
    expect(document.querySelector('[data-part=initiator]')).toBeNull();
  });

  it('says how many of all failures it caused, and lists them', async () => {
    const held = session();
    for (let i = 0; i < 4; i++) {
      const url = `https://shop.example/api/call${i}`;
      held.add(http(`${i}`, { url, initiator: i < 3 ? PLACE : { ...PLACE, line: 7 } }), finding());
    }
    await show(host({ session: held }));
    await click(ROW);
    expect(one('[data-part=initiator]').textContent).toContain('made 3 of 4 failures');
    await click('[data-action=filter-initiator]');
    expect(all(ROW).length).toBe(3);
  });
});

describe('what the browser blocked', () => {
  const blocked = {
    by: 'cors',
    rule: 'allow-origin-missing',
    cure: { name: 'Access-Control-Allow-Origin', value: 'https://shop.example' },
  } as const;

  it('is on the row, and told with its rule in the pane', async () => {
    await open({ blocked });
    expect(one(ROW).dataset.blocked).toBe('cors');
    expect(one('[data-part=blocked]').textContent).toBe('CORS: the reply has no Access-Control-Allow-Origin');
  });
});

describe('a wait', () => {
  const retry = { afterMs: 3_000, from: 'Retry-After' };

  /** The panel at a moment that the test moves on. */
  async function waiting() {
    let present = NOON;
    const due: (() => void)[] = [];
    const held = session();
    held.add(http('1', { durationMs: 0 }), finding({ retry }));
    await show(host({ session: held }), {
      now: () => present,
      schedule: (run, delayMs, signal) => {
        if (delayMs <= 1_000) due.push(() => !signal.aborted && run());
      },
    });
    return {
      held,
      /** Time goes on until this holds. */
      pass: async (ms: number, check: () => void) => {
        present += ms;
        await vi.waitFor(() => {
          for (const run of due.splice(0)) run();
          check();
        });
      },
    };
  }

  it('runs on the row until it is over', async () => {
    const { pass } = await waiting();
    expect(one(ROW).dataset.retryAt).toBe(String(NOON + 3_000));
    expect(one(`${ROW} .tag.wait`).textContent).toBe('3 s');
    await pass(1_000, () => expect(one(`${ROW} .tag.wait`).textContent).toBe('2 s'));
    await pass(2_000, () => expect(one(ROW).dataset.retryAt).toBeUndefined());
    expect(document.querySelector('.tag.wait')).toBeNull();
  });

  it('gives way to the recovery by a later call of the endpoint', async () => {
    const { held, pass } = await waiting();
    await click(ROW);
    held.add(http('2', { at: NOON + 900, status: 200 }), undefined);
    await pass(1_000, () => expect(one(ROW).dataset).toMatchObject({ recovered: 'true' }));
    expect(one(ROW).dataset.retryAt).toBeUndefined();
    expect(one(`${ROW} .tag.recovered`).textContent).toBe('recovered');
    expect(one('[data-part=countdown]').textContent).toBe('Recovered after 2 attempts, 900 ms (at 12:00:00.9).');
  });
});

describe('the calls of an endpoint', () => {
  it('are told one after another', async () => {
    const held = session();
    const codes = ['429', undefined, '429', '429', undefined];
    for (const [i, code] of codes.entries()) {
      const call = http(`${i}`, { at: NOON + i * 1_500, status: code ? 429 : 200 });
      held.add(call, code ? finding({ code }) : undefined);
    }
    await show(host({ session: held }));
    await click(ROW);
    expect(one('[data-part=story]').textContent).toContain('3 of 5 calls failed');
    expect(one('[data-part=story]').textContent).toContain('3 changes between success and failure');
    expect(all('.attempts li').map(({ textContent }) => textContent)).toEqual([
      '429',
      '+1.5 sok',
      '+1.5 s429',
      '+1.5 s429',
      '+1.5 sok',
    ]);
  });

  it('are not told of a single one', async () => {
    await open({});
    expect(document.querySelector('[data-part=story]')).toBeNull();
  });
});

describe('the last success', () => {
  it('is held against the failure, the difference that matters first', async () => {
    const held = session();
    const authorization = { name: 'Authorization', value: 'Bearer a.b.c' };
    held.add(http('1', { status: 200, requestHeaders: [authorization, { name: 'X-A', value: '1' }] }), undefined);
    held.add(http('2', { at: NOON + 1, status: 401, requestHeaders: [{ name: 'X-A', value: '2' }] }), finding());
    await show(host({ session: held }));
    await click(ROW);
    expect(one('[data-part=differences] li').textContent).toMatch(/authorization.* is missing/);
    expect(one('[data-part=differences]').innerHTML).not.toContain('a.b.c');
  });

  it('is not spoken of where there was none', async () => {
    await open({});
    expect(document.querySelector('[data-part=differences]')).toBeNull();
  });
});

describe('an incident', () => {
  it('stands above the list with its root first, and lists its rows by a click', async () => {
    const held = session();
    held.add(http('0', { url: 'https://api.shop.example/auth/refresh', status: 401 }), finding({ code: '40101' }));
    for (let i = 1; i < 6; i++) {
      const url = `https://api.shop.example/${['orders', 'cart', 'me'][i % 3]}`;
      held.add(http(`${i}`, { url, status: 401, at: NOON + i }), finding({ code: '401' }));
    }
    held.add(http('9', { url: 'https://other.example/', status: 404 }), finding({ code: '404' }));
    await show(host({ session: held }));
    expect(one('[data-incident]').textContent).toMatch(/^40101 .*refused for want of a valid session/);
    expect(all(ROW).length).toBe(5);
    await click('[data-incident=session]');
    expect(all(ROW).map(({ dataset }) => dataset.code)).toEqual(['40101', '401', '401', '401']);
    expect(one('[data-incident]').getAttribute('aria-pressed')).toBe('true');
    expect(one(`${ROW}[aria-selected=true]`).dataset.code).toBe('40101');
    await click('[data-incident=session]');
    expect(all(ROW).length).toBe(5);
  });

  it('is gone with what it is about', async () => {
    const held = session();
    for (let i = 0; i < 5; i++) held.add(http(`${i}`, { url: `https://a.example/${'xyz'[i % 3]}` }), finding());
    const store = await show(host({ session: held }));
    await click('[data-incident]');
    store.clear();
    await settled();
    expect(document.querySelector('[data-incident]')).toBeNull();
    expect(store.isFiltered.value).toBe(false);
  });
});

it.each([
  ['new-credential', 'Repeating won’t help; a new token does.'],
  ['payment', 'Repeating won’t help; settling the account with the provider does.'],
] as const)('a permanent failure that %s cures says so', async (remedy, words) => {
  await open({ permanence: 'permanent', remedy });
  expect(one('[data-part=verdict]').textContent).toContain(words);
});
