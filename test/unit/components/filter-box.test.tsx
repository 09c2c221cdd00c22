// @vitest-environment happy-dom
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { filterLanguage } from '../../../components/toolbar/language.ts';
import { finding, host, http, memory, NOON, session } from './fakes.ts';
import { all, click, one, press, settled, show } from './mounted.tsx';

function filled() {
  const held = session();
  for (const i of [0, 1, 2]) held.add(http(`a${i}`, { at: NOON + i * 500 }), finding());
  held.add(
    http('b', { at: NOON + 2_000, url: 'https://b.example/x/y', status: 500 }),
    finding({ family: 'http', code: '500', name: 'Server error', permanence: 'unknown' }),
  );
  return held;
}

const box = () => one<HTMLInputElement>('input[type=search][aria-label="Filter"]');
const options = () => all('[role=listbox] [role=option]').map((option) => option.querySelector('.insert')?.textContent);
const shown = () => all('[role=row][data-family]').map((row) => row.dataset.code);

async function type(text: string) {
  box().focus();
  box().value = text;
  box().setSelectionRange(text.length, text.length);
  box().dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

/** What was put off; `run` has it done, and what that puts off in turn. */
function later() {
  let due: { readonly run: () => void; readonly signal: AbortSignal }[] = [];
  return {
    schedule: (run: () => void, _delayMs: number, signal: AbortSignal) => void due.push({ run, signal }),
    async run() {
      const now = due;
      due = [];
      for (const { run, signal } of now) if (!signal.aborted) run();
      await settled();
    },
  };
}

describe('while somebody types', () => {
  it('letters stand there before the list and the suggestions answer to them', async () => {
    const { schedule, run } = later();
    await show(host({ session: filled() }), { schedule });
    await run();
    await type('code:500');
    expect([box().value, shown(), options()]).toEqual(['code:500', ['429', '500'], []]);
    await run();
    expect([box().value, shown()]).toEqual(['code:500', ['500']]);
  });

  it('suggestions come to letters that were typed before the language was there', async () => {
    const language = await filterLanguage.load();
    let arrive = (_: typeof language) => {};
    const arrival = new Promise<typeof language>((resolve) => {
      arrive = resolve;
    });
    const now = vi.spyOn(filterLanguage, 'now').mockReturnValue(undefined);
    const load = vi.spyOn(filterLanguage, 'load').mockReturnValue(arrival);
    // The panel has its parts loaded before it is drawn: all but this one.
    load.mockResolvedValueOnce(language);
    onTestFinished(() => {
      now.mockRestore();
      load.mockRestore();
    });
    const store = await show(host({ session: filled() }));
    await type('co');
    expect(options()).toEqual([]);
    arrive(language);
    await vi.waitFor(() => expect(options()).toEqual(['code:', 'confidence:']));
    expect(store.filterText.value).toBe('co');
  });

  it('only the latest letters are answered to', async () => {
    const { schedule, run } = later();
    const store = await show(host({ session: filled() }), { schedule });
    const asked: string[] = [];
    store.filterText.subscribe((text) => asked.push(text));
    await type('code:5');
    await type('code:500');
    await run();
    expect(asked).toEqual(['', 'code:500']);
  });

  it('a key that chooses has what was typed answered first', async () => {
    const { schedule, run } = later();
    await show(host({ session: filled() }), { schedule });
    await run();
    await type('co');
    await press('ArrowDown', box());
    expect(one('[role=option][aria-selected=true]').querySelector('.insert')?.textContent).toBe('code:');
    await run();
    expect(one('[role=option][aria-selected=true]').querySelector('.insert')?.textContent).toBe('code:');
  });

  it('a filter that is set elsewhere replaces letters that were not answered to', async () => {
    const { schedule, run } = later();
    const store = await show(host({ session: filled() }), { schedule });
    await type('co');
    store.addToFilter('code', '500');
    await run();
    expect([box().value, store.filterText.value]).toEqual(['code:500', 'code:500']);
  });
});

describe('suggestions', () => {
  it('are keys and then values with their counts', async () => {
    await show(host({ session: filled() }));
    await type('co');
    expect(options()).toEqual(['code:', 'confidence:']);
    expect(box().getAttribute('aria-expanded')).toBe('true');
    await press('ArrowDown', box());
    expect(box().getAttribute('aria-activedescendant')).toBe(one('[role=option][aria-selected=true]').id);
    await press('Enter', box());
    expect(box().value).toBe('code:');
    expect(all('[role=option]').map((option) => option.textContent)).toEqual(['code:4293', 'code:5001']);
    await click('[role=option]:last-child');
    expect([box().value, shown(), options()]).toEqual(['code:500', ['500'], []]);
  });

  it('are walked through in a circle, past the end to none', async () => {
    await show(host({ session: filled() }));
    await type('co');
    const walked: (string | null)[] = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
      await press(key, box());
      walked.push(box().getAttribute('aria-activedescendant'));
    }
    expect(walked).toEqual(['suggestion-0', 'suggestion-1', null, 'suggestion-1']);
  });

  it('are left with Esc without losing what was typed; without one chosen, Esc clears the filter', async () => {
    await show(host({ session: filled() }));
    await type('co');
    await press('ArrowDown', box());
    await press('Escape', box());
    expect([box().value, options()]).toEqual(['co', []]);
    await type('cod');
    await press('Escape', box());
    expect([box().value, options()]).toEqual(['', []]);
  });

  it('open on demand where nothing has been typed', async () => {
    await show(host({ session: filled() }));
    await press('ArrowDown', box(), { altKey: true });
    expect(options()).toContain('family:');
  });
});

