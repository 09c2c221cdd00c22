import { expect, it } from 'vitest';
import { parseTemplates, templateFault } from '../../lib/trace-template.ts';

const GOOD = { host: '*.example.com', label: 'Sentry', url: 'https://sentry.example/?query={request}' };

it.each([
  [GOOD, undefined],
  [{ ...GOOD, host: 'localhost', url: 'http://localhost:16686/trace/{trace}?at={at}' }, undefined],
  [{ ...GOOD, host: '' }, 'host'],
  [{ ...GOOD, host: 'a..b' }, 'host'],
  [{ ...GOOD, host: '*' }, 'host'],
  [{ ...GOOD, label: 'x'.repeat(61) }, 'label'],
  [{ ...GOOD, url: 'ftp://a/{trace}' }, 'url'],
  [{ ...GOOD, url: 'https://a/{nothing}' }, 'url'],
  [{ ...GOOD, url: `https://a/{trace}${'x'.repeat(2_000)}` }, 'url'],
])('what is wrong with %j is %s', (template, fault) => expect(templateFault(template)).toBe(fault));

it.each([[undefined], [null], ['text'], [{}], [[null, 7, {}, { host: 1, label: 2, url: 3 }]]])(
  'nothing is read of %j',
  (stored) => expect(parseTemplates(stored)).toEqual([]),
);

it('what can be used is read beside what cannot, up to a bound', () => {
  expect(parseTemplates([{ ...GOOD, host: '' }, GOOD])).toEqual([GOOD]);
  expect(parseTemplates(Array.from({ length: 500 }, () => GOOD)).length).toBe(50);
});
