// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it } from 'vitest';
import { TraceSettings } from '../../../components/settings/trace-settings.tsx';
import { finding, host, http, preferences, session, translate } from './fakes.ts';
import { all, click, one, press, settled, show } from './mounted.tsx';

const GRAFANA = { host: 'makapix.club', label: 'Grafana', url: 'https://grafana.example/trace/{trace}' };

let root: HTMLElement | undefined;
afterEach(() => {
  if (root) render(null, root);
  root?.remove();
});

async function settings() {
  const stored = preferences();
  root = document.body.appendChild(document.createElement('div'));
  render(<TraceSettings translate={translate} preferences={stored} />, root);
  await settled();
  return stored;
}

async function type(template: Readonly<Record<string, string>>) {
  for (const [part, value] of Object.entries(template)) {
    const field = one<HTMLInputElement>(`[data-trace=${part}]`);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
  }
}

it('adds and removes where traces are looked at', async () => {
  const stored = await settings();
  await type(GRAFANA);
  await press('Enter', one('[data-trace=url]'));
  expect(stored.read().traces).toEqual([GRAFANA]);
  expect(one<HTMLInputElement>('[data-trace=host]').value).toBe('');
  await click('[data-action=remove-trace]');
  expect(stored.read().traces).toEqual([]);
});

it.each([
  ['host', { ...GRAFANA, host: 'no host/' }],
  ['label', { ...GRAFANA, label: ' ' }],
  ['url', { ...GRAFANA, url: 'javascript:alert({trace})' }],
  ['url', { ...GRAFANA, url: 'https://grafana.example/' }],
])('stores none whose %s cannot be used, and says so', async (part, template) => {
  const stored = await settings();
  await type(template);
  await click('[data-action=add-trace]');
  expect(stored.read().traces).toEqual([]);
  expect(one('[role=alert]').textContent).not.toBe('');
  expect(one(`[data-trace=${part}]`).getAttribute('aria-invalid')).toBe('true');
});

it('links the failures of that host, with their ids in the address', async () => {
  const held = session();
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const requestHeaders = [{ name: 'traceparent', value: `00-${trace}-b7ad6b7169203331-01` }];
  held.add(http('1', { requestHeaders }), finding());
  const elsewhere = { ...GRAFANA, host: 'other.example', label: 'Kibana' };
  await show(host({ session: held, preferences: preferences({ traces: [GRAFANA, elsewhere] }) }));
  await click('[role=row][data-family]');
  const links = all<HTMLAnchorElement>('[data-part=traces] a');
  expect(links.map(({ href, rel }) => [href, rel])).toEqual([
    [`https://grafana.example/trace/${trace}`, 'noopener noreferrer'],
  ]);
});
