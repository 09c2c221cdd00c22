// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { bodyOf, mqttPacket, socketMessage } from '../../fixtures.ts';
import { finding, host, http, NOON, session, text, translate, twoFamilies } from './fakes.ts';
import { all, click, one, press, settled, show, typeFilter } from './mounted.tsx';

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

  it('show where the time went, phase by phase', async () => {
    const held = session();
    held.add(http('1', { phases: { blocked: 2, ssl: 40, wait: 158 } }), finding());
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    await click('[role=tab][id="tab-timing"]');
    const lines = all('[data-part="phases"] tr').map((line) => [line.dataset.phase, line.textContent]);
    expect(lines).toEqual([
      ['blocked', 'Queued2 ms'],
      ['ssl', 'TLS40 ms'],
      ['wait', 'Waiting for the server158 ms'],
    ]);
    expect(one('[data-phase="wait"] .line span').getAttribute('style')).toBe('--from: 0.21; --took: 0.79;');
  });

  it('say what came over the network, and how', async () => {
    const held = session();
    held.add(
      http('1', {
        responseSize: 2_000,
        transferSize: 412,
        protocol: 'h2',
        serverAddress: '192.0.2.7',
        priority: 'High',
      }),
      finding(),
    );
    held.add(http('2', { url: 'https://b.example/', transferSize: 0, fromCache: 'disk' }), finding({ code: 'E2' }));
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    await click('[role=tab][id="tab-timing"]');
    expect(one('[role=tabpanel]').textContent).toMatch(
      /Response size2 kB.*Transferred412 B.*Protocolh2Server address192\.0\.2\.7PriorityHigh/,
    );
    await click('[role=row][data-code=E2]');
    expect(one('[role=tabpanel]').textContent).not.toContain('Transferred');
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

  it('show what cookies there are, their values after a click', async () => {
    const held = session();
    held.add(
      http('1', {
        requestHeaders: [{ name: 'Cookie', value: 'sid=s3cret-sid; theme=s3cret-theme' }],
        responseHeaders: [{ name: 'Set-Cookie', value: 'sid=; Max-Age=0; SameSite=Lax' }],
      }),
      finding(),
    );
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    await click('#tab-headers');
    expect(all('.cookies li').map((cookie) => cookie.textContent)).toEqual([
      'sid=; Max-Age=0; SameSite=Lax',
      `sid=${translate('hidden')}`,
      `theme=${translate('hidden')}`,
    ]);
    expect(one('[role=tabpanel]').innerHTML).not.toContain('s3cret');
    await click('.cookies .reveal');
    expect(all('.cookies li').map((cookie) => cookie.textContent)).toContain('sid=s3cret-sid');
    expect(one('[role=tabpanel]').innerHTML).not.toContain('s3cret-theme');
  });

  it('hide again what stands in the place of a value that was shown', async () => {
    const held = session();
    const add = (id: string, value: string) => {
      held.add(http(id, { requestHeaders: [{ name: 'Cookie', value }], at: NOON + Number(id) }), finding());
      return settled();
    };
    await add('1', 'theme=dark; sid=s3cret');
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    await click('#tab-headers');
    await click('.cookies .reveal');
    await add('2', 'sid=s3cret; theme=dark');
    await vi.waitFor(() => expect(one('.cookies li').textContent).toContain('sid='));
    expect(one('[role=tabpanel]').innerHTML).not.toContain('s3cret');
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
    await show(host({ session: twoFamilies() }), { writeClipboard: () => Promise.reject(new Error('refused')) });
    await click('[role=row][data-code="500"]');
    await click('button[data-copy=github]');
    await settled();
    expect(one<HTMLTextAreaElement>('dialog textarea').value).toBe('report of 1');
    await press('Escape', one('dialog textarea'));
    expect(document.querySelector('dialog')).toBeNull();
    expect(document.querySelector('[role=complementary]')).not.toBeNull();
  });

  it('confirm a copy', async () => {
    await show(host({ session: twoFamilies() }));
    await click('[role=row][data-code="429"]');
    await click('button[data-copy=github]');
    await settled();
    expect(one('[data-copy=github]').textContent).toBe('Copied');
  });

  it('stay while the filter holds the row back', async () => {
    await show(host({ session: twoFamilies() }));
    await click('[role=row][data-code="429"]');
    await typeFilter('no such thing');
    expect(one('[role=complementary] .name').textContent).toBe('Upload rate limit exceeded');
  });

  it('of a source that is no https address lead nowhere', async () => {
    const held = session();
    held.add(http('1'), finding({ source: 'javascript:alert(1)' }));
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    expect(document.querySelector('[role=complementary] a')).toBeNull();
  });

  it('of a healthy exchange are its headers while they are held, and one line after', async () => {
    const held = session({ failures: 1, healthy: 1_000 });
    const ok = (id: number) =>
      http(`${id}`, {
        url: `https://ok.example/${id}`,
        status: 200,
        responseHeaders: [{ name: 'x-served-by', value: 'cache-7' }],
        requestHeaders: [{ name: 'authorization', value: 'Bearer planted' }],
      });
    held.add(ok(0), undefined);
    const store = await show(host({ session: held }));
    store.showAll.value = true;
    await settled();
    await click('.row.healthy');
    const pane = () => one('[role=complementary]').textContent;
    for (const part of ['x-served-by', 'cache-7', 'authorization', translate('healthyHintBody')]) {
      expect(pane()).toContain(part);
    }
    expect(pane()).not.toContain('Bearer planted');
    for (let i = 1; i <= 500; i++) held.add(ok(i), undefined);
    await press('ArrowDown');
    await press('ArrowUp');
    expect(pane()).not.toContain('x-served-by');
    expect(pane()).toContain(translate('healthyHint'));
  });

  it('of a healthy exchange are its bodies, where they are held', async () => {
    const held = session({ failures: 1, healthy: 1_000 });
    const responseBody = bodyOf('{"items":["pear"]}');
    held.add(http('1', { status: 200, method: 'POST', requestBody: bodyOf('q=fruit'), responseBody }), undefined);
    held.add(
      http('2', { status: 200, url: 'https://b.example/', responseBody: bodyOf('x'.repeat(70_000)) }),
      undefined,
    );
    const store = await show(host({ session: held }));
    store.showAll.value = true;
    await settled();
    await click('.row.healthy');
    const pane = () => one('[role=complementary]').textContent;
    expect(pane()).toMatch(/Response.*"pear".*Payload.*q=fruit/);
    expect(pane()).not.toContain(translate('healthyHintBody'));
    await press('ArrowDown');
    expect(pane()).toContain(translate('healthyHintBody'));
  });

  it('of a healthy exchange are one line', async () => {
    const store = await show(host({ session: twoFamilies() }));
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
