import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventData } from '../../../lib/capture/event-stream.ts';

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
    expect(eventData(stream)).toEqual(events);
  });

  it('gives back what was written', () => {
    const line = fc.string().map((text) => text.replace(/[\r\n]/g, ''));
    fc.assert(
      fc.property(fc.array(fc.array(line, { minLength: 1 })), fc.constantFrom('\n', '\r\n', '\r'), (events, end) => {
        const stream = events.map((lines) => lines.map((text) => `data: ${text}${end}`).join('') + end).join('');
        expect(eventData(stream)).toEqual(events.map((lines) => lines.join('\n')));
      }),
    );
  });
});
