import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import type { FamilyDocument } from '../../../lib/catalog/schema.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { plainWord } from '../../../lib/diagnose/self-description/plain-words.ts';
import type { Finding } from '../../../lib/finding.ts';
import { createWords } from '../../../lib/words/words.ts';
import { finding as madeUpFinding } from '../../failures.ts';
import { familyOf } from '../../families.ts';
import { bodyOf, httpExchange } from '../../fixtures.ts';

const SAID = { meaning: 'Meaning.', action: 'Action.', permanence: 'permanent', basis: 'documented' } as const;

describe('what to do where the reply contradicts its status', () => {
  const general = createEngine(builtInFamilies);
  const said = createWords(builtInFamilies);
  const action = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const responseHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
    const finding = general.diagnose(
      httpExchange({ status, responseHeaders, responseBody: bodyOf(JSON.stringify(body)) }),
    );
    return finding && said.action(finding);
  };

  it('is to wait where a refusal asks to', () => {
    expect(action(403, { message: 'no' }, { 'Retry-After': '60' })).toMatch(/^Wait, then send the same request again/);
    expect(action(403, { message: 'no' })).not.toMatch(/^Wait/);
  });

  it('is not to wait where waiting does not cure it', () => {
    expect(action(429, { message: 'no' }, { 'X-Should-Retry': 'false' })).toMatch(/^Do not repeat it/);
    expect(action(429, { message: 'no' })).not.toMatch(/^Do not/);
  });
});

describe('a code that no family lists', () => {
  const general = createEngine(builtInFamilies);
  const said = createWords(builtInFamilies);
  const spoken = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const responseHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
    const finding = general.diagnose(
      httpExchange({ status, responseHeaders, responseBody: bodyOf(JSON.stringify(body)) }),
    );
    if (!finding) throw new Error('nothing found');
    return { name: said.name(finding), meaning: said.meaning(finding), action: said.action(finding) };
  };

  it('is told by what its words say, and how long to wait', () => {
    const { name, meaning, action } = spoken(429, { error: 'duck_rate_limited' }, { 'Retry-After': '30' });
    expect(name).toBe('The client asked more often than the service allows and is held off for a while.');
    expect(meaning).toMatch(/^The client asked more often .* duck_rate_limited\.$/);
    expect(action).toMatch(/^Wait 30 s before you send it again\. Go on slower/);
    expect(spoken(429, { error: 'rate_limited' }, { 'Retry-After': '5400' }).action).toMatch(/^Wait 90 min/);
    expect(spoken(429, { error: 'rate_limited' }).action).toMatch(/^Go on slower/);
  });

  it('is told by the most words that say something', () => {
    expect(spoken(400, { error: { code: 'invalid_token', message: 'no' } }).meaning).toMatch(/^The caller is not/);
    expect(spoken(400, { error: { code: 'invalid_pond', message: 'no' } }).meaning).toMatch(
      /^Something in the request/,
    );
  });

  it('is told by the HTTP status where it says nothing itself', () => {
    const { name, meaning, action } = spoken(429, { error: { code: 'QX17', message: 'no' } });
    expect(name).toBe('no');
    expect(meaning).toMatch(/^The client went over a rate limit .* QX17\.$/);
    expect(action).toMatch(/^Stop, wait as long as Retry-After/);
  });

  it('is told by the sentence beside it where the verdict rests on that', () => {
    expect(spoken(200, { success: false, code: 'QX17', message: 'Duck not found' }).meaning).toMatch(
      /^What the request names is not there/,
    );
    expect(spoken(200, { success: false, code: 'QX17', message: 'Ducks!' }).meaning).toMatch(/^The HTTP status says/);
  });

  it('is told by another code where the verdict rests on that', () => {
    expect(
      spoken(200, { ok: 0, errmsg: 'not authorized on the pond', code: 13, codeName: 'Unauthorized' }).meaning,
    ).toMatch(/^The caller is not signed in/);
  });

  it('is told in words of its own wherever a sentence is plain', () => {
    for (const [message, meaning] of [
      ['Incorrect username or password', /^The caller is not signed in/],
      ['Access refused for this user', /^The service understood the request and refuses/],
      ['The room is full, try again later', /^The service, or something/],
      ['We could not find this duck', /^What the request names/],
      ['You have used all available credits', /^Money, credit/],
      ['Your email is taken', /^The request clashes/],
      ['Saldo insuficiente', /^Money, credit/],
      ['No duck exists with this name', /^What the request names/],
      ["You aren't authorized", /^The service understood the request and refuses/],
    ] as const)
      expect(spoken(200, { success: false, message }).meaning, message).toMatch(meaning);
  });

  it('is no status of HTTP where few services would use that as a code', () => {
    expect(spoken(200, { ErrorCode: 406, Message: 'The duck is marked as inactive' }).meaning).toMatch(
      /^The HTTP status/,
    );
    expect(spoken(200, { ErrorCode: 404, Message: 'Nothing in the pond, sorry' }).meaning).toMatch(
      /^Nothing is served/,
    );
  });

  it('is told by phrases that are plain to the verdict as well', () => {
    const ofPlain = { spent: 'permanent', expired: 'permanent', lasting: 'permanent', passing: 'temporary' };
    const reasons = builtInFamilies.find(({ id }) => id === 'envelope')?.reasons ?? [];
    const against = reasons.flatMap(({ words, permanence }) =>
      words.filter((phrase) => {
        const plain = plainWord(phrase);
        return plain !== undefined && plain !== 'maybe-passing' && ofPlain[plain] !== permanence;
      }),
    );
    expect(against).toEqual([]);
  });

  it('is not told by words against which the verdict was made', () => {
    const { meaning } = spoken(429, { error: { code: 'insufficient_quota', message: 'no' } });
    expect(meaning).toMatch(/^Money, credit/);
    expect(spoken(503, { error: { code: 'pond_not_found', message: 'no' } }).meaning).toMatch(
      /^The server is overloaded/,
    );
  });
});

