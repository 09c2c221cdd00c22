import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../lib/finding.ts';
import { FORMATS, type ReportFormat } from '../../../lib/report/formats.ts';
import { hiddenPlace } from '../../../lib/report/hidden.ts';
import { writeReport } from '../../../lib/report/report.ts';
import { failure, finding, madeUpWords, reportContext } from '../../failures.ts';
import { AT, bodyOf, mqttPacket, socketMessage, streamEvent } from '../../fixtures.ts';

const context = reportContext({ words: madeUpWords({ familyTitle: () => 'Makapix Club' }) });

const words = {
  family: 'makapix',
  code: '429',
  name: 'Upload rate limit exceeded',
  meaning: 'The account has used up its uploads; see `limits`.',
  action: 'Wait, then retry once.',
  permanence: 'temporary',
  basis: 'documented',
  source: 'https://example.com/errors',
  retry: { afterMs: 37_000, from: 'Retry-After' },
} as const;

/** A failure with the same text planted wherever the wire can carry one. */
function planted(secret: string): Failure {
  return failure(
    { ...words, said: `no, ${secret}` },
    {
      url: `https://jo:${encodeURIComponent(secret)}@makapix.club/api/${encodeURIComponent(secret)}/x?q=${encodeURIComponent(secret)}#${encodeURIComponent(secret)}`,
      method: 'POST',
      status: 429,
      requestHeaders: [
        { name: 'Authorization', value: `Bearer ${secret}` },
        { name: 'Content-Type', value: 'application/json' },
        { name: 'Referer', value: `https://makapix.club/?token=${encodeURIComponent(secret)}` },
      ],
      responseHeaders: [
        { name: 'Set-Cookie', value: `sid=${secret}` },
        { name: 'X-Request-Id', value: '1a2b3c4d' },
      ],
      requestBody: bodyOf(JSON.stringify({ password: secret, note: `a ${secret} b` })),
      responseBody: bodyOf(JSON.stringify({ detail: secret, deep: [{ token: secret }] })),
      mimeType: 'application/json',
    },
  );
}

const write = async (format: ReportFormat, ...failures: Failure[]) =>
  (await writeReport(format, [failures], context)).text;
const upload = planted('ghp_R4nd0mR4nd0mR4nd0mR4nd0mR4nd0mR4nd0m');

describe.each(FORMATS.map(({ id }) => id))('a report as %s', (format) => {
  it('looks as it should', async () => {
    expect(await write(format, upload)).toMatchSnapshot();
  });

  it('holds no secret, wherever one was', async () => {
    const secrets = fc.constantFrom(
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
      'ghp_R4nd0mR4nd0mR4nd0mR4nd0mR4nd0mR4nd0m',
      'q7Zp2Lk9Vx4Ba8Rm1Tn6Ws3Yd5',
      'someone.real@example.org',
    );
    await fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        expect(await write(format, planted(secret))).not.toContain(secret);
      }),
      { numRuns: 20 },
    );
  });

  it('says that values were hidden', async () => {
    const { hidden } = await writeReport(format, [[upload]], context);
    expect(hidden.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(4);
  });

  it('is empty for no failure', async () => {
    expect(await writeReport(format, [], context)).toMatchObject({ text: '', hidden: [], parts: [] });
  });

  it('throws on no exchange of any channel', async () => {
    const socket = { id: 's', url: 'wss://a.example/x?token=abc', subprotocol: 'mqtt', at: AT };
    const base = { id: 'x', socket, at: AT };
    const failures: Failure[] = [
      {
        exchange: { ...base, channel: 'close', code: 4201, reason: 'rate limit hit', wasClean: true },
        finding: finding(),
      },
      {
        exchange: { ...base, channel: 'handshake', status: 0, responseHeaders: [], failure: undefined },
        finding: finding(),
      },
      {
        exchange: socketMessage('{"a":1}', base),
        finding: finding(),
      },
      {
        exchange: mqttPacket({ ...base, topic: 'a/b', body: bodyOf('{"a":1}') }),
        finding: finding(),
      },
      { exchange: streamEvent('{"error":"no"}'), finding: finding() },
    ];
    for (const one of failures) {
      const text = await write(format, one);
      expect(text.length).toBeGreaterThan(20);
      expect(text).not.toContain('abc');
    }
  });
});

