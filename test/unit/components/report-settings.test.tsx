// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { ReportSettings } from '../../../components/settings/report-settings.tsx';
import { ruleFault } from '../../../components/settings/rule-fault.ts';
import type { PreferenceStore } from '../../../lib/preferences.ts';
import { MAX_RULES, NO_RULES } from '../../../lib/report/rules.ts';
import { preferences, translate } from './fakes.ts';
import { all, click, one, press, settled } from './mounted.tsx';

let root: HTMLElement | undefined;

afterEach(() => {
  if (root) render(null, root);
  root?.remove();
});

async function show(stored: PreferenceStore = preferences()) {
  root = document.body.appendChild(document.createElement('div'));
  render(<ReportSettings translate={translate} preferences={stored} />, root);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return stored;
}

const list = (kind: string) => `[data-rules=${kind}]`;
const rules = (kind: string) => all(`${list(kind)} li bdi`).map(({ textContent }) => textContent);
const fault = (kind: string) => one(`${list(kind)} [role=alert]`).textContent;

async function add(kind: string, rule: string) {
  one<HTMLInputElement>(`${list(kind)} input`).value = rule;
  await click(`${list(kind)} [data-action=add-rule]`);
}

it('adds and removes rules, stored at once, and stays in the field', async () => {
  const stored = await show();
  await add('keys', ' customerNumber ');
  expect(document.activeElement).toBe(one(`${list('keys')} input`));
  expect(one<HTMLInputElement>(`${list('keys')} input`).value).toBe('');
  const field = one<HTMLInputElement>(`${list('headers')} input`);
  field.value = 'X-Tenant';
  await press('Enter', field);
  expect(stored.read().rules).toEqual({ ...NO_RULES, keys: ['customerNumber'], headers: ['X-Tenant'] });
  expect([rules('keys'), rules('headers')]).toEqual([['customerNumber'], ['X-Tenant']]);
  await click(`${list('keys')} [data-action=remove-rule]`);
  expect(stored.read().rules.keys).toEqual([]);
  expect(document.activeElement).toBe(one(`${list('keys')} input`));
});

it('never shows an exact text, and says where it is kept', async () => {
  await show(preferences({ rules: { ...NO_RULES, literals: ['planted secret'] } }));
  expect(document.body.innerHTML).not.toContain('planted');
  expect(rules('literals')).toEqual(['•••• 14 characters']);
  expect(one(list('literals')).textContent).toMatch(/unencrypted.*in this profile only.*never sent/);
  expect(one(`${list('literals')} input`).className).toBe('masked');
});

it('hides addresses and chooses the format', async () => {
  const stored = await show();
  one<HTMLInputElement>('[data-setting=hide-addresses]').click();
  const choice = one<HTMLSelectElement>('[data-choice=format]');
  choice.value = 'jira-markdown';
  choice.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
  expect([stored.read().rules.hideAddresses, stored.read().format]).toEqual([true, 'jira-markdown']);
});

it('says what is wrong and where, until the field is changed', async () => {
  const stored = await show();
  await add('headers', 'X Tenant: 7');
  expect(fault('headers')).toBe(
    'Header names: a header name has letters, digits and hyphens, and no spaces or colons.',
  );
  expect(one(`${list('headers')} input`).getAttribute('aria-invalid')).toBe('true');
  expect(stored.read().rules.headers).toEqual([]);
  one(`${list('headers')} input`).dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
  expect(fault('headers')).toBe('');
});

it('does not repeat an exact text that it does not take', async () => {
  await show();
  await add('literals', 'ab');
  expect(fault('literals')).toBe(
    'Exact values: a text needs at least 3 characters, or it stands everywhere by chance.',
  );
  expect(fault('literals')).not.toContain('ab ');
});

it('says so when nothing is stored', async () => {
  await show({ ...preferences(), write: () => false });
  await add('keys', 'customerNumber');
  expect(all('[role=alert]').at(-1)?.textContent).toBe('The browser did not store this. Nothing has changed.');
  expect(rules('keys')).toEqual([]);
});

it('follows changes made in another tab', async () => {
  const stored = await show();
  stored.write({ ...stored.read(), rules: { ...NO_RULES, keys: ['elsewhere'] } });
  await settled();
  expect(rules('keys')).toEqual(['elsewhere']);
});

describe('a rule', () => {
  const full = Array.from({ length: MAX_RULES }, (_, i) => `k${i}`);

  it.each([
    ['keys', 'a', undefined],
    ['keys', '', 'ruleEmpty'],
    ['keys', 'known', 'ruleKnown'],
    ['keys', 'x'.repeat(10_000), 'ruleTooLong'],
    ['headers', 'X-Tenant', undefined],
    ['headers', 'x-KNOWN', 'ruleKnown'],
    ['headers', 'X Tenant', 'ruleNoHeader'],
    ['headers', 'Täg', 'ruleNoHeader'],
    ['literals', 'ab', 'ruleTooShort'],
    ['literals', 'two words: 7', undefined],
    ['literals', 'x'.repeat(10_000), 'ruleTooLong'],
  ] as const)('of %s can be %s: %s', (kind, rule, expected) => {
    const there = { ...NO_RULES, keys: ['known'], headers: ['X-Known'] };
    expect(ruleFault(there, kind, rule)?.[0]).toBe(expected);
  });

  it('more than there is room for is refused', () => {
    expect(ruleFault({ ...NO_RULES, keys: full }, 'keys', 'one more')).toEqual(['ruleTooMany', String(MAX_RULES)]);
  });
});
