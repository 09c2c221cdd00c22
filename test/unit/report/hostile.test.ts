/** What a page and its servers can do to a report: throw, overflow, steer a terminal or a shell. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { writeJson } from '../../../lib/cli/json.ts';
import { writeTable } from '../../../lib/cli/table.ts';
import type { HttpExchange } from '../../../lib/exchange.ts';
import type { Failure } from '../../../lib/finding.ts';
import { FORMATS, type ReportFormat } from '../../../lib/report/formats.ts';
import { writeHar } from '../../../lib/report/har.ts';
import { copyDecision, MANY_ROWS } from '../../../lib/report/limits.ts';
import { writeReport } from '../../../lib/report/report.ts';
import { failure, madeUpWords, reportContext } from '../../failures.ts';
import { bodyOf, httpExchange, socketMessage } from '../../fixtures.ts';

const context = reportContext();

/** Every way out, by its name. */
async function outputs(failures: readonly Failure[]): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for (const format of FORMATS.map(({ id }) => id)) {
    const { text, html } = await writeReport(
      format,
      failures.map((one) => [one]),
      context,
    );
    all.set(format, text);
    if (html !== undefined) all.set(`${format} as HTML`, html);
  }
  all.set('har', (await writeHar({ failures, healthy: [] }, context)).text);
  const found = failures.map((one, entry) => ({ place: { entry, message: undefined }, failure: one }));
  all.set('table', writeTable(found, failures.length, madeUpWords()));
  all.set('--json', writeJson(found, madeUpWords()));
  return all;
}

const good = (name: string) => failure({ name }, { id: name, url: `https://api.example/${name}` });

function throwing(member: keyof HttpExchange): Failure {
  const exchange = httpExchange({ id: member, status: 500 });
  Object.defineProperty(exchange, member, {
    get() {
      throw new Error('sesame-4711');
    },
  });
  return { ...good('broken'), exchange };
}

describe('a row that cannot be written costs no other', () => {
  it.each(['url', 'responseBody', 'requestHeaders', 'at', 'channel'] as const)('where %s throws', async (member) => {
    for (const [way, text] of await outputs([good('before'), throwing(member), good('after')])) {
      expect(text, way).toContain('before');
      expect(text, way).toContain('after');
      expect(text, way).not.toContain('sesame');
    }
  });

  it('and says so in one line', async () => {
    const all = await outputs([good('before'), throwing('url'), good('after')]);
    for (const [way, text] of all) expect(text, way).toMatch(/could not be written/);
    const curl = all.get('curl') ?? '';
    expect(curl.split('\n').filter((line) => line.includes('could not'))).toEqual([
      '# Failure 2 of 3 could not be written.',
    ]);
  });
});

it('a finding that cannot be read costs no other', async () => {
  const broken: Failure = { ...good('broken') };
  Object.defineProperty(broken, 'finding', {
    get() {
      throw new Error('sesame-4711');
    },
  });
  for (const [way, text] of await outputs([good('before'), broken, good('after')])) {
    expect(text, way).toContain('after');
    expect(text, way).not.toContain('sesame');
  }
});

it.each(['url', 'at'] as const)(
  'a recording counts the entry that it cannot write, where %s throws',
  async (member) => {
    const { text } = await writeHar(
      { failures: [good('before'), throwing(member), good('after')], healthy: [] },
      context,
    );
    expect(text).toContain('1 of 3 entries could not be written.');
  },
);

const TIMES = [Number.NaN, Number.POSITIVE_INFINITY, -1, 1e13, 1e16, 8.64e15];
const SURROGATES = '\ud800 x \udc00\ud83d';
const BODIES: readonly (readonly [string, string])[] = [
  ['a bracket more than it opens', '{"m":"password=\\"}}\\""}'],
  ['a brace too many and much white space', `{"a":1}}${' '.repeat(8_000)}`],
  ['thousands of slashes', '/'.repeat(4_688)],
  ['addresses in addresses', 'https://a/?b='.repeat(782)],
  ['deep lists', '['.repeat(100_000)],
  ['deep objects', '{"a":'.repeat(50_000)],
  ['escaped quotes', '\\"'.repeat(100_000)],
  ['lone surrogates', SURROGATES],
  ['ends of keys', '-----END PRIVATE KEY-----'.repeat(3_000)],
];

describe('no row throws', () => {
  it.each(TIMES)('at %f', async (at) => {
    for (const [way, text] of await outputs([failure({}, { at }), good('after')])) {
      expect(text, way).toContain('after');
      expect(text, way).not.toMatch(/could not be written/);
    }
  });

  it.each(BODIES)('with %s', async (_, body) => {
    const one = failure(
      { said: body.slice(0, 500), name: SURROGATES },
      { requestBody: bodyOf(body), responseBody: bodyOf(body), url: `https://a.example/${body.slice(0, 12_000)}` },
    );
    for (const [way, text] of await outputs([one, good('after')])) {
      expect(text, way).toContain('after');
      expect(text, way).not.toMatch(/could not be written/);
    }
  });
});

const HEADERS = Array.from({ length: 1_000 }, (_, i) => ({ name: `X-Header-${i}`, value: 'word '.repeat(40) }));

