import { describe, expect, it } from 'vitest';
import { run } from '../../../lib/cli/run.ts';
import { FORMATS } from '../../../lib/report/formats.ts';
import { harEntry, harText } from '../../har.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const diagnose = (text: string, ...flags: string[]) => run(['x.har', ...flags], async () => encode(text));

const upload = harEntry({
  url: 'https://jo:pw@makapix.club/api/post/upload?token=planted-value',
  method: 'POST',
  status: 429,
  body: '{"detail":"Upload rate limit exceeded. Please try again later."}',
  headers: [{ name: 'Retry-After', value: '37' }],
});
const recording = harText([harEntry({ status: 200, body: '{}' }), upload, harEntry({ status: 599 })]);

describe('diagnose FILE --json', () => {
  it('prints one array and nothing else, in the members of the contract', async () => {
    const { stdout, stderr, exitCode } = await diagnose(recording, '--json');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    const [first, second, ...rest] = JSON.parse(stdout) as unknown[];
    expect(rest).toEqual([]);
    expect(first).toEqual({
      entry: 1,
      channel: 'http',
      url: 'https://<credentials 1>@makapix.club/api/post/upload?token=<token 1>',
      method: 'POST',
      at: '2026-01-15T10:00:00.000Z',
      family: 'makapix',
      code: '429',
      name: 'Upload rate limit exceeded. Please try again later.',
      meaning: expect.any(String),
      action: expect.stringContaining('64'),
      permanence: 'temporary',
      basis: 'documented',
      confidence: 'certain',
      evidence: expect.arrayContaining(['host makapix.club', 'HTTP 429']),
      source: expect.stringMatching(/^https:/),
      retry: { afterMs: 37_000, from: 'Retry-After' },
      status: 429,
      said: 'Upload rate limit exceeded. Please try again later.',
    });
    expect(second).toMatchObject({ entry: 2, family: 'http', code: '599' });
  });

  it('prints an empty array when nothing failed', async () => {
    expect(await diagnose(harText([harEntry({})]), '--json')).toEqual({ stdout: '[]\n', stderr: '', exitCode: 0 });
  });

  it('keeps stdout clean when some entries cannot be read and says so on stderr', async () => {
    const { stdout, stderr, exitCode } = await diagnose(harText([null, upload]), '--json');
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(stderr).toBe('1 of the entries could not be read; the first: entry 0: request.url is missing or no text\n');
    expect(exitCode).toBe(0);
  });
});

