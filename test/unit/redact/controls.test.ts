/** Each character that steers, turns or hides text, by itself: a range that is given up is noticed. */
import { describe, expect, it } from 'vitest';
import { withControls, withoutControls } from '../../../lib/redact/controls.ts';
import { createRedaction } from '../../../lib/redact/redaction.ts';

/** First and last of each range of code points. */
const RANGES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  'C0 but for tab and line feed': [
    [0x00, 0x08],
    [0x0b, 0x0d],
    [0x0e, 0x1f],
  ],
  'DEL and C1': [[0x7f, 0x9f]],
  'soft hyphen': [[0xad, 0xad]],
  'Arabic letter mark': [[0x61c, 0x61c]],
  'Mongolian vowel separator': [[0x180e, 0x180e]],
  'zero-width characters and marks of direction': [[0x200b, 0x200f]],
  'separators of lines and paragraphs, embeddings, overrides': [[0x2028, 0x202e]],
  'invisible operators and isolates': [[0x2060, 0x206f]],
  'byte order mark': [[0xfeff, 0xfeff]],
  'annotations between lines': [[0xfff9, 0xfffb]],
  tags: [[0xe0000, 0xe007f]],
};

const CONTROLS = Object.entries(RANGES).flatMap(([kind, ranges]) =>
  ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => [kind, String.fromCodePoint(first + i)] as const),
  ),
);

const codeOf = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

describe('a control', () => {
  it.each(Object.keys(RANGES))('is found whole: %s', (name) => {
    for (const [kind, control] of CONTROLS)
      if (kind === name)
        expect(`${codeOf(control)} ${withControls(`a${control}b`, () => '!')}`).toBe(`${codeOf(control)} a!b`);
  });

  it('comes out of every place as an escape that JSON reads as itself', () => {
    for (const [, control] of CONTROLS) {
      const text = `a${control}b`;
      const { write } = createRedaction();
      const header = { name: 'Server', value: text };
      const all: readonly string[] = [
        write.text(text),
        write.body(text, { mimeType: '', sent: false }),
        write.message(text, { sent: true }),
        write.header(header, false),
        write.url(`https://a.example/${text}`),
        createRedaction({ disclosure: { kind: 'raw' } }).write.text(text),
      ];
      for (const one of all) expect(`${codeOf(control)} ${one}`).not.toContain(control);
      expect(JSON.parse(`"${withoutControls(text)}"`)).toBe(text);
    }
  });

  it('is no tab, no line end and no character that is seen', () => {
    const text = 'a\tb\nc\r\nd\u00a0é\u2013\u3000\ud83d\ude00\ufffd';
    expect(withControls(text, () => '!')).toBe(text);
  });
});
