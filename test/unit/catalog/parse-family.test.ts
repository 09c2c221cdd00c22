import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInFamilies, builtInPacks } from '../../../lib/catalog/index.ts';
import { type Fault, parseFamily } from '../../../lib/catalog/parse-family.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { createWords } from '../../../lib/words/words.ts';
import { contextOf, exchangeOf, readFixtures } from '../../fixtures.ts';

/** A good document, new each time so that a case can break it. */
const document = () => ({
  id: 'acme',
  title: 'Acme Cloud',
  source: 'https://acme.example/errors',
  hosts: ['acme.example', '*.acme.example'],
  backoff: { baseMs: 1_000, maxMs: 60_000, attempts: 5, source: 'https://acme.example/retry' },
  defaults: { permanence: 'permanent', basis: 'inferred', byStatus: { '429': { permanence: 'temporary' } } },
  shapes: [
    {
      id: 'fault',
      channels: ['http'],
      says: 'body {"fault": text}',
      when: { status: [[400, 599]] },
      body: { decode: 'json', members: { fault: 'text' } },
      read: { code: 'fault', text: 'note' },
      unlisted: { as: 'http', name: '{code}' },
    },
    { id: 'close', channels: ['close'], says: 'close code', when: { close: [[4000, 4999]] }, read: { code: '$close' } },
  ],
  entries: [
    { id: 'busy', codes: ['F1'], name: 'Busy', meaning: 'It is busy.', action: 'Wait.', backoff: true },
    {
      codes: ['429'],
      name: 'Slow down for {seconds} s',
      texts: ['wait {seconds} s'],
      meaning: 'Too many.',
      action: 'Wait.',
      shapes: ['fault'],
    },
    { codes: ['429'], name: 'Too many', meaning: 'Too many calls.', action: 'Wait.', shapes: ['fault'] },
  ],
});

// biome-ignore lint/suspicious/noExplicitAny: a case breaks a document in ways that no type allows
type Broken = any;

function faultsOf(breakIt: (document: Broken) => void, builtIn = false): readonly Fault[] {
  const broken = document();
  breakIt(broken);
  const parsed = parseFamily(broken, { builtIn });
  return parsed.ok ? [] : parsed.faults;
}

const pathsOf = (breakIt: (document: Broken) => void) => faultsOf(breakIt).map(({ path }) => path);

describe('a good document', () => {
  const parsed = parseFamily(document());
  const entries = parsed.ok ? parsed.family.entries : [];

  it('has its defaults filled in', () => {
    expect(entries.map(({ permanence, basis }) => [permanence, basis])).toEqual([
      ['permanent', 'inferred'],
      ['temporary', 'inferred'],
      ['temporary', 'inferred'],
    ]);
  });

  it('has an id for each entry', () => {
    expect(entries.map(({ id }) => id)).toEqual(['busy', '429', '429~2']);
  });
});

