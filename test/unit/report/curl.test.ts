/** What stands in a cURL command: each part of an exchange is one word of it, means nothing to the shell and nothing to curl. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Exchange, HttpExchange } from '../../../lib/exchange.ts';
import { writeReport } from '../../../lib/report/report.ts';
import { failure, finding, reportContext } from '../../failures.ts';
import { bodyOf, httpExchange, SOCKET, socketMessage, streamEvent } from '../../fixtures.ts';

async function command(exchange: Exchange): Promise<string> {
  return (await writeReport('curl', [[{ exchange, finding: finding() }]], reportContext())).text;
}

/** The words that the shell gives to curl. */
async function words(exchange: Exchange): Promise<string[]> {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${await command(exchange)}`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0');
}

const request = (over: Partial<HttpExchange>) => httpExchange({ status: 500, ...over });
const HOSTILE = '-o/tmp/[1-9]{a,b}';

const KINDS: readonly (readonly [string, (url: string) => Exchange])[] = [
  ['a request', (url) => request({ url })],
  ['a stream', (url) => streamEvent('{}', { stream: { ...streamEvent('{}').stream, url } })],
  ['a handshake', (url) => socketMessage('{}', { socket: { ...SOCKET, url } })],
];

describe.each(KINDS)('the command of %s', (_, of) => {
  it('takes no address for an option and no bracket for a pattern', async () => {
    const all = await words(of(HOSTILE));
    expect(all[all.indexOf('--url') + 1]).toBe(HOSTILE);
    expect(all).toContain('--globoff');
  });

  it('gives an address to the shell as one word', async () => {
    expect(await words(of("https://a.example/$(id)`id`'\\x"))).toContain("https://a.example/$(id)`id`'\\x");
  });
});

describe('a word of a command', () => {
  it.each([
    ['an escape', '\u001b[31m'],
    ['a control before a digit', '\u00017'],
    ['a tab, which completes words where it is typed', 'a\tb'],
    ['a line end of an old Mac', 'a\rb'],
    ['the two characters of a line end', 'a\r\nb'],
    ['a quote and a backslash beside a control', "it's \\ \u0007"],
    ['a mark of direction', '\u202egnp'],
    ['a tag', '\u{e0041}'],
  ])('holds %s, which nobody sees but the server', async (_, text) => {
    const exchange = request({ method: 'POST', requestBody: bodyOf(text) });
    expect(await words(exchange)).toContain(text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(await command(exchange)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|\udb40/);
  });

  it('names a file to curl nowhere', async () => {
    const all = await words(request({ method: 'POST', requestBody: bodyOf('@/etc/passwd') }));
    expect(all[all.indexOf('@/etc/passwd') - 1]).toBe('--data-raw');
  });
});

describe('a header', () => {
  it('that curl or the browser makes by itself is left out', async () => {
    const names = ['Host', 'Content-Length', 'Connection', 'Accept-Encoding', 'Sec-Fetch-Mode', ':path', 'Accept'];
    const all = await words(request({ requestHeaders: names.map((name) => ({ name, value: '1' })) }));
    expect(all.filter((_, i) => all[i - 1] === '--header')).toEqual(['Accept: 1']);
  });

  it('is one of two hundred at the most', async () => {
    const requestHeaders = Array.from({ length: 300 }, (_, i) => ({ name: `Accept-${i}`, value: '1' }));
    const all = await words(request({ requestHeaders }));
    expect(all.filter((word) => word === '--header')).toHaveLength(200);
  });
});

const UNKNOWN = { state: 'absent', why: 'unavailable' } as const;

describe('a body', () => {
  const cutOf = (exchange: HttpExchange) => words(exchange).then((all) => all[all.indexOf('--data-raw') + 1] ?? '');

  it('of which only the beginning is held loses its last word, which may be half of a secret', async () => {
    const requestBody = { state: 'read', text: 'note=a ghp_R4nd0', base64: false, cut: true } as const;
    expect(await cutOf(request({ requestBody }))).not.toContain('R4nd0');
  });

  it('that is longer than a shell takes is cut, and so is its last word', async () => {
    const text = `${'word '.repeat(19_998)}ghp_R4nd0mR4nd0mR4nd0m${' word'.repeat(5_000)}`;
    const body = await cutOf(request({ requestBody: bodyOf(text) }));
    expect(body.length).toBeLessThanOrEqual(100_000);
    expect(body).not.toContain('ghp_');
  });

  it.each<[string, Partial<HttpExchange>, string]>([
    [
      'is held by its beginning alone',
      { requestBody: { state: 'read', text: 'a=1&b=2', base64: false, cut: true } },
      '# Only the beginning of the body is in it.',
    ],
    [
      'is longer than a shell takes',
      { requestBody: bodyOf('word '.repeat(25_000)) },
      '# Only the beginning of the body is in it.',
    ],
    [
      'is no text',
      { requestBody: { state: 'read', text: 'iVBORw0KGgo=', base64: true, cut: false } },
      '# The body is not all text: some of its bytes are lost in it.',
    ],
    [
      'was not recorded',
      {
        requestHeaders: [{ name: 'Content-Length', value: '412' }],
        requestBody: { state: 'absent', why: 'unavailable' },
      },
      '# The body was not recorded and is not in it (412 bytes).',
    ],
  ])('that %s makes a command that says so, and runs', async (_, over, note) => {
    const exchange = request({ method: 'POST', ...over });
    expect((await command(exchange)).split('\n')[0]).toBe(note);
    expect((await words(exchange))[0]).toBe('--globoff');
  });

  it.each<[string, Partial<HttpExchange>]>([
    ['of text', { requestBody: bodyOf('a=1') }],
    ['whose length is none', { requestHeaders: [{ name: 'Content-Length', value: '1e21' }], requestBody: UNKNOWN }],
    ['that is empty', { requestHeaders: [{ name: 'Content-Length', value: '0' }] }],
  ])('%s makes a command without a word about it', async (_, over) =>
    expect(await command(request({ method: 'POST', ...over }))).toMatch(/^curl /),
  );

  it('is held as strictly as the page sent it', async () => {
    expect(await cutOf(request({ requestBody: bodyOf('{"password":"is invalid"}') }))).toBe(
      '{"password":"<secret 1>"}',
    );
  });
});

it('a failure that cannot be written is a comment', async () => {
  const broken = failure({}, {});
  Object.defineProperty(broken.exchange, 'url', {
    get() {
      throw new Error('x');
    },
  });
  const { text } = await writeReport('curl', [[broken], [failure()]], reportContext());
  expect(text).toMatch(/^# Failure 1 of 2 could not be written\.$/m);
});