it('the arrow down leads from the filter into the list', async () => {
  await show(host({ session: filled() }));
  await type('server');
  await press('ArrowDown', box());
  expect(document.activeElement).toBe(one('[role=grid]'));
  expect(one('[role=row][aria-selected=true]').dataset.code).toBe('500');
});

describe('a mistake', () => {
  it('is named, underlined and mended with a click, and hides nothing', async () => {
    await show(host({ session: filled() }));
    await type('server cod:500');
    expect(shown()).toEqual(['500']);
    const alert = one('[role=alert][data-filter-fault]');
    expect(alert.dataset.filterFault).toBe('cod');
    expect(alert.textContent).toBe('“cod” is no filter key. Use “code”');
    expect(one('.mirror u').textContent).toBe('cod');
    expect(box().getAttribute('aria-invalid')).toBe('true');
    await click('[role=alert] button');
    expect(box().value).toBe('server code:500');
    expect(document.querySelector('[data-filter-fault]')).toBeNull();
  });

  it.each([
    ['kind:oops', 'kind takes temporary, permanent, unknown, not “oops”.'],
    ['larger-than:big', '“big” is no size: larger-than takes a number such as 500, 10k or 2M.'],
    ['/a(/', '“/a(/” is no valid regular expression.'],
    ['/(a)\\1/', '“/(a)\\1/”: back references and lookaround are not supported.'],
    ['nosuchkey:1', '“nosuchkey” is no filter key. Put the text between quotes to search for it.'],
    ['(server', 'This parenthesis is never closed.'],
    ['or server', '“or” needs something on both sides.'],
  ])('such as %j has words', async (text, words) => {
    await show(host({ session: filled() }));
    await type(text);
    expect(one('[data-filter-fault]').textContent?.trim()).toBe(words);
  });

  it('of hostile text is text', async () => {
    await show(host({ session: filled() }));
    await type('xxxx:<img/src=x> \u202ekey:1');
    expect(document.querySelector('img')).toBeNull();
  });
});

it('the status bar says how much of the list is shown', async () => {
  await show(host({ session: filled() }));
  expect(one('footer').textContent).not.toContain('shown');
  await type('code:500');
  expect(one('footer').textContent).toContain('1 of 2 shown');
  expect(one('[role=grid]').dataset).toMatchObject({ shown: '1', failures: '4' });
});

it('help explains every key with an example, and Esc closes it', async () => {
  const store = await show(host({ session: filled() }));
  await click('[data-action=filter-help]');
  const help = one('[role=dialog]').textContent;
  for (const { id, filter } of store.table.filterFields) expect(help).toContain(`${id}:${filter.example}`);
  await press('Escape', box());
  expect(document.querySelector('[role=dialog]')).toBeNull();
});

describe('chips', () => {
  const counts = () => all('.chip').map((chip) => chip.textContent?.replace(/\s+/g, ' ').trim());

  it('count what they would show under the filter and the other chips', async () => {
    await show(host({ session: filled() }));
    expect(counts()).toEqual(['All 4', 'Makapix 3', 'HTTP 1', 'Temporary 3', 'Permanent 0', 'Unknown 1']);
    await click('[data-permanence-chip=unknown]');
    expect(counts()).toEqual(['All 1', 'Makapix 0', 'HTTP 1', 'Temporary 3', 'Permanent 0', 'Unknown 1']);
    await type('code:429');
    expect(counts()).toEqual(['All 0', 'Makapix 0', 'HTTP 0', 'Temporary 3', 'Permanent 0', 'Unknown 0']);
  });

  it('are one tab stop, and the arrow keys move between them', async () => {
    await show(host({ session: filled() }));
    const stops = () => all('.chip').map((chip) => chip.tabIndex);
    expect(stops()).toEqual([0, -1, -1, -1, -1, -1]);
    await press('ArrowRight', one('.chip'));
    expect(document.activeElement).toBe(one('[data-family-chip=makapix]'));
    await press('End', one('[data-family-chip=makapix]'));
    expect(document.activeElement).toBe(one('[data-permanence-chip=unknown]'));
    expect(stops()).toEqual([-1, -1, -1, -1, -1, 0]);
    await press('ArrowRight', one('[data-permanence-chip=unknown]'));
    expect(document.activeElement).toBe(one('.chip'));
  });
});

describe('the columns', () => {
  const titles = () => all('[role=columnheader]').map((header) => header.id.replace('head-', ''));

  it('are chosen in a menu and remembered', async () => {
    const kept: Record<string, unknown> = {};
    await show(host({ session: filled() }), { memory: memory(kept) });
    expect(titles()).toContain('time');
    await click('[data-action=columns]');
    await click('.column-choices input');
    expect(titles()).not.toContain('time');
    expect(kept.columns).toContainEqual({ id: 'time', shown: false, width: undefined });
    await click('.popover > button');
    expect(titles()).toContain('time');
  });

  it('are moved and resized from their headers with the keyboard', async () => {
    const store = await show(host({ session: filled() }));
    await press('ArrowDown');
    await press('ArrowUp');
    await press('ArrowRight', one('[role=grid]'), { ctrlKey: true });
    expect(titles().slice(0, 2)).toEqual(['code', 'time']);
    const before = Number.parseInt(one('[role=grid]').style.getPropertyValue('--columns').split(' ')[1] ?? '', 10);
    await press('ArrowRight', one('[role=grid]'), { shiftKey: true });
    expect(store.columns.value.find(({ id }) => id === 'time')?.width).toBe(before + 10);
  });
});
