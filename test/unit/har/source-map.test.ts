import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeViews } from '../../../lib/har/code-view.ts';
import { findMapping, inlineMapOf, readMap } from '../../../lib/har/source-map.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** One value as ECMA-426 writes it. */
function vlq(value: number): string {
  let rest = Math.abs(value) * 2 + (value < 0 ? 1 : 0);
  let text = '';
  do {
    const digit = rest % 32;
    rest = Math.floor(rest / 32);
    text += DIGITS[digit + (rest > 0 ? 32 : 0)];
  } while (rest > 0);
  return text;
}

interface Segment {
  readonly generated: number;
  readonly source: number;
  readonly line: number;
  readonly column: number;
}

function written(lines: readonly (readonly Segment[])[]): string {
  let before = { source: 0, line: 0, column: 0 };
  return lines
    .map((segments) => {
      let generated = 0;
      return segments
        .map((one) => {
          const fields = [
            one.generated - generated,
            one.source - before.source,
            one.line - before.line,
            one.column - before.column,
          ];
          generated = one.generated;
          before = one;
          return fields.map(vlq).join('');
        })
        .join(',');
    })
    .join(';');
}

const ORIGINAL = ['const API = 1;', '', 'export async function save() {', '  await fetch(API);', '}', ''].join('\n');
/** `fetch` stands in column 30 of the one generated line, and in line 4, column 9 of the original. */
const MAP = {
  version: 3,
  sources: ['src/orders.ts'],
  sourcesContent: [ORIGINAL],
  names: [],
  mappings: written([
    [
      { generated: 0, source: 0, line: 0, column: 0 },
      { generated: 29, source: 0, line: 3, column: 8 },
      { generated: 60, source: 0, line: 4, column: 0 },
    ],
  ]),
};
const CODE = 'export async function s(){for(fetch(1);;);}';
const PLACE = { function: 's', url: 'https://shop.example/app.min.js', line: 1, column: 33 };
const inline = (map: unknown, code = CODE) =>
  `${code}\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}\n`;

