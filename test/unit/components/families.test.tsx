// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { Families } from '../../../components/settings/families.tsx';
import type { FamiliesHost } from '../../../components/settings/families-host.ts';
import { ACME } from '../../families.ts';
import { familiesHost, translate } from './fakes.ts';
import { all, click, one, settled } from './mounted.tsx';

let root: HTMLElement | undefined;

afterEach(() => {
  if (root) render(null, root);
  root?.remove();
});

async function show(more: Partial<FamiliesHost> = {}) {
  root = document.body.appendChild(document.createElement('div'));
  const host = familiesHost(more);
  render(<Families translate={translate} host={host} />, root);
  await settled();
  return host;
}

async function paste(text: string) {
  one<HTMLTextAreaElement>('textarea').value = text;
  await click('[data-action=add-family]');
}

const row = (id: string) => `[data-own-family="${id}"]`;
const ids = () => all('[data-own-family]').map(({ dataset }) => dataset.ownFamily);
const faults = () => all('[data-part=faults] li').map(({ textContent }) => textContent);

it('adds what is pasted and empties the field', async () => {
  const { choice } = await show();
  await paste(JSON.stringify(ACME));
  expect(choice.read().own).toEqual([{ document: ACME, on: true }]);
  expect(one('[role=status]').textContent).toBe('Acme was added, with 1 codes.');
  expect(one<HTMLTextAreaElement>('textarea').value).toBe('');
  expect(ids()).toEqual(['acme']);
});

it('shows all faults of a wrong document, changes nothing and keeps the text', async () => {
  const { choice } = await show();
  const text = JSON.stringify({ ...ACME, id: 'Acme!', source: 'ftp://acme.example', colour: 'red' });
  await paste(text);
  expect(faults()).toEqual([
    'id expected an id of lower-case letters, digits and hyphens, found "Acme!"',
    'source expected an https address, found "ftp://acme.example"',
    'colour expected no such member, found "red"',
  ]);
  expect(one('[role=alert]').textContent).toContain('Nothing has changed: 3 faults.');
  expect(choice.read().own).toEqual([]);
  expect(one<HTMLTextAreaElement>('textarea').value).toBe(text);
});

it('adds files, and names the one that has a fault', async () => {
  const { choice } = await show();
  const choose = (...files: File[]) => {
    const field = one<HTMLInputElement>('[data-action=family-files]');
    Object.defineProperty(field, 'files', { value: files, configurable: true });
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const good = new File([JSON.stringify(ACME)], 'acme.json');
  choose(good, new File(['{"id":'], 'half.json'));
  await vi.waitFor(() => expect(faults()).toEqual(['half.json  expected a JSON document, found something else']));
  expect(choice.read().own).toEqual([]);
  choose(good);
  await vi.waitFor(() => expect(ids()).toEqual(['acme']));
  expect(faults()).toEqual([]);
});

it('switches, moves, exports and removes', async () => {
  const saveFile = vi.fn();
  const { choice } = await show({ saveFile });
  await paste(JSON.stringify(ACME));
  await paste(JSON.stringify({ ...ACME, id: 'other' }));
  await click(`${row('other')} [data-action=raise-family]`);
  expect(ids()).toEqual(['other', 'acme']);
  one(`${row('acme')} [data-action=switch-family]`).click();
  await settled();
  expect(choice.read().own.map(({ on }) => on)).toEqual([true, false]);
  await click(`${row('acme')} [data-action=export-family]`);
  expect(saveFile).toHaveBeenCalledWith('acme.json', JSON.stringify(ACME, undefined, 2));
  await click(`${row('other')} [data-action=remove-family]`);
  expect(ids()).toEqual(['acme']);
});

it('learns a family from documentation, and adds to it from more', async () => {
  const { choice } = await show();
  const learn = async (code: string) => {
    await click('[data-action=learn]');
    await vi.waitFor(() => expect(all('.draft textarea')).toHaveLength(1));
    one<HTMLTextAreaElement>('.draft textarea').value =
      `openapi: 3.0.0\ninfo: {title: Acme}\nservers: [{url: 'https://api.acme.example'}]\npaths: {/a: {get: {responses: {'${code}': {description: Gone.}}}}}`;
    await click('.draft [data-action=add-family]');
    await vi.waitFor(() => expect(all('[data-draft-code]')).toHaveLength(1));
    expect(all('[data-action=learn-page]')).toEqual([]);
    await click('[data-action=add-draft]');
    await vi.waitFor(() => expect(all('.draft textarea')).toEqual([]));
  };
  await learn('404');
  expect(one('[role=status]').textContent).toBe('Acme was added, with 1 codes.');
  await learn('410');
  expect(choice.read().own).toMatchObject([
    { on: true, document: { id: 'acme-example', entries: [{ codes: ['404'] }, { codes: ['410'] }] } },
  ]);
});

it('gives a family hosts, and says which of them is none', async () => {
  const { choice } = await show();
  await paste(JSON.stringify(ACME));
  const write = async (text: string) => {
    const field = one<HTMLInputElement>('[data-action=family-hosts]');
    field.value = text;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
  };
  await write('localhost, no-host!');
  expect(faults()).toEqual(['hosts.1 expected a host such as example.com or *.example.com, found "no-host!"']);
  await write('localhost:8080, https://acme.test/path');
  expect(choice.read().bound).toEqual([{ family: 'acme', hosts: ['localhost', 'acme.test'] }]);
});

it('says how many failures of open panels a family explains', async () => {
  await show({
    counts: (listener) => ({ ask: () => listener(new Map([['acme', 3]])) }),
  });
  await paste(JSON.stringify(ACME));
  expect(one('[data-part=matches]').dataset.matches).toBe('3');
});

it('says so when nothing is stored', async () => {
  const host = familiesHost();
  await show({ choice: { ...host.choice, write: () => false } });
  await paste(JSON.stringify(ACME));
  expect(one('[role=alert]').textContent).toContain('The browser did not store this.');
  expect(ids()).toEqual([]);
});
