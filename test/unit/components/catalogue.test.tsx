// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { Catalogue } from '../../../components/settings/catalogue.tsx';
import type { FamiliesHost } from '../../../components/settings/families-host.ts';
import { BUILT_IN_ONLY } from '../../../lib/catalog/choice.ts';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { addFamilies } from '../../../lib/catalog/own-families.ts';
import { ACME, familyOf } from '../../families.ts';
import { familiesHost, translate } from './fakes.ts';
import { all, click, one, settled } from './mounted.tsx';

let root: HTMLElement | undefined;

afterEach(() => {
  if (root) render(null, root);
  root?.remove();
});

async function open(more: Partial<FamiliesHost> = {}) {
  root = document.body.appendChild(document.createElement('div'));
  const catalogue = vi.fn(async () => [familyOf(ACME), ...builtInFamilies]);
  const host = familiesHost({ catalogue, ...more });
  render(<Catalogue translate={translate} host={host} />, root);
  await settled();
  expect(catalogue).not.toHaveBeenCalled();
  const details = one<HTMLDetailsElement>('details');
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  await vi.waitFor(() => expect(all('[data-built-in]').length).toBe(builtInFamilies.length + 1));
  return host;
}

async function search(text: string) {
  const field = one<HTMLInputElement>('[data-action=search-codes]');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

it('finds a code with its source', async () => {
  await open();
  await search('quota_used_up');
  expect(all('[data-part=codes] li').map(({ dataset }) => `${dataset.family}/${dataset.code}`)).toEqual([
    'acme/quota_used_up',
  ]);
  expect(one<HTMLAnchorElement>('[data-part=codes] a').href).toBe('https://acme.example/errors');
  await search('blazeauth 103');
  expect(one('[data-part=codes] li').dataset).toMatchObject({ family: 'blazeauth', code: '103' });
  await search('zzzz nowhere');
  expect(one('[role=status]').textContent).toMatch(/^0 codes found/);
});

it('says a name that is the code once, and sets code as code', async () => {
  await open();
  await search('OE_CONTEXT_RATE_LIMITED');
  expect(one('[data-part=codes] li > span').textContent).toBe('OE_CONTEXT_RATE_LIMITED ');
  expect(one('[data-part=codes] p code').textContent).toBe('NextProcessIntervalSec');
  await search('blazeauth 103');
  expect(one('[data-part=codes] li b').textContent).not.toBe('');
});

it('switches a built-in family, but none that speaks last', async () => {
  const { choice } = await open();
  one('[data-built-in=blazeauth] [data-action=switch-family]').click();
  await settled();
  expect(choice.read().off).toEqual(['blazeauth']);
  expect(one<HTMLInputElement>('[data-built-in=http] [data-action=switch-family]').disabled).toBe(true);
});

it('exports a built-in family as one that can be added', async () => {
  const saveFamily = vi.fn<FamiliesHost['saveFamily']>();
  await open({ saveFamily });
  for (const id of ['blazeauth', 'http', 'graphql', 'acme']) {
    await click(`[data-built-in=${id}] [data-action=export-family]`);
    const [document] = saveFamily.mock.lastCall ?? [];
    expect(document?.id).toBe(`my-${id}`);
    const added = addFamilies(BUILT_IN_ONLY, [{ file: `${id}.json`, text: JSON.stringify(document) }], {
      builtIn: new Set([id]),
    });
    expect(added.ok ? [] : added.faults).toEqual([]);
  }
});
