/** Secrets where programs write them, at every depth of JSON, and what must stay readable beside them. */
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../lib/redact/redaction.ts';
import { BESIDE, MEMBERS, SAID, SENTENCES, WRITTEN } from './places.ts';

const SECRET = 'k5e!6tuPv7q';

function reply(text: string): string {
  return createRedaction().write.body(text, { mimeType: '', sent: false });
}

function request(text: string): string {
  return createRedaction().write.body(text, { mimeType: '', sent: true });
}

/** A text within strings of JSON. */
function nested(text: string, depth: number): string {
  let out = text;
  for (let i = 0; i < depth; i++) out = JSON.stringify({ m: out });
  return out;
}

/** The text within strings of JSON, unwrapped again: what is JSON stays JSON. */
function unwrapped(text: string, depth: number): string {
  let out = text;
  for (let i = 0; i < depth; i++) out = (JSON.parse(out) as { m: string }).m;
  return out;
}

const PSEUDONYM = /<[a-z -]+ \d+>|&lt;[a-z -]+ \d+&gt;/;

describe.each([0, 1, 2, 4])('a secret within %i strings of JSON', (depth) => {
  it.each([...WRITTEN, ...BESIDE])('is hidden in %s', (place) => {
    const text = nested(place.replaceAll('§', SECRET), depth);
    for (const out of [reply(text), request(text)]) {
      expect(unwrapped(out, depth)).not.toContain(SECRET);
      expect(unwrapped(out, depth)).toMatch(PSEUDONYM);
    }
  });
});

describe('a reply', () => {
  it.each(SAID)('says %s', (said) => {
    for (const name of ['password', 'token', 'email', 'pin', 'session', 'apiKey']) {
      for (const body of [
        { [name]: said },
        { errors: { [name]: [said] } },
        { errors: [{ field: name, message: said }] },
      ])
        expect(reply(JSON.stringify(body))).toBe(JSON.stringify(body));
    }
    expect(reply(`password: ${said}`)).toBe(`password: ${said}`);
  });

  it.each(SENTENCES)('says %s', (sentence) => {
    for (const text of [sentence, JSON.stringify({ message: sentence })]) expect(reply(text)).toBe(text);
  });

  it.each(MEMBERS)('has %s', (member) => {
    expect(reply(`{"error":"x",${member}}`)).toBe(`{"error":"x",${member}}`);
  });
});

describe('a request', () => {
  it.each(['Correct horse battery staple.', 'is invalid', 'my own pass 1', '12345'])(
    'has %s as a password',
    (password) => {
      expect(request(JSON.stringify({ password }))).toBe('{"password":"<secret 1>"}');
    },
  );

  it('has numbers of tokens, and no secret in them', () => {
    expect(request('{"max_tokens":4096,"tokens":12}')).toBe('{"max_tokens":4096,"tokens":12}');
  });
});

describe('redaction keeps everything else byte for byte', () => {
  it('in JSON, with its escapes, numbers and white space', () => {
    const text = '{ "a" : "\\u00e9\\/x", "n":1.50e+3, "password" : "\\u006b5e!6tuPv7q", "b":[ ] }\r\n';
    expect(reply(text)).toBe('{ "a" : "\\u00e9\\/x", "n":1.50e+3, "password" : "<secret 1>", "b":[ ] }\r\n');
  });

  it('around a secret within an escaped text', () => {
    expect(reply('{"m":"\\u00e9 password=\\"k5e!6tuPv7q\\" \\u00e9"}')).toBe(
      '{"m":"\\u00e9 password=\\"<secret 1>\\" \\u00e9"}',
    );
  });

  it('where an echo stands in a number, a word or an escape of JSON', () => {
    const rules = { keys: [], headers: [], literals: ['123', 'rue', '0e9a'], hideAddresses: false };
    const out = createRedaction({ rules }).write.body('{"a":41235,"b":true,"c":"\\u00e9abc","n":[1,2]}', {
      mimeType: '',
      sent: false,
    });
    expect(out).toBe('{"a":"<text 1>","b":"<text 2>","c":"<text 3>bc","n":[1,2]}');
  });

  it('in an address within an address of a file, each with its own encoding', () => {
    const url = 'https://a.example/?next=https%3A%2F%2Fb.example%2F%3Ftoken%3Dk5e%2521x';
    const out = createRedaction({ forFile: true }).write.url(url);
    expect(new URL(new URL(out).searchParams.get('next') ?? '').searchParams.get('token')).toBe('<token 1>');
    expect(createRedaction().write.url(url)).toBe(
      'https://a.example/?next=https%3A%2F%2Fb.example%2F%3Ftoken%3D<token 1>',
    );
  });

  it('in XML, where a pseudonym takes entities', () => {
    expect(reply('<a><password>k5e!6tuPv7q</password>&amp;<b/></a>')).toBe(
      '<a><password><secret 1></password>&amp;<b/></a>',
    );
  });
});

