/** How much of what a server sends a report holds: each bound by itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpExchange } from '../../../lib/exchange.ts';
import { type Dialect, inDialect } from '../../../lib/report/dialect.ts';
import { bodyMembers } from '../../../lib/report/har-bodies.ts';
import type { ReportModel } from '../../../lib/report/model.ts';
import { createRedactor } from '../../../lib/report/redact.ts';
import { writeReport } from '../../../lib/report/report.ts';
import { failure, letThrough, reportContext } from '../../failures.ts';
import { bodyOf, socketMessage } from '../../fixtures.ts';

const PLAIN: Dialect = {
  summaryHead: (title) => `${title}\n`,
  summaryRow: ({ name }, index) => `${index} ${name}\n`,
  summaryEnd: '----\n',
  group: ({ title, sections }) => `${[title, ...sections.map(({ text }) => text)].join('\n')}\n`,
  note: (text) => `${text}\n`,
  end: (foot) => `${foot}\n`,
};

const text = (length: number) => letThrough('x'.repeat(length));

function modelOf([title, name, ...sections]: readonly number[]): ReportModel {
  const row = { code: text(1), name: text(name ?? 0), verdict: text(1), request: text(1), seen: text(1) };
  return {
    title: text(title ?? 0),
    facts: [],
    confidence: letThrough('certain'),
    why: [],
    source: text(1),
    sections: sections.map((length) => ({
      kind: 'response body',
      title: text(1),
      text: text(length),
      language: '',
    })),
    row,
  };
}

describe('a report in a dialect', () => {
  it('is never longer than its target takes, whatever is in it', () => {
    const lengths = fc.array(fc.nat(300), { minLength: 2, maxLength: 5 });
    const foot = fc.nat(200);
    fc.assert(
      fc.property(
        fc.array(lengths, { maxLength: 30 }),
        fc.array(fc.nat(40), { maxLength: 30 }),
        fc.nat(400),
        foot,
        fc.integer({ min: 1_600, max: 6_000 }),
        (models, faults, title, end, limit) => {
          const document = {
            models: models.map(modelOf),
            title: text(title),
            foot: text(end),
            faults: faults.map(text),
          };
          const whole = [...inDialect(document, PLAIN, limit)].join('');
          expect(whole.length).toBeLessThanOrEqual(limit);
          expect(whole.endsWith(`${document.foot}\n`)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('names twenty failures that could not be written, and counts the rest', () => {
    const document = { models: [], title: text(1), foot: text(1), faults: Array.from({ length: 50 }, () => text(7)) };
    const lines = [...inDialect(document, PLAIN)].join('').split('\n');
    expect(lines.filter((line) => line === 'xxxxxxx')).toHaveLength(20);
    expect(lines).toContain('30 more could not be written.');
  });
});

async function written(format: 'text' | 'json', exchange: Partial<HttpExchange>): Promise<string> {
  return (await writeReport(format, [[failure({}, exchange)]], reportContext())).text;
}

const WORDS = 'word '.repeat(20_000);
const headers = (count: number, value: string) =>
  Array.from({ length: count }, (_, i) => ({ name: `X-Header-${i}`, value }));

describe('a report holds', () => {
  it('2,000 characters of a body, and says so', async () => {
    const report = await written('text', { responseBody: bodyOf(WORDS), mimeType: 'text/plain' });
    expect(report).toContain('Response (redacted), first 2000 characters:');
    expect(report.match(/word/g)?.length).toBeLessThanOrEqual(400);
    expect(await written('text', { responseBody: bodyOf('word') })).toContain('Response (redacted):');
  });

  it('a hundred headers and 500 characters of each, and counts the rest', async () => {
    const report = await written('text', { responseHeaders: headers(103, WORDS) });
    const lines = report.split('\n').filter((line) => /^ {2}X-Header/.test(line));
    expect(lines).toHaveLength(100);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(2 + 'X-Header-99: '.length + 500);
    expect(report).toContain('… and 3 more');
  });

  it('500 characters of an address, and 120 of it in a title', async () => {
    const report = await written('text', { url: `https://a.example/${'word/'.repeat(1_000)}` });
    const line = report.split('\n').find((one) => /^Request:/.test(one)) ?? '';
    expect(line.replace(/^Request:\s+/, '').length).toBeLessThanOrEqual(510);
    expect((report.split('\n')[0] ?? '').length).toBeLessThan(180);
  });

  it('ten records of a connection and 300 characters of each', async () => {
    const records = Array.from({ length: 30 }, (_, i) => socketMessage(`${WORDS}${i}`, { id: `m${i}` }));
    const exchange = records[28] ?? socketMessage('');
    const connection = () => ({ connection: exchange.socket, state: 'open' as const, records, dropped: 0 });
    const { text: report } = await writeReport(
      'text',
      [[{ exchange, finding: failure().finding }]],
      reportContext({ connection }),
    );
    const lines = report.split('\n').filter((line) => /^ {2}[> ] \d\d:/.test(line));
    expect(lines).toHaveLength(10);
    for (const line of lines) expect(line.length).toBeLessThan(340);
  });

  it('as JSON, 200 headers and 200,000 characters of a body, and says so', async () => {
    const report = JSON.parse(
      await written('json', { requestHeaders: headers(203, '1'), responseBody: bodyOf('word '.repeat(50_000)) }),
    );
    expect(report.exchange).toMatchObject({ requestHeadersCount: 203, responseBodyCut: true });
    expect(report.exchange.requestHeaders).toHaveLength(200);
    expect(report.exchange.responseBody.length).toBeLessThanOrEqual(200_001);
    const small = JSON.parse(await written('json', { requestHeaders: headers(2, '1'), responseBody: bodyOf('word') }));
    expect(Object.keys(small.exchange).filter((name) => /Cut|Count/.test(name))).toEqual([]);
  });
});

it('a recording holds four million characters of a body, whose last word goes', () => {
  const seen: unknown[] = [];
  const redactor = {
    ...createRedactor(),
    body: (body: string, _: string, isCut?: boolean) => {
      seen.push([body.length, isCut]);
      return letThrough('');
    },
  };
  bodyMembers(bodyOf('x'.repeat(4_000_001)), '', redactor);
  bodyMembers(bodyOf('x'), '', redactor);
  expect(seen).toEqual([
    [4_000_000, true],
    [1, false],
  ]);
});

it.each([
  ['jira', 32_767],
  ['jira-markdown', 32_767],
  ['slack', 12_000],
] as const)('the HTML beside a report as %s stays under what an editor takes', async (format, limit) => {
  const groups = Array.from({ length: 300 }, (_, i) => [failure({ name: `No ${i}` }, { id: String(i) })]);
  const { html = '' } = await writeReport(format, groups, reportContext());
  expect(html.length).toBeLessThanOrEqual(limit);
  expect(html).toContain('No 0');
});
