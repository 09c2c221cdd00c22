import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf, drain, injected, install } from '../../../lib/browser/tap-script.ts';
import { fakePage } from '../tap/fake-page.ts';

const NAME = '_0123456789abcdef0123456789abcdef';
const NONE = { began: 0, batch: 0 };

describe('scripts for the tap', () => {
  it('find no tap where none was installed', () => {
    const page = fakePage();
    const answer = answerOf(page.run(drain(NAME, 1, NONE)));
    expect(answer).toMatchObject({ events: undefined, isBlind: false });
    expect(answer?.began).toBe(page.run('performance.timeOrigin'));
  });

  it('install one that hands out what it saw, and only once', () => {
    const page = fakePage();
    expect(page.run(install(NAME, false))).toBe(false);
    page.run(`const socket = test.open(); socket.send('a')`);
    const first = answerOf(page.run(drain(NAME, 1, NONE)));
    expect(JSON.parse(first?.events ?? '')).toHaveLength(3);
    const second = answerOf(page.run(drain(NAME, 1, first ?? NONE)));
    expect(second).toMatchObject({ began: first?.began, events: '[]' });
    expect(() => page.run(install(NAME, false))).toThrow(/already been declared/);
  });

  it('say that nothing can be installed where the page lacks what it takes', () => {
    const page = fakePage();
    page.run('delete globalThis.MessageEvent');
    expect(page.run(install(NAME, false))).toBeNull();
    expect(answerOf(page.run(drain(NAME, 1, NONE)))).toMatchObject({ events: undefined });
  });

  it('make the tap global where the browser puts the script into a function', () => {
    const page = fakePage();
    page.run(`(function(){${injected(NAME, false)}})()`);
    expect(answerOf(page.run(drain(NAME, 1, NONE)))).toMatchObject({ events: '[]' });
  });

  it('keep the answer from the page, whatever it made of its globals', () => {
    const page = fakePage();
    page.run(install(NAME, false));
    page.run(`const socket = test.open(); socket.send('a');
      Array.prototype.toJSON = Object.prototype.toJSON = String.prototype.toJSON = () => 'forged';
      JSON.stringify = () => 'forged'; performance.timeOrigin = 1;
      Object.defineProperty(globalThis, '${NAME}', { value: { drain: () => 'forged' } });`);
    const answer = answerOf(page.run(drain(NAME, 1, NONE)));
    expect(answer?.began).toBeGreaterThan(1);
    expect(JSON.parse(answer?.events ?? '')).toHaveLength(3);
  });
});

describe('an answer', () => {
  it.each([
    [undefined],
    [null],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [''],
    ['1 0'],
    ['1 2 3 []'],
    ['-1 0 3 []'],
    ['1 0 1e9 []'],
    [`1 0 ${'9'.repeat(16)} []`],
    [`${'9'.repeat(400)} 0 1 []`],
    ['x'.repeat(1_000_000)],
    [[1, true, 1, '[]']],
    [{ began: 1 }],
  ])('that the page made up is none: %o', (value) => {
    expect(answerOf(value)).toBeUndefined();
  });

  it('is read from anything without an error', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const answer = answerOf(value);
        expect(answer === undefined || Number.isFinite(answer.began)).toBe(true);
      }),
    );
  });
});
