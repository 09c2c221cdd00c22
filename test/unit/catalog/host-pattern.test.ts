import { describe, expect, it } from 'vitest';
import { HostIndex, isHostPattern } from '../../../lib/catalog/host-pattern.ts';

describe('a host pattern', () => {
  it.each([
    'example.com',
    '*.example.com',
    'localhost',
    'a_b.example',
    '*.EU.example.com',
    '192.0.2.7',
    '[::1]',
    'xn--bcher-kva.example',
  ])('is %s', (pattern) => expect(isHostPattern(pattern)).toBe(true));

  it.each([
    '',
    '*',
    '*.',
    '*.com',
    '**.example.com',
    'a.*.example.com',
    '*example.com',
    '.example.com',
    'example.com.',
    'a..b',
    'a b.com',
    'https://a.com',
    'a.com:80',
    'a.com/x',
    '-a.com',
    'user@a.com',
    '[::1',
    'ä.example',
    `${'a'.repeat(64)}.com`,
    `${'a.'.repeat(200)}com`,
  ])('is not %j', (pattern) => expect(isHostPattern(pattern)).toBe(false));
});

describe('hosts are looked up', () => {
  const index = new HostIndex<string>();
  index.add('octoeverywhere.com', 'exact');
  index.add('*.octoeverywhere.com', 'below');

  it.each([
    ['octoeverywhere.com', ['exact']],
    ['app-x.octoeverywhere.com', ['below']],
    ['a.b.octoeverywhere.com', ['below']],
    ['app-abc.octoeverywhere.com.evil.example', []],
    ['notoctoeverywhere.com', []],
    ['com', []],
    ['', []],
  ])('%s', (host, found) => {
    expect(index.get(host)).toEqual(found);
  });
});