describe('redaction hides a value and nothing around it', () => {
  it.each([
    ['mutation{login(password:"Sommer2026"){id}}', 'mutation{login(password:"<secret 1>"){id}}'],
    ['query Q($t:String!){me(token:$t){id}}', 'query Q($t:String!){me(token:$t){id}}'],
    ['let password: &str = "marigold";', 'let password: &str = "<secret 1>";'],
    ['db: {user: app, password: Preisel33re}', 'db: {user: app, password: <secret 1>}'],
    [':root{--token-color-primary:#3366ff}', ':root{--token-color-primary:#3366ff}'],
    ['{:password=>"vR7!qTz29mWk", "x"=>1}', '{:password=>"<secret 1>", "x"=>1}'],
    ['["token":protected]=>\n  string(10) "Kw7!rTz29m"', '["token":protected]=>\n  string(10) "<token 1>"'],
    ['db:\n  password: |\n    vR7!qTz29\n  x: 1', 'db:\n  password: |\n    <secret 1>\n  x: 1'],
    ['- password: >2-\n    vR7!qTz29\n  user: bob', '- password: >2-\n    <secret 1>\n  user: bob'],
    ["field 'pin_password': value 'einWort' is too common", "field 'pin_password': value '<secret 1>' is too common"],
    [
      '{"path":["password"],"context":{"value":"short!1","key":"password"}}',
      '{"path":["password"],"context":{"value":"<secret 1>","key":"password"}}',
    ],
  ])('of %s', (text, expected) => {
    expect(reply(text)).toBe(expected);
  });
});

describe('an echo of a secret', () => {
  const echoes = [
    SECRET,
    SECRET.toUpperCase(),
    btoa(`bob:${SECRET}`),
    encodeURIComponent(SECRET),
    SECRET.slice(0, 8),
    SECRET.slice(-8),
  ];

  it.each(echoes)('is hidden before its name: %s', (echo) => {
    const redaction = createRedaction();
    const header = { name: 'X-Api-Key', value: SECRET };
    const said = JSON.stringify({ detail: `what ${echo} is` });
    redaction.collect.body(said, { mimeType: '', sent: false });
    redaction.collect.header(header, true);
    expect(redaction.write.body(said, { mimeType: '', sent: false })).toMatch(/^\{"detail":"what <token 1> is"\}$/);
    if (echo !== btoa(`bob:${SECRET}`)) expect(redaction.write.header(header, true)).toBe('<token 1>');
  });

  it('is hidden as a form writes its spaces', () => {
    const redaction = createRedaction();
    redaction.collect.body('{"password":"Sommer 2026!g"}', { mimeType: '', sent: true });
    expect(redaction.write.text('what Sommer+2026!g is')).toMatch(/^what <secret \d> is$/);
  });

  it('is hidden where the text in its base64 stands', () => {
    const redaction = createRedaction();
    redaction.collect.header({ name: 'Authorization', value: `Basic ${btoa('bob:Gh7!pQ2x')}` }, true);
    expect(redaction.write.text('what Gh7!pQ2x is')).toBe('what <token 1> is');
  });

  it.each([
    ['a cut that is a word', '{"api_key":"administrator-k5e!"}', 'the administrator said no'],
    ['a cut that only fills a place', '{"api_key":"00000000-a1b2c3"}', 'id 00000000- of none'],
    ['a short one', '{"password":"a1!x"}', 'see a1!x there'],
    ['a number of seven digits', '{"password":"1234567"}', 'order 1234567'],
    ['a name of somebody', '{"login":"jx7$smyth42"}', 'page jx7$smyth42'],
    ['a short numbered name', '{"token":"demo-1"}', 'in demo-1'],
    ['a phrase of two words', '{"password":"correct horse"}', 'a correct horse'],
  ])('is none in %s', (_, body, text) => {
    const redaction = createRedaction();
    redaction.collect.body(body, { mimeType: '', sent: true });
    expect(redaction.write.body(body, { mimeType: '', sent: true })).toContain('<');
    expect(redaction.write.text(text)).toBe(text);
  });

  it('is none where a value only fills a place', () => {
    const redaction = createRedaction();
    const nothing = '00000000-0000-0000-0000-000000000000';
    redaction.collect.body(`{"api_key":"${nothing}"}`, { mimeType: '', sent: true });
    expect(redaction.write.text(`trace ${nothing} of none`)).toBe(`trace ${nothing} of none`);
  });

  it('is none where it is a word, a small number, or stands there anyway', () => {
    const redaction = createRedaction();
    redaction.keep('shop-4711.example');
    for (const value of ['geheim', '4711', 'shop-4711.example'])
      redaction.collect.body(JSON.stringify({ password: value }), { mimeType: '', sent: true });
    const text = 'geheim of order 4711 at shop-4711.example';
    expect(redaction.write.text(text)).toBe(text);
  });
});

describe('controls', () => {
  it('come out as escapes, and JSON stays the same JSON', () => {
    const text = '{"a":"x\u009b31m \u202e \u200b y"}';
    const out = reply(text);
    expect(out).toBe('{"a":"x\\u009b31m \\u202e \\u200b y"}');
    expect(JSON.parse(out)).toEqual(JSON.parse(text));
    expect(createRedaction({ disclosure: { kind: 'raw' } }).write.text('\u001b[2J\u0007')).toBe('\\u001b[2J\\u0007');
  });

  it('stay in a file', () => {
    expect(createRedaction({ forFile: true }).write.text('a\u0000b')).toBe('a\u0000b');
  });
});