describe('a source map', () => {
  it('gives the mapping that was written, for any map', () => {
    const segment = fc.record({
      generated: fc.nat(5_000),
      source: fc.nat(20),
      line: fc.nat(100_000),
      column: fc.nat(500),
    });
    const line = fc
      .uniqueArray(segment, { selector: ({ generated }) => generated, maxLength: 12 })
      .map((all) => [...all].sort((a, b) => a.generated - b.generated));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.nat(11), fc.nat(5_000), (lines, at, column) => {
        const expected = (lines[at] ?? []).filter(({ generated }) => generated <= column).at(-1);
        const found = findMapping(written(lines), at, column);
        expect(found).toEqual(expected && { source: expected.source, line: expected.line, column: expected.column });
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same from where earlier searches have been', () => {
    const lines = Array.from({ length: 40 }, (_, line) =>
      Array.from({ length: 200 }, (_, i) => ({ generated: 7 * i, source: i % 3, line, column: i })),
    );
    const mappings = written(lines);
    const marks: Parameters<typeof findMapping>[3] = [];
    fc.assert(
      fc.property(fc.nat(41), fc.nat(1_500), (line, column) => {
        expect(findMapping(mappings, line, column, marks)).toEqual(findMapping(mappings, line, column));
      }),
      { numRuns: 300 },
    );
    expect(marks.length).toBeGreaterThan(5);
    expect(marks.length).toBeLessThan(mappings.length / 4_000);
  });

  it('that is anything else gives nothing, without an error', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9+/,;]{0,200}$/));
    fc.assert(
      fc.property(text, fc.nat(20), fc.nat(200), (mappings, line, column) => {
        const found = findMapping(mappings, line, column);
        if (found) for (const value of Object.values(found)) expect(value).toBeGreaterThanOrEqual(0);
      }),
    );
    fc.assert(
      fc.property(fc.anything(), (map) => {
        readMap(String(JSON.stringify(map)))(1, 1);
        const { source } = readMap(JSON.stringify({ ...MAP, ...(map as object) }))(1, 33) ?? {};
        expect(source === undefined || source.length > 0).toBe(true);
      }),
    );
  });

  it('leads to the original, also in sections and behind the guard of JSON', () => {
    const original = { source: 'src/orders.ts', line: 4, column: 9, content: ORIGINAL };
    expect(readMap(JSON.stringify(MAP))(1, 33)).toEqual(original);
    expect(readMap(`)]}'\n${JSON.stringify(MAP)}`)(1, 33)).toEqual(original);
    const sections = [
      { offset: { line: 0, column: 0 }, map: { ...MAP, sources: ['other.ts'] } },
      { offset: { line: 7, column: 10 }, map: MAP },
    ];
    expect(readMap(JSON.stringify({ version: 3, sections }))(8, 43)).toEqual(original);
  });

  it('within itself, a thousand times, ends', () => {
    let map: unknown = MAP;
    for (let i = 0; i < 1_000; i++) map = { version: 3, sections: [{ offset: { line: 0, column: 0 }, map }] };
    expect(readMap(JSON.stringify(map))(1, 33)).toBeUndefined();
  });

  it('is read where the script carries it, and nowhere else', () => {
    expect(JSON.parse(inlineMapOf(inline(MAP)) ?? '')).toEqual(MAP);
    expect(JSON.parse(inlineMapOf(`${inline(MAP)}//# sourceURL=webpack-internal:///./src/orders.ts\n`) ?? '')).toEqual(
      MAP,
    );
    const plain = `x\n//# sourceMappingURL=data:application/json,${encodeURIComponent(JSON.stringify(MAP))}`;
    expect(JSON.parse(inlineMapOf(plain) ?? '')).toEqual(MAP);
    expect(inlineMapOf(`${inline(MAP)}\n// another script\nfetch('/x');\n`)).toBeUndefined();
    for (const address of ['app.js.map', 'https://evil.example/map', 'data:text/plain,{}', 'data:application/json,%'])
      expect(inlineMapOf(`x\n//# sourceMappingURL=${address}`)).toBeUndefined();
  });
});

describe('the view of a place', () => {
  it('is the line of the original with two before and two after it', () => {
    expect(codeViews(inline(MAP)).viewOf(PLACE)).toEqual({
      place: { function: 's', url: 'src/orders.ts', line: 4, column: 9 },
      isOriginal: true,
      lines: [
        { number: 2, text: '' },
        { number: 3, text: 'export async function save() {' },
        { number: 4, text: '  await fetch(API);' },
        { number: 5, text: '}' },
        { number: 6, text: '' },
      ],
    });
  });

  it.each([
    ['without a map', CODE],
    ['with a map that is fetched', `${CODE}\n//# sourceMappingURL=app.js.map`],
    ['with a map of another line', inline({ ...MAP, mappings: `;${MAP.mappings}` })],
    ['with a map that names a line that the original does not have', inline({ ...MAP, sourcesContent: ['one line'] })],
    ['with a map that is damaged', inline({ ...MAP, mappings: '!!!' })],
    ['with a map that is none', inline('map')],
  ])('is the generated one, said so: %s', (_, script) => {
    expect(codeViews(script).viewOf(PLACE)).toMatchObject({ place: PLACE, isOriginal: false });
  });

  it('shows of a line of a megabyte the part around the column', () => {
    const script = `${' '.repeat(500_000)}fetch(1)${' '.repeat(500_000)}`;
    const view = codeViews(script).viewOf({ ...PLACE, column: 500_001 });
    expect(view?.lines).toHaveLength(1);
    expect(view?.lines[0]?.text).toContain('fetch(1)');
    expect(view?.lines[0]?.text.length).toBeLessThanOrEqual(200);
  });

  it('is none where the script has no such line', () => {
    expect(codeViews(CODE).viewOf({ ...PLACE, line: 9 })).toBeUndefined();
    expect(codeViews(CODE).viewOf({ ...PLACE, line: undefined })).toBeUndefined();
  });
});
