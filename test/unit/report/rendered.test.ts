// @vitest-environment happy-dom
import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../lib/finding.ts';
import type { ReportFormat } from '../../../lib/report/formats.ts';
import { writeReport } from '../../../lib/report/report.ts';
import { failure, reportContext } from '../../failures.ts';
import { bodyOf } from '../../fixtures.ts';
import { renderJira } from '../../jira-wiki.ts';

const SOURCE = 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.1';

const HOSTILE = [
  '| a || b |',
  '```',
  '````\n</details>',
  '{code} {noformat} {color:red}',
  '@octocat and @here',
  '#123 GH-4 org/repo#5',
  '<img src=x onerror=alert(1)><script>alert(1)</script>',
  '[link](https://evil.example/) [~admin] [wiki|https://evil.example/] !https://evil.example/x.png!',
  '*bold* _em_ -gone- +new+ ??who?? ^up^ ~down~ ~~struck~~ {{mono}}',
  '`code` ``x``',
  '&lt;b&gt; &amp;',
  '\\ \\| \\`',
  '<!channel> <https://evil.example|x>',
  '\u202egnp.exe\u0007',
  '# heading\n1. item\n- item\n> quote\n---',
];

/** A failure with the same text wherever the wire can carry one. */
function saying(text: string, id = 'x'): Failure {
  return failure(
    {
      name: `No: ${text}`,
      said: text,
      meaning: 'Read `limits` first.',
      evidence: [{ kind: 'operation', name: text, documented: true }],
      source: SOURCE,
    },
    {
      id,
      url: `https://h.example/a/${encodeURIComponent(text)}`,
      statusText: text,
      requestHeaders: [{ name: 'Accept', value: text }],
      responseHeaders: [{ name: 'Server', value: text }],
      responseBody: bodyOf(text),
      mimeType: 'text/plain',
    },
  );
}

function dom(html: string): HTMLElement {
  const root = document.createElement('div');
  root.innerHTML = html;
  return root;
}

const all = (root: Element, selector: string) => [...root.querySelectorAll(selector)];
const texts = (root: Element, selector: string) => all(root, selector).map((element) => element.textContent ?? '');

async function written(format: ReportFormat, ...failures: Failure[]): Promise<string> {
  return (
    await writeReport(
      format,
      failures.map((one) => [one]),
      reportContext(),
    )
  ).text;
}

const github = async (...failures: Failure[]) =>
  dom(await marked.parse(await written('github', ...failures), { gfm: true }));
const jiraMarkdown = async (...failures: Failure[]) =>
  dom(await marked.parse(await written('jira-markdown', ...failures), { gfm: true }));
const jira = async (...failures: Failure[]) => dom(renderJira(await written('jira', ...failures)));

const plainCase = failure(
  { name: 'Upload rate limit exceeded', meaning: 'Read `limits` first.', source: SOURCE },
  {
    responseBody: bodyOf('{"detail":"no"}'),
    responseHeaders: [{ name: 'X-Request-Id', value: '1a2b3c4d' }],
    requestHeaders: [{ name: 'Accept', value: '*/*' }],
  },
);

const LABELS = [
  'When',
  'Request',
  'HTTP status',
  'Diagnosis',
  'Meaning',
  'Verdict',
  'Do this',
  'Request id',
  'Duration',
  'Why (certain)',
  'Source',
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', maxLength: 12 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(' '));

describe('the GitHub report, rendered', () => {
  it('shows a table of facts, folded parts and the steps', async () => {
    const root = await github(plainCase);
    expect(texts(root, 'h3')).toEqual(['[http 500] Upload rate limit exceeded, GET api.example.com/thing']);
    expect(texts(root, 'tbody tr td:first-child')).toEqual(LABELS);
    expect(texts(root, 'details summary')).toEqual([
      'Response (redacted)',
      'Request headers (redacted)',
      'Response headers (redacted)',
    ]);
    expect(texts(root, 'details pre code').map((text) => text.trim())).toEqual([
      '{\n  "detail": "no"\n}',
      'Accept: */*',
      'X-Request-Id: 1a2b3c4d',
    ]);
    expect(texts(root, 'td code')).toContain('limits');
    expect(all(root, 'ol li')).toHaveLength(1);
    expect(all(root, 'a').map((a) => a.getAttribute('href'))).toEqual([SOURCE]);
  });

  it('begins with a summary over several failures', async () => {
    const root = await github(plainCase, failure({ name: 'Other', code: '502' }));
    const [summary, ...facts] = all(root, 'table');
    expect(texts(summary as Element, 'th')).toEqual(['Code', 'Diagnosis', 'Verdict', 'Request', 'Seen']);
    expect(texts(summary as Element, 'tbody tr td:nth-child(2)')).toEqual(['Upload rate limit exceeded', 'Other']);
    expect(facts).toHaveLength(2);
    expect(all(root, 'ol')).toHaveLength(1);
  });

  it('keeps its shape whatever the wire says, links nothing and calls nobody', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const root = await github(saying(text, 'a'), saying(text, 'b'));
        expect(all(root, 'table')).toHaveLength(3);
        expect(all(root, 'h3')).toHaveLength(2);
        expect(all(root, 'ol')).toHaveLength(1);
        expect(all(root, 'img, script, ul, blockquote, hr, del, em, div')).toEqual([]);
        for (const row of all(root, 'tr')) expect([2, 5]).toContain(row.children.length);
        const folded = all(root, 'details');
        expect(folded.length).toBe(text === '' ? 4 : 6);
        for (const part of folded) expect(texts(part, 'pre code')).toHaveLength(1);
        expect(all(root, 'a').filter((a) => !/^https?:/.test(a.textContent ?? ''))).toEqual([]);
        for (const words of texts(root, 'h3, td:not(:has(code)), sub')) expect(words).not.toMatch(/@\w|(?<![\w;])#\d/);
      }),
      { numRuns: 150 },
    );
  });

  it('shows the response as it was, however many fences it holds', async () => {
    const text = 'a ``` b\n````\n</details>\n~~~~~ | c';
    const root = await github(saying(text));
    expect(texts(root, 'details pre code')[0]?.replace(/\n$/, '')).toBe(text);
  });
});

