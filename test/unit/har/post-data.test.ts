/** What a request sent, in the forms in which recorders write it. */
import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../lib/diagnose/body-text.ts';
import { HarEntry } from '../../../lib/har/entry.ts';

const bodyOf = (postData: unknown) => new HarEntry({ request: { method: 'POST', postData } }).requestBody;
const textOf = (postData: unknown) => bodyText(bodyOf(postData));
const FORM = 'application/x-www-form-urlencoded';

describe('the body of a request', () => {
  it('is its text, where there is one', () => {
    expect(textOf({ mimeType: FORM, text: 'a=1', params: [{ name: 'a', value: '2' }] })).toBe('a=1');
  });

  it('is made of the fields of a form, where a tool writes those alone', () => {
    const params = [{ name: 'user name', value: 'a&b=c' }, { name: 'no value' }, { value: 'no name' }, null, 7];
    const text = textOf({ mimeType: `${FORM}; charset=utf-8`, text: '', params });
    expect([...new URLSearchParams(text)]).toEqual([
      ['user name', 'a&b=c'],
      ['no value', ''],
    ]);
  });

  it.each([
    ['that a tool has encoded', 'caf%C3%A9+2', 'café 2'],
    ['that is text with a percent sign', '100% sure', '100% sure'],
    ['that is text with a plus sign', '1+1', '1+1'],
    ['of another script', '漢字', '漢字'],
  ])('holds a field %s', (_, value, meant) => {
    const text = textOf({ mimeType: FORM, params: [{ name: 'q', value }] });
    expect(new URLSearchParams(text).get('q')).toBe(meant);
  });

  it('is made of the parts of a form with files', async () => {
    const mimeType = 'multipart/form-data; boundary="x-1"';
    const params = [
      { name: 'a "b"\r\nc', value: '1' },
      { name: 'file', fileName: 'notes.txt', contentType: 'text/plain', value: 'two\r\nlines' },
    ];
    const form = await new Response(textOf({ mimeType, params }), { headers: { 'content-type': mimeType } }).formData();
    const [[, field] = [], [, file] = []] = [...form];
    expect(field).toBe('1');
    expect(file).toMatchObject({ name: 'notes.txt', type: 'text/plain' });
    expect(await (file as File).text()).toBe('two\r\nlines');
  });

  it('has the boundary that the request names', () => {
    const headers = [{ name: 'Content-Type', value: 'multipart/form-data; boundary=sent' }];
    const params = [{ name: 'a', value: '1' }];
    for (const mimeType of ['multipart/form-data', '']) {
      const request = { method: 'POST', headers, postData: { mimeType, params } };
      expect(bodyText(new HarEntry({ request }).requestBody)).toMatch(/^--sent\r\n.*--sent--\r\n$/s);
    }
  });

  it.each([
    ['the content of a file', [{ name: 'file', fileName: 'a.png' }]],
    ['fields beyond ten thousand', Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}`, value: '' }))],
  ])('is cut where it lacks %s', (_, params) => {
    expect(bodyOf({ mimeType: 'multipart/form-data', params })).toMatchObject({ state: 'read', cut: true });
  });

  it('can stand there in base64', () => {
    expect(textOf({ mimeType: 'application/json', text: 'eyJhIjoxfQ==', encoding: 'base64' })).toBe('{"a":1}');
  });

  it.each([[undefined], [null], [7], [{}], [{ params: 'a' }], [{ text: 7, params: [] }]])(
    'is unknown in %j',
    (postData) => {
      expect(bodyOf(postData)).toEqual({ state: 'absent', why: 'unavailable' });
    },
  );

  it('of a hundred thousand escapes stays what it is', () => {
    const value = `${'%20'.repeat(100_000)} `;
    expect(new URLSearchParams(textOf({ mimeType: FORM, params: [{ name: 'q', value }] })).get('q')).toBe(value);
  });
});
