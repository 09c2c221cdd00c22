// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { type CapturePermission, Settings } from '../../../components/settings/settings.tsx';
import { familiesHost, preferences, translate } from './fakes.ts';
import { click, one, settled } from './mounted.tsx';

let root: HTMLElement | undefined;
let changed: (() => void) | undefined;

afterEach(() => {
  if (root) render(null, root);
  root?.remove();
  changed = undefined;
});

/** A browser that holds the permission or not, and grants what is asked. */
async function show(given: boolean, more: Partial<CapturePermission> = {}) {
  const state = { given };
  const keeping = { begin: async () => true, end: async () => {} };
  const permission: CapturePermission = {
    isGiven: async () => state.given,
    request: vi.fn(async () => {
      state.given = true;
      return true;
    }),
    giveBack: vi.fn(async () => {
      state.given = false;
      return true;
    }),
    onChange(listener, signal) {
      changed = listener;
      signal.addEventListener('abort', () => {
        changed = undefined;
      });
    },
    ...more,
  };
  root = document.body.appendChild(document.createElement('div'));
  render(
    <Settings
      translate={translate}
      permission={permission}
      preferences={preferences()}
      families={familiesHost()}
      keeping={keeping}
    />,
    root,
  );
  await vi.waitFor(() => expect(one('[role=status]').textContent).not.toBe(''));
  return { state, permission };
}

const ALLOW = '[data-action="allow-every-frame"]';
const GIVE_BACK = '[data-action="give-permission-back"]';
const isOff = (selector: string) => one(selector).getAttribute('aria-disabled') === 'true';
const now = () => one('[role=status]').textContent;
const trouble = () => one('[role=alert]').textContent;

it('says what the permission is for and that nothing leaves the machine', async () => {
  await show(false);
  const words = one('main').textContent;
  for (const part of ['Nothing leaves this machine', 'Only while DevTools is open', 'before their own scripts']) {
    expect(words).toContain(part);
  }
});

it('asks for the permission within the click, and says what is active then', async () => {
  const { permission } = await show(false);
  expect(now()).toContain('Active: the top frame only.');
  expect([isOff(ALLOW), isOff(GIVE_BACK)]).toEqual([false, true]);
  one(ALLOW).click();
  expect(permission.request).toHaveBeenCalledOnce(); // before anything was awaited
  await settled();
  expect(now()).toContain('Active: every frame.');
  expect([isOff(ALLOW), isOff(GIVE_BACK)]).toEqual([true, false]);
  expect(trouble()).toBe('');
});

it('gives the permission back', async () => {
  const { permission } = await show(true);
  expect(now()).toContain('Active: every frame.');
  await click(GIVE_BACK);
  expect(permission.giveBack).toHaveBeenCalledOnce();
  expect(now()).toContain('Active: the top frame only.');
});

it('does nothing at a button that has nothing to do', async () => {
  const { permission } = await show(true);
  await click(ALLOW);
  expect(permission.request).not.toHaveBeenCalled();
});

it.each([
  ['says no', async () => false],
  ['fails', () => Promise.reject(new Error('no'))],
])('says so when the browser %s', async (_, answer) => {
  await show(false, { request: answer });
  await click(ALLOW);
  expect(trouble()).toContain('The permission was not given.');
  expect(now()).toContain('Active: the top frame only.');
});

it('says so when the browser keeps the permission', async () => {
  await show(true, { giveBack: () => Promise.reject(new Error('required')) });
  await click(GIVE_BACK);
  expect(trouble()).toContain('did not take the permission back');
  expect(now()).toContain('Active: every frame.');
});

it('follows changes made elsewhere, until it is gone', async () => {
  const { state } = await show(false);
  state.given = true;
  changed?.();
  await settled();
  expect(now()).toContain('Active: every frame.');
  if (root) render(null, root);
  expect(changed).toBeUndefined();
});
