// @vitest-environment happy-dom

import { describe, expect, it, vi } from 'vitest';
import type { HttpExchange } from '../../../lib/exchange.ts';
import type { MadeUp } from '../../failures.ts';
import { letThrough } from '../../failures.ts';
import { socketMessage } from '../../fixtures.ts';
import { finding, host, http, NOON, session, text } from './fakes.ts';
import { all, click, one, press, settled, show } from './mounted.tsx';

async function open(
  tab: string,
  more: Partial<HttpExchange>,
  { about = {}, redactedText = (raw: string) => raw, deps = {} }: Opening = {},
) {
  const held = session();
  held.add(http('1', more), finding(about));
  const store = await show(host({ session: held, redactedText: (raw) => letThrough(redactedText(raw)) }), deps);
  await click('[role=row][data-family]');
  await click(`#tab-${tab}`);
  return store;
}

interface Opening {
  readonly about?: MadeUp;
  readonly redactedText?: (text: string) => string;
  readonly deps?: Parameters<typeof show>[1];
}

const leaves = () => all('.json .leaf').map((leaf) => leaf.textContent);

describe('a JSON body', () => {
  it('is set out level by level, as it was sent', async () => {
    await open('response', { responseBody: text('{"id":9007199254740993,"a":[1,{"b":null}],"a":2}') });
    expect(leaves()).toEqual(['id: 9007199254740993', '1', 'b: null', 'a: 2']);
  });

  it('draws no more than its first level when it is large', async () => {
    const large = JSON.stringify({ rows: Array.from({ length: 60_000 }, (_, i) => ({ id: i, name: 'x'.repeat(60) })) });
    await open('response', { responseBody: text(large) });
    expect(one('[role=tabpanel]').innerHTML.length).toBeLessThan(3_000);
    one<HTMLDetailsElement>('.json ul details').open = true;
    one('.json ul details').dispatchEvent(new Event('toggle'));
    await settled();
    expect(all('.json ul ul > li').length).toBe(101);
  });

  it('marks the member that the reply blames, however deep it stands', async () => {
    const body = { order: { items: Array.from({ length: 250 }, (_, i) => ({ sku: `s${i}`, note: 'n'.repeat(40) })) } };
    await open('payload', { requestBody: text(JSON.stringify(body)) }, { about: { param: 'order.items[201].sku' } });
    expect(all('[data-blamed]').map((item) => item.querySelector('.leaf')?.textContent)).toEqual(['sku: "s201"']);
  });

  it('marks the code and the words that the finding took from it', async () => {
    await open(
      'response',
      { responseBody: text('{"code":"E7","other":"E8","detail":"Slow down."}') },
      { about: { code: 'E7', said: 'Slow down.' } },
    );
    expect(all('.json .marked').map((item) => item.querySelector('.leaf')?.textContent)).toEqual([
      'code: "E7"',
      'detail: "Slow down."',
    ]);
  });

  it('copies a value with its secrets hidden', async () => {
    const writeClipboard = vi.fn(async () => {});
    await open(
      'response',
      { responseBody: text('{"password":"hunter2","n":7}') },
      { redactedText: (raw) => raw.replace('hunter2', '<password 1>'), deps: { writeClipboard } },
    );
    await click('.copy-value[aria-label="Copy this value: password"]');
    await click('.copy-value[aria-label="Copy this value: n"]');
    expect(writeClipboard.mock.calls).toEqual([
      ['<password 1>', undefined],
      ['7', undefined],
    ]);
  });

  it('copies as a whole with its secrets hidden', async () => {
    const writeClipboard = vi.fn(async () => {});
    await open(
      'response',
      { responseBody: text('key hunter2') },
      { redactedText: (raw) => raw.replace('hunter2', '<key 1>'), deps: { writeClipboard } },
    );
    await click('[data-action=copy-body]');
    expect(writeClipboard).toHaveBeenCalledExactlyOnceWith('key <key 1>', undefined);
  });

  it('is shown whole where it is held so, and copied from its beginning where it is very long', async () => {
    const writeClipboard = vi.fn(async () => {});
    const long = JSON.stringify({
      rows: Array.from({ length: 30_000 }, (_, i) => `row ${i}`.padEnd(40)),
      end: 'the end',
    });
    expect(long.length).toBeGreaterThan(1_200_000);
    await open('response', { responseBody: text(long) }, { deps: { writeClipboard } });
    expect(leaves().at(-1)).toBe('end: "the end"');
    await click('[data-action=copy-body]');
    expect(writeClipboard).toHaveBeenCalledExactlyOnceWith(long.slice(0, 1_000_000), undefined);
    expect(one('.told').textContent).toContain('first million characters');
  });

  it.each([`${'['.repeat(100_000)}${']'.repeat(100_000)}`, `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`])(
    'nested 100,000 deep stays usable, also when its depth is searched (%#)',
    async (deep) => {
      await open('response', { responseBody: text(deep) });
      await press('f', one('#tab-response'), { ctrlKey: true });
      await search(deep.slice(99_999, 100_003));
      expect(one('[role=tabpanel]').innerHTML.length).toBeLessThan(200_000);
    },
  );
});