describe('a fault is named where it stands', () => {
  it.each<[string, (d: Broken) => void, string]>([
    ['no title', (d) => delete d.title, 'title'],
    ['a title that is no text', (d) => Object.assign(d, { title: 7 }), 'title'],
    ['an unknown member', (d) => Object.assign(d, { colour: 'red' }), 'colour'],
    ['an unknown member of an entry', (d) => Object.assign(d.entries[1], { severity: 3 }), 'entries.1.severity'],
    ['an id with a space', (d) => Object.assign(d, { id: 'acme cloud' }), 'id'],
    ['a source that is not https', (d) => Object.assign(d, { source: 'javascript:alert(1)' }), 'source'],
    ['a date that is none', (d) => Object.assign(d, { date: 'yesterday' }), 'date'],
    ['no entries', (d) => delete d.entries, 'entries'],
    ['no shapes', (d) => Object.assign(d, { shapes: [] }), 'shapes'],
    ['an unknown channel', (d) => Object.assign(d.shapes[0], { channels: ['smtp'] }), 'shapes.0.channels.0'],
    ['an unknown permanence', (d) => Object.assign(d.entries[0], { permanence: 'maybe' }), 'entries.0.permanence'],
    ['a missing meaning', (d) => delete d.entries[2].meaning, 'entries.2.meaning'],
    ['a code that is a number', (d) => Object.assign(d.entries[0], { codes: [7] }), 'entries.0.codes.0'],
    ['an unknown type', (d) => Object.assign(d.shapes[0].body.members, { a: 'date' }), 'shapes.0.body.members.a'],
    ['a test of nothing', (d) => Object.assign(d.shapes[0].body.members, { a: {} }), 'shapes.0.body.members.a.from'],
    [
      'a range of members upside down',
      (d) => Object.assign(d.shapes[0].body.members, { a: { from: 9, to: 1 } }),
      'shapes.0.body.members.a',
    ],
    [
      'an empty part of a path',
      (d) => Object.assign(d.shapes[0].body.members, { 'a..b': 'text' }),
      'shapes.0.body.members.a..b',
    ],
    [
      'a status range upside down',
      (d) => Object.assign(d.shapes[0].when, { status: [[599, 400]] }),
      'shapes.0.when.status.0',
    ],
    [
      'a status range of three',
      (d) => Object.assign(d.shapes[0].when, { status: [[4, 5, 6]] }),
      'shapes.0.when.status.0.2',
    ],
    ['a status below 0', (d) => Object.assign(d.shapes[0].when, { status: [[-1, 5]] }), 'shapes.0.when.status.0.0'],
    ['half a status', (d) => Object.assign(d.shapes[0].when, { status: [[400.5, 500]] }), 'shapes.0.when.status.0.0'],
    ['headers as a list', (d) => Object.assign(d.shapes[0].when, { headers: ['x-fault'] }), 'shapes.0.when.headers'],
    ['members as a list', (d) => Object.assign(d.shapes[0].body, { members: ['text'] }), 'shapes.0.body.members'],
    ['conditions as a list', (d) => Object.assign(d.shapes[0], { when: [] }), 'shapes.0.when'],
    ['an unknown reference', (d) => Object.assign(d.shapes[0].read, { code: '$payload' }), 'shapes.0.read.code'],
    [
      'an unknown reference in a list',
      (d) => Object.assign(d.shapes[0].read, { code: ['a', '$b'] }),
      'shapes.0.read.code.1',
    ],
    ['a text without a body', (d) => Object.assign(d.shapes[1].read, { text: 'note' }), 'shapes.1.read.text'],
    ['nothing but places', (d) => Object.assign(d.entries[1], { texts: ['{seconds}'] }), 'entries.1.texts.0'],
    ['an open brace', (d) => Object.assign(d.entries[1], { texts: ['wait {seconds s'] }), 'entries.1.texts.0'],
    [
      'a closing brace alone',
      (d) => Object.assign(d.entries[1], { texts: ['wait} {seconds} s'] }),
      'entries.1.texts.0',
    ],
    [
      'two places side by side',
      (d) => Object.assign(d.entries[1], { texts: ['{seconds}{unit} left'] }),
      'entries.1.texts.0',
    ],
    ['one place twice', (d) => Object.assign(d.entries[1], { texts: ['{seconds} of {seconds}'] }), 'entries.1.texts.0'],
    [
      'a place that nothing fills',
      (d) => Object.assign(d.entries[0], { name: 'Busy for {hours} h' }),
      'entries.0.name',
    ],
    [
      'an unknown place in unlisted words',
      (d) => Object.assign(d.shapes[0].unlisted, { name: '{reason}' }),
      'shapes.0.unlisted.name',
    ],
    ['a host with a scheme', (d) => Object.assign(d, { hosts: ['https://acme.example'] }), 'hosts.0'],
    ['a host with a port', (d) => Object.assign(d, { hosts: ['acme.example:8080'] }), 'hosts.0'],
    ['any host', (d) => Object.assign(d, { hosts: ['acme.example', '*'] }), 'hosts.1'],
    ['a whole top-level domain', (d) => Object.assign(d, { hosts: ['*.com'] }), 'hosts.0'],
    ['a star inside a host', (d) => Object.assign(d, { hosts: ['api.*.example'] }), 'hosts.0'],
    [
      'a shape that is not there',
      (d) => Object.assign(d.entries[1], { shapes: ['fault', 'flaw'] }),
      'entries.1.shapes.1',
    ],
    ['a default shape that is not there', (d) => Object.assign(d.defaults, { shapes: ['flaw'] }), 'defaults.shapes.0'],
    ['a shape id twice', (d) => Object.assign(d.shapes[1], { id: 'fault' }), 'shapes.1.id'],
    ['an entry id twice', (d) => Object.assign(d.entries[2], { id: 'busy' }), 'entries.2.id'],
    ['a code twice', (d) => Object.assign(d.entries[2], { codes: ['F9', 'F9'] }), 'entries.2.codes.1'],
    [
      'a code of another entry',
      (d) => delete d.entries[2].shapes && d.entries[2].codes.push('F1'),
      'entries.2.codes.1',
    ],
    ['a text twice', (d) => d.entries[1].texts.push('wait {seconds} s'), 'entries.1.texts.1'],
    ['no permanence and no default', (d) => delete d.defaults.permanence, 'entries.0.permanence'],
    ['a backoff that is not documented', (d) => delete d.backoff, 'entries.0.backoff'],
    ['a backoff of a month', (d) => Object.assign(d.backoff, { maxMs: 2_592_000_000 }), 'backoff.maxMs'],
    [
      'every reply as a failure',
      (d) => delete d.shapes[1].when && d.shapes[1].channels.push('http'),
      'shapes.1.when.status',
    ],
    [
      'a context that every message fits',
      (d) => Object.assign(d, { context: [{ direction: 'send', says: 'x', members: { a: 'text?' } }] }),
      'context.0.members',
    ],
    ['a marker of one letter', (d) => Object.assign(d.shapes[0].body, { marker: '"e"' }), 'shapes.0.body.marker'],
    ['a family of users that is standard', (d) => Object.assign(d.shapes[0], { standard: true }), 'shapes.0.standard'],
    ['a family of users that is a fallback', (d) => Object.assign(d, { fallback: true }), 'fallback'],
  ])('%s', (_, breakIt, path) => {
    expect(pathsOf(breakIt)).toContain(path);
    expect(new Set(pathsOf(breakIt)).size).toBe(pathsOf(breakIt).length);
  });

  it('with what was expected and what was found', () => {
    expect(faultsOf((d) => Object.assign(d, { id: 'A', colour: 'red' }) && delete d.title)).toEqual([
      { path: 'id', expected: 'an id of lower-case letters, digits and hyphens', found: '"A"' },
      { path: 'title', expected: 'this member', found: 'nothing' },
      { path: 'colour', expected: 'no such member', found: '"red"' },
    ]);
  });

  it('and all ten of ten mistakes at once', () => {
    const paths = pathsOf((d) => {
      d.id = 'Acme!';
      d.hosts = ['*.com', 'ok.example', 'a b'];
      d.extra = 1;
      d.another = 2;
      d.shapes[0].when.status = [[500, 400]];
      d.shapes[1].id = 'fault';
      d.entries[0].codes = [];
      d.entries[1].shapes = ['flaw'];
      d.entries[2].permanence = 'sometimes';
    });
    expect(paths.toSorted()).toEqual([
      'another',
      'entries.0.codes',
      'entries.1.shapes.0',
      'entries.2.permanence',
      'extra',
      'hosts.0',
      'hosts.2',
      'id',
      'shapes.0.when.status.0',
      'shapes.1.id',
    ]);
  });
});

