/** A credential that was never filled in is often the bug itself, and one that the service masked is no secret any more. */
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../lib/redact/redaction.ts';

const reply = (text: string) => createRedaction().write.body(text, { mimeType: '', sent: false });
const request = (text: string) => createRedaction().write.body(text, { mimeType: '', sent: true });
const header = (name: string, value: string) => createRedaction().write.header({ name, value }, true);

const UNSET = [
  'undefined',
  'null',
  'NaN',
  '[object Promise]',
  '<access-token>',
  '<ACCESS_TOKEN>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable that nobody filled in
  '${ACCESS_TOKEN}',
  '{{env.accessToken}}',
  '{accessToken}',
  '%LOGIN_TOKEN%',
  'YOUR_ACCESS_TOKEN',
  'insert-your-token-here',
];

describe.each(UNSET)('the placeholder %s stays', (text) => {
  it('in headers', () => {
    for (const [name, value] of [
      ['Authorization', `Bearer ${text}`],
      ['X-Api-Key', text],
      ['Cookie', `sid=${text}; theme=dark`],
    ] as const)
      expect(header(name, value)).toContain(text);
  });

  it('in addresses, members and lines', () => {
    const address = `https://a.example/x?access_token=${encodeURIComponent(text)}&page=2`;
    expect(createRedaction().write.url(address)).toBe(address);
    // A line with angle brackets is read as markup.
    const line = text.startsWith('<') ? text : `error: apiKey: ${text}, shelf: b17c`;
    for (const body of [JSON.stringify({ apiKey: text }), line])
      for (const out of [reply(body), request(body)]) expect(out).toBe(body);
  });
});

describe('a mask stays', () => {
  it.each([
    'pk-...9f2c',
    'wxyz****ab12',
    '**** **** **** 1881',
    'XXXX-XXXX-XXXX-1881',
    '+49 *** ***07',
    'u***@mail.example',
    'pk_live_****************77ab',
    '[FILTERED]',
    '***HIDDEN***',
  ])('%s', (text) => {
    for (const body of [
      JSON.stringify({ apiKey: text, card: text, phone: text, email: text }),
      `Wrong API key provided: ${text} x`,
    ])
      expect(reply(body)).toBe(body);
  });
});

describe('what only looks like one is hidden', () => {
  it.each([
    '$ecret123',
    'wxyz1****ab123',
    'abcdefgh...9f2c',
    '<k5e!6tuPv7q>',
    '{k5e!6tuPv7q}',
    'your_k5e6tuPv7q',
    '%k5e6tuPv7q%',
    'undefined1x',
  ])('%s', (text) => {
    expect(reply(JSON.stringify({ password: text }))).not.toContain(text);
    expect(reply(JSON.stringify({ apiKey: text }))).not.toContain(text);
    expect(header('Cookie', `sid=${text}`)).not.toContain(text);
  });

  it.each(['abc***123', 'your-secret-key', '...9f2c', 'bearer', 'basic'])(
    'as a password that the page sent: %s',
    (password) => {
      expect(request(JSON.stringify({ password }))).not.toContain(password);
    },
  );
});
