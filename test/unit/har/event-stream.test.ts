import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEventStream } from '../../../lib/har/event-stream.ts';

const dataOf = (stream: string) => readEventStream(stream).map(({ data }) => data);

describe('an event stream', () => {
  it.each([
    ['data: one\n\ndata: two\n\n', ['one', 'two']],
    ['data:no space\n\n', ['no space']],
    ['data: first\ndata: second\n\n', ['first\nsecond']],
    ['event: error\nid: 7\nretry: 10\ndata: {"a":1}\n\n', ['{"a":1}']],
    [': a comment\n\n', []],
    ['event: ping\n\n', []],
    ['data\n\n', ['']],
    ['\uFEFFdata: one\r\n\r\ndata: two\r\r', ['one', 'two']],
    ['data: complete\n\ndata: cut off', ['complete']],
    ['data: not yet dispatched\n', []],
    ['', []],
  ])('%j holds %j', (stream, events) => {
    expect(dataOf(stream)).toEqual(events);
  });

  it('keeps name, id and waiting time of each event', () => {
    const stream =
      ': hello\nretry: 10\nid: 7\nevent: error\ndata: a\n\nid:\ndata: b\n\nretry: soon\nevent:\ndata: c\n\n';
    expect(readEventStream(stream)).toEqual([
      { event: 'error', id: '7', retryMs: 10, data: 'a' },
      { event: undefined, id: '', retryMs: undefined, data: 'b' },
      { event: undefined, id: undefined, retryMs: undefined, data: 'c' },
    ]);
  });

  it('takes no waiting time that is no number', () => {
    expect(readEventStream(`retry: ${'9'.repeat(400)}\ndata: a\n\n`)).toMatchObject([{ retryMs: undefined }]);
  });

  it('gives back what was written', () => {
    const line = fc.string().map((text) => text.replace(/[\r\n]/g, ''));
    fc.assert(
      fc.property(fc.array(fc.array(line, { minLength: 1 })), fc.constantFrom('\n', '\r\n', '\r'), (events, end) => {
        const stream = events.map((lines) => lines.map((text) => `data: ${text}${end}`).join('') + end).join('');
        expect(dataOf(stream)).toEqual(events.map((lines) => lines.join('\n')));
      }),
    );
  });
});
