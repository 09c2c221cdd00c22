/** The list in a real layout: what it shows of an address, its columns under the mouse, rows that stand for several, and its density. */
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Session } from '../browsers/session.ts';
import { counts, openDetails, selected, shows } from '../e2e/stage.ts';
import { AT } from '../fixtures.ts';
import { http, SEVERAL, several } from './records.ts';
import { middleAt, navigate, ROOM, record, startWith, withPage } from './stage.ts';

const stage = withPage();
let panel: Session;

beforeAll(() => {
  panel = stage.panel;
});
beforeEach(async () => {
  await panel.display(ROOM);
});

/** Texts of one column from the top, as far as they are not cut off. */
function seen(column: string): Promise<string[]> {
  return panel.evaluate(
    (column) =>
      [...document.querySelectorAll<HTMLElement>(`.rows .at-${column}`)].map((cell) =>
        [cell, ...cell.querySelectorAll<HTMLElement>('bdi')].every((part) => part.scrollWidth <= part.clientWidth)
          ? cell.textContent
          : `${cell.textContent} (cut)`,
      ),
    column,
  );
}

describe('an address', () => {
  const HOST = 'a-service.eu-central-1.internal.example';

  it('has its letters instead of percent codes, and the path before the host where room is short', async () => {
    await startWith(panel, [http('GET', `https://${HOST}/caf%C3%A9/%E3%81%82/orders`, 500)]);
    await counts(panel, 1);
    expect((await seen('url'))[0]).toBe(`${HOST}/café/あ/orders`);
    await panel.display({ width: 420, height: 600 });
    await expect.poll(async () => (await seen('url'))[0]).not.toContain(HOST);
    expect((await seen('url'))[0]).toMatch(/orders$/);
  });

  it('has its port where a host is reached on several', async () => {
    await startWith(panel, [
      http('GET', 'http://one.example:8080/a', 500),
      http('GET', 'http://two.example:8080/b', 501),
      http('GET', 'http://two.example:9090/b', 502),
    ]);
    await counts(panel, 3);
    expect(await seen('url')).toEqual(['one.example/a', 'two.example:8080/b', 'two.example:9090/b']);
  });
});

it('codes are not cut where room is left', async () => {
  await startWith(panel, several());
  await shows(panel, Object.values(SEVERAL));
  expect(await seen('code')).toEqual(await codes());
});

function codes(): Promise<string[]> {
  return panel.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[role=row][data-code]')].map(({ dataset }) => dataset.code ?? ''),
  );
}

describe('columns', () => {
  beforeEach(async () => {
    await startWith(panel, several());
    await shows(panel, Object.values(SEVERAL));
    onTestFinished(async () => {
      await panel.evaluate(() => localStorage.removeItem('columns'));
      await panel.reload();
    });
  });

  const heads = () =>
    panel.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[role=columnheader]')].map(({ id, offsetWidth }) => ({
        id: id.slice('head-'.length),
        width: offsetWidth,
      })),
    );
  const ids = async () => (await heads()).map(({ id }) => id);
  const widthOf = async (column: string) => (await heads()).find(({ id }) => id === column)?.width ?? 0;

  const placeOf = (selector: string) => middleAt(panel, selector);

  async function drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await panel.mouse('move', from);
    await panel.mouse('press', from);
    for (const share of [0.3, 0.7, 1]) {
      await panel.mouse('drag', { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
    }
    await panel.mouse('release', to);
  }

  it('take another width by their edge, and give it back with a double click', async () => {
    const before = await widthOf('code');
    const edge = await placeOf('#head-code .grip');
    await drag(edge, { x: edge.x + 60, y: edge.y });
    await expect.poll(() => widthOf('code')).toBe(before + 60);
    expect(await selected(panel)).toEqual([]);
    await panel.evaluate(() =>
      document.querySelector('#head-code .grip')?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true })),
    );
    await expect.poll(() => widthOf('code')).toBe(before);
  });

  it('move to where their header is pulled', async () => {
    const before = await ids();
    const [first = '', second = ''] = before;
    await drag(await placeOf(`#head-${second}`), await placeOf(`#head-${first}`));
    await expect.poll(ids).toEqual([second, first, ...before.slice(2)]);
  });

  it('are chosen in a menu, and stay chosen, moved and wide when the panel is opened again', async () => {
    await panel.click('[data-action="columns"]');
    const choose = (title: string) =>
      panel.evaluate((title) => {
        const labels = [...document.querySelectorAll<HTMLElement>('.column-choices .toggle')];
        labels.find(({ textContent }) => textContent === title)?.click();
      }, title);
    expect(await ids()).not.toContain('domain');
    await panel.waitFor('the choices', () => document.querySelector('.column-choices'));
    await choose('Domain');
    await expect.poll(ids).toContain('domain');
    await panel.press('Escape');
    const edge = await placeOf('#head-domain .grip');
    const width = await widthOf('domain');
    await drag(edge, { x: edge.x + 20, y: edge.y });
    await expect.poll(() => widthOf('domain')).toBe(width + 20);
    const chosen = await heads();
    await panel.reload();
    await startWith(panel, several());
    await shows(panel, Object.values(SEVERAL));
    expect(await ids()).toEqual(chosen.map(({ id }) => id));
    expect(await widthOf('domain')).toBe(chosen.find(({ id }) => id === 'domain')?.width);
  });

  it('sort by a click on their header: up, down, and back to the order of time', async () => {
    const inTime = await codes();
    const sorted: string[][] = [];
    for (const order of ['ascending', 'descending', 'none']) {
      await panel.click('#head-code');
      await panel.waitFor(order, (order) => document.querySelector(`#head-code[aria-sort=${order}]`), order);
      sorted.push(await codes());
    }
    expect(sorted[0]).not.toEqual(inTime);
    expect(sorted[1]).toEqual([...(sorted[0] ?? [])].reverse());
    expect(sorted[2]).toEqual(inTime);
  });

  it('of time show when each request ran, on one scale', async () => {
    const bars = () =>
      panel.evaluate(() =>
        [...document.querySelectorAll('.time-bar')].map((bar) => {
          const cell = bar.parentElement?.getBoundingClientRect();
          const { left, right } = bar.getBoundingClientRect();
          return cell ? [(left - cell.left) / cell.width, (right - cell.left) / cell.width] : [];
        }),
      );
    const before = await bars();
    expect(before.length).toBeGreaterThan(3);
    expect(before.every(([left = -1, right = 2]) => left >= 0 && right <= 1.05)).toBe(true);
    expect(before.map(([left]) => left)).toEqual([...before.map(([left]) => left)].sort((a = 0, b = 0) => a - b));
    // A later request moves all bars to the left.
    await record(panel, [http('GET', 'https://late.example/', 500, { at: AT + 60_000 })]);
    await expect.poll(async () => (await bars())[1]?.[0] ?? 1).toBeLessThan(before[1]?.[0] ?? 0);
  });
});