describe('what was hidden', () => {
  it('is told by its name and its place', async () => {
    const requestHeaders = [{ name: 'Authorization', value: 'Bearer k5e!6tuPv7q' }];
    const { hidden } = await writeReport('json', [[failure(words, { requestHeaders })]], context);
    expect(hidden.map(hiddenPlace)).toEqual(['`authorization` request header']);
    expect(hiddenPlace({ place: 'response body', name: undefined })).toBe('response body');
  });

  it('is no part of the diagnosis, of its host or of a plain word', async () => {
    const one = failure(
      { ...words, entry: 'upload-limit', code: 'UPLOAD_LIMIT_4711', name: 'Upload rate limit exceeded' },
      {
        url: 'https://makapix-4711.example/x',
        requestBody: bodyOf('{"password":"makapix-4711.example","secret":"UPLOAD_LIMIT_4711","token":"exceeded"}'),
        responseBody: bodyOf('{"detail":"Upload rate limit exceeded on makapix-4711.example"}'),
      },
    );
    const { text } = await writeReport('text', [[one]], context);
    expect(text).toContain('Upload rate limit exceeded on makapix-4711.example');
    expect(text).toContain('[makapix UPLOAD_LIMIT_4711]');
  });
});

describe('each dialect owns its escaping', () => {
  const hostile = failure(
    { ...words, name: 'a | b {code} *c* @here #1 <!channel> [l|u]', said: '```\n{noformat} | `x`' },
    { responseBody: bodyOf('{noformat} ``` {code} </details>'), mimeType: 'text/plain' },
  );

  it('Jira: neither table nor block is broken', async () => {
    const text = await write('jira', hostile);
    expect(text).not.toMatch(/\{noformat\} ```/);
    expect(text.match(/^\{(?:noformat|code)/gm)?.length ?? 0).toBe(2);
    for (const line of text.split('\n').filter((l) => l.startsWith('||')))
      expect(line.match(/(?<!\\)\|/g)).toHaveLength(4);
  });

  it('Jira as Markdown: no HTML, no broken fence', async () => {
    const text = await write('jira-markdown', hostile);
    expect(text).not.toMatch(/<details>|<br>/);
    expect(text).toContain('````\n{noformat} ``` {code} </details>\n````');
  });

  it('Slack: no channel is called, and the message fits', async () => {
    const text = await write('slack', hostile);
    expect(text).not.toMatch(/<!channel>|@here/);
    const long = failure({ ...words, meaning: 'x'.repeat(5_000) }, { responseBody: bodyOf('y'.repeat(60_000)) });
    expect((await write('slack', long)).length).toBeLessThan(3_000);
  });

  it('cURL: whatever stands in a value is one word for the shell', async () => {
    const evil = failure(words, {
      url: "https://a.example/$(touch x)?a='b'",
      method: 'POST',
      requestBody: bodyOf('it\'s $HOME `id` \\ "q"'),
      requestHeaders: [{ name: 'Accept', value: "*/*'; exit 1; '" }],
    });
    // A shell function in the place of curl prints the words that it is given.
    const script = `curl() { for word; do printf '%s\\n' "$word"; done; }\n${await write('curl', evil)}`;
    const said = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\n');
    expect(said).toContain("https://a.example/$(touch x)?a='b'");
    expect(said).toContain('it\'s $HOME `id` \\ "q"');
    expect(said).toContain("Accept: */*'; exit 1; '");
  });

  it('JSON: the members of the contract, and the exchange', async () => {
    expect(JSON.parse(await write('json', upload))).toMatchObject({
      seen: 1,
      diagnosis: {
        family: 'makapix',
        code: '429',
        permanence: 'temporary',
        retry: { afterMs: 37_000, from: 'Retry-After' },
      },
      exchange: { status: 429 },
    });
  });
});
