import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../lib/finding.ts';
import type { ReportContext } from '../../../lib/report/model.ts';
import { writeReport } from '../../../lib/report/report.ts';
import { isoWithOffset } from '../../../lib/report/times.ts';
import { failure, finding, madeUpWords, reportContext } from '../../failures.ts';
import { AT, bodyOf, mqttPacket, socketMessage } from '../../fixtures.ts';

const context: ReportContext = {
  ...reportContext(),
  words: madeUpWords({ familyTitle: (id) => (id === 'makapix' ? 'Makapix Club' : id) }),
  utcOffset: () => 120,
};

const githubReport = (failures: readonly Failure[], where: ReportContext) => writeReport('github', [failures], where);

const upload = failure(
  {
    family: 'makapix',
    code: '429',
    name: 'Upload rate limit exceeded. Please try again later.',
    meaning: 'The account has used up its uploads.',
    action: 'Wait, then retry once.',
    permanence: 'temporary',
    basis: 'documented',
    evidence: [
      { kind: 'host', pattern: 'makapix.club' },
      { kind: 'status', status: 429 },
    ],
    source: 'https://example.com/errors',
    retry: { afterMs: 37_000, from: 'Retry-After', backoff: { baseMs: 1000, maxMs: 60_000, attempts: 5 } },
    said: 'Upload rate limit exceeded. Please try again later.',
  },
  {
    url: 'https://jo:pw@makapix.club/api/post/upload?token=planted-value&x=1',
    method: 'POST',
    status: 429,
    statusText: 'Too Many Requests',
    requestHeaders: [
      { name: 'Authorization', value: 'Bearer planted-value-in-header' },
      { name: 'Accept', value: '*/*' },
    ],
    responseHeaders: [{ name: 'X-Request-Id', value: '1a2b3c4d' }],
    requestBody: bodyOf('{"password":"planted-value","title":"a"}'),
    responseBody: bodyOf('{"detail":"Upload rate limit exceeded. Please try again later."}'),
  },
);

describe('the GitHub report', () => {
  it('says everything a maintainer asks for', async () => {
    expect((await githubReport([upload], context)).text).toMatchSnapshot();
  });

  it('holds no secret and counts what it hid', async () => {
    const { text, hidden } = await githubReport([upload], context);
    expect(text).not.toContain('planted-value');
    expect(text).not.toContain('jo:pw');
    const count = hidden.reduce((sum, one) => sum + one.count, 0);
    expect(count).toBeGreaterThanOrEqual(4);
    expect(text).toContain(`${count} values hidden`);
  });

  it('counts repeats and tells the first and the last', async () => {
    const later = { ...upload, exchange: { ...upload.exchange, at: AT + 60_000 } };
    expect((await githubReport([upload, later], context)).text).toContain(
      'Seen | 2 times, first 2026-01-15T12:00:00.000+02:00, last 2026-01-15T12:01:00.000+02:00',
    );
  });

  it('leaves out what it does not know', async () => {
    const bare = failure({}, { durationMs: undefined, status: 0, failure: 'net::ERR_CONNECTION_RESET' });
    const { text } = await githubReport([bare], context);
    expect(text).not.toMatch(/Duration|Retry|Operation|<details>|undefined/);
    expect(text).toContain('`net::ERR_CONNECTION_RESET`');
  });

  it('sets what stands between backticks as code, in one line of the table', async () => {
    const { text } = await githubReport([failure({ meaning: 'Read `a|b` first.' })], context);
    expect(text).toContain('| Meaning | Read `a\\|b` first. |');
  });

  it('makes a fence longer than any run of backticks inside', async () => {
    const hostile = failure({}, { responseBody: bodyOf('a ```` b ``` </details> c'), mimeType: 'text/plain' });
    expect((await githubReport([hostile], context)).text).toContain('`````\na ```` b ``` </details> c\n`````');
  });

  it('neither breaks its table, nor pings anybody, nor links an issue', async () => {
    const hostile = failure({ name: 'a | b\n| c @octocat #123 <img src=x> [l](u)', said: '| `x` |' });
    const { text } = await githubReport([hostile], context);
    expect(text).not.toMatch(/@octocat|#123|(?<!\\)<img|(?<!\\)\[l/);
    const table = text.split('\n').filter((line) => line.startsWith('|'));
    for (const line of table) expect(line.match(/(?<!\\)\|/g)).toHaveLength(3);
  });

  it('holds the message of a socket and hides the key in it', async () => {
    const socket = { id: 's', url: 'wss://eu1.blazeauth.net/', subprotocol: undefined, at: AT };
    const message = socketMessage('{"id":2,"status":103,"license":"PLANTED-LICENCE"}', { socket });
    const { text } = await githubReport(
      [{ exchange: message, finding: finding({ operation: 'authorize by license' }) }],
      context,
    );
    expect(text).toContain('"status": 103');
    expect(text).toContain('Operation | authorize by license');
    expect(text).not.toContain('PLANTED');
  });

  it('names the topic of an MQTT failure and the close code of a closed socket', async () => {
    const socket = { id: 's', url: 'wss://broker.example/', subprotocol: 'mqtt', at: AT };
    const packet = mqttPacket({ socket, topic: 'makapix/player/1/response/2', body: bodyOf('{}') });
    expect((await githubReport([{ exchange: packet, finding: finding() }], context)).text).toContain(
      'Topic | `makapix/player/1/response/2`',
    );
    const close = {
      channel: 'close',
      id: 'c',
      socket,
      at: AT,
      code: 4201,
      reason: 'rate limit hit',
      wasClean: true,
    } as const;
    expect((await githubReport([{ exchange: close, finding: finding() }], context)).text).toContain(
      'Close | `4201 rate limit hit`',
    );
  });

  it('is empty for no failure', async () => {
    expect(await githubReport([], context)).toMatchObject({ text: '', hidden: [], parts: [] });
  });
});

it.each([
  [120, '2026-01-15T12:00:00.000+02:00'],
  [-210, '2026-01-15T06:30:00.000-03:30'],
  [0, '2026-01-15T10:00:00.000Z'],
  [Number.NaN, '2026-01-15T10:00:00.000Z'],
  [1.5, '2026-01-15T10:01:00.000+00:01'],
])('isoWithOffset with %i minutes', (offset, text) => {
  expect(isoWithOffset(AT, offset)).toBe(text);
});