describe('an error inside a success', () => {
  const general = createEngine(builtInFamilies);
  const said = createWords(builtInFamilies);
  const spoken = (body: unknown) => {
    const finding = general.diagnose(httpExchange({ method: 'POST', responseBody: bodyOf(JSON.stringify(body)) }));
    return finding && [finding.code, said.name(finding), said.meaning(finding), said.action(finding)];
  };

  it('without a code is called by the server’s words, and its status is looked up nowhere', () => {
    const [code, name, meaning, action] = spoken({ success: false, message: 'No such duck' }) ?? [];
    expect([code, name]).toEqual(['200', 'No such duck']);
    expect(meaning).toMatch(/^What the request names is not there.* no code of its own\.$/);
    expect(action).not.toContain('200');
    expect(spoken({ success: false, message: 'Ducks!' })?.[2]).toMatch(/^The HTTP status says success, yet/);
  });

  it('with a code is called by what was said', () => {
    const [code, name, meaning] = spoken({ success: false, code: 'E17', message: 'No such duck' }) ?? [];
    expect([code, name]).toEqual(['E17', 'No such duck']);
    expect(meaning).toContain('the code E17');
  });

  it('with nothing but a code is called by what that says, or by the code', () => {
    expect(spoken({ success: false, code: 'no_such_duck' })?.[1]).toMatch(/^What the request names is not there/);
    expect(spoken({ success: false, code: 'DUCK_17' })?.[1]).toBe('DUCK_17');
  });
});

const acme: FamilyDocument = {
  id: 'acme',
  title: 'Acme Cloud',
  chip: 'Acme',
  source: 'https://acme.example/errors',
  hosts: ['acme.example'],
  shapes: [
    {
      id: 'fault',
      channels: ['http'],
      says: 'body {"fault": text, "note": text}, type application/acme+json',
      hints: { mime: ['application/acme+json'] },
      body: { decode: 'json', members: { fault: 'text' } },
      read: { code: 'fault', text: 'note' },
      unlisted: { name: '{code}: {text}', ...SAID, meaning: 'Nobody knows {code}.' },
    },
    {
      id: 'problem',
      channels: ['http'],
      says: 'body {"problem": text}',
      body: { decode: 'json', members: { problem: 'text' } },
      read: { code: '$status', text: 'why' },
      unlisted: { as: 'http', name: '{text}', source: 'https://acme.example/problems' },
    },
  ],
  entries: [
    { codes: ['F1'], name: 'Plain fault', ...SAID, source: 'https://acme.example/f1' },
    { codes: ['F2'], name: 'Busy, {seconds} seconds left', texts: ['busy, {seconds} seconds left'], ...SAID },
    {
      codes: ['F3'],
      name: 'No {thing} here',
      texts: ['no {thing} here', 'nothing here'],
      ...SAID,
    },
    { codes: ['out_of_ink'], name: 'out_of_ink', ...SAID, meaning: 'No `ink` is left. The printer waits for more.' },
  ],
};
const families = [familyOf(acme), ...builtInFamilies];
const engine = createEngine(families);
const words = createWords(families);

function read(body: unknown, mimeType = 'application/json'): Finding {
  const found = engine.diagnose(
    httpExchange({ url: 'https://acme.example/a', status: 410, mimeType, responseBody: bodyOf(JSON.stringify(body)) }),
  );
  if (!found) throw new Error('nothing found');
  return found;
}

