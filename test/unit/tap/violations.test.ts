import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_VIOLATIONS } from '../../../lib/tap/events.ts';
import installTap from '../../../lib/tap/install.ts?bundled';
import { type FakePage, fakePage } from './fake-page.ts';

const VIOLATION = {
  type: 'violation',
  url: 'https://evil.example/x',
  directive: 'connect-src',
  file: 'https://shop.example/app.js',
  line: 4,
  column: 2,
};

describe('what the policy of a page forbids', () => {
  let page: FakePage;
  beforeEach(() => {
    page = fakePage();
    page.run(`const tap = (${installTap})()`);
  });

  it('is reported with the directive and the line that asked', () => {
    page.run('test.forbid()');
    expect(page.drain()).toEqual([VIOLATION]);
  });

  it('is reported in its order among what happens on sockets', () => {
    page.run("const socket = test.open(); test.forbid(); socket.send('after')");
    expect(page.drain().map(({ type }) => type)).toEqual(['open', 'ready', 'violation', 'send']);
  });

  it.each([
    ['that the policy only reports', `{ disposition: 'report' }`],
    ['of an inline script', `{ blockedURI: 'inline', effectiveDirective: 'script-src-elem' }`],
    ['of an evaluation', `{ blockedURI: 'eval', effectiveDirective: 'script-src' }`],
    ['of data in an address', `{ blockedURI: 'data', effectiveDirective: 'img-src' }`],
  ])('is not reported: one %s', (_, init) => {
    page.run(`test.forbid(${init})`);
    expect(page.drain()).toEqual([]);
  });

  it('is not reported where a script of the page made the event', () => {
    page.run('test.forbid({}, false)');
    expect(page.drain()).toEqual([]);
  });

  it('is reported once where two policies forbid it, and twice where it is asked for twice', () => {
    page.run(`test.forbid(); test.forbid({ originalPolicy: "default-src 'self'" })`);
    expect(page.drain()).toEqual([VIOLATION]);
    page.run('test.forbid(); test.forbid()');
    expect(page.drain()).toHaveLength(2);
  });

  it('is bounded in a loop', () => {
    page.run(`for (let i = 0; i < ${MAX_VIOLATIONS + 500}; i++) test.forbid({ lineNumber: i })`);
    expect(page.drain()).toHaveLength(MAX_VIOLATIONS);
  });

  it('is reported whatever the page does to the event afterwards', () => {
    page.run(`for (const name of ['blockedURI', 'effectiveDirective', 'disposition', 'sourceFile', 'lineNumber'])
      Object.defineProperty(SecurityPolicyViolationEvent.prototype, name, { get() { throw new Error('spied on'); } });
      test.forbid = test.forbid.bind(test); test.forbid();`);
    expect(page.drain()).toEqual([VIOLATION]);
  });
});
