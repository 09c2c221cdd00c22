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
    ['{"log":{}}', 'is not a HAR: "log.entries" is no list'],
  ])('is refused in one line where it is %j', (text, why) => {
    const file = readHarFile(text);
    expect(file.ok ? '' : file.why).toMatch(new RegExp(`^${why.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}.*$`));
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
