// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { finding, host, http, NOON, session, twoFamilies } from './fakes.ts';
import { all, click, failureRows, one, settled, show } from './mounted.tsx';

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
    await show(host({ session: twoFamilies() }));
    await click('[data-action=clear]');
    expect(failureRows()).toHaveLength(0);
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