describe('the Jira report, rendered', () => {
  it('shows a table of facts, preformatted parts and the steps', async () => {
    const root = await jira(plainCase);
    expect(texts(root, 'h3')).toEqual(['[http 500] Upload rate limit exceeded, GET api.example.com/thing']);
    expect(texts(root, 'table th')).toEqual(LABELS);
    expect(texts(root, 'td code')).toContain('limits');
    expect(texts(root, 'pre')).toEqual(['{\n  "detail": "no"\n}', 'Accept: */*', 'X-Request-Id: 1a2b3c4d']);
    expect(all(root, 'pre').map((pre) => pre.getAttribute('data-language'))).toEqual(['json', '', '']);
    expect(texts(root, 'p b')).toContain('Steps to reproduce');
  });

  it('begins with a summary over several failures', async () => {
    const root = await jira(plainCase, failure({ name: 'Other', code: '502' }));
    const [summary] = all(root, 'table');
    expect(texts(summary as Element, 'th')).toEqual(['Code', 'Diagnosis', 'Verdict', 'Request', 'Seen']);
    expect(texts(summary as Element, 'td:nth-child(2)')).toEqual(['Upload rate limit exceeded', 'Other']);
  });

  it('keeps its shape whatever the wire says, links nothing and calls nobody', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const root = await jira(saying(text, 'a'), saying(text, 'b'));
        expect(all(root, 'table')).toHaveLength(3);
        expect(all(root, 'h3')).toHaveLength(2);
        expect(all(root, 'a, img, cite, del, ins, sup, sub, em, div')).toEqual([]);
        for (const row of all(root, 'tr')) expect([2, 5]).toContain(row.children.length);
        expect(all(root, 'pre').length).toBe(text === '' ? 4 : 6);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the Jira report as Markdown, rendered', () => {
  it('keeps its shape whatever the wire says', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const root = await jiraMarkdown(saying(text, 'a'), saying(text, 'b'));
        expect(all(root, 'table')).toHaveLength(3);
        expect(all(root, 'img, script, details, ul, blockquote, hr, del, em, div')).toEqual([]);
        expect(all(root, 'pre').length).toBe(text === '' ? 4 : 6);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the HTML for the clipboard', () => {
  it('is the same report, with the wire as text', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const { html } = await writeReport('jira', [[saying(text, 'a')], [saying(text, 'b')]], reportContext());
        const root = dom(html ?? '');
        expect(all(root, 'table')).toHaveLength(3);
        expect(all(root, 'img, script, details, b b, em')).toEqual([]);
        expect(all(root, 'a').map((a) => a.getAttribute('href'))).toEqual([SOURCE, SOURCE]);
      }),
      { numRuns: 100 },
    );
  });

  it('is there for rich editors only: GitHub makes Markdown of its own from a table', async () => {
    const has = async (format: ReportFormat) =>
      (await writeReport(format, [[plainCase]], reportContext())).html !== undefined;
    expect(await Promise.all((['jira', 'jira-markdown', 'slack', 'text'] as const).map(has))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(await Promise.all((['github', 'json', 'curl'] as const).map(has))).toEqual([false, false, false]);
  });
});

it('Slack stays under its limit with any number of failures', async () => {
  const many = Array.from({ length: 300 }, (_, i) => saying(HOSTILE.join(' '), `f${i}`));
  const text = await written('slack', ...many);
  expect(text.length).toBeLessThan(3_000);
  expect(text).toMatch(/… and \d+ more\n_Wire Triage/);
  expect(text).not.toMatch(/<!channel>|@here/);
});

it('lets others run between the failures of a long report', async () => {
  let pauses = 0;
  const groups = Array.from({ length: 50 }, (_, i) => [saying('a', `f${i}`)]);
  await writeReport('github', groups, reportContext({ pause: async () => void pauses++ }));
  expect(pauses).toBeGreaterThanOrEqual(98);
});