describe('a report stays under what its target takes', () => {
  const large = (i: number) =>
    failure(
      { name: `Large ${i}`, meaning: 'It is large. '.repeat(60), said: 'word '.repeat(100) },
      {
        id: String(i),
        requestHeaders: HEADERS,
        responseHeaders: HEADERS,
        responseBody: bodyOf(`{"message":"${'long word '.repeat(100_000)}"}`),
        mimeType: 'application/json',
      },
    );
  const limited = FORMATS.slice(0, 4);
  const limitOf = async (format: ReportFormat) => {
    const limit = (await FORMATS.find(({ id }) => id === format)?.load())?.limit;
    if (limit === undefined) throw new Error(`${format} has no limit`);
    return limit;
  };

  it.each(limited)('$id: one reply with 1,000 headers and 1 MB', async ({ id: format }) => {
    const { text } = await writeReport(format, [[large(1)]], context);
    expect(text.length).toBeLessThanOrEqual(await limitOf(format));
    expect(text).toContain('Large 1');
  });

  it.each(limited)('$id: two thousand rows', async ({ id: format }) => {
    const groups = Array.from({ length: 2_000 }, (_, i) => [good(`row-${i}`)]);
    const { text } = await writeReport(format, groups, context);
    expect(text.length).toBeLessThanOrEqual(await limitOf(format));
    expect(text).toContain('row-0');
    expect(text).toMatch(/Left out for lack of room: .*\d+ failures in detail|and \d+ more/);
  });

  it('the summary first, then details as far as they fit', async () => {
    const { text } = await writeReport('github', [[good('small')], [large(1)], [large(2)], [good('last')]], context);
    expect(text.length).toBeLessThanOrEqual(await limitOf('github'));
    for (const name of ['small', 'Large 1', 'Large 2', 'last'])
      expect(text.match(new RegExp(name, 'g'))?.length ?? 0).toBeGreaterThan(1);
    expect(text).toMatch(/Left out for lack of room: \d+ bodies or lists of headers/);
  });

  it('JSON and cURL: a reply of 100 MB is cut, and JSON says so', async () => {
    const one = failure({}, { responseBody: bodyOf('word '.repeat(20_000_000)), requestBody: bodyOf('a'.repeat(9e6)) });
    const json = await writeReport('json', [[one]], context);
    expect(json.text.length).toBeLessThan(1_000_000);
    expect(JSON.parse(json.text)).toMatchObject({ exchange: { responseBodyCut: true } });
    expect((await writeReport('curl', [[one]], context)).text.length).toBeLessThan(131_072);
  });

  it('a copy of more rows than anybody reads asks first', () => {
    expect([copyDecision(1), copyDecision(MANY_ROWS), copyDecision(MANY_ROWS + 1)]).toEqual(['copy', 'copy', 'ask']);
  });
});

/** C0 but for line ends and tabs, DEL, C1, and what turns the direction of a text or is not seen; the zero-width space is the reports' own. */
const RAW =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200c-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\udb40/;

describe('no control leaves raw', () => {
  const controls = '\u001b]0;x\u0007 \u009b31m \u202e\u2066 \u200d\u200f \ufeff \u0000 \u{e0041} \u2028 \u00ad \u0085';
  const planted = failure(
    { code: `4${controls}`, name: controls, said: controls, operation: controls, param: controls },
    {
      url: `https://a.example/${controls}`,
      method: `GE${controls}T`,
      statusText: controls,
      requestHeaders: [{ name: 'X-A', value: controls }],
      responseHeaders: [{ name: 'X-Request-Id', value: controls }],
      requestBody: bodyOf(`{"a":"${controls}"}`),
      responseBody: bodyOf(controls),
    },
  );

  it('from any way out', async () => {
    const all = await outputs([planted, { ...planted, exchange: socketMessage(controls) }]);
    for (const [way, text] of all) expect(RAW.exec(text)?.[0].charCodeAt(0).toString(16), way).toBeUndefined();
  });

  it('and JSON still says what was there', async () => {
    const [found] = JSON.parse((await outputs([planted])).get('--json') ?? '') as { said: string }[];
    expect(found?.said).toBe(controls);
  });
});

describe('a cURL command', () => {
  /** The words that the shell gives to curl. */
  async function words(request: Partial<HttpExchange>): Promise<string[]> {
    const { text } = await writeReport('curl', [[failure({}, request)]], context);
    const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${text}`;
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0');
  }

  it('gives controls to the server and to nobody else', async () => {
    const body = '{"a":"\u001b[2J\u0007\t\\ \'x\' \u202e7"}';
    expect(await words({ requestBody: bodyOf(body), method: 'POST' })).toContain(body);
    const { text } = await writeReport('curl', [[failure({}, { requestBody: bodyOf(body) })]], context);
    expect(text).not.toMatch(RAW);
    expect(text).toContain("$'");
  });

  it('takes no address for an option, no bracket for a pattern, no header for a file', async () => {
    const all = await words({
      url: '-o/tmp/x',
      requestHeaders: [
        { name: '@/etc/passwd', value: 'x' },
        { name: 'X-Empty', value: '' },
      ],
    });
    expect(all[all.indexOf('--url') + 1]).toBe('-o/tmp/x');
    expect(all).toContain('--globoff');
    expect(all.join(' ')).not.toContain('@/etc');
    expect(all).toContain('X-Empty;');
  });
});

describe('links', () => {
  it.each(['http://a.example/x', 'javascript:alert(1)', 'https://a.example/" onclick="x', 'data:text/html,x'])(
    'are none to %s',
    async (source) => {
      const { text, html = '' } = await writeReport('jira', [[failure({ source })]], context);
      expect(html).not.toContain('href');
      expect(text).toContain('||Source|{{');
      expect((await writeReport('github', [[failure({ source })]], context)).text).not.toContain(`<${source}>`);
    },
  );
});
