import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import type { Header } from '../../../lib/exchange.ts';
import { createRedaction, type RedactionOptions } from '../../../lib/redact/redaction.ts';
import { NO_RULES } from '../../../lib/redact/rules.ts';
import { anySecret, ENCODINGS } from './secrets.ts';

/** A redaction whose parts are written by themselves, a body as the page sent it. */
function createRedactor(options: RedactionOptions = {}) {
  const { write, hidden, count } = createRedaction(options);
  return {
    url: write.url,
    text: write.text,
    header: (header: Header) => ({ name: header.name, value: write.header(header, true) as string }),
    body: (text: string, mimeType: string, isCut = false) =>
      write.body(text, { mimeType, isCut, sent: true }) as string,
    reply: (text: string) => write.body(text, { mimeType: '', sent: false }) as string,
    hidden,
    count,
  };
}

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
  '{"id":"507f1f77bcf86cd799439011","postId":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}',
  '{"token_type":"Bearer","expires_in":3600,"max_tokens":4096,"passwordRequired":true}',
  '{"error":"invalid_token","error_description":"The access token expired"}',
  'Bearer realm="example", error="invalid_token"',
  'Bearer token is missing',
  'token: expired',
  '1768471200250000',
  'icon@2x.png',
  'C:\\Users\\new\\table',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  'org.springframework.web.client.HttpClientErrorException$NotFound',
  'v2.0.0-rc.1+build.20260115',
  'https://example.com/docs/errors#limits?x=1',
  '192.168.1.5 and 2001:db8::1',
  'eyJBY2tSZXN1bHQiOjR9',
];

