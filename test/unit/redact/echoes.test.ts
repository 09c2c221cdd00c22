import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEchoes, type Sought } from '../../../lib/redact/echoes.ts';
import { createRedaction } from '../../../lib/redact/redaction.ts';

const seek = (...secrets: string[]): Sought[] => secrets.map((secret) => ({ secret, cut: true, apart: false }));
const texts = (text: string, ...secrets: string[]) =>
  createEchoes(seek(...secrets))
    .in(text)
    .map(({ start, end }) => text.slice(start, end));

describe('an echo', () => {
  it('is found whole, in any case, more than once', () => {
    expect(texts('a SOMMER2026!g and sommer2026!G', 'Sommer2026!g')).toContain('SOMMER2026!g');
    expect(texts('a SOMMER2026!g and sommer2026!G', 'Sommer2026!g')).toContain('sommer2026!G');
  });

  it('is found cut at either end, at least eight characters and half of it', () => {
    expect(texts('begins Sommer20 there', 'Sommer2026!g')).toEqual(['Sommer20']);
    expect(texts('ends er2026!g there', 'Sommer2026!g')).toEqual(['er2026!g']);
    expect(texts('begins Sommer2 there', 'Sommer2026!g')).toEqual([]);
    expect(texts(`half ${'abcdefghij'.repeat(2)} of it`, 'abcdefghij'.repeat(4))).toContain('abcdefghij'.repeat(2));
    expect(texts('less abcdefghij of it', 'klmnopqrst'.repeat(4))).toEqual([]);
  });

  it.each(['…', '%…', '%2…', '%%3…', '&…', '&#12…', '\\…', '\\u00…'])(
    'is found cut to less than half before %j',
    (end) => {
      const secret = 'Qz7Lm2Rt9XwKpB4nVc8Hs1Yd6Fg3Jk5';
      expect(texts(`the ${secret.slice(0, 9)}${end}`, secret)).toEqual([secret.slice(0, 9)]);
      expect(texts(`the ${secret.slice(0, 7)}${end}`, secret)).toEqual([]);
      expect(texts(`the ${secret.slice(0, 9)} ${end}`, secret)).toEqual([]);
    },
  );

  it.each(['Sommer20xyz', 'Sommer2024', 'xyz2026!g', 'Xer2026!g', '9er2026!g'])(
    'is not found cut where the word goes on: %s',
    (word) => expect(texts(`a ${word} b`, 'Sommer2026!g')).toEqual([]),
  );

  it.each(['%0Aer2026!g', '\\ner2026!g', '\\u003cer2026!g', '次er2026!g', 'Sommer20次', 'Sommer20%21'])(
    'is found cut beside an escape, and beside a script that writes no spaces: %s',
    (word) => expect(texts(`a ${word} b`, 'Sommer2026!g')).toHaveLength(1),
  );

  it('of a number counts only where no longer number holds it', () => {
    const echoes = createEchoes([{ secret: '8812345678', cut: false, apart: 'number' }]);
    expect(echoes.in('is n8812345678x wrong').length).toBe(1);
    expect(echoes.in('1440 98812345678 88123456781').length).toBe(0);
  });

  it('belongs to the secret that goes furthest', () => {
    const found = createEchoes(seek('planted-20-value', 'planted-0-value')).in('x planted-20-value');
    expect(found.find(({ end, start }) => end - start === 16)?.sought.secret).toBe('planted-20-value');
  });

  it('of a short secret counts only where it stands by itself', () => {
    const echoes = createEchoes([{ secret: 'ab12!x', cut: false, apart: true }]);
    expect(echoes.in('is ab12!x wrong').length).toBe(1);
    expect(echoes.in('zab12!xy').length).toBe(0);
  });

  it('is found wherever a plain search finds the whole', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abAB1'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.string({ unit: fc.constantFrom(...'abAB1 '), maxLength: 60 }),
        (secrets, text) => {
          const echoes = createEchoes(secrets.map((secret) => ({ secret, cut: false, apart: false }))).in(text);
          for (const secret of secrets) {
            const lower = text.toLowerCase();
            for (
              let at = lower.indexOf(secret.toLowerCase());
              at >= 0;
              at = lower.indexOf(secret.toLowerCase(), at + 1)
            ) {
              const isCovered = echoes.some(({ start, end }) => start <= at && end >= at + secret.length);
              if (!isCovered) throw new Error(`${secret} at ${at} of ${text}`);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is found as well where some of the text is hidden already, and where only its beginning is asked for', () => {
    const unit = fc.constantFrom(...'abA1"');
    const secrets = fc.array(fc.string({ unit, minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 12 });
    const stretches = fc.array(fc.tuple(fc.nat(99), fc.integer({ min: 1, max: 20 })), { maxLength: 6 });
    /** Every place of the text before an offset that an echo or a stretch covers. */
    const covered = (upTo: number, all: readonly { readonly start: number; readonly end: number }[]) =>
      Array.from({ length: upTo }, (_, at) => all.some(({ start, end }) => start <= at && at < end));
    fc.assert(
      fc.property(secrets, fc.string({ unit, maxLength: 100 }), stretches, fc.nat(100), (list, text, some, most) => {
        const echoes = createEchoes(seek(...list));
        const upTo = Math.min(most, text.length);
        const hidden = some.map(([start, length]) => ({ start, end: Math.min(text.length, start + length) }));
        const asked = echoes.in(text, upTo, hidden);
        expect(covered(upTo, [...asked, ...hidden])).toEqual(covered(upTo, [...echoes.in(text), ...hidden]));
      }),
      { numRuns: 500 },
    );
  });

  it('is found where a hidden stretch ends within it', () => {
    const found = createEchoes(seek('planted-1-value')).in('x planted-1-value y', 20, [{ start: 2, end: 9 }]);
    expect(found.map(({ start, end }) => [start, end])).toContainEqual([2, 17]);
  });

  it('is found among ten thousand secrets', () => {
    const secrets = Array.from({ length: 10_000 }, (_, i) => `planted-${i}-${(i * 7919) % 10_007}`);
    expect(texts(`the value ${secrets[9_876]} is wrong`, ...secrets)).toContain(secrets[9_876]);
  });
});

describe('what quotes a reply', () => {
  /** The quotation, as a document with the reply writes it. */
  function quoted(reply: string, quotation: string): string {
    const redaction = createRedaction();
    redaction.collect.body(reply, { mimeType: '', sent: false });
    return redaction.write.text(quotation);
  }

  it.each([
    ['user;password\njo;marigold', 'user;password: jo;marigold', 'user;password: jo;<secret 1>'],
    ['host: db\npassword: marigold', 'host: db password: marigold', 'host: db password: <secret 1>'],
    ['Use code 483920 to sign in', '483920: Use code 483920 to sign in', '<secret 1>: Use code <secret 1> to sign in'],
  ])('hides what the reply hides: %s', (reply, quotation, expected) => expect(quoted(reply, quotation)).toBe(expected));

  it.each([
    ['user;password\njo;marigold', 'marigolds are out'],
    ['{"pin":1234}', 'code 1234'],
    ['{"password":"marigold"}', 'marigold'],
  ])('keeps parts of words, small numbers and a code that stands alone: %s', (reply, quotation) =>
    expect(quoted(reply, quotation)).toBe(quotation),
  );

  it('may name the id of a request that a header of a session repeats', () => {
    const redaction = createRedaction();
    const id = '4f1c9a72e0b84d6f9a3b5c7d8e9f0a1b';
    redaction.collect.header({ name: 'X-Upstream-Session', value: id }, false);
    redaction.collect.header({ name: 'X-Request-Id', value: id }, false);
    expect(redaction.write.text(`request ${id} failed`)).toBe(`request ${id} failed`);
    expect(redaction.write.header({ name: 'X-Upstream-Session', value: id }, false)).toBe('<token 1>');
  });
});
