/** Long texts of what once cost its square. Nothing is measured here: with a quadratic search these tests would not end in time. */
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../lib/redact/redaction.ts';

const LENGTH = 300_000;

/** Ten times what the slowest takes, in ms: a regular expression that reads on to the end at each character takes longer. */
const TIMEOUT_MS = 40_000;

const PIECES = [
  '-----END PRIVATE KEY-----',
  'abc/',
  '/',
  'token=',
  'token=[',
  '"token":[',
  '{"a":',
  '[',
  'https://a/?b=',
  '-https://a/?',
  '\\"',
  '%25',
  '<a ',
  '<![CDATA[',
  'password ',
  '密码=',
  'content-disposition: form-data; name=x\n',
  '{"k":"password","v":"x"},',
  "Duplicate entry 'a' for key 'password'",
  'Failing row contains (a',
  'params: [a',
  'field "password" value ',
  'TEL;A=b;',
  'x@ü.',
  '\nMessage-ID: <a@b> ',
  '1234 is your ',
  '"AUTH" "a',
  "password input_value='",
  'SET PASSWORD ',
  'password: |\n ',
  'password: “',
  'a, expected a password',
  'password,token\n',
  'echo a | ',
  'http -a b',
  'net use \\\\a ',
  'a:5432:b:c:d\n',
  'token=a.b(',
  'password a1b2 ',
  'your password is a1 ',
  'HSET a password',
  '"password";s:1:"a";',
  'password "a b',
  'Parameters: a(String), ',
  'binding parameter [1] as [VARCHAR] - [a',
  'key 7 a1b2c3 ',
  'a-token-',
  'password == "a',
  'check(password):\n',
  "'#password', '",
  'your code 123456 - ',
  'enter 123456 to ',
  'token](',
  'key-a1b2c3-',
  '-----BEGIN static key-----\na',
  'A1B2-',
  '(password . ',
  '密码是a1b2c3',
  'a:b@tcp ',
  'pin 1234 5',
  '验证码',
  '<th>a</th><td>',
  '["a":private]=>',
  'String "a" reference chain: ',
  'password from a1 to ',
  'login bob:',
  'abcd efgh ',
  'mnemonic abcd ',
  'recovery codes: a1b2 ',
  'passport number A1',
  'passport number A12345 ',
  'PIN 1.2',
  'password is 1234 ',
  'a-key-b-c-',
  '482910-377261-',
  'convert string to integer: a. ',
  '"a" with value "b" ',
  '{"text":"PIN: "},',
  'e.auth=o?.a',
  'machine a login b password ',
  'expect assword ',
  'npm config set ',
  'password: string<',
  'password=|',
  'password=,',
  'password "abcd',
  '("password","',
  'c0-param1=string:a\n',
  'login|a|',
  '<login><arg1>a',
  'WIFI:T:a;',
  ' -u a -p ',
  'ENV token a1b2c3\n',
  'password: a = ',
  'key = "a" AND ',
  'variable "token" {\n',
  'expected abc1! got ',
  '/<LOGIN>',
  'https://a/<b',
  '{"token":"a","logprob":-1},',
  '-----BEGIN PGP SIGNATURE-----a',
];

describe('300 KB', { timeout: TIMEOUT_MS }, () => {
  it.each(PIECES)('of %j is redacted', (piece) => {
    const text = piece.repeat(LENGTH / piece.length);
    expect(createRedaction().write.body(text, { mimeType: '', sent: false }).length).toBeGreaterThan(0);
  });

  it.each([
    ['points in a title', `aa b${'.'.repeat(LENGTH)}@`],
    ['digits before a letter', `${'1'.repeat(LENGTH)}x`],
  ])('of %s is redacted as the value of a token', (_, token) => {
    for (const sent of [false, true]) {
      const text = JSON.stringify({ token, accessCode: token });
      expect(createRedaction().write.body(text, { mimeType: '', sent }).length).toBeGreaterThan(0);
    }
  });

  it('of an address within addresses is redacted', () => {
    const url = 'https://a/?b='.repeat(LENGTH / 13);
    expect(createRedaction().write.url(url)).toMatch(/^https:\/\/a\/\?b=/);
  });
});