const REQUEST_IDS = [
  ['X-Request-Id', '4bf92f3577b34da6a3ce929d0e0e4736'],
  ['X-Request-Id', '123e4567-e89b-12d3-a456-426614174000'],
  ['Request-Id', 'req_011CSHoEeqs5C35K2UUqR7Fy'],
  ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
  ['X-Amzn-Trace-Id', 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1'],
  ['x-amzn-requestid', '4KBNVRGD25RG1KEO9UT4V3FQDJVV4KQNSO5AEMVJF66Q9ASUAAJG'],
  ['CF-RAY', '7d1a2b3c4d5e6f70-FRA'],
  ['X-GitHub-Request-Id', 'C0FA:3D2F:12AB34:56CD78:65A1B2C3'],
  ['X-Cloud-Trace-Context', '105445aa7843bc8bf206b12000100000/1;o=1'],
] as const;

describe('redaction', () => {
  it.each([
    ['https://user:pa55@h.example/x', 'https://<credentials 1>@h.example/x'],
    ['https://h.example/x?token=abc&page=2', 'https://h.example/x?token=<token 1>&page=2'],
    ['https://h.example/x?a=1#access_token=abc', 'https://h.example/x?a=1#access_token=<token 1>'],
    ['https://h.example/x?code=a8c!x&code=a8c!x', 'https://h.example/x?code=<token 1>&code=<token 1>'],
    ['https://app-q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6.octoeverywhere.com/a', 'https://app-<token 1>.octoeverywhere.com/a'],
    ['https://h.example/api/posts/42?sort=new&limit=10', 'https://h.example/api/posts/42?sort=new&limit=10'],
    ['https://h.example/?q=someone%40example.org', 'https://h.example/?q=<e-mail 1>'],
  ])('%s', (url, redacted) => {
    expect(createRedactor().url(url)).toBe(redacted);
  });

  it('hides what headers hold by their names, and names stay', () => {
    const redactor = createRedactor();
    const out = (name: string, value: string) => redactor.header({ name, value });
    expect(out('Authorization', 'Basic dXNlcjpwYXNz')).toEqual({ name: 'Authorization', value: 'Basic <token 1>' });
    expect(out('Cookie', 'a=b; c=').value).toBe('a=<cookie 1>; c=');
    expect(out('Set-Cookie', 'sid=b; Path=/; HttpOnly').value).toBe('sid=<cookie 1>; Path=/; HttpOnly');
    expect(out('X-Home-Made-Key', 'x9').value).toBe('<token 2>');
    expect(out('X-Home-Made', 'ab12!x').value).toBe('<value 1>');
    expect(out('Retry-After', '30').value).toBe('30');
    expect(out('Location', 'https://h.example/?token=abc').value).toBe('https://h.example/?token=<token 3>');
    expect(redactor.count()).toBe(6);
  });

  it('walks JSON by key and by look, and leaves an error readable', () => {
    const body = JSON.stringify({
      error: { code: 'not_found', message: 'Post not found' },
      user: { password: 'hunter2', apiKey: ['a', 'b'], note: `mail ${SECRETS[8]}` },
    });
    expect(JSON.parse(createRedactor().body(body, 'application/json'))).toEqual({
      error: { code: 'not_found', message: 'Post not found' },
      user: { password: '<secret 1>', apiKey: ['<token 1>', '<token 2>'], note: 'mail <e-mail 1>' },
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
    expect(out).toBe('user=jo&password=<secret 1>');
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

  it('leaves every word of the catalogue readable', () => {
    const texts = (value: unknown): string[] => {
      if (typeof value === 'string') return [value];
      return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
    };
    const all = texts(builtInFamilies);
    expect(all.length).toBeGreaterThan(5_000);
    for (const text of all) expect(createRedactor().text(text)).toBe(text);
  });

  it.each(REQUEST_IDS)('leaves the %s header %s readable', (name, value) => {
    expect(createRedactor().header({ name, value }).value).toBe(value);
  });

  it('shows a hash in a sentence and behind the word for an id, and hides it where a name or the sentence says something else', () => {
    const id = '4bf92f3577b34da6a3ce929d0e0e4736';
    const text = (one: string) => createRedactor().text(one);
    expect(text(`{"trace_id":"${id}"}`)).toBe(`{"trace_id":"${id}"}`);
    expect(text(`request id ${id}`)).toBe(`request id ${id}`);
    expect(text(`{"session_id":"${id}"}`)).toBe('{"session_id":"<token 1>"}');
    expect(text(`see ${id}`)).toBe(`see ${id}`);
    expect(text(`{"prepaid":"${id}"}`)).toBe('{"prepaid":"<token 1>"}');
    expect(text(`key not valid: ${id}`)).toBe('key not valid: <token 1>');
  });

  it('leaves what a server says about a secret, and hides what a user says is one', () => {
    const body = '{"password":["This password is too short."],"note":"This is my own note."}';
    expect(createRedactor().reply(body)).toBe(body);
    const redactor = createRedactor({ rules: { ...NO_RULES, keys: ['Note'] } });
    expect(redactor.reply(body)).toBe('{"password":["This password is too short."],"note":"<value 1>"}');
  });

  it.each(['AwBE.AAAA', 'xNo_Ypqr', 'it.Zq.Wvx'])(
    'takes no short word in a password for a sentence: %s',
    (password) => {
      expect(createRedactor().reply(JSON.stringify({ password }))).toBe('{"password":"<secret 1>"}');
    },
  );

  it.each(['not_found', 'token.expired', 'must_be_longer', 'passwordTooShort'])(
    'leaves a code readable: %s',
    (code) => {
      const body = JSON.stringify({ password: code });
      expect(createRedactor().reply(body)).toBe(body);
    },
  );

  it('takes a version for no secret, and hides the one behind it', () => {
    const text = 'token: expired v2.0.0-rc.1+build.20260115 q7Zp2Lk9Vx4Ba8Rm1Tn6Ws3Yd5';
    const sentence = `The ${text}`;
    expect(createRedactor().text(sentence)).toBe('The token: expired v2.0.0-rc.1+build.20260115 <token 1>');
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
    expect(createRedactor().reply(body)).toBe(body);
  });

  it('does not change a body that it has redacted, whatever stood where', () => {
    const encodings = fc.constantFrom(...Object.values(ENCODINGS));
    const bodies: readonly ((text: string) => string)[] = [
      (t) => `before ${t} after`,
      (t) => JSON.stringify({ a: t, password: t, n: { b: [t] } }),
      (t) => `a=1&x=${encodeURIComponent(t)}&token=${encodeURIComponent(t)}`,
      (t) => `<p>${t}</p><password>${t}</password>`,
      (t) => `--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n${t}\r\n--b--`,
      (t) => `Authorization: ${t}\nCookie: a=${t}; b=c\nX: ${t}`,
      (t) => `{"a":"${t.replaceAll('\n', '\\n')}`,
    ];
    fc.assert(
      fc.property(anySecret, encodings, fc.constantFrom(...bodies), ({ text }, encode, body) => {
        const once = createRedactor().body(body(encode(text)), '');
        expect(createRedactor().body(once, '')).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });

  it('hides what users name in an address, also where it looks like a page or a callback', () => {
    const redactor = createRedactor({ rules: { ...NO_RULES, keys: ['callback', 'p', 'session'] } });
    const url = 'https://a.example/x?callback=jsonp_1424574938474_8&p=/sale&session=31';
    expect(redactor.url(url)).toBe('https://a.example/x?callback=<value 1>&p=<value 2>&session=<value 3>');
  });

  it('hides what users add: names, headers, texts in every encoding, addresses', () => {
    const rules = { keys: ['seat'], headers: ['Server'], literals: ['acme corp'], hideAddresses: true };
    const redactor = createRedactor({ rules });
    expect(redactor.body('{"seat":"12b","a":"acme corp"}', '')).toBe('{"seat":"<value 1>","a":"<text 1>"}');
    expect(redactor.header({ name: 'server', value: 'nginx' }).value).toBe('<value 2>');
    const encoded = ['acme%20corp', 'acme+corp', 'a\\u0063me corp', btoa('acme corp'), btoa('{"x":"acme corp"}')];
    for (const one of encoded) expect(redactor.body(`x=${one}&y=1`, '')).not.toContain(one);
    expect(redactor.text('from 192.168.1.5 and 2001:db8::1, version 1.2.3, at 12:00:03')).toBe(
      'from <address 1> and <address 2>, version 1.2.3, at 12:00:03',
    );
    expect(redactor.url('https://acme corp.example/?seat=1')).toBe('https://<text 1>.example/?seat=<value 3>');
  });

  it('shows what the user chose to show, and nothing else', () => {
    const body = '{"token":"planted-1","password":"planted-2","again":"planted-1"}';
    const shown = new Set(['<token 1>']);
    const redactor = createRedactor({ disclosure: { kind: 'redacted', shown } });
    expect(redactor.body(body, '')).toBe('{"token":"planted-1","password":"<secret 1>","again":"planted-1"}');
    expect(redactor.count()).toBe(1);
    expect(redactor.hidden()).toEqual([
      { pseudonym: '<token 1>', kind: 'token', value: 'planted-1', count: 2, place: 'request body', name: 'token' },
      {
        pseudonym: '<secret 1>',
        kind: 'secret',
        value: 'planted-2',
        count: 1,
        place: 'request body',
        name: 'password',
      },
    ]);
  });

  it('lets everything through when asked in so many words', () => {
    const redactor = createRedactor({ disclosure: { kind: 'raw' } });
    const header = { name: 'Authorization', value: 'Bearer planted' };
    expect(redactor.header(header)).toEqual(header);
    expect(redactor.body('{"token":"planted"}', '')).toBe('{"token":"planted"}');
    expect(redactor.count()).toBe(0);
  });

  it('hides a secret that it knows by its name wherever else it stands', () => {
    const redactor = createRedactor();
    redactor.header({ name: 'X-Api-Key', value: 'planted-77' });
    expect(redactor.text('The key planted-77 is not valid.')).toBe('The key <token 1> is not valid.');
  });

  it('takes the scheme of credentials for no credentials', () => {
    expect(createRedactor().text('Authorization=Basic dXNlcjpwYXNz')).toBe('Authorization=Basic <token 1>');
    expect(createRedactor().body('{"auth":"Bearer abc-123"}', '')).toBe('{"auth":"Bearer <token 1>"}');
    expect(createRedactor().text('Basic authentication required')).toBe('Basic authentication required');
  });

  it('hides what is left of a private key whose beginning is missing', () => {
    const text = 'before\nMIIEvQIBADANBgkqhkiG9w0BAQ\nC0Hjpg==\n-----END RSA PRIVATE KEY-----\nafter';
    expect(createRedactor().text(text)).toBe('before\n<private key 1>-----\nafter');
  });

  it('takes the last word of what is cut, which may be the beginning of a secret', () => {
    const redactor = createRedactor();
    expect(redactor.body('{"note":"a ghp_R4nd0', '', true)).toBe('{"note":"a …');
    expect(redactor.text('said: ghp_R4nd0mR4n…')).toBe('said: <token 1>…');
    expect(redactor.text('Loading…')).toBe('Loading…');
    expect(redactor.text('said: R4nd0mQ7z%2…')).toBe('said: <token 2>%2…');
  });

  it('keeps JSON JSON, numbers and members of a million letters included', () => {
    const key = 'k'.repeat(1_000_000);
    const body = `{"pin":1234,"card":4111111111111111,"n":1.50,"a":[true,null],"${key}":"x","token":"a","token":"b"}`;
    const out = createRedactor().body(body, 'application/json');
    expect(JSON.parse(out)).toEqual({
      pin: '<secret 1>',
      card: '<card number 1>',
      n: 1.5,
      a: [true, null],
      [key]: 'x',
      token: '<token 2>',
    });
    expect(out).toContain('"token":"<token 1>"');
  });

  it.each(['&#x110000;', '&#9999999;', '\\u{110000}', '%f7%bf%bf%bf', '%c1'])(
    'reads what is no character: %s',
    (sign) => {
      const text = `password="k5e!6t${sign}uPv7q" ${sign}`;
      expect(createRedactor().body(text, '')).toMatch(/^password="<secret 1>" /);
    },
  );

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
