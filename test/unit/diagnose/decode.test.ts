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

  it.each([
    ['<!doctype html><title>Ponds &amp; ducks</title>', 'Ponds & ducks', false, false],
    [
      '\n<!-- built today --><html><head><title>\n Log in\n</title></head><input name=a><input type=password>',
      'Log in',
      true,
      false,
    ],
    ["<?xml version='1.0'?><!DOCTYPE html><html><title></title><input id=p type = 'password'>", '', true, false],
    [
      '<br />\n<b>Warning</b>:  No pond in <b>/srv/a.php</b> on line <b>4</b><br />\n{}',
      'Warning: No pond in /srv/a.php on line 4',
      false,
      true,
    ],
    ['PHP Notice:  No pond in /srv/a.php on line 4\n{}', 'PHP Notice: No pond in /srv/a.php on line 4', false, true],
  ])('reads the page or notice %j', (text, title, asksPassword, isNotice) => {
    expect(decode('page', text, false, '')).toEqual({ title, asksPassword, isNotice, isDown: false });
  });

  it.each([
    'Down for maintenance',
    'Wartungsarbeiten',
    'Sistema en mantenimiento',
    '503 Service Unavailable',
    '系统维护中',
  ])('reads that a page called %s tells of an outage', (title) => {
    expect(decode('page', `<!doctype html><title>${title}</title>`, false, '')).toMatchObject({ title, isDown: true });
  });

  it.each(['', '<p>a fragment', '{"a":"<html>"}', 'Warning: thin ice', 'text <html>', '<br />'])(
    'finds no page in %j',
    (text) => {
      expect(decode('page', text, false, '')).toBeUndefined();
    },
  );

  it('finds what JSON has no number for, wherever it stands and whatever the texts around it say', () => {
    const texts = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('NaN', ': NaN', '"Infinity', '\\'));
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        texts,
        fc.integer(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(texts, tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 4 }),
        fc.constantFrom('NaN', 'Infinity', '-Infinity'),
        (values, number) => {
          const json = JSON.stringify(values);
          expect(decode('nearly-json', json, false, '')).toBeUndefined();
          expect(decode('nearly-json', `{"a":${json},"b":${number}}`, false, '')).toEqual({ number });
          expect(decode('nearly-json', `{"a":${json},"b":${number}`, false, '')).toBeUndefined();
        },
      ),
    );
  });

  it('reads a text without its end once', () => {
    // With a search from each of its quotes this would not end in time.
    const quotes = '\\"'.repeat(200_000);
    expect(decode('nearly-json', `[NaN,${quotes}`, false, '')).toBeUndefined();
    expect(decode('nearly-json', `[NaN,"${quotes}\\`, false, '')).toBeUndefined();
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
    const decoders = fc.constantFrom<Decoder>('json', 'grpc-web', 'xml-error', 'page', 'nearly-json', 'text');
    fc.assert(
      fc.property(decoders, fc.string({ unit: 'binary' }), fc.boolean(), fc.string(), (decoder, text, base64, mime) => {
        decode(decoder, text, base64, mime);
        bodyText({ state: 'read', text, base64, cut: false });
      }),
    );
  });
});
