import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../lib/report/redact.ts';

/** Secrets in the shapes that services really use, each made up. */
const SECRETS = [
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
  'ghp_R4nd0mR4nd0mR4nd0mR4nd0mR4nd0mR4nd0m',
  'AKIAIOSFODNN7EXAMPLE',
  ['xoxb', '123456789012', 'abcdefABCDEF123456'].join('-'),
  ['sk', 'proj', '9aB8cD7eF6gH5iJ4kL3mN2'].join('-'),
  'glpat-9aB8cD7eF6gH5iJ4kL3m',
  'blz_mgmt_bak_0123456789abcdef_0123456789abcdefX',
  'q7Zp2Lk9Vx4Ba8Rm1Tn6Ws3Yd5',
  'someone.real@example.org',
];

const HARMLESS = [
  '2026-11-20T12:00:03.000Z',
  '1.2.3-beta.4',
  '123e4567-e89b-12d3-a456-426614174000',
  'Rate limit exceeded for player (300 commands/minute)',
  'getStatusFromAppConnection',
  '/octoeverywhere-command-api/get-plugin-logs',
  'application/problem+json',
  'makapix/player/6f9b7a0e-1c2d-4e3f-8a9b-0c1d2e3f4a5b/response/req-001',
  '1768471200250',
  'INVALID_ARGUMENT',
  'play_channel requires one of: channel_name, hashtag, or user_sqid',
];

describe('redaction', () => {
  it.each([
    ['https://user:pa55@h.example/x', 'https://<credentials 1>@h.example/x'],
    ['https://h.example/x?token=abc&page=2', 'https://h.example/x?token=<token 1>&page=2'],
    ['https://h.example/x?a=1#access_token=abc', 'https://h.example/x?a=1#access_token=<token 1>'],
    ['https://h.example/x?code=abc&code=abc', 'https://h.example/x?code=<token 1>&code=<token 1>'],
    ['https://app-q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6.octoeverywhere.com/a', 'https://app-<token 1>.octoeverywhere.com/a'],
    ['https://h.example/api/posts/42?sort=new&limit=10', 'https://h.example/api/posts/42?sort=new&limit=10'],
    ['https://h.example/?q=someone%40example.org', 'https://h.example/?q=<e-mail 1>'],
  ])('%s', (url, redacted) => {
    expect(createRedactor().url(url)).toBe(redacted);
  });

  it('lets headers out by an allow-list, names always', () => {
    const redactor = createRedactor();
    const out = (name: string, value: string) => redactor.header({ name, value });
    expect(out('Authorization', 'Basic dXNlcjpwYXNz')).toEqual({ name: 'Authorization', value: 'Basic <token 1>' });
    expect(out('Cookie', 'a=b; c=').value).toBe('a=<cookie 1>; c=');
    expect(out('Set-Cookie', 'sid=b; Path=/; HttpOnly').value).toBe('sid=<cookie 1>; Path=/; HttpOnly');
    expect(out('X-Home-Made-Key', 'x9').value).toBe('<value 1>');
    expect(out('Retry-After', '30').value).toBe('30');
    expect(out('Location', 'https://h.example/?token=abc').value).toBe('https://h.example/?token=<token 2>');
    expect(redactor.count()).toBe(5);
  });

  it('walks JSON by key and by look, and leaves an error readable', () => {
    const body = JSON.stringify({
      error: { code: 'not_found', message: 'Post not found' },
      user: { password: 'hunter2', apiKey: ['a', 'b'], note: `mail ${SECRETS[8]}` },
    });
    expect(JSON.parse(createRedactor().body(body, 'application/json'))).toEqual({
      error: { code: 'not_found', message: 'Post not found' },
      user: { password: '<token 1>', apiKey: ['<token 2>', '<token 3>'], note: 'mail <e-mail 1>' },
    });
  });

  it('hides the value of a secret key even where the JSON is cut', () => {
    expect(createRedactor().body('{"ok":1,"client_secret":"abc def', 'application/json')).not.toContain('abc');
    expect(createRedactor().body('{"note":"\\u0065yJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefgh","x', '')).not.toContain(
      'hbGciOi',
    );
  });

  it('reads a form as pairs', () => {
    const out = createRedactor().body('user=jo&password=hunter2', 'application/x-www-form-urlencoded');
    expect(out).toBe('user=jo&password=<token 1>');
  });

  it('gives equal secrets the same name and different ones different names', () => {
    const [a, b] = SECRETS;
    expect(createRedactor().text(`${a} ${b} ${a}`)).toBe('<token 1> <key 1> <token 1>');
  });

  it('hides secrets of every shape in every place', () => {
    const places: ((secret: string) => string)[] = [
      (s) => createRedactor().text(`before ${s} after`),
      (s) => createRedactor().url(`https://h.example/p?x=${encodeURIComponent(s)}`),
      (s) => createRedactor().url(`https://h.example/${encodeURIComponent(s)}/y#${encodeURIComponent(s)}`),
      (s) => createRedactor().url(`https://${encodeURIComponent(s)}@h.example/`),
      (s) => createRedactor().body(JSON.stringify({ deep: [{ er: s }] }), 'application/json'),
      (s) => createRedactor().body(JSON.stringify({ [s]: 1 }), 'application/json'),
      (s) => createRedactor().body(`a=${encodeURIComponent(s)}&b=1`, 'application/x-www-form-urlencoded'),
      (s) => createRedactor().body(`<p>${s}</p>`, 'text/html'),
      (s) => createRedactor().header({ name: 'Server', value: s }).value,
      (s) => createRedactor().header({ name: 'X-Anything', value: s }).value,
    ];
    fc.assert(
      fc.property(fc.constantFrom(...SECRETS), fc.constantFrom(...places), (secret, place) => {
        expect(decodeURIComponent(place(secret))).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });

  it.each(HARMLESS)('leaves %s readable', (text) => {
    expect(createRedactor().text(text)).toBe(text);
  });

  it('finds a token among the levels of a path', () => {
    expect(createRedactor().text('/api/player/q7Zp2Lk9Vx4Ba8Rm1Tn6Ws3Yd5/response')).toBe(
      '/api/player/<token 1>/response',
    );
    expect(createRedactor().text('q7Zp2Lk9Vx4Ba8R/m1Tn6Ws3Yd5+kP0')).toBe('<token 1>');
  });

  it('does not change what it has redacted', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SECRETS, ...HARMLESS)), (words) => {
        const text = words.join(' ');
        const once = createRedactor().text(text);
        expect(createRedactor().text(once)).toBe(once);
      }),
    );
    const url = createRedactor().url(`https://u:p@h.example/${SECRETS[0]}?token=x`);
    expect(createRedactor().url(url)).toBe(url);
    const body = createRedactor().body('{"token":"x"}', 'application/json');
    expect(createRedactor().body(body, 'application/json')).toBe(body);
  });

  it('throws on no input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string(), (text, mime) => {
        const redactor = createRedactor();
        redactor.url(text);
        redactor.text(text);
        redactor.body(text, mime);
        redactor.body(JSON.stringify({ [text]: text }), mime);
      }),
    );
  });
});
