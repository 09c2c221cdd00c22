import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cookiesOf } from '../../lib/cookies.ts';

const read = (name: string, value: string) =>
  cookiesOf({ name, value })?.map((cookie) => [cookie.name, cookie.value, cookie.attributes]);

it('are told apart in a request', () => {
  expect(read('Cookie', 'session=9f8c; theme=dark; flags=a=b;')).toEqual([
    ['session', '9f8c', ''],
    ['theme', 'dark', ''],
    ['flags', 'a=b', ''],
  ]);
});

it('have their attributes in a reply, several in one header too', () => {
  expect(
    read('set-cookie', 'id=; Path=/;  Max-Age=0 ; Secure;\nseen="1"; Expires=Wed, 09 Jun 2027 10:18:14 GMT'),
  ).toEqual([
    ['id', '', 'Path=/; Max-Age=0; Secure'],
    ['seen', '"1"', 'Expires=Wed, 09 Jun 2027 10:18:14 GMT'],
  ]);
});

it('are told apart where commas join several headers, so that none shows as an attribute', () => {
  expect(read('Set-Cookie', 'a=x,y=z; Expires=Wed, 09 Jun 2027 10:18:14 GMT; Path=/, session=9f8c; Secure')).toEqual([
    ['a', 'x,y=z', 'Expires=Wed, 09 Jun 2027 10:18:14 GMT; Path=/'],
    ['session', '9f8c', 'Secure'],
  ]);
});

it('can have no name, and a header can have no cookies', () => {
  expect(read('Cookie', 'lonely; =nameless')).toEqual([
    ['', 'lonely', ''],
    ['', 'nameless', ''],
  ]);
  expect(read('Cookie', ' ; ')).toEqual([]);
  expect(read('X-Cookie', 'a=b')).toBeUndefined();
});

it('are as many as anybody reads', () => {
  const many = read('Cookie', Array.from({ length: 100_000 }, (_, i) => `c${i}=${i}`).join('; '));
  expect(many?.length).toBe(201);
  expect(many?.at(-1)?.[1]).toMatch(/^c200=200; .*c99999=99999$/);
});

it('lose none of their text, whatever it is', () => {
  fc.assert(
    fc.property(fc.constantFrom('Cookie', 'Set-Cookie'), fc.string({ maxLength: 100 }), (name, value) => {
      const letters = (text: string) => [...text.replace(/[\s;=,]/g, '')].sort().join('');
      const all = (cookiesOf({ name, value }) ?? []).map((one) => one.name + one.value + one.attributes).join('');
      expect(letters(all)).toBe(letters(value));
    }),
  );
});
