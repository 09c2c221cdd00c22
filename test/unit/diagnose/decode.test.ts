import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../lib/diagnose/body-text.ts';
import { type Decoder, decode } from '../../../lib/diagnose/decode.ts';

describe('decode', () => {
  it('reads JSON with a byte order mark and white space before it', () => {
    expect(decode('json', '\ufeff \n{"a":1}', false, '')).toEqual({ a: 1 });
  });

  it('reads JSON that ends in a record separator', () => {
    expect(decode('json', '{"type":7}\u001e', false, '')).toEqual({ type: 7 });
  });

  it.each(['', 'plain', '"text"', '<html>', '{"a":', '{"a":1} trailing'])('finds no JSON in %j', (text) => {
    expect(decode('json', text, false, '')).toBeUndefined();
  });

  it('reads JSON nested a hundred thousand deep without failing', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(Array.isArray(decode('json', deep, false, ''))).toBe(true);
  });

  it('does not look at more than a megabyte', () => {
    expect(decode('json', JSON.stringify({ a: 'x'.repeat(1_000_001) }), false, '')).toBeUndefined();
  });

  it('finds the trailers of a gRPC-web text body', () => {
    const frames = 'gAAAAClncnBjLXN0YXR1czogNQ0KZ3JwYy1tZXNzYWdlOiBub3QgZm91bmQNCg==';
    expect(decode('grpc-web', frames, false, 'application/grpc-web-text+proto')).toEqual({
      'grpc-status': '5',
      'grpc-message': 'not found',
    });
  });

  it('finds the trailers behind a message frame of a binary gRPC-web body', () => {
    const trailer = 'grpc-status: 14\r\ngrpc-message: try%20later\r\n';
    const bytes = [0, 0, 0, 0, 2, 1, 2, 0x80, 0, 0, 0, trailer.length, ...Buffer.from(trailer)];
    const base64 = Buffer.from(bytes).toString('base64');
    expect(decode('grpc-web', base64, true, 'application/grpc-web')).toEqual({
      'grpc-status': '14',
      'grpc-message': 'try later',
    });
  });

  it('reads the elements of an XML error', () => {
    const xml = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>a &lt;b&gt; &amp;lt;</Message></Error>';
    expect(decode('xml-error', xml, false, '')).toEqual({ Code: 'NoSuchKey', Message: 'a <b> &lt;' });
  });

  it('throws on no input', () => {
    const decoders = fc.constantFrom<Decoder>('json', 'grpc-web', 'xml-error', 'text');
    fc.assert(
      fc.property(decoders, fc.string({ unit: 'binary' }), fc.boolean(), fc.string(), (decoder, text, base64, mime) => {
        decode(decoder, text, base64, mime);
        bodyText({ state: 'read', text, base64, cut: false });
      }),
    );
  });
});
