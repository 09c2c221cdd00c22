// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import type { DraftHost } from '../../../components/families/drafting.ts';
import type { FamilyDocument } from '../../../lib/catalog/schema.ts';
import type { Session } from '../../../lib/session/log.ts';
import { finding, host, http, session, text } from './fakes.ts';
import { all, click, one, settled, show } from './mounted.tsx';

/** The dialog is loaded when it is first opened. */
const LOADED = { timeout: 8_000 };

let log: Session;
let added: FamilyDocument[];

beforeEach(() => {
  log = session();
  added = [];
});

const drafts = (more: Partial<DraftHost> = {}): DraftHost => ({
  try: async () => ({ ok: true, trial: { matches: 2, of: 3, taken: new Map([['http', 2]]), byCode: new Map() } }),
  add: async (document) => {
    added.push(document);
    return { ok: true };
  },
  titleOf: () => undefined,
  readPage: async () => undefined,
  ...more,
});

async function open(action: 'teach' | 'learn', more: Partial<DraftHost> = {}, family = 'envelope') {
  const body = '{"code":"E17","message":"No such order"}';
  log.add(
    http('a', { url: 'https://api.acme.example/v1/orders', responseBody: text(body), mimeType: 'application/json' }),
    finding({ family, code: 'E17' }),
  );
  const store = await show(host({ session: log, drafts: drafts(more) }));
  await click('[role=row][data-code]');
  store.openDetails();
  await settled();
  if (family !== 'envelope') return store;
  await click(`[data-action=${action}]`);
  await vi.waitFor(() => expect(all('dialog.draft')).toHaveLength(1), LOADED);
  return store;
}

async function write(selector: string, value: string) {
  const field = one<HTMLInputElement>(selector);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

it('a reply that nobody explains becomes a draft, with what it would explain', async () => {
  await open('teach');
  expect(one<HTMLInputElement>('[data-draft=hosts]').value).toBe('api.acme.example');
  expect(all('[data-draft-code]').map(({ dataset }) => dataset.draftCode)).toEqual(['E17']);
  await vi.waitFor(() => expect(one('[data-part=trial]').textContent).toContain('Explains 2 of 3 failures'));
  expect(one('[data-part=trial]').textContent).toContain('2 of them by HTTP status until now.');
});

it('a draft is kept as it was changed, and the dialog goes', async () => {
  await open('teach');
  await write('[data-draft=title]', 'Acme');
  await write('[data-draft=action]', 'Order again.');
  await click('[data-action=add-draft]');
  await vi.waitFor(() => expect(all('dialog.draft')).toHaveLength(0));
  expect(added[0]).toMatchObject({
    title: 'Acme',
    hosts: ['api.acme.example'],
    entries: [{ codes: ['E17'], action: 'Order again.' }],
  });
});

it('a draft that is refused stays, with all that is wrong', async () => {
  await open('teach', { add: async () => ({ ok: false, faults: [{ path: 'id', expected: 'an id', found: '"X"' }] }) });
  await click('[data-action=add-draft]');
  await vi.waitFor(() => expect(one('[data-part=faults]').textContent).toBe('id expected an id, found "X"'));
  expect(all('dialog.draft')).toHaveLength(1);
});

it('the page that is open becomes a draft for the host of the row', async () => {
  const html = '<title>Acme</title><h1>Errors</h1><table><tr><td>E17</td><td>No such order</td></tr></table>';
  await open('learn', { readPage: async () => ({ url: 'https://docs.acme.example/', html }) });
  await click('[data-action=learn-page]');
  await vi.waitFor(() => expect(all('[data-draft-code]')).toHaveLength(1));
  await click('[data-action=add-draft]');
  expect(added[0]).toMatchObject({ source: 'https://docs.acme.example/', hosts: ['api.acme.example'] });
  expect(added[0]?.entries[0]).toMatchObject({ codes: ['E17'], note: 'E17 · No such order' });
});

it('documentation without codes says so', async () => {
  await open('learn');
  one<HTMLTextAreaElement>('dialog textarea').value = 'Nothing to see';
  await click('[data-action=add-family]');
  await vi.waitFor(() => expect(one('[data-part=faults]').textContent).toContain('with codes in it'));
  expect(one<HTMLButtonElement>('[data-action=add-draft]').disabled).toBe(true);
});

it('a row that a family explains cannot be taught', async () => {
  await open('teach', {}, 'makapix');
  expect(all('[data-action=teach]')).toEqual([]);
});

it('documentation is learnt from while no row is there, and no host is known', async () => {
  const html = '<title>Acme</title><h1>Errors</h1><table><tr><td>E17</td><td>No such order</td></tr></table>';
  await show(
    host({ session: log, drafts: drafts({ readPage: async () => ({ url: 'https://docs.acme.example/', html }) }) }),
  );
  await click('.empty [data-action=learn]');
  await vi.waitFor(() => expect(all('dialog.draft')).toHaveLength(1), LOADED);
  await click('[data-action=learn-page]');
  await vi.waitFor(() => expect(all('[data-draft-code]')).toHaveLength(1));
  expect(one<HTMLInputElement>('[data-draft=hosts]').value).toBe('');
});

it('documentation is learnt from on any row, by its menu', async () => {
  await open('learn', {}, 'makapix');
  one('[role=row][data-code]').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
  await settled();
  await click('[data-command=learn]');
  await vi.waitFor(() => expect(all('dialog.draft [data-action=learn-page]')).toHaveLength(1), LOADED);
});
