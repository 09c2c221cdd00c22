import { expect, it } from 'vitest';
import { searchCodes } from '../../../lib/catalog/search.ts';
import { ACME, familyOf } from '../../families.ts';

const acme = familyOf({
  ...ACME,
  entries: [
    { codes: ['404'], name: 'No such order', meaning: 'It is gone.', action: 'Look again.' },
    { codes: ['405', 'E405'], name: 'Not now', meaning: 'See 404 too.', action: 'Wait.' },
    {
      codes: ['no_user'],
      name: 'No user',
      meaning: 'Nobody.',
      action: 'Log in.',
      source: 'https://acme.example/users',
    },
  ],
});
const codes = (query: string, most = 10) => searchCodes([acme], query, most).shown.map(({ entry }) => entry.codes[0]);

it.each([
  ['404', ['404', '405']],
  ['acme 404', ['404', '405']],
  ['e405', ['405']],
  ['NO_USER', ['no_user']],
  ['no', ['404', '405', 'no_user']],
  ['gone order', ['404']],
  ['acme', ['404', '405', 'no_user']],
  ['', []],
  ['  ', []],
  ['nowhere', []],
])('codes are found by the words of %j, the code itself first', (query, wanted) => {
  expect(codes(query)).toEqual(wanted);
});

it('counts all, shows some, and names the source of each', () => {
  const found = searchCodes([acme], 'no', 1);
  expect([found.total, found.shown.length]).toEqual([3, 1]);
  expect(searchCodes([acme], 'no_user', 1).shown[0]?.source).toBe('https://acme.example/users');
  expect(searchCodes([acme], 'e405', 1).shown[0]?.source).toBe(ACME.source);
});
