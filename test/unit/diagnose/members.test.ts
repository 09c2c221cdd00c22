import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMembers, compilePath, firstRequiredKey } from '../../../lib/diagnose/members.ts';

describe('a member path', () => {
  const body = { error: { details: [{ '@type': 'a' }, { retryDelay: '30s' }] }, list: [{ n: 1 }] };

  it.each([
    ['error.details.*.retryDelay', '30s'],
    ['list.0.n', 1],
    ['list.1.n', undefined],
    ['error.constructor', undefined],
    ['__proto__.x', undefined],
    ['error.*.1.retryDelay', '30s'],
    ['error.details.0.*', 'a'],
    ['error.details.1.retryDelay.*', undefined],
  ])('%s', (path, value) => {
    expect(compilePath(path)(body)).toEqual(value);
  });

  it('finds what stands there, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (value, after) => {
        expect(compilePath('a.*.0.b')({ a: [1, [{ c: 0 }], [{ b: [value] }], ...after] })).toEqual([value]);
      }),
    );
  });

  it('leads nowhere, and never throws, on any other value', () => {
    fc.assert(fc.property(fc.anything(), (value) => void compilePath('a.*.0.b')({ a: value })));
    expect([undefined, null, 7, 'a', [], { a: [] }].map(compilePath('a.*.0.b'))).toEqual(Array(6).fill(undefined));
  });
});

describe('member tests', () => {
  it.each([
    [{ a: 'text' }, { a: 'x' }, true],
    [{ a: 'text' }, { a: '' }, false],
    [{ a: 'string?' }, {}, true],
    [{ a: 'string?' }, { a: null }, true],
    [{ a: 'string?' }, { a: 1 }, false],
    [{ a: 'integer' }, { a: 1.5 }, false],
    [{ a: 'object' }, { a: [] }, false],
    [{ a: 'list' }, { a: [] }, false],
    [{ a: { is: null } }, { a: null }, true],
    [{ a: { from: 750, to: 789 } }, { a: 785 }, true],
    [{ a: { from: 750, to: 789 } }, { a: '785' }, false],
    [{ a: { oneOf: ['x', 2] } }, { a: 2 }, true],
    [{ a: { equals: '$status' as const } }, { a: 404 }, true],
    [{ a: 'any' }, { a: undefined }, false],
  ] as const)('%j on %j', (members, value, fits) => {
    expect(compileMembers(members as Parameters<typeof compileMembers>[0])(value, 404)).toBe(fits);
  });
});

it('the first required key is what a body must spell out', () => {
  expect(firstRequiredKey({ 'errors.0.message': 'text' })).toBe('"message"');
  expect(firstRequiredKey({ 'a.0': 'any', b: 'text?' })).toBe('"a"');
  expect(firstRequiredKey({ 'Error?': 'text?' })).toBeUndefined();
});