it('lets only built-in families be standard or a fallback', () => {
  const everyRight = (d: Broken) => {
    d.shapes[0].standard = true;
    d.fallback = true;
  };
  expect(faultsOf(everyRight, true)).toEqual([]);
  expect(faultsOf(everyRight)).toHaveLength(2);
});

describe('a hostile document is refused in one clear fault', () => {
  const cyclic: Broken = document();
  cyclic.entries.push(cyclic);
  const wide: Broken = document();
  wide.entries = [wide.entries, wide.entries, wide.shapes, wide];
  const nested = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);

  it.each<[string, unknown]>([
    ['50 MB of text', { ...document(), title: 'x'.repeat(50_000_000) }],
    ['a million codes', { ...document(), entries: [{ codes: Array.from({ length: 1_000_000 }, String) }] }],
    ['a million entries', { ...document(), entries: Array.from({ length: 1_000_000 }, () => ({ codes: ['a'] })) }],
    ['a value in itself', cyclic],
    ['a value in itself, many times', wide],
    ['100,000 levels', { ...document(), entries: nested }],
    ['a prototype', JSON.parse('{"__proto__": {"id": "acme"}}')],
    ['a prototype further down', JSON.parse('{"id": "acme", "shapes": [{"read": {"__proto__": "x"}}]}')],
    ['a constructor', { ...document(), constructor: 1 }],
    ['nothing', undefined],
    ['null', null],
    ['a text', 'acme'],
    ['a list', [document()]],
    ['a getter that throws', Object.defineProperty({}, 'id', { enumerable: true, get: fail })],
    ['a revoked proxy', revoked()],
  ])('%s', (_, hostile) => {
    const parsed = parseFamily(hostile);
    expect(parsed.ok ? [] : parsed.faults.slice(1)).toEqual([]);
    expect(parsed.ok).toBe(false);
  });

  it.each<[string, () => object]>([
    ['a million codes', () => ({ codes: many(200, () => 'E') })],
    ['a million strangers', () => Object.fromEntries(many(200, (i) => [`m${i}`, i]))],
  ])('%s of which only so many are looked at', (_, entry) => {
    let looked = 0;
    const counted = (value: object): object =>
      new Proxy(value, {
        get: (target, key) => {
          looked++;
          const member = Reflect.get(target, key) as unknown;
          return typeof member === 'object' && member !== null ? counted(member) : member;
        },
      });
    expect(parseFamily(counted({ ...document(), entries: many(5_000, entry) }))).toMatchObject({
      faults: [{ expected: 'at most 60000 values in all' }],
    });
    expect(looked).toBeLessThan(200_000);
  });

  it('a family whose index would be slow', () => {
    const codes = Array.from({ length: 200 }, (_, i) => `C${i}`);
    const texts = Array.from({ length: 200 }, (_, i) => `text ${i}`);
    const entries = Array.from({ length: 20 }, (_, i) => ({ ...document().entries[0], id: `e${i}`, codes, texts }));
    expect(faultsOf((d) => Object.assign(d, { entries }))).toMatchObject([{ path: 'entries' }]);
  });
});