describe('other bodies', () => {
  it('that are pages are read as text, with their title', async () => {
    const html = '<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1><hr>nginx</body></html>';
    await open('response', { mimeType: 'text/html', responseBody: text(html) });
    expect(one('.facts').textContent).toBe('Page title502 Bad Gateway');
    expect(one('pre').textContent).toBe('Bad Gateway\nnginx');
    await click('[role=tabpanel] input[type=checkbox]');
    expect(one('pre').textContent).toBe(html);
  });

  it('that are long come part by part', async () => {
    await open('response', { responseBody: text('line\n'.repeat(50_000)) });
    expect(one('pre').textContent).toHaveLength(100_000);
    await click('pre + button');
    expect(one('pre').textContent).toHaveLength(200_000);
  });
});

async function search(words: string) {
  const field = one<HTMLInputElement>('.find input');
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}
const place = () => one('.find [role=status]').textContent;

describe('the search of the details', () => {
  it('opens with Ctrl+F in them and closes with Esc', async () => {
    await open('response', { responseBody: text('{"a":1}') });
    await press('f', one('#tab-response'), { ctrlKey: true });
    expect(document.activeElement).toBe(one('.find input'));
    await press('Escape', one('.find input'));
    expect(document.querySelector('.find')).toBeNull();
    expect(document.querySelector('[role=complementary]')).not.toBeNull();
  });

  it('counts in the whole body and opens what it finds', async () => {
    const body = { rows: Array.from({ length: 500 }, (_, i) => ({ name: `row ${i}`, pad: 'x'.repeat(30) })) };
    await open('response', { responseBody: text(JSON.stringify(body)) });
    await press('f', one('#tab-response'), { ctrlKey: true });
    await search('ROW 4');
    await vi.waitFor(() => expect(place()).toBe('1 of 111'));
    await vi.waitFor(() => expect(leaves()).toContain('name: "row 4"'));
    await press('Enter', one('.find input'), { shiftKey: true });
    await vi.waitFor(() => expect(place()).toBe('111 of 111'));
    await vi.waitFor(() => expect(leaves()).toContain('name: "row 499"'));
  });

  it('takes signs of a regular expression as they are', async () => {
    await open('response', { responseBody: text('a.b axb (') });
    await press('f', one('#tab-response'), { ctrlKey: true });
    await search('a.b');
    await vi.waitFor(() => expect(place()).toBe('1 of 1'));
    await search('(');
    await vi.waitFor(() => expect(place()).toBe('1 of 1'));
    await search('none');
    await vi.waitFor(() => expect(place()).toBe('0 of 0'));
  });
});

it('headers come with what they say about the failure, and those it rests on are marked', async () => {
  const responseHeaders = [
    { name: 'Retry-After', value: '37' },
    { name: 'Server', value: 'x' },
    { name: 'X-RateLimit-Remaining', value: '0' },
  ];
  await open('headers', { responseHeaders }, { about: { retry: { afterMs: 37_000, from: 'Retry-After' } } });
  expect(all('[role=tabpanel] .marked').map((item) => item.textContent)).toEqual([
    'Retry-After37How long to wait before the next attempt.',
  ]);
  expect(one('[role=tabpanel]').textContent).toContain('0The limit, what is left of it');
});

describe('frames', () => {
  const socket = { id: 's', url: 'wss://eu1.example.net/', subprotocol: undefined, at: NOON };
  const frame = (id: string, body: string) => socketMessage(body, { id, socket, at: NOON });

  async function openFrames() {
    const held = session();
    held.socket(socket, 'open');
    const frames = [frame('1', '{"key":"planted"}'), frame('2', 'pong'), frame('3', '{"status":103}')];
    for (const one of frames) held.log(one);
    const last = frames.at(-1);
    if (last) held.add(last, finding());
    await show(host({ session: held, redactedText: (raw) => letThrough(raw.replace('planted', '<key 1>')) }));
    await click('[role=row][data-family]');
    await click('#tab-frames');
  }
  const texts = () => all('.frame .words').map((words) => words.textContent);

  it('are filtered by words', async () => {
    await openFrames();
    expect(texts()).toHaveLength(3);
    const box = one<HTMLInputElement>('.frame-filter');
    box.value = 'text PONG';
    box.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    expect(texts()).toEqual(['pong']);
    expect(one('.socket-facts').textContent).toContain('1 of 3 shown');
  });

  it('show what is hidden in them on request', async () => {
    await openFrames();
    all('.frame')[0]?.click();
    await settled();
    expect(one('.frame-view').textContent).not.toContain('planted');
    await click('.frame-view .link');
    expect(one('.frame-view').textContent).toContain('planted');
  });
});
