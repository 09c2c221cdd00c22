import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHarFile } from '../../../lib/har/file.ts';
import { harEntry, harText } from '../../har.ts';

describe('a HAR file', () => {
  it.each([
    ['', 'is empty'],
    [' \n ', 'is empty'],
    ['{"log":', 'is not JSON: '],
    ['<html>', 'is not JSON: '],
    ['null', 'is not a HAR: it has no "log"'],
    ['[]', 'is not a HAR: it has no "log"'],
    ['[{"a":1}]', 'is not a HAR: it has no "log"'],
    ['{"a":1}\n{"a":2}', 'is not JSON: '],
    ['{"log":{}}', 'is not a HAR: "log.entries" is no list'],
  ])('is refused in one line where it is %j', (text, why) => {
    const file = readHarFile(text);
    expect(file.ok ? '' : file.why).toMatch(new RegExp(`^${why.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}.*$`));
  });

  const ENTRIES = [harEntry({ status: 500 }), harEntry({ status: 200 })];

  it.each([
    ['a log without its wrapper', JSON.stringify({ version: '1.2', entries: ENTRIES })],
    ['a list of entries', JSON.stringify(ENTRIES)],
    ['one entry a line', ENTRIES.map((entry) => JSON.stringify(entry)).join('\r\n')],
    [
      'one entry a line, with an empty line at the end',
      `${ENTRIES.map((entry) => JSON.stringify(entry)).join('\n')}\n\n`,
    ],
  ])('may be %s', (_, text) => {
    const file = readHarFile(text);
    expect(file.ok && file.entries.map(({ status }) => status)).toEqual([500, 200]);
  });

  it('may be a single entry, and no other object with a request', () => {
    const file = readHarFile(JSON.stringify(ENTRIES[0], undefined, 2));
    expect(file.ok && file.entries.map(({ status }) => status)).toEqual([500]);
    expect(readHarFile('{"name":"A saved call","request":{"url":"https://a.example/"}}')).toMatchObject({ ok: false });
  });

  it('keeps the place of a line that cannot be read', () => {
    const line = JSON.stringify(ENTRIES[0]);
    const file = readHarFile(`${line}\n{"request":\n${line}`);
    expect(file.ok && file.entries.map(({ status }) => status)).toEqual([500, 0, 500]);
  });

  it('never throws, whatever its members are', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void readHarFile(JSON.stringify({ log: value }))));
    fc.assert(fc.property(fc.array(fc.jsonValue()), (entries) => void readHarFile(harText(entries))));
  });

  it('may begin with a byte order mark and may have no entries', () => {
    expect(readHarFile(`\ufeff${harText([])}`)).toMatchObject({ ok: true, entries: [], recorder: 'WebInspector 1' });
  });

  it.each([
    ['WebInspector', 'chromium'],
    ['Firefox', 'firefox'],
    ['Playwright', 'playwright'],
    ['Fiddler', 'other'],
  ])('of %s is read in the dialect %s', (creator, id) => {
    expect(readHarFile(harText([harEntry({})], creator))).toMatchObject({ dialect: { id } });
  });
});
