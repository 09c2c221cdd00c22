/** Addresses and forms: what in them is a secret, and what stands beside it. */
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../lib/redact/redaction.ts';

const SECRET = 'k5e6tuPv7q';
const url = (text: string) => createRedaction().write.url(text);
const request = (text: string) => createRedaction().write.body(text, { mimeType: '', sent: true });
const reply = (text: string) => createRedaction().write.body(text, { mimeType: '', sent: false });

/** The text with `§` again in the place of what was hidden. */
const marked = (out: string) => out.replace(/<[a-z -]+ \d+>/g, '§');

describe('names that end like a secret', () => {
  it.each([
    'https://a.example/cb?error=denied&error_code=XYZDS70044&state=§',
    'https://a.example/cb#status_code=E2077x&code=§',
    'https://a.example/x?zip_code=EC1A1BB&colour_code=%23aa77ff&auth_code=§',
    'https://a.example/x?git_hash=8fd1a60b01f91b314f59955a4e4d4e80d8edf11e&hash=§',
    'https://a.example/x?sort_key=tenant%2377b&api_key=§&entry_key=§',
    'https://a.example/x?discount_code=AUTUMN-27XK&login_code=§',
  ])('tell by the word before: %s', (address) => {
    expect(marked(url(address.replaceAll('§', SECRET)))).toBe(address);
  });

  it('in the parts of a form', () => {
    const part = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const form = `${part('key', 'uploads/2027/scan44.png')}${part('code', '§')}${part('policy_key', '§')}--b--\r\n`;
    expect(marked(request(form.replaceAll('§', SECRET)))).toBe(form);
  });
});

it('a letter has a number that counts, or a secret of digits', () => {
  const address = 'https://a.example/x?t=1769015801123&s=§';
  expect(marked(url(address.replace('§', '31415926535897932384626433832795')))).toBe(address);
});

it('what a page tells of itself has an address under the letter of a user', () => {
  expect(request('{"u":"https://a.example/x","p":"web"}')).toBe('{"u":"https://a.example/x","p":"web"}');
  expect(marked(request(`{"u":"bob","p":"${SECRET}"}`))).toBe('{"u":"bob","p":"§"}');
});

describe('a password with a raw sign of addresses', () => {
  it.each([
    'connect amqp://§@mq2:5672/jobs failed',
    'connect redis://§@cache2:6380/1 failed',
    'connect mysql://§@db2/orders?ssl=1 failed',
  ])('is hidden: %s', (text) => {
    for (const raw of ['svc:Fink#9QdZ', 'svc:Fink?9QdZ', 'svc:Fink/9QdZ', ':12#9QdZ'])
      expect(marked(reply(text.replace('§', raw)))).toBe(text);
  });

  it.each([
    'see https://a.example:8443/npm/pkg@2.1.0#top',
    'GET http://localhost:5173/@vite/client?t=1',
    'http://[::1]:80/@id/x',
  ])('is none: %s', (text) => {
    expect(reply(text)).toBe(text);
  });
});

it.each(['https://a.example/cards/§', '/card/§/charge?x=1', '{"cardid":"§"}'])('the number of a card: %s', (text) => {
  expect(marked(reply(text.replace('§', '4111111111111111')))).toBe(text);
});

describe('a link that signs somebody in', () => {
  it.each([
    'choose-password',
    'accept-invitation',
    'magic-signin',
    'phone-verification',
    'passwordless',
    'one-time-signin',
    'api/invites',
  ])('has its secret behind %s', (path) => {
    expect(marked(url(`https://a.example/${path}/${SECRET}`))).toBe(`https://a.example/${path}/§`);
  });

  const RANDOM = 'Zk3vT9qLmXw2Rb7YpN4cHs8D';

  it.each(['users/§/reset', 'lists/§/unsubscribe', 'teams/§/invite', 'documents/s/§', 'orders/t/§'])(
    'has its secret behind the name of a thing: %s',
    (path) => {
      expect(marked(url(`https://a.example/${path.replace('§', RANDOM)}`))).toBe(`https://a.example/${path}`);
    },
  );

  it.each(['users/§/sessions', 'documents/d/§', 'orders/§/items'])('is none, with the id of a thing: %s', (path) => {
    const address = `https://a.example/${path.replace('§', RANDOM)}`;
    expect(url(address)).toBe(address);
  });

  it('may have a user before it', () => {
    const address = 'https://a.example/new-password/confirm/NDI/§?lang=de';
    expect(marked(url(address.replace('§', SECRET)))).toBe(address);
  });

  it.each([
    'https://a.example/src/hooks/useSaml2Login.tsx',
    'https://a.example/assets/auth/chunk-Fk7j2wQz.mjs',
    'https://cdn.example/hooks/use-timer@9.1.3/dist/index.js',
    'https://a.example/verify/settings-page',
    'https://a.example/invite-friends/2026/photo17/large44x',
  ])('is none: %s', (address) => {
    expect(url(address)).toBe(address);
  });
});