function many<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

function fail(): never {
  throw new Error('no');
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe('whatever is accepted, the engine takes', () => {
  const exchanges = readFixtures()
    .filter((_, i) => i % 40 === 0)
    .map((fixture) => ({ exchange: exchangeOf(fixture), before: contextOf(fixture) }));
  const json = fc.jsonValue({ maxDepth: 4 });
  const odd = fc.oneof(
    json,
    fc.constantFrom(
      '',
      '{',
      '{a}{b}',
      '*',
      '$status',
      '$header:',
      '$nope',
      '*.*.0',
      '(((',
      '\\',
      '__proto__',
      '+json',
      '#',
      '+',
      ' ',
    ),
    fc.constantFrom([], {}, [[]], [[0, 0]], [[400, 599]], { is: null }, { oneOf: [''] }, { from: 1, to: 0 }, -1, 1e99),
    fc.string({ maxLength: 20 }),
  );

  /** Every place in a document where a value stands. */
  function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
    if (typeof value !== 'object' || value === null) return [path];
    return [path, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...path, key]))];
  }

  function withValue(value: Broken, [key, ...rest]: readonly string[], put: unknown): unknown {
    if (key === undefined) return put;
    const copy: Broken = Array.isArray(value) ? [...value] : { ...value };
    copy[key] = withValue(copy[key], rest, put);
    return copy;
  }

  it('documents with any values anywhere', () => {
    const documents = [document(), ...builtInPacks.filter(({ entries }) => entries.length < 40)];
    let accepted = 0;
    fc.assert(
      fc.property(
        fc
          .constantFrom(...documents)
          .chain((one) =>
            fc.tuple(
              fc.constant(one),
              fc.array(fc.tuple(fc.constantFrom(...placesIn(one)), odd), { minLength: 1, maxLength: 2 }),
            ),
          ),
        ([one, changes]) => {
          const changed = changes.reduce<unknown>((value, [path, put]) => {
            try {
              return withValue(value, path, put);
            } catch {
              return value;
            }
          }, one);
          const parsed = parseFamily(changed, { builtIn: true });
          if (!parsed.ok) return;
          accepted++;
          const engine = createEngine([parsed.family]);
          const words = createWords([parsed.family]);
          for (const { exchange, before } of exchanges) {
            const conversation = engine.openConversation();
            for (const message of before) conversation.observe(message);
            const finding = engine.diagnose(exchange, conversation);
            if (finding) [words.name, words.meaning, words.evidence].map((say) => say(finding));
          }
        },
      ),
      { numRuns: 1_500 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  it('the built-in families together with users’ own', () => {
    const parsed = parseFamily(document());
    expect(parsed.ok && createEngine([...builtInFamilies, parsed.family]).families).toHaveLength(
      builtInFamilies.length + 1,
    );
  });
});
