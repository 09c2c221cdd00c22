/** Recordings in zip archives, made by another library than the one that reads them. */
import * as fc from 'fast-check';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../lib/diagnose/body-text.ts';
import { readArchive } from '../../../lib/har/archive.ts';
import { openHar } from '../../../lib/har/open.ts';
import { harEntry, harText } from '../../har.ts';

const HAR = harText([harEntry({ status: 500 })]);

async function zip(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array<ArrayBuffer>> {
  const archive = new JSZip();
  for (const [name, content] of Object.entries(files)) archive.file(name, content);
  return Uint8Array.from(await archive.generateAsync({ type: 'uint8array', compression: 'DEFLATE' }));
}

const whyOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const file = await openHar(bytes);
  return file.ok ? file.entries.length : file.why;
};

describe('a zip archive', () => {
  it.each<[string, Record<string, string>]>([
    ['a recording', { 'a.har': HAR }],
    ['a recording in a folder', { 'case 4711/A.HAR': HAR }],
    ['a recording beside what macOS adds', { 'a.har': HAR, '__MACOSX/._a.har': 'x' }],
    ['a recording beside other files', { 'a.har': HAR, 'notes.json': '{}', 'picture.png': 'x' }],
    ['a recording under another name', { 'network.json': HAR }],
  ])('with %s is read', async (_, files) => expect(await whyOf(await zip(files))).toBe(1));

  it.each<[string, () => Promise<Uint8Array<ArrayBuffer>>, string]>([
    ['two recordings', () => zip({ 'a.har': HAR, 'b.har': HAR }), 'holds 2 recordings: unpack it first'],
    ['no recording', () => zip({ 'a.png': 'x' }), 'is a zip archive without a recording in it'],
    ['nothing', () => zip({}), 'is a zip archive without a recording in it'],
    [
      'half of it missing',
      async () => (await zip({ 'a.har': HAR })).slice(0, 80),
      'is a zip archive that cannot be unpacked',
    ],
    ['no HAR under the name of one', () => zip({ 'a.har': '{}' }), 'is not a HAR'],
    ['an empty recording', () => zip({ 'a.har': '' }), 'is empty'],
  ])('with %s is refused in one line', async (_, bytes, why) => expect(await whyOf(await bytes())).toContain(why));

  it('that is encrypted is refused', async () => {
    const bytes = await zip({ 'a.har': HAR });
    bytes[6] = (bytes[6] ?? 0) | 1;
    expect(await whyOf(bytes)).toBe('is an encrypted zip archive: unpack it first');
  });

  it('that holds more than is unpacked is refused', async () => {
    expect(readArchive(await zip({ 'a.har': HAR }), 10)).toEqual({
      ok: false,
      why: 'holds more than 0.00001 MB when it is unpacked',
    });
  });

  it('whose files share their bytes is refused', async () => {
    const bytes = await zip({ 'a.har': HAR, 'b.txt': HAR });
    // PKWARE APPNOTE section 4.3.12: the packed size stands 20 bytes behind the signature of each entry of the directory.
    for (let at = 0; at < bytes.length - 4; at++) {
      if (bytes[at] !== 0x50 || bytes[at + 1] !== 0x4b || bytes[at + 2] !== 1) continue;
      bytes.set([0xff, 0xff, 0xff, 0], at + 20);
    }
    expect(await whyOf(bytes)).toBe('is a zip archive that cannot be unpacked');
  });

  it('that claims more files than anybody packs is refused at once', async () => {
    // Zip64: its end of the directory with the number of files (section 4.3.14), where that stands (4.3.15), and the old end (4.3.16).
    const bytes = new Uint8Array(4 + 56 + 20 + 22);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, 0x04034b50, true);
    view.setUint32(4, 0x06064b50, true);
    view.setUint32(4 + 32, 0xffffffff, true);
    view.setUint32(60, 0x07064b50, true);
    view.setUint32(60 + 8, 4, true);
    view.setUint32(80, 0x06054b50, true);
    view.setUint16(80 + 8, 0xffff, true);
    view.setUint32(80 + 16, 0xffffffff, true);
    expect(await whyOf(bytes)).toBe('is a zip archive that cannot be unpacked');
  });

  it('is never thrown at, whatever stands in it', async () => {
    const whole = await zip({ 'a.har': HAR, 'b.json': '{}' });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const bytes = Uint8Array.from(whole);
        bytes[at] = byte;
        const file = await openHar(bytes);
        expect(file.ok || file.why.split('\n').length === 1).toBe(true);
      }),
    );
  });
});

describe('bodies in files of their own', () => {
  const entry = (content: object, postData: object) => {
    const one = harEntry({ status: 500, method: 'POST' });
    return { ...one, request: { ...one.request, postData }, response: { ...one.response, content } };
  };
  const open = async (files: Readonly<Record<string, string | Uint8Array>>) => {
    const file = await openHar(await zip(files));
    const [first] = file.ok ? file.entries : [];
    return first;
  };

  it('are read as if they stood in the entry', async () => {
    const one = entry(
      { size: 15, mimeType: 'application/json', _file: 'b1.json' },
      { mimeType: 'text/plain', _file: 'b2.txt' },
    );
    const read = await open({ 'har.har': harText([one]), 'b1.json': '{"error":"nö"}', 'b2.txt': 'a=1' });
    expect(read && [bodyText(read.responseBody), bodyText(read.requestBody), read.mimeType]).toEqual([
      '{"error":"nö"}',
      'a=1',
      'application/json',
    ]);
  });

  it.each([
    ['in the folder of the recording', { 'out/har.har': 'b1.json' }, 'out/b1.json'],
    ['below it', { 'out/har.har': './resources/b1.json' }, 'out/resources/b1.json'],
  ])('are found %s', async (_, har, body) => {
    const [[name, path] = ['', '']] = Object.entries(har);
    const one = entry({ mimeType: 'application/json', _file: path }, {});
    const read = await open({ [name]: harText([one]), [body]: '{"error":1}' });
    expect(read && bodyText(read.responseBody)).toBe('{"error":1}');
  });

  it('are held once, however many entries name one', async () => {
    const one = entry({ mimeType: 'text/plain', _file: 'b1.txt' }, {});
    const file = await openHar(await zip({ 'har.har': harText([one, one]), 'b1.txt': 'x'.repeat(100_000) }));
    const [first, second] = file.ok ? file.entries.map(({ responseBody }) => responseBody) : [];
    expect(first).toEqual(second);
    expect(first).toMatchObject({ text: 'x'.repeat(100_000) });
  });

  it('stay bytes where they are no text', async () => {
    const one = entry({ mimeType: 'image/png', _file: 'b1.png' }, {});
    const read = await open({ 'har.har': harText([one]), 'b1.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff) });
    expect(read?.responseBody).toEqual({ state: 'read', text: 'iVBOR/8=', base64: true, cut: false });
  });

  it.each([['../secret.txt'], [''], [7], ['__proto__'], ['missing.json']])(
    'are unknown where %j names none',
    async (name) => {
      const read = await open({ 'har.har': harText([entry({ mimeType: '', _file: name }, {})]), 'b1.json': '{}' });
      expect(read?.responseBody).toEqual({ state: 'absent', why: 'unavailable' });
    },
  );
});
