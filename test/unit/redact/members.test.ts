/** Members whose value a name alone does not tell: lists of bytes, of cookies, parts of a card, public halves of keys. */
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../lib/redact/redaction.ts';

const reply = (text: string) => createRedaction().write.body(text, { mimeType: '', sent: false });
const HEX = 'a41d8cd98f00b204e9800998ecf84270';
const BASE64 = 'B3NzaC1yc2EQmLx91zuakdlaWpR7uVh2Kc8TgYd0fNsEoXjMqI5vAHbW6ZtG4r';

/** What is between `‹` and `›` is a secret and goes, quotes of its own included; all else stays. */
function expectHidden(text: string): void {
  const out = reply(text.replace(/[‹›]/g, ''));
  expect(out.replace(/<[a-z -]+ \d+>/g, '§')).toBe(text.replace(/‹[^›]*›/g, '§'));
  expect(reply(out)).toBe(out);
}

describe('hidden beside what stays', () => {
  it.each([
    '{"cookies":[{"name":"auth2","value":"‹xyz789›","domain":".mail.example","path":"/"}]}',
    '{"card":{"number":"‹4242424242424242›","last4":"4242","exp_year":2031,"exp_month":11}}',
    '{"securityQuestions":[{"question":"First car?","answer":"‹Kie5-Fink!›"}]}',
    '{"snmp":{"version":"v3","community":"‹Fink.9QdZ›"},"community":"gardeners-7b"}',
    '{"puk":"‹87654321›","doorCode":"‹58213›","pairingCode":"‹714-205›","zone":"C4"}',
    '<table><tr><th>Field</th><th>Value</th></tr><tr><td>Password</td><td>‹sunshine›</td></tr></table>',
    '<table><tr><th></th><th>Value</th></tr><tr><th>Password</th><td>‹sunshine›</td></tr></table>',
    '<table><tr><th>Name</th><td>Fink</td><th>Token</th><td>‹Fink.9QdZ›</td></tr></table>',
    '{"messageId":"<20261127.1A2B@mail.example>","userId":"<‹bob@corp.example›>"}',
    `{"publicKeyToken":"b77a5c561934e089","api_key":"‹${[...HEX].reverse().join('')}›"}`,
  ])('%s', expectHidden);

  it.each([
    [
      '{"password":{"type":"Buffer","data":[70,105,110,107,101,110,57,33]}}',
      '{"password":{"type":"Buffer","data":"<token 1>"}}',
    ],
    ['{"secretKey":[1,22,254,16,202,193,206,113,199]}', '{"secretKey":"<token 1>"}'],
  ])('the bytes of %s', (text, hidden) => {
    expect(reply(text)).toBe(hidden);
    expect(reply(hidden)).toBe(hidden);
  });
});

describe('stays', () => {
  it.each([
    '{"tokens":[12,15,17,101,99,7,8,9,250]}',
    '{"secret":{"retries":[1,2,3]}}',
    '["logins",{"password":0}]',
    `<List><Item><Name>a.png</Name><ETag>"${HEX}"</ETag></Item></List>`,
    `{"Key":"img/b.png","ETag":"${HEX}"}`,
    'cannot load System.Web, Version=4.0.0.0, PublicKeyToken=b77a5c561934e089',
    `bad key: host key fingerprint is SHA256:${BASE64.slice(0, 43)}`,
    `{"key":"ssh-rsa AAAA${BASE64}"}`,
    `{"publicKey":"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZI${BASE64}\\n-----END PUBLIC KEY-----"}`,
  ])('%s', expectHidden);

  it('the weak tag of a condition', () => {
    const value = 'W/"2a-7Jmj7l5rSw0yVbqvlWAYkKcYBwk"';
    expect(createRedaction().write.header({ name: 'If-None-Match', value }, true)).toBe(value);
  });
});

describe('is hidden', () => {
  it.each([
    `{"key":"AAAA${BASE64}"}`,
    `{"privateKey":"-----BEGIN PRIVATE KEY-----\\nMFkwEwYHKoZI${BASE64}\\n-----END PRIVATE KEY-----"}`,
    `-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\ntoken AAAA${BASE64}`,
  ])('%s', (text) => {
    expect(reply(text)).not.toContain(BASE64);
  });

  it.each(['suiprivkey', 'lnurl', 'nsec', 'ncryptsec'])('a secret of a chain with its check: %s', (mark) => {
    const secret = `${mark}1qzwant3kaegmjy4qxex93s0jzvemekkjmyv3r2sjwgnv2y479pgsywhveae`;
    expect(reply(JSON.stringify({ x: secret }))).not.toContain(secret);
  });

  it('the number of a licence beside who gave it out, and that of a certificate is none', () => {
    const licence = '{"serial":"QX7K-M2PD-9TRW","issuer":"Acme"}';
    expect(reply(licence).replace(/<[a-z -]+ \d+>/g, '§')).toBe(licence.replace('QX7K-M2PD-9TRW', '§'));
    const certificate = '{"serialNumber":"04:9a:3f:22:c1:7e:08:b5:6d","issuer":"CN=Acme CA"}';
    expect(reply(certificate)).toBe(certificate);
  });

  it('an account of a chain with its check is none', () => {
    const text = '{"x":"cosmos1qzwant3kaegmjy4qxex93s0jzvemekkjmyv3r2s"}';
    expect(reply(text)).toBe(text);
  });
});

describe('what real replies hold beside secrets stays', () => {
  it.each([
    '{"permissions":{"secrets":["Get","List","Backup"],"organization_secrets":"read"}}',
    '{"licenses":["https://www.acme.example/compute/v1/global/licenses/pine-9"],"selfLink":"https://www.acme.example/compute/v1/x"}',
    '{"name":"sha256__2db29710123e3e53a794f2694094b9b4338aa9ee5c40b930cb8063a1be392c11"}',
    '{"url":"/services/data/v50.0/sobjects/UserRole/00EDo0000019yHAAQ"}',
    '{"href":"https://gardeners@git.example/gardeners/x.git","slug":"gardeners"}',
    '{"project_slug":"pond/P41trZB78zFveRJerr7hfw/UTwTQ7dTKAXHkg6XtrBJHm"}',
  ])('%s', (text) => expect(reply(text)).toBe(text));

  it.each([
    ['{"passwords":{"bob":"sunshine"}}', 'sunshine'],
    ['{"secrets":{"DB":"Fink9QdZ"}}', 'Fink9QdZ'],
    ['{"license":"https://a.example/x?token=fN7qLw2xZ9rT4vB8"}', 'fN7qLw2xZ9rT4vB8'],
    ['{"href":"https://fN7qLw2xZ9rT4vB8kM1p@git.example/x.git"}', 'fN7qLw2xZ9rT4vB8kM1p'],
  ])('but not a secret: %s', (text, secret) => expect(reply(text)).not.toContain(secret));
});