describe('diagnose FILE', () => {
  it('prints a table, then what each failure means and asks for', async () => {
    const { stdout } = await diagnose(recording);
    expect(stdout).toMatch(/^entry +code +diagnosis +verdict +request\n1 +429 +Upload rate limit/);
    expect(stdout).toContain('-> ');
    expect(stdout).toMatch(/2 of 3 exchanges failed\.\n$/);
    expect(stdout).not.toMatch(/planted-value|jo:pw/);
  });

  it('says so where no entry has a response', async () => {
    const { response: _, ...asked } = harEntry({});
    const { stdout, exitCode } = await diagnose(harText([asked]));
    expect(stdout).toBe('There is nothing to diagnose: no entry has a response.\n');
    expect(exitCode).toBe(0);
  });

  it('prints a meaning once, whatever the server said each time', async () => {
    const tooBig = (message: string) =>
      harEntry({
        url: 'https://graphql.contentful.com/content/v1/spaces/x',
        status: 400,
        body: JSON.stringify({ errors: [{ message, extensions: { contentful: { code: 'QUERY_TOO_BIG' } } }] }),
      });
    const { stdout } = await diagnose(harText([tooBig('Query has 9000 bytes'), tooBig('Query has 9500 bytes')]));
    expect(stdout.match(/Query has \d+ bytes +permanent/g)).toHaveLength(2);
    expect(stdout.match(/-> /g)).toHaveLength(1);
  });

  it('tells beside a meaning what the exchanges under it say, each line once', async () => {
    const refused = (error: string) =>
      harEntry({ url: 'https://api.example/users', method: 'POST', status: 400, body: JSON.stringify({ error }) });
    const many = [...Array.from({ length: 10 }, () => refused('no such user')), refused('no such group'), upload];
    const { stdout } = await diagnose(harText(many));
    expect(stdout).toContain('\n  0, 1, 2, 3, 4, 5, 6, 7 and 2 more  The server said: no such user\n');
    expect(stdout).toContain('\n  10  The server said: no such group\n');
    // What an exchange is called by is not said again.
    expect(stdout).toMatch(/\n {2}11 {2}Retry: after 37 s \(Retry-After\)/);
  });

  it('tells every field that a reply blames', async () => {
    const errors = { email: ['Not an address.'], age: ['At least 18.'] };
    const entry = harEntry({ status: 422, body: JSON.stringify({ message: 'Invalid.', errors }) });
    const { stdout } = await diagnose(harText([entry]));
    expect(stdout).toContain('Further errors: Not an address. (email); At least 18. (age)');
  });

  it('says under a code without a name what each exchange said, but for what calls it', async () => {
    const invalid = (message: string, id: string) =>
      harEntry({
        url: 'https://dynamodb.eu-west-1.amazonaws.com/',
        method: 'POST',
        status: 400,
        body: JSON.stringify({ __type: 'com.amazon.coral.validate#ValidationException', message }),
        headers: [{ name: 'x-amzn-RequestId', value: id }],
      });
    const ids = ['4d5a6b7c-0000-4000-8000-000000000001', '4d5a6b7c-0000-4000-8000-000000000002'];
    const { stdout } = await diagnose(
      harText([invalid('Key is missing', ids[0] ?? ''), invalid('Table name\nis too short', ids[1] ?? '')]),
    );
    expect(stdout).toMatch(/ValidationException: Key is missing \(/);
    expect(stdout).toContain(`\n  0  Request id: ${ids[0]}`);
    expect(stdout).toContain(`\n  1  The server said: Table name is too short; Request id: ${ids[1]}`);
  });

  it('tells of no more than ten lines under one meaning', async () => {
    const many = Array.from({ length: 12 }, (_, i) =>
      harEntry({ status: 400, body: `{"error":"no user ${'x'.repeat(i)}"}` }),
    );
    const { stdout } = await diagnose(harText(many));
    expect(stdout.match(/The server said/g)).toHaveLength(10);
    expect(stdout).toContain('\n  and 2 more such lines\n');
  });

  it('hides secrets in what the server says', async () => {
    const echo = harEntry({
      url: 'https://api.example/login',
      method: 'POST',
      status: 401,
      body: '{"error":"no account for Tr0ub4dor&3"}',
      extra: {},
    });
    const postData = {
      mimeType: 'application/x-www-form-urlencoded',
      params: [{ name: 'password', value: 'Tr0ub4dor&3' }],
    };
    const { stdout } = await diagnose(harText([{ ...echo, request: { ...echo.request, postData } }]));
    expect(stdout).toContain('The server said: no account for <');
    expect(stdout).not.toContain('Tr0ub4dor&3');
  });

  it('lets no recording steer the terminal', async () => {
    const steering = '\u001b[2J\u009b\u202e';
    const hostile = harEntry({
      url: `https://a.example/${steering}`,
      method: steering,
      status: 500,
      body: `{"error":"${steering}"}`,
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect((await diagnose(harText([hostile]))).stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('diagnose FILE --report', () => {
  it('prints one report over all failures, redacted', async () => {
    const again = { ...upload, startedDateTime: '2026-01-15T10:00:02.000Z' };
    const { stdout, exitCode } = await diagnose(
      harText([upload, harEntry({ status: 599 }), again]),
      '--report',
      'github',
    );
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^## 2 failures, seen 3 times in all\n/);
    expect(stdout).toContain('Wire Triage 0.1.0, WebInspector 1');
    expect(stdout).toContain('1 of 1 earlier than the 37 s asked for');
    expect(stdout).not.toMatch(/planted-value|jo:pw/);
  });

  it.each(FORMATS.map(({ id }) => id))('prints nothing as %s where nothing failed', async (format) => {
    expect(await diagnose(harText([harEntry({})]), '--report', format)).toEqual({
      stdout: '',
      stderr: '',
      exitCode: 0,
    });
  });

  it('prints the diagnoses and exchanges as an array', async () => {
    const { stdout } = await diagnose(recording, '--report', 'json');
    expect(JSON.parse(stdout)).toMatchObject([{ diagnosis: { code: '429' } }, { diagnosis: { code: '599' } }]);
  });

  it('shows the frames of a socket around its failure, and how it ended', async () => {
    const messages = [
      { type: 'send', time: 1768471200, opcode: 1, data: '{"type":0,"id":1,"websocket_api_key":"planted-value"}' },
      { type: 'receive', time: 1768471201, opcode: 1, data: '{"id":1,"status":2}' },
    ];
    const extra = {
      _resourceType: 'websocket',
      _webSocketMessages: messages,
      _webSocketClose: { code: 4201, reason: 'rate limit hit', wasClean: true },
    };
    const entry = harEntry({ url: 'wss://eu1.blazeauth.net/', status: 101, extra });
    const { stdout } = await diagnose(harText([entry]), '--report', 'text');
    expect(stdout).toContain('"websocket_api_key":"<token 1>"');
    expect(stdout).toMatch(/close {4}4201 rate limit hit/);
    expect(stdout).not.toContain('planted-value');
  });
});

describe('diagnose FILE --report har', () => {
  it('prints the whole recording, redacted, which gives the same diagnoses again', async () => {
    const messages = [
      { type: 'send', time: 1768471200, opcode: 1, data: '{"type":0,"id":1,"websocket_api_key":"planted-value"}' },
      { type: 'receive', time: 1768471201, opcode: 1, data: '{"id":1,"status":2}' },
    ];
    const close = { code: 4201, reason: 'rate limit hit', wasClean: true };
    const extra = { _resourceType: 'websocket', _webSocketMessages: messages, _webSocketClose: close };
    const body = 'event: error\nid: 7\ndata: {"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}\n\n';
    const source = harText([
      harEntry({ status: 200, body: '{}' }),
      upload,
      harEntry({ url: 'wss://eu1.blazeauth.net/', status: 101, extra }),
      harEntry({ url: 'https://a.example/stream', mimeType: 'text/event-stream', body }),
    ]);
    const { stdout, exitCode } = await diagnose(source, '--report', 'har');
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/planted-value|jo:pw/);
    const codesIn = async (text: string) =>
      (JSON.parse((await diagnose(text, '--json')).stdout) as { code: string; family: string; channel: string }[])
        .map(({ code, family, channel }) => `${channel} ${family} ${code}`)
        .sort();
    expect(await codesIn(stdout)).toEqual(await codesIn(source));
    expect(await codesIn(source)).toHaveLength(4);
    expect((JSON.parse(stdout) as { log: { entries: unknown[] } }).log.entries).toHaveLength(4);
  });
});

describe('diagnose --help', () => {
  it.each([['--help'], ['-h'], ['a.har', '--help']])('prints the usage and reads no file: %s', async (...args) => {
    const { stdout, stderr, exitCode } = await run(args, failing('ENOENT'));
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/^usage: /);
    for (const format of [...FORMATS.map(({ id }) => id), 'har']) expect(stdout).toContain(format);
  });
});

const failing = (code: string) => async () => {
  throw Object.assign(new Error('x'), { code });
};

describe('a call or a file that is wrong', () => {
  it.each([
    [[], async () => encode(recording), 'no recording is named; usage: wire-triage FILE.har'],
    [['a', 'b'], async () => encode(recording), 'one recording at a time, 2 are named'],
    [['--what', 'a'], async () => encode(recording), "Unknown option '--what'"],
    [
      ['--report', 'pdf', 'a.har'],
      async () => encode(recording),
      'there is no report format "pdf"; there are github, jira, jira-markdown, slack, text, json, curl',
    ],
    [['--report', 'json', '--json', 'a.har'], async () => encode(recording), '--json and --report are two outputs'],
    [['--report'], async () => encode(recording), "Option '--report <value>' argument missing"],
    [['a.har'], failing('ENOENT'), 'a.har does not exist'],
    [['a.har'], failing('EISDIR'), 'a.har is a folder, not a file'],
    [['a.har'], failing('EACCES'), 'a.har may not be read'],
    [['a.har'], async () => encode(''), 'a.har is empty'],
    [['a.har'], async () => encode('{'), 'a.har is not JSON'],
    [['a.har'], async () => encode('{}'), 'a.har is not a HAR'],
    [
      ['a.har'],
      async () => encode('{"log":{"entries":[null]}}'),
      'a.har has no entry that can be read: entry 0: request.url is missing or no text',
    ],
    [['a.har'], async () => Uint8Array.of(0x50, 0x4b, 3, 4, 0, 255), 'a.har is a zip archive that cannot be unpacked'],
    [['a.har'], async () => Uint8Array.of(0x50, 0x4e, 3, 4, 0, 255), 'a.har is not JSON'],
  ])('%j ends with 2 and one line', async (args, read, line) => {
    const { stdout, stderr, exitCode } = await run(args, read);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.startsWith(line)).toBe(true);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  it('reads UTF-16 as some Windows tools write it', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(recording, 'utf16le')]);
    expect(JSON.parse((await run(['x.har', '--json'], async () => bytes)).stdout)).toHaveLength(2);
  });
});