it('requests that differ by an id in their path are one row, which opens', async () => {
  await startWith(
    panel,
    [101, 102, 103].map((id) => http('GET', `https://api.example/orders/${id}/items`, 500)),
  );
  await shows(panel, [{ code: '500', count: 3 }]);
  await panel.click('[data-action="open-fold"]');
  await panel.waitFor('its parts', () => document.querySelectorAll('[role=row].part').length === 3);
  expect((await seen('url')).slice(1)).toEqual([101, 102, 103].map((id) => `api.example/orders/${id}/items`));
  await panel.click('[data-action="open-fold"]');
  await panel.waitFor('one row', () => document.querySelectorAll('[role=row][data-code]').length === 1);
});

it('a line tells where the page went to another document', async () => {
  await startWith(panel, [http('GET', 'https://a.example/before', 500, { at: AT })]);
  await navigate(panel, AT + 10);
  await record(panel, [http('GET', 'https://a.example/after', 502, { at: AT + 20 })]);
  await shows(panel, [{ code: '500' }, { code: '502' }]);
  const lines = await panel.evaluate(() =>
    [...document.querySelectorAll('[role=row][data-code]')].map((row) => {
      const { borderTopWidth, borderTopStyle } = getComputedStyle(row);
      return borderTopStyle === 'solid' ? borderTopWidth : '0px';
    }),
  );
  expect(lines).toEqual(['0px', '2px']);
});

it('rows are as high as the chosen density says', async () => {
  const heights = () =>
    panel.evaluate(() => document.querySelector('[role=row][data-code]')?.getBoundingClientRect().height);
  const settings = await stage.openSettings();
  const chooseDensity = (value: string) =>
    settings.waitFor(
      'the density to be chosen',
      (value) => {
        const choice = document.querySelector<HTMLSelectElement | HTMLInputElement>(`[data-setting="density"]`);
        if (!choice) return false;
        choice.value = value;
        choice.dispatchEvent(new Event('change', { bubbles: true }));
        return true;
      },
      value,
    );
  onTestFinished(async () => {
    await chooseDensity('native');
    await settings.close();
  });
  await startWith(panel, several());
  await shows(panel, Object.values(SEVERAL));
  expect(await heights()).toBe(21);
  await chooseDensity('comfortable');
  await expect.poll(heights).toBe(28);
});

it('a double click opens the details and selects no text', async () => {
  await startWith(panel, several());
  await shows(panel, Object.values(SEVERAL));
  await openDetails(panel, '[data-code="601"]');
  await panel.click('[role=row][data-code="601"]');
  await panel.click('[role=row][data-code="601"]');
  expect(await panel.evaluate(() => String(getSelection()))).toBe('');
  expect(await selected(panel)).toEqual(['601']);
});
