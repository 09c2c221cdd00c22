/** What other tools write, through the command. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { run } from '../../../lib/cli/run.ts';
import { harEntry } from '../../har.ts';

type Members = Readonly<Record<string, unknown>>;

const file = (creator: string, entries: readonly unknown[], log: Members = {}) =>
  JSON.stringify({ log: { version: '1.2', creator: { name: creator, version: '1' }, entries, ...log } });

/** An entry with other members in its response. */
function entryWith(response: Members, extra: Members = {}, url = 'https://api.example.com/thing') {
  const entry = harEntry({ url, extra });
  return { ...entry, response: { ...entry.response, ...response } };
}

const socket = (extra: Members, status = 101) =>
  entryWith({ status }, { _resourceType: 'websocket', ...extra }, 'wss://live.example.com/feed');

interface Diagnosis {
  readonly family: string;
  readonly code: string;
  readonly said?: string;
  readonly at: string;
  readonly blocked?: { readonly by: string };
}

async function diagnosed(content: string | Uint8Array<ArrayBuffer>): Promise<readonly Diagnosis[] | string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { stdout, stderr, exitCode } = await run(['FILE', '--json'], async () => bytes);
  return exitCode === 0 ? (JSON.parse(stdout) as Diagnosis[]) : stderr.trim();
}

const error = (text: string) => entryWith({ status: 0, _error: text });
const failed = (text: string, extra?: Members) => entryWith({ status: -1, _failureText: text }, extra);

describe('a recording of another tool', () => {
  it.each([
    ['a sentence of mitmproxy', file('mitmproxy', [error('server disconnected: peer closed')]), 'network/0'],
    ['a sentence of BrowserMob', file('BrowserMob Proxy', [error('Unable to connect to host')]), 'network/0'],
    ['a sentence around a name', file('x', [error('Error in opening: net::ERR_TIMED_OUT')]), 'network/ERR_TIMED_OUT'],
    ['a name of Node', file('x', [error('ECONNREFUSED')]), 'network/ECONNREFUSED'],
    ['Playwright on Chromium', file('Playwright', [failed('net::ERR_TIMED_OUT')]), 'network/ERR_TIMED_OUT'],
    ['Playwright on Firefox', file('Playwright', [failed('NS_ERROR_NET_RESET')]), 'network/NS_ERROR_NET_RESET'],
    [
      'a request that Playwright gave up',
      file('Playwright', [entryWith({ status: -1 }, { _wasAborted: true })]),
      'network/ERR_ABORTED',
    ],
    [
      'a socket that Playwright could not open',
      file('Playwright', [
        entryWith(
          { status: -1, _failureText: 'Error in connection establishment: net::ERR_CONNECTION_REFUSED' },
          { _resourceType: 'websocket' },
          'wss://live.example.com/feed',
        ),
      ]),
      'network/ERR_CONNECTION_REFUSED',
    ],
    [
      'an aborted socket of HTTP Toolkit',
      file('HTTP Toolkit', [socket({ _webSocketClose: 'aborted' })]),
      'websocket/1006',
    ],
    ['a socket that closed without a code', file('HTTP Toolkit', [socket({ _webSocketClose: { code: null } })]), ''],
    ['a request without a response', file('k6', [{ ...harEntry({}), response: undefined }]), ''],
    ['the empty page of a tab', file('Firebug', [entryWith({ status: 0 }, {}, 'about:blank')]), ''],
    [
      'entries one a line',
      [404, 200, 500].map((status) => JSON.stringify(harEntry({ status }))).join('\n'),
      'http/404 http/500',
    ],
  ])('reads %s', async (_, content, wanted) => {
    const found = await diagnosed(content);
    expect(typeof found === 'string' ? found : found.map(({ family, code }) => `${family}/${code}`).join(' ')).toBe(
      wanted,
    );
  });

  it('says a sentence in its own words', async () => {
    expect(await diagnosed(file('mitmproxy', [error('Connection killed by remote')]))).toMatchObject([
      { said: 'Connection killed by remote' },
    ]);
  });

  it('has the times of messages in milliseconds where Playwright writes them so', async () => {
    const data = '{"type":"error","message":"Room is full","code":"room_full"}';
    const messages = [{ type: 'receive', time: 1_772_445_600_123, opcode: 1, data }];
    expect(await diagnosed(file('Playwright', [socket({ _webSocketMessages: messages })]))).toMatchObject([
      { code: 'room_full', at: '2026-03-02T10:00:00.123Z' },
    ]);
  });

  it('lists connections that failed before a request, after all entries', async () => {
    const at = { startedDateTime: '2026-03-02T10:00:00.000Z' };
    const _tlsErrors = [
      { ...at, hostname: 'pinned.example.com', cause: 'cert-rejected' },
      { ...at, hostname: 'old.example.com', cause: 'no-shared-cipher' },
      { ...at, hostname: 'not a host' },
      7,
    ];
    expect(await diagnosed(file('HTTP Toolkit', [harEntry({})], { _tlsErrors }))).toMatchObject([
      { entry: 1, family: 'network', code: 'TLS_REFUSED', url: 'https://pinned.example.com/' },
      { entry: 2, family: 'network', code: '0', said: 'TLS handshake failed: no-shared-cipher' },
    ]);
  });
});

describe('the bytes of a recording', () => {
  const text = file('x', [harEntry({ status: 404 })]);
  const utf16 = (content: string, isBig: boolean, mark = '\ufeff') => {
    const bytes = new Uint8Array(Buffer.from(`${mark}${content}`, 'utf16le'));
    if (isBig) for (let i = 0; i < bytes.length; i += 2) bytes.set([bytes[i + 1] ?? 0, bytes[i] ?? 0], i);
    return bytes;
  };

  it.each([
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`)],
    ['UTF-16, little end first', utf16(text, false)],
    ['UTF-16, big end first', utf16(text, true)],
    ['UTF-16 without a mark', utf16(text, false, '')],
    ['UTF-16 without a mark, big end first', utf16(text, true, '')],
    ['gzip', new Uint8Array(gzipSync(text))],
    ['gzip around UTF-16', new Uint8Array(gzipSync(utf16(text, false)))],
  ])('may be %s', async (_, bytes) => {
    expect(await diagnosed(bytes)).toMatchObject([{ family: 'http', code: '404' }]);
  });

  it.each([
    ['gzip that is cut off', new Uint8Array(gzipSync(text)).slice(0, 40), 'is a gzip file that cannot be unpacked'],
    ['a zip archive', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'is a zip archive that cannot be unpacked'],
    ['nothing', new Uint8Array(), 'is empty'],
    ['a page', new TextEncoder().encode('<!doctype html>'), 'is not JSON'],
    ['other JSON', new TextEncoder().encode('{"a":1}'), 'is not a HAR: it has no "log"'],
  ])('are refused in one line where they are %s', async (_, bytes, why) => {
    const line = await diagnosed(bytes);
    expect(line).toContain(`FILE ${why}`);
    expect(String(line).split('\n')).toHaveLength(1);
  });
});