describe('the name of a finding', () => {
  it('has its places filled from the wire', () => {
    const finding = read({ fault: 'F2', note: 'busy, 37 seconds left' });
    expect(words.name(finding)).toBe('Busy, 37 seconds left');
    expect(words.documentedName(finding)).toBe('Busy, {seconds} seconds left');
  });

  it('has no placeholder left where the wire gave nothing', () => {
    expect(words.name(read({ fault: 'F3', note: 'nothing here' }))).toBe('No … here');
  });

  it('is the text of an unlisted code, beside which the code stands', () => {
    expect(words.name(read({ fault: 'F9', note: 'out of paper' }))).toBe('out of paper');
    expect(words.documentedName(read({ fault: 'F9', note: 'out of paper' }))).toBe('F9: out of paper');
  });

  it('does not say the same twice', () => {
    expect(words.name(read({ fault: 'invalid_token', note: 'invalid_token' }))).toBe('invalid_token');
    expect(words.name(read({ fault: 'F9', note: 'F9: out of paper' }))).toBe('out of paper');
    expect(words.name(read({ fault: 'F9', note: 'F99: out of paper' }))).toBe('F99: out of paper');
  });

  it('is what the server said of a listed code that has no name of its own, else the beginning of its meaning', () => {
    const finding = read({ fault: 'out_of_ink', note: 'Cyan\n is empty' });
    expect(words.name(finding)).toBe('Cyan is empty');
    expect(words.documentedName(finding)).toBe('out_of_ink');
    for (const note of [undefined, 'out_of_ink', 'OUT_OF_INK', 'OutOfInkException'])
      expect(words.name(read({ fault: 'out_of_ink', note }))).toBe('No ink is left.');
    expect(words.name(read({ fault: 'out_of_ink', note: 'Out of ink.' }))).toBe('Out of ink.');
    expect(words.name(read({ fault: 'out_of_ink', note: '"out_of_ink"' }))).toBe('No ink is left.');
  });

  it('is borrowed from the status where a name of the server’s words would be empty', () => {
    expect(words.name(read({ problem: 'x' }))).toBe('Gone');
    expect(words.name(read({ problem: 'x', why: 'Moved out' }))).toBe('Moved out');
  });

  it('is one line of at most 160 characters, whatever the wire says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), fc.string({ maxLength: 2_000 }), (code, text) => {
        const finding = madeUpFinding({
          family: 'acme',
          shape: 'fault',
          entry: undefined,
          code,
          captures: { code, text },
        });
        expect(words.name(finding).length).toBeLessThanOrEqual(160);
      }),
    );
  });
});

describe('the other words', () => {
  it('fill the places of an unlisted meaning', () => {
    expect(words.meaning(read({ fault: 'F9' }))).toBe('Nobody knows F9.');
  });

  it('come from the status where a shape borrows them', () => {
    const gone = madeUpFinding({ family: 'http', shape: 'registered', entry: 'gone', code: '410', status: 410 });
    expect(words.meaning(read({ problem: 'x' }))).toBe(words.meaning(gone));
    expect(words.source(read({ problem: 'x' }))).toBe('https://acme.example/problems');
  });

  it('lead to the page of the entry before that of the family', () => {
    expect(words.source(read({ fault: 'F1' }))).toBe('https://acme.example/f1');
    expect(words.source(read({ fault: 'F2', note: 'busy, 1 seconds left' }))).toBe('https://acme.example/errors');
  });

  it('call a family by its title, and an unknown one by its id', () => {
    expect([words.familyTitle('acme'), words.familyChip('acme')]).toEqual(['Acme Cloud', 'Acme']);
    expect([words.familyTitle('other'), words.familyChip('other')]).toEqual(['other', 'other']);
  });

  it('are the code alone for a finding of a family that is not there', () => {
    const stray = madeUpFinding({ family: 'other', shape: 'x', entry: undefined, code: 'E7' });
    expect(words.name(stray)).toBe('E7');
    expect([words.meaning(stray), words.action(stray), words.source(stray)]).toEqual(['', '', '']);
  });
});

describe('the evidence', () => {
  it('states a media type once', () => {
    const lines = words.evidence(read({ fault: 'F1' }, 'application/acme+json'));
    expect(lines.filter((line) => line.includes('application/acme+json'))).toEqual([acme.shapes[0]?.says]);
  });

  it('does not call a code undocumented', () => {
    expect(words.evidence(read({ fault: 'F9' })).join('\n')).not.toMatch(/document/);
    expect(words.evidence(read({ fault: 'F1' }))).toContain('the code is documented');
  });

  it('does not repeat the status as a code', () => {
    const found = engine.diagnose(httpExchange({ url: 'https://other.example/', status: 404 }));
    expect(found && words.evidence(found)).toEqual(['HTTP 404', 'HTTP status registered with IANA']);
  });
});

it('says of a rival what it would mean and by which shape', () => {
  const rival = { family: 'acme', shape: 'fault', code: 'F1', captures: {} };
  expect(words.rival({ ...rival, entry: 'F1' })).toBe(`Plain fault: ${acme.shapes[0]?.says}`);
  expect(words.rival({ ...rival, entry: undefined })).toBe(acme.shapes[0]?.says);
});
