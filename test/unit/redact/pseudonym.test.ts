import { describe, expect, it } from 'vitest';
import { BLANK, blanked, hostLabel, isSpent } from '../../../lib/redact/pseudonym.ts';

const blanks = (pseudonym: string) => BLANK.repeat(pseudonym.length);

describe('a pseudonym', () => {
  it.each(['<licence key 2>', '&lt;one-time code 12&gt;', '%3Ctoken%201%3E'])(
    'is blanked as %s, and all around it stays where it is',
    (pseudonym) => {
      expect(blanked(`a=${pseudonym}&b=<b>${pseudonym}`)).toBe(`a=${blanks(pseudonym)}&b=<b>${blanks(pseudonym)}`);
    },
  );

  it.each(['', 'licence key 2', '<b>', '<Licence key 2>', '<licence key>', '&lt;b&gt;', '%3Cb%3E'])(
    'is none of %j',
    (text) => expect(blanked(text)).toBe(text),
  );

  it('as a label of a host has no sign that parsers refuse there', () => {
    expect(hostLabel('<licence key 2>')).toBe('hidden-licence-key-2');
  });
});

describe('a value', () => {
  const spent = blanked('<token 1>');

  it.each([spent, `Bearer ${spent}`, `  Api-Key2   ${spent}`, `"${spent}".`, `${spent}, and more`])(
    'is spent where it is a pseudonym, also behind the name of a scheme: %j',
    (value) => expect(isSpent(value)).toBe(true),
  );

  it.each(['', '...', 'Bearer', 'Bearer abc', `user:${spent}`, `Basic x ${spent}`, `é ${spent}`, `7,${spent}`])(
    'is not where anything else can be a secret: %j',
    (value) => expect(isSpent(value)).toBe(false),
  );
});
