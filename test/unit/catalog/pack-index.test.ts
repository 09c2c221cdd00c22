import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createPackIndex, type PackSigns, type Seen, signsOf } from '../../../lib/catalog/pack-index.ts';

const acme: PackSigns = {
  id: 'acme',
  hosts: ['*.acme.example'],
  notHosts: ['docs.acme.example'],
  headers: [['x-acme-id', 'req_{id}']],
  subprotocols: ['acme.v1'],
  markers: ['"acme_code"'],
  paths: ['/acme/'],
  types: ['application/acme+xml'],
};
const other: PackSigns = { id: 'other', hosts: ['other.example'] };
const met = createPackIndex([acme, other]);
const seen = (over: Partial<Seen>): Seen => ({
  host: 'a.test',
  path: '/',
  type: '',
  headers: [],
  subprotocol: undefined,
  text: '',
  ...over,
});

describe('a pack is met', () => {
  it.each<[string, Partial<Seen>, string[]]>([
    ['at its host', { host: 'api.acme.example' }, ['acme']],
    ['at no other host', { host: 'acme.example' }, []],
    ['not at a host it disclaims', { host: 'docs.acme.example' }, []],
    ['by a header, in any case', { headers: [{ name: 'X-Acme-Id', value: 'req_7' }] }, ['acme']],
    ['not by a header with another value', { headers: [{ name: 'x-acme-id', value: '7' }] }, []],
    ['by a subprotocol', { subprotocol: 'ACME.v1' }, ['acme']],
    ['by a path', { path: '/acme/v1' }, ['acme']],
    ['not by a path that only contains its own', { path: '/v1/acme/' }, []],
    ['by a media type', { type: 'application/acme+xml' }, ['acme']],
    ['by a marker in a body', { text: '{"acme_code":1}' }, ['acme']],
    ['together with another', { host: 'other.example', text: '{"acme_code":1}' }, ['acme', 'other']],
  ])('%s', (_, over, ids) => {
    expect(met(seen(over))).toEqual(ids);
  });
});

it('takes the signs from the file of a family', () => {
  const octoprint = builtInFamilies.find(({ id }) => id === 'octoprint');
  expect(octoprint && signsOf(octoprint).headers).toContainEqual(['x-clacks-overhead', 'GNU Terry Pratchett']);
  const blazeauth = builtInFamilies.find(({ id }) => id === 'blazeauth');
  expect(blazeauth && signsOf(blazeauth)).toMatchObject({ hosts: ['blazeauth.net', '*.blazeauth.net'] });
});
