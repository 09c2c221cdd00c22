import fc from 'fast-check';
import { expect, it } from 'vitest';
import { htmlText, isHtml } from '../../lib/html-text.ts';

it.each([
  [
    '<!doctype html><html><head><title>502 Bad&nbsp;Gateway</title><style>b{}</style></head><body><h1>Bad  Gateway</h1><hr>nginx/1.25</body></html>',
    { title: '502 Bad Gateway', text: 'Bad Gateway\nnginx/1.25' },
  ],
  [
    '<html><body><!-- <p>hidden</p> --><p>a &lt;b&gt; &amp; c</p><script>alert("no")</script></body>',
    { title: '', text: 'a <b> & c' },
  ],
  ['<title>Only a title</title>', { title: 'Only a title', text: '' }],
  ['<p>never closed <', { title: '', text: 'never closed' }],
  ['<script>never closed', { title: '', text: '' }],
  ['&#x110000;&#0;&#65;', { title: '', text: '&#x110000;&#0;A' }],
])('a page is read as people read it (%#)', (html, read) => {
  expect(htmlText(html)).toEqual(read);
});

it('a page is known by its type or its beginning', () => {
  expect(isHtml('anything', 'text/html; charset=utf-8')).toBe(true);
  expect(isHtml('\n<!DOCTYPE html>', 'text/plain')).toBe(true);
  expect(isHtml('{"a":"<html>"}', 'application/json')).toBe(false);
});

it('any text is read without throwing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '!--', '-->', '/', 'p', 'head', 'title', '&#', ';') }),
      (html) => typeof htmlText(html).text === 'string',
    ),
  );
});
