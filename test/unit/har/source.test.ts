import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../../lib/har/source.ts';

const TEXT = '{"log":{"name":"Käse"}}';

describe('the text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TEXT, 'utf16le')])],
    ['UTF-16, big-endian', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(TEXT, 'utf16le').swap16()])],
    ['gzip', gzipSync(TEXT)],
    ['gzip in several members', Buffer.concat([gzipSync(TEXT.slice(0, 9)), gzipSync(TEXT.slice(9))])],
  ])('is read as %s', async (_, bytes) => {
    expect(await readSource(Uint8Array.from(bytes))).toEqual({ ok: true, text: TEXT });
  });

  it.each([
    ['cut', gzipSync(TEXT).subarray(0, 20)],
    ['no gzip after its mark', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])],
  ])('is refused where it is %s', async (_, bytes) => {
    expect(await readSource(Uint8Array.from(bytes))).toEqual({
      ok: false,
      why: 'is a gzip file that cannot be unpacked',
    });
  });
});
