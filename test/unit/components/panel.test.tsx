// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { handOver, type PanelWindow } from '../../../components/host.ts';
import { mqttPacket, socketMessage } from '../../fixtures.ts';
import { finding, host, http, NOON, session, text } from './fakes.ts';
import { all, click, one, press, settled, show } from './mounted.tsx';

async function type(text: string) {
  const box = one<HTMLInputElement>('input[type=search][aria-label="Filter"]');
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

const failures = () => all('[role=row][data-family]');

/** Two families, one of them repeated, and a healthy exchange. */
function filled() {
  const held = session();
  for (const i of [0, 1, 2]) held.add(http(`a${i}`, { at: NOON + i * 500 }), finding());
  held.add(
    http('b', { at: NOON + 2_000, url: 'https://b.example/x/y', status: 500 }),
    finding({ family: 'http', code: '500', name: 'Server error', permanence: 'unknown', confidence: 'possible' }),
  );
  held.add(http('ok', { at: NOON + 3_000, url: 'https://ok.example/', status: 200 }), undefined);
  return held;
}

describe('the list', () => {
  it('has a row for each group, with its facts as attributes', async () => {
    await show(host({ session: filled() }));
    expect(one('[role=grid]').dataset).toMatchObject({ failures: '4' });
    expect(failures().map((row) => ({ ...row.dataset }))).toEqual([
      { family: 'makapix', code: '429', permanence: 'temporary', channel: 'http', count: '3' },
      { family: 'http', code: '500', permanence: 'unknown', channel: 'http' },
    ]);
    expect(failures()[0]?.textContent).toContain('×3');
  });

  it('marks a hint as one', async () => {
    await show(host({ session: filled() }));
    expect(failures().map((row) => row.querySelector('.tag')?.textContent)).toEqual([undefined, 'possible']);
  });

  it('tells assistive technology where each row stands', async () => {
    await show(host({ session: filled() }));
    expect(one('[role=grid]').getAttribute('aria-rowcount')).toBe('3');
    expect(all('[role=row]').map((row) => row.getAttribute('aria-rowindex'))).toEqual(['1', '2', '3']);
  });

  it('updates while it is shown', async () => {
    const held = filled();
    await show(host({ session: held }));
    held.add(http('c', { url: 'https://c.example/' }), finding());
    await settled();
    expect(failures()).toHaveLength(3);
    expect(one('[role=grid]').dataset.failures).toBe('5');
  });

  it('keeps only the rows in view in the document when there are thousands', async () => {
    const held = session();
    for (let i = 0; i < 5_000; i++)
      held.add(http(String(i), { at: NOON + i, url: `https://h.example/${i}` }), finding());
    await show(host({ session: held }));
    expect(failures().length).toBeLessThan(100);
    expect(one('[role=grid]').dataset.failures).toBe('5000');
    expect(one('[role=grid]').getAttribute('aria-rowcount')).toBe('5001');
  });

  it('adds healthy exchanges without any sign of a failure', async () => {
    const store = await show(host({ session: filled() }));
    store.showAll.value = true;
    await settled();
    expect(all('.rows [role=row]')).toHaveLength(3);
    expect(failures()).toHaveLength(2);
    expect(one('.row.healthy').dataset).toEqual({ channel: 'http' });
  });

  it('sorts with a click on a header and back', async () => {
    await show(host({ session: filled() }));
    await click('#head-seen');
    expect(failures().map((row) => row.dataset.code)).toEqual(['500', '429']);
    expect(one('#head-seen').getAttribute('aria-sort')).toBe('ascending');
    await click('#head-seen');
    await click('#head-seen');
    expect(one('#head-seen').getAttribute('aria-sort')).toBe('none');
  });

  it('shows hostile text as text, on one line', async () => {
    const held = session();
    const evil = '<img src=x onerror=alert(1)>\u202egnp.exe\n';
    const url = `https://user:secret@example.com/${'A'.repeat(1_000_000)}?token=secret`;
    held.add(
      http('1', { url, method: evil }),
      finding({ code: evil, name: evil + 'B'.repeat(100_000), said: evil, meaning: evil }),
    );
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    expect(document.querySelector('img')).toBeNull();
    expect(one('.rows').textContent).not.toMatch(/[\u202e\n]|secret/);
    expect(one('.rows').innerHTML.length).toBeLessThan(10_000);
    expect(one('[role=complementary]').textContent?.length).toBeLessThan(10_000);
    expect(one('[role=complementary]').textContent).not.toContain('user:secret');
  });
});

describe('filter and chips', () => {
  it('narrow the list down, not the count', async () => {
    await show(host({ session: filled() }));
    await type('code:500');
    expect(failures().map((row) => row.dataset.code)).toEqual(['500']);
    expect(one('[role=grid]').dataset.failures).toBe('4');
  });

  it('offer a chip for each family with its count', async () => {
    await show(host({ session: filled() }));
    const chips = all('button[data-family-chip]').map((chip) => [chip.dataset.familyChip, chip.textContent]);
    expect(chips).toEqual([
      ['makapix', 'Makapix 3'],
      ['http', 'HTTP 1'],
    ]);
  });

  it('can be combined with Ctrl', async () => {
    await show(host({ session: filled() }));
    await click('[data-family-chip=http]');
    expect(one('[data-family-chip=http]').getAttribute('aria-pressed')).toBe('true');
    expect(failures()).toHaveLength(1);
    await click('[data-family-chip=makapix]', { ctrlKey: true });
    expect(failures()).toHaveLength(2);
    await click('[data-permanence-chip=permanent]');
    expect(failures()).toHaveLength(0);
    await click('.empty button');
    expect(failures()).toHaveLength(2);
    expect(one('[data-permanence-chip=permanent]').getAttribute('aria-pressed')).toBe('false');
  });
});

describe('an empty list names the next act', () => {
  it('before anything was recorded', async () => {
    const reload = vi.fn();
    const held = session();
    held.setSocketWatch('every-frame');
    await show(host({ session: held, reload }));
    expect(one('.empty').textContent).toContain('what the error means, whether a retry helps, and what to do');
    expect(one('.empty').textContent).toContain('before DevTools was opened');
    await click('.empty button');
    expect(reload).toHaveBeenCalledOnce();
  });

  it('with the way to see sockets too, as long as they are not watched from the start', async () => {
    const reloadAndCapture = vi.fn();
    const held = session();
    await show(host({ session: held, reloadAndCapture }));
    expect(all('.empty button').map((button) => button.textContent)).toEqual(['Reload & capture']);
    expect(one('.empty').textContent).toContain('To see why sockets close');
    all('.empty button')[0]?.click();
    expect(reloadAndCapture).toHaveBeenCalledOnce();
    for (const watch of ['top-frame-from-start', 'every-frame'] as const) {
      held.setSocketWatch(watch);
      await settled();
      expect(all('.empty button').map((button) => button.textContent)).toEqual(['Reload the page']);
    }
    held.setSocketWatch('top-frame');
    held.add(http('1'), undefined);
    await settled();
    expect(one('.empty').textContent).toContain('Reload & capture');
  });

  it('when nothing failed', async () => {
    const held = session();
    held.add(http('1'), undefined);
    held.add(http('2'), undefined);
    await show(host({ session: held }));
    expect(one('.empty').textContent).toContain('2 requests, no failures');
  });

  it('while paused', async () => {
    await show();
    await click('[data-action=record]');
    expect(one('[data-action=record]').getAttribute('aria-pressed')).toBe('false');
    expect(one('footer').textContent).toContain('Recording is paused');
    await click('.empty button');
    expect(one('[data-action=record]').getAttribute('aria-pressed')).toBe('true');
  });

  it('after clear', async () => {
    await show(host({ session: filled() }));
    await click('[data-action=clear]');
    expect(failures()).toHaveLength(0);
    expect(one('footer').textContent).toContain('0 failures of 0 requests');
  });
});

it('the status bar counts', async () => {
  const held = session({ failures: 2, healthy: 10 });
  for (const i of [0, 1, 2]) held.add(http(String(i)), finding());
  await show(host({ session: held }));
  expect(one('footer').textContent).toMatch(
    /2 failures of 3 requests.*2 temporary · 0 permanent · 0 unknown.*1 older failure dropped/,
  );
});

describe('the status bar', () => {
  const open = (id: string) => ({ id, url: `wss://a.example/${id}`, subprotocol: undefined, at: NOON });

  it('counts the open sockets', async () => {
    const held = session();
    await show(host({ session: held }));
    expect(one('footer').textContent).not.toContain('0 sockets');
    for (const id of ['a', 'b', 'c']) held.socket(open(id), 'open');
    held.socket(open('b'), 'closed');
    await settled();
    expect(one('footer').textContent).toContain('2 sockets');
    held.socket(open('a'), 'closed');
    await settled();
    expect(one('footer').textContent).toContain('1 socket');
    expect(one('footer').textContent).not.toContain('1 sockets');
  });

  it.each([
    ['none', 'Sockets: not watched', /close codes are not seen/i, true],
    ['top-frame', 'Sockets: top frame only', /until their next message. Sockets of iframes and workers/, true],
    ['top-frame-from-start', 'Sockets: top frame from its start', /^Sockets of iframes and workers/, true],
    ['every-frame', 'Sockets: every frame', /^Sockets of workers have no close codes/, false],
  ] as const)('says how sockets are watched and what that misses: %s', async (watch, short, long, more) => {
    const openSettings = vi.fn();
    const held = session();
    await show(host({ session: held, openSettings }));
    held.setSocketWatch(watch);
    await settled();
    expect(one('.watch').textContent).toBe(more ? `${short} · Include iframes…` : short);
    expect(one('.watch > span').title).toMatch(long);
    if (more) await click('.watch button');
    else expect(document.querySelector('.watch button')).toBeNull();
    expect(openSettings).toHaveBeenCalledTimes(more ? 1 : 0);
  });
});

it('the toolbar loads the page again for capture, and opens the settings', async () => {
  const reloadAndCapture = vi.fn();
  const openSettings = vi.fn();
  await show(host({ reloadAndCapture, openSettings }));
  await click('button[data-action="reload-capture"]');
  await click('button[data-action="settings"]');
  expect(reloadAndCapture).toHaveBeenCalledOnce();
  expect(openSettings).toHaveBeenCalledOnce();
  expect(one('[data-action="reload-capture"]').getAttribute('aria-label')).toBe('Reload & capture');
});

describe('the keyboard', () => {
  it('moves the selection, opens and closes the details', async () => {
    await show(host({ session: filled() }));
    await press('ArrowDown');
    expect(one('[role=grid]').getAttribute('aria-activedescendant')).toBe(failures()[0]?.id);
    expect(document.querySelector('[role=complementary]')).toBeNull();
    await press('End');
    await press('Enter');
    expect(one('[role=complementary] .name').textContent).toBe('Server error');
    await press('ArrowUp');
    expect(one('[role=complementary] .name').textContent).toBe('Upload rate limit exceeded');
    const event = await press('Escape');
    expect(event.defaultPrevented).toBe(true);
    expect(document.querySelector('[role=complementary]')).toBeNull();
  });

  it('leaves Esc to DevTools when there is nothing to close', async () => {
    await show(host({ session: filled() }));
    expect((await press('Escape')).defaultPrevented).toBe(false);
  });

  it('reaches the headers above the first row and sorts', async () => {
    await show(host({ session: filled() }));
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowRight', 'Enter']) await press(key);
    expect(one('[role=grid]').getAttribute('aria-activedescendant')).toBe('head-code');
    expect(one('#head-code').getAttribute('aria-sort')).toBe('ascending');
    await press('ArrowDown');
    expect(one('[role=grid]').getAttribute('aria-activedescendant')).toBe('row-0');
  });

  it.each([
    ['f', { ctrlKey: true }],
    ['f', { metaKey: true }],
    ['/', {}],
  ])('%s (%j) goes to the filter', async (key, init) => {
    await show(host({ session: filled() }));
    await press(key, one('[role=grid]'), init);
    expect(document.activeElement).toBe(one('input[type=search]'));
  });

  it('types a slash into the filter, and empties it with Esc', async () => {
    await show(host({ session: filled() }));
    await type('code:500');
    const box = one('input[type=search]');
    expect((await press('/', box)).defaultPrevented).toBe(false);
    await press('Escape', box);
    expect(failures()).toHaveLength(2);
  });

  it('copies the selected row with Ctrl+C and says so', async () => {
    const writeClipboard = vi.fn(async () => {});
    await show(host({ session: filled() }), { writeClipboard });
    await press('ArrowDown');
    await press('c', one('[role=grid]'), { ctrlKey: true });
    expect(writeClipboard).toHaveBeenCalledExactlyOnceWith('report of 3', undefined);
    expect(one('[role=status]').textContent).toContain('Copied: 429');
  });
});

describe('the details', () => {
  const limited = (now: number) => {
    const held = session();
    held.add(
      http('1', {
        url: 'https://makapix.club/api/post/upload?size=64',
        requestHeaders: [{ name: 'Authorization', value: 'Bearer s3cret' }],
        responseHeaders: [{ name: 'Retry-After', value: '37' }],
        requestBody: text('{"a":1}'),
        responseBody: { state: 'absent', why: 'unread' },
      }),
      finding({
        retry: { afterMs: 37_000, from: 'Retry-After', backoff: { baseMs: 1_000, maxMs: 60_000, attempts: 5 } },
        said: 'Slow down.',
        also: [{ family: 'http', shape: 'registered', entry: '429', code: '429', captures: {} }],
      }),
    );
    return show(host({ session: held, warnings: () => ['Too fast.'] }), { now: () => now });
  };

  it('say what it is, whether waiting helps, what to do and why', async () => {
    await limited(NOON);
    await click('[role=row][data-family]');
    const words = one('[role=complementary][aria-label="Diagnosis"]').textContent;
    for (const part of [
      'Makapix Club · 429',
      'POST https://makapix.club/api/post/upload?size=64',
      'Temporary. The server asks to wait 37 s (Retry-After header).',
      'The documentation says so.',
      'Wait until 12:00:38 (38 s left), then retry once.',
      'wait 1 s, 2 s, 4 s … up to 1 min, at most 5 attempts',
      'Too fast.',
      'Slow down.',
      'host makapix.club',
      'HTTP status · 429: shape registered',
    ]) {
      expect(words).toContain(part);
    }
    await vi.waitFor(() => expect(one('.copy-bar').textContent).toContain('2 values hidden'));
    expect(one('[role=complementary] a').outerHTML).toMatch(/target="_blank".*rel="noopener noreferrer"/);
  });

  it('say when the wait is over', async () => {
    await limited(NOON + 60_000);
    await click('[role=row][data-family]');
    expect(one('.advice').textContent).toContain('You can retry now (since 12:00:38).');
  });

  it('have tabs that the arrow keys move through', async () => {
    await limited(NOON);
    await click('[role=row][data-family]');
    expect(all('[role=tab]').map((tab) => tab.textContent)).toEqual([
      'Diagnosis',
      'Headers',
      'Payload',
      'Response',
      'Timing',
    ]);
    await press('ArrowRight', one('#tab-diagnosis'));
    expect(document.activeElement).toBe(one('#tab-headers'));
    expect(all('[role=tab]').map((tab) => tab.tabIndex)).toEqual([-1, 0, -1, -1, -1]);
  });

  it('show a secret header only after a click', async () => {
    await limited(NOON);
    await click('[role=row][data-family]');
    await click('#tab-headers');
    expect(one('[role=tabpanel]').textContent).toContain('37');
    expect(one('[role=tabpanel]').innerHTML).not.toContain('s3cret');
    await click('.reveal');
    expect(one('[role=tabpanel]').textContent).toContain('Bearer s3cret');
  });

  it('set out JSON, and say why a body is missing', async () => {
    await limited(NOON);
    await click('[role=row][data-family]');
    await click('#tab-payload');
    expect(one('.json .leaf').textContent).toBe('a: 1');
    await click('#tab-response');
    expect(one('[role=tabpanel]').textContent).toContain('The page never read this response');
  });

  it('show the text when the clipboard refuses', async () => {
    await show(host({ session: filled() }), { writeClipboard: () => Promise.reject(new Error('refused')) });
    await click('[role=row][data-code="500"]');
    await click('button[data-copy=github]');
    await settled();
    expect(one<HTMLTextAreaElement>('dialog textarea').value).toBe('report of 1');
    await press('Escape', one('dialog textarea'));
    expect(document.querySelector('dialog')).toBeNull();
    expect(document.querySelector('[role=complementary]')).not.toBeNull();
  });

  it('confirm a copy', async () => {
    await show(host({ session: filled() }));
    await click('[role=row][data-code="429"]');
    await click('button[data-copy=github]');
    await settled();
    expect(one('[data-copy=github]').textContent).toBe('Copied');
  });

  it('stay while the filter holds the row back', async () => {
    await show(host({ session: filled() }));
    await click('[role=row][data-code="429"]');
    await type('no such thing');
    expect(one('[role=complementary] .name').textContent).toBe('Upload rate limit exceeded');
  });

  it('of a source that is no https address lead nowhere', async () => {
    const held = session();
    held.add(http('1'), finding({ source: 'javascript:alert(1)' }));
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    expect(document.querySelector('[role=complementary] a')).toBeNull();
  });

  it('of a healthy exchange are one line', async () => {
    const store = await show(host({ session: filled() }));
    store.showAll.value = true;
    await settled();
    await click('.row.healthy');
    expect(one('[role=complementary]').textContent).toContain('https://ok.example/');
    expect(document.querySelector('[data-copy]')).toBeNull();
  });
});

describe('what happens on a socket', () => {
  const socket = { id: 's', url: 'wss://eu1.example.net/socket', subprotocol: 'mqtt', at: NOON - 60_000 };
  const onSocket = { id: '1', socket, at: NOON };

  it.each([
    [
      socketMessage('{"status":103}', onSocket),
      ['Diagnosis', 'Message', 'Frames', 'Timing'],
      ['received from the server', 'status: 103'],
    ],
    [
      mqttPacket({ ...onSocket, topic: 'player/0c9d/response', protocolVersion: 5, body: text('no') }),
      ['Diagnosis', 'Message', 'Frames', 'Timing'],
      ['PUBLISH', 'player/0c9d/response'],
    ],
    [
      { ...onSocket, channel: 'close', code: 4201, reason: 'rate limited', wasClean: true } as const,
      ['Diagnosis', 'Close', 'Frames', 'Timing'],
      ['4201', 'rate limited', 'yes'],
    ],
    [
      { ...onSocket, channel: 'handshake', status: 0, responseHeaders: [], failure: undefined } as const,
      ['Diagnosis', 'Headers', 'Frames', 'Timing'],
      ['no response arrived'],
    ],
  ])('is shown with what it has (%#)', async (exchange, tabs, words) => {
    const held = session();
    held.add(exchange, finding());
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    expect(all('[role=tab]').map((tab) => tab.textContent)).toEqual(tabs);
    all('[role=tab]')[1]?.click();
    await settled();
    for (const word of words) expect(one('[role=tabpanel]').textContent).toContain(word);
    all('[role=tab]')[3]?.click();
    await settled();
    expect(one('[role=tabpanel]').textContent).toContain('1 min');
  });
});

describe('handing over the host', () => {
  it('attaches at once when the panel is ready', () => {
    const attach = vi.fn();
    const given = host();
    handOver(Object.assign(new EventTarget(), { attach }) as unknown as PanelWindow, given);
    expect(attach).toHaveBeenCalledExactlyOnceWith(given);
  });

  it('waits for a panel that is still loading', () => {
    const panel = Object.assign(new EventTarget(), { attach: undefined }) as unknown as PanelWindow;
    handOver(panel, host());
    const attach = vi.fn();
    panel.attach = attach;
    panel.dispatchEvent(new Event('DOMContentLoaded'));
    expect(attach).toHaveBeenCalledOnce();
  });
});
