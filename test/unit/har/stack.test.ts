import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeInStack } from '../../../lib/har/stack.ts';

const APP = 'https://shop.example/app.js';

describe('the page’s own line in a stack of Firefox', () => {
  it.each<[string, string, object | undefined]>([
    ['a function', `saveOrder@${APP}:41:9`, { function: 'saveOrder', url: APP, line: 41, column: 9 }],
    ['no function', `@${APP}:3:1`, { function: '', url: APP, line: 3, column: 1 }],
    ['an inner function', `save/<@${APP}:7:5`, { function: 'save', line: 7 }],
    ['a method', `send@${APP}:7:5\nOrders.prototype.save@${APP}:9:5`, { function: 'send', line: 7 }],
    ['a promise', `async*load@${APP}:12:3`, { function: 'load', line: 12 }],
    ['a callback', `promise callback*start@${APP}:12:3`, { function: 'start', line: 12 }],
    ['a timer', `setTimeout handler*poll@${APP}:5:3`, { function: 'poll', line: 5 }],
    ['the document', '@https://shop.example/:18:20', { url: 'https://shop.example/', line: 18 }],
    ['a name with @', `get @@iterator@${APP}:5:3`, { function: 'get @@iterator', line: 5 }],
    ['an address with @', `f@https://shop.example/@me/a@1.2.js:5:3`, { url: 'https://shop.example/@me/a@1.2.js' }],
    ['an address with a port', 'f@http://127.0.0.1:3000/a.js:5:3', { url: 'http://127.0.0.1:3000/a.js', line: 5 }],
    ['eval', `f@${APP} line 30 > eval:1:5`, { url: APP, line: 30, column: undefined }],
    ['a constructed function', `anonymous@${APP} line 30 > Function:1:5`, { url: APP, line: 30 }],
    ['eval in eval', `f@${APP} line 30 > eval line 2 > eval:1:5`, { url: APP, line: 30 }],
    [
      'a library in front',
      `request@https://cdn.jsdelivr.net/npm/axios@1.2.3/axios.min.js:1:999\nasync*pay@${APP}:8:2`,
      { function: 'pay', line: 8 },
    ],
    [
      'the tap in front',
      `apply@wire-triage:///node_modules/socket-tap.js:1:99\npay@${APP}:8:2`,
      { function: 'pay', line: 8 },
    ],
    ['the tap alone', 'apply@wire-triage:///node_modules/socket-tap.js:1:99', undefined],
    ['nothing', '', undefined],
    ['another engine', '    at pay (https://shop.example/app.js:8:2)', undefined],
    ['no address', 'pay@app:8:2', undefined],
    ['no line', `pay@${APP}`, undefined],
    ['an address of a megabyte', `pay@https://shop.example/${'a'.repeat(1_000_000)}:8:2`, undefined],
    ['a program in the address', 'pay@data:text/javascript,fetch():8:2', undefined],
  ])('is found: %s', (_, stack, place) => {
    if (place === undefined) expect(placeInStack(stack)).toBeUndefined();
    else expect(placeInStack(stack)).toMatchObject(place);
  });

  it('is the first of a thousand frames', () => {
    const deep = Array.from({ length: 1_000 }, (_, i) => `f${i}@${APP}:${i + 1}:1`).join('\n');
    expect(placeInStack(deep)).toMatchObject({ function: 'f0', line: 1 });
  });

  it('is read from any text without an error', () => {
    const line = fc.tuple(fc.string(), fc.webUrl({ withFragments: true }), fc.nat(), fc.nat());
    const frame = line.map(([name, url, a, b]) => `${name}@${url}:${a}:${b}`);
    const text = fc.array(fc.oneof(frame, fc.string(), fc.constantFrom('@', '*', ' line ', ' > eval', ':1:1')));
    fc.assert(
      fc.property(text, (lines) => {
        const place = placeInStack(lines.join('\n'));
        if (place) expect(place.url).toMatch(/^[a-z][a-z0-9+.-]*:/i);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives back what was written', () => {
    const name = fc.stringMatching(/^[a-zA-Z_$][a-zA-Z0-9_$]{0,20}$/);
    const number = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(name, number, number, (name, line, column) => {
        expect(placeInStack(`${name}@${APP}:${line}:${column}`)).toEqual({ function: name, url: APP, line, column });
      }),
    );
  });
});
