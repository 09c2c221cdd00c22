/** What a sentence or a line of a log says beside a secret stays readable; the secret itself, written next to it, does not. */
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../lib/redact/redaction.ts';

function reply(text: string): string {
  return createRedaction().write.body(text, { mimeType: '', sent: false });
}

/** `§` is a secret, which must be all that goes. */
const SECRET = 'k5e!6tuPv7q';

/** The text with `§` again in the place of what was hidden. */
const marked = (out: string) => out.replace(/<[a-z -]+ \d+>/g, '§');

function expectOnlySecret(text: string): void {
  const out = reply(text.replaceAll('§', SECRET));
  expect(marked(out)).toBe(text);
  expect(reply(out)).toBe(out);
}

describe('a noun with a value', () => {
  it.each([
    'INFO session=§&zone=az3b&try=2 denied',
    'INFO {"secret":"§","shelf":"b17c","n":"w-88x"} denied',
    'INFO {"password":"§ is too short","shelf":"b17c"} denied',
    String.raw`INFO {\"token\":\"§\",\"shelf\":\"b17c\"} denied`,
    "Error on field 'password': rejected value [§]; codes [Size2]",
    'pin=expired, saw token §',
    '{error,[{secret,<<"§">>},{shelf,<<"b17c">>}]}',
    'a:2:{s:6:"secret";s:11:"§";s:5:"shelf";s:4:"b17c";}',
    'Key (passphrase)=(§) exists, shelf=b17c',
    "pwd='§' shelf=b17c",
  ])('takes no more than it: %s', expectOnlySecret);

  it.each([
    'INFO {"token":null,"path":"/basket/step4","build":"shop@3.0.2"} end',
    'POST /session?kind=device_x4&app_v=web3 403',
    'invalid $.secret,$.rows[3].sku8b',
    'Key=*****;TrustServerCertificate=True;Retry=12s4',
    'session=;zone=az3b;shelf=b17c',
    'TypeError in token.$cart3.commit("cart/add21")',
  ])('that is none takes nothing: %s', expectOnlySecret);
});

describe('an id of its own behind a noun', () => {
  const HEX = '1f9a6b0c2d4e58738a6b5c4d3e2f1a0b';

  it.each([
    `Token rejected. Trace: ${HEX}`,
    `Password expired (correlation id ${HEX})`,
    'Session lost (ref 5f0c2a1b-1a2b-4c3d-9e8f-0a1b2c3d4e77)',
    `key rotated in commit ${HEX}01234567`,
    'token missing on invoice INV-2026-77-4410',
    'password lookup failed with SQLSTATE 23X05',
    'bad registry key HKLM\\SOFTWARE\\Acme\\v3x\\Colours',
    'session could not be renewed (AADSTS50076)',
    'secret must have 512bits',
    'token expires at 9h45',
  ])('stays: %s', expectOnlySecret);

  it.each([
    'session id § unknown',
    'Bad password. You sent §',
    'Wrong token in request § today',
    'token for order A-17 was §',
    'arn:aws:lambda:eu-west-1:123456789012:function:checkout token § refused',
    'see arn:aws:secretsmanager:eu-west-1:123456789012:secret: §',
  ])('is told from the secret: %s', expectOnlySecret);

  it.each([`session id ${HEX} unknown`, `Invalid token. Got ${HEX}`, `key ${HEX} revoked`])(
    'is the secret where nothing else names it: %s',
    (text) => {
      expect(reply(text)).not.toContain(HEX);
    },
  );
});

describe('letters alone', () => {
  it.each([
    "curl -H 'X-Vault-Token: §' https://a.example/x",
    'header X-Api-Key: § refused',
    "The password '§' was refused",
    'Das Passwort „§“ ist falsch',
    'Le mot de passe « § » est faux',
    'Lösenordet "§" är fel',
    "Heslo '§' je neplatné",
    'Parola „§” este greșită',
    "Adgangskoden '§' er forkert",
    'كلمة المرور "§" خاطئة',
  ])('are a secret: %s', (text) => {
    expect(marked(reply(text.replace('§', 'wqKzTbXvRmLpGh')))).toBe(text);
  });

  it.each([
    'header X-Api-Key: unauthorizedClient refused',
    'see token: getStatusFromAppConnection failed',
    "The password 'min_length' rule failed",
    'Heslo "nové-heslo" je povinné',
    'Parola „confirmare” lipsește',
  ])('are words: %s', (text) => {
    expect(reply(text)).toBe(text);
  });
});

it('words of sentences that a seed phrase can have give none away', () => {
  const phrase = 'field error only into please word phrase winner thank year wave sausage';
  expect(marked(reply(`{"note":"${phrase}"}`))).toBe('{"note":"§"}');
  const sentence = 'each request must send more than just one value when server side';
  expect(reply(`{"note":"${sentence}"}`)).toContain(sentence);
});

describe('a one-time code', () => {
  it.each([
    'Your sign-in code: 714-205',
    'B-714205 is your Example security code.',
    'Enter code 714205 to confirm',
    'The code B-714205 is valid for 10 minutes',
    'Ihr Sicherheitscode lautet 714205',
    'Votre code de confirmation est 714205. Il expire dans 15 minutes',
    'Tu código de seguridad es 714205',
    'Il tuo codice di verifica è 714205',
  ])('is hidden in a message: %s', (text) => {
    expect(marked(reply(text))).toBe(text.replace(/(?:B-)?714-?205/, '§'));
  });

  it.each([
    'failed with code 714205 at step 2',
    'Use code 7 to retry; status code 714205',
    'security code must have 6000 digits',
    'voucher code 714205 is not valid',
    'plugin credentials-scope@2.31 needs @a/token-kit@^3.1.0-b2 or use-session@4.0.1-beta.3/index.js',
  ])('is none: %s', (text) => {
    expect(reply(text)).toBe(text);
  });
});
