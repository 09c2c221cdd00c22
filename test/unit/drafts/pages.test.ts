import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFamily } from '../../../lib/catalog/parse-family.ts';
import { draftFromText } from '../../../lib/drafts/from-text.ts';
import expected from '../../fixtures/pages/codes.json' with { type: 'json' };

const PAGES = new URL('../../fixtures/pages/', import.meta.url);
const pages = Object.entries(expected).map(([file, codes]) => [file, codes] as const);

async function learnt(text: string) {
  const drafted = await draftFromText(text, { url: 'https://docs.example/errors', hosts: ['api.example'] });
  if (!drafted.ok) throw new Error(drafted.fault.expected);
  return drafted.draft;
}

const entriesOf = async (text: string) => (await learnt(text)).document.entries;
const codesOf = async (text: string) => [...new Set((await entriesOf(text)).flatMap(({ codes }) => codes))];
const page = (file: string) => readFileSync(new URL(file, PAGES), 'utf8');

it('there are at least twelve pages', () => {
  expect(pages.length).toBeGreaterThanOrEqual(12);
});

describe.each(pages)('from %s', (file, codes) => {
  it('every code is read and none invented', async () => {
    expect((await codesOf(page(file))).sort()).toEqual([...codes].sort());
  });

  it('the draft is a good family, each entry with the words that it came from', async () => {
    const { document } = await learnt(page(file));
    expect(parseFamily(document)).toMatchObject({ ok: true });
    expect(document.entries.filter(({ note }) => note === undefined)).toEqual([]);
  });
});

const entry = async (file: string, code: string) =>
  (await entriesOf(page(file))).find(({ codes }) => codes[0] === code);

describe('an entry has what its row says', () => {
  it.each([
    [
      'discord.html',
      '4004',
      { name: 'Authentication failed', meaning: 'The token is wrong.', permanence: 'permanent' },
    ],
    ['discord.html', '4008', { permanence: 'temporary', basis: 'documented' }],
    ['cloudflare.html', '1015', { name: 'You are being rate limited', action: 'Wait and send fewer.' }],
    ['cloudflare.html', '1007', { name: 'Access Denied', action: 'Ask the owner.' }],
    ['octoeverywhere.html', '601', { name: 'Printer Not Connected', permanence: 'temporary' }],
    ['octoeverywhere.html', '604', { permanence: 'permanent' }],
    ['blazeauth.html', '103', { name: 'LicenseExpired', meaning: 'The license has run out.' }],
    ['stripe.html', 'amount_too_small', { meaning: 'The amount is below the least one. Use a larger amount.' }],
    ['plaid.html', 'INVALID_CREDENTIALS', { action: 'Try others.' }],
    ['makapix.md', '403', { texts: ['Email not verified'], meaning: 'The address was not confirmed' }],
  ])('%s %s', async (file, code, wanted) => {
    expect(await entry(file, code)).toMatchObject(wanted);
  });

  it('and leaves open what it does not say', async () => {
    const { document, open } = await learnt(page('slack.html'));
    expect(document.entries[0]).toMatchObject({ action: 'The source does not say what to do.' });
    expect(document.entries[0]).not.toHaveProperty('permanence');
    expect(open).toEqual(expect.arrayContaining(['entries.0.action', 'entries.0.permanence']));
  });
});

/** Pages of other forms: the codes that each lists, and nothing else. */
describe('a page of another form', () => {
  const heading = '<h1>Error reference</h1>';
  it.each<[string, string, string[]]>([
    [
      'a table without a head',
      `${heading}<table><tr><td>E100</td><td>Broken</td></tr><tr><td>E200</td><td>Gone</td></tr></table>`,
      ['E100', 'E200'],
    ],
    [
      'the code in the second column',
      `${heading}<table><tr><th>Name</th><th>Code</th><th>Description</th></tr><tr><td>Not found</td><td>1004</td><td>Gone.</td></tr></table>`,
      ['1004'],
    ],
    [
      'rows with heads of their own',
      `${heading}<table><tr><th>Code</th><th>Meaning</th></tr><tr><th>not_found</th><td>Gone.</td></tr><tr><th>too_large</th><td>Too large.</td></tr></table>`,
      ['not_found', 'too_large'],
    ],
    [
      'a table of fields beside one of errors',
      `<h1>Orders</h1><h2>Parameters</h2><table><tr><th>Name</th><th>Type</th></tr><tr><td>order_id</td><td>string</td></tr></table><h2>Errors</h2><table><tr><th>Code</th><th>Description</th></tr><tr><td>order_gone</td><td>Gone.</td></tr></table>`,
      ['order_gone'],
    ],
    [
      'a list of words and of codes',
      `${heading}<ul><li>Check the network</li><li><code>E_TIMEOUT</code> — it took too long</li><li>Contact us: by mail</li></ul>`,
      ['E_TIMEOUT'],
    ],
    [
      'negative numbers',
      `${heading}<dl><dt>-32601</dt><dd>No such method</dd><dt>-1003</dt><dd>Too many</dd></dl>`,
      ['-32601', '-1003'],
    ],
    [
      'several codes in one cell',
      `${heading}<table><tr><th>Error code</th><th>Meaning</th></tr><tr><td><code>A1</code>, <code>A2</code></td><td>Either</td></tr></table>`,
      ['A1', 'A2'],
    ],
    [
      'unclosed cells and rows',
      `${heading}<table><tr><th>Code<th>Meaning<tr><td>no_funds<td>Empty<tr><td>no_user<td>Nobody</table>`,
      ['no_funds', 'no_user'],
    ],
    [
      'a heading with a number in it',
      `<h1>Errors</h1><h2>Version 2 of the API</h2><p>New.</p><h2>E1234 Wrong state</h2><p>Not now.</p><h2>429 Too Many Requests</h2><p>Wait.</p>`,
      ['429'],
    ],
    [
      'statuses with tables of codes below them',
      '<h1>Order errors</h1><h3>400 BAD_REQUEST</h3><table><tr><th>Issue</th><th>Message</th></tr><tr><td>BAD_SYNTAX</td><td>Wrong.</td></tr></table>',
      ['BAD_SYNTAX'],
    ],
    [
      'statuses with lists of codes below them',
      '<h1>Errors</h1><h2>303 SEE_OTHER</h2><p>Elsewhere.</p><ul><li>FILE_ELSEWHERE: ask another</li></ul><h2>418 TEAPOT</h2><p>Tea.</p>',
      ['FILE_ELSEWHERE', '418'],
    ],
    ['codes without a word', '<h1>API errors</h1><ul><li>EService:Busy</li><li>Ask us</li></ul>', ['EService:Busy']],
    [
      'negative headings',
      '# Error codes\n\n### -1000 UNKNOWN\n* Something.\n\n### -1003 TOO_MANY\n* Wait.',
      ['-1000', '-1003'],
    ],
    [
      'digits and capitals',
      `${heading}<table><tr><th>Code</th><th>Meaning</th></tr><tr><td>22P02</td><td>Bad.</td></tr><tr><td>PG100</td><td>No.</td></tr></table>`,
      ['22P02', 'PG100'],
    ],
    [
      'numbered rows',
      `${heading}<table><tr><th>#</th><th>Error</th></tr><tr><td>1</td><td><code>db_locked</code></td></tr><tr><td>2</td><td><code>db_full</code></td></tr></table>`,
      ['db_locked', 'db_full'],
    ],
    ['a pasted table between tabs', 'Code\tMeaning\nERR_A\tOne\nERR_B\tTwo', ['ERR_A', 'ERR_B']],
    ['Markdown with bars inside', '| Code | Meaning |\n|---|---|\n| `a_b` | x \\| y |\n| `c_d` | z |', ['a_b', 'c_d']],
    ['Markdown without outer bars', 'Code | Meaning\n--- | ---\nFOO_BAR | One\nBAZ_QUX | Two', ['FOO_BAR', 'BAZ_QUX']],
    [
      'Markdown headings',
      '# Errors\n\n## `bad_token`\n\nThe token is bad.\n\n## `no_scope`\n\nA scope is missing.',
      ['bad_token', 'no_scope'],
    ],
    ['Markdown lists', '# Error codes\n\n* **E_ONE**: first\n* **E_TWO**: second', ['E_ONE', 'E_TWO']],
    ['a list as JSON', '[{"code":"a_1","description":"One"},{"code":"b_2","description":"Two"}]', ['a_1', 'b_2']],
    ['an object as JSON', '{"1001":"No user","1002":"No order"}', ['1001', '1002']],
  ])('%s', async (_, text, codes) => {
    expect(await codesOf(text)).toEqual(codes);
  });

  it.each<[string, string]>([
    [
      'of parameters',
      '<h1>Search</h1><table><tr><th>Parameter</th><th>Description</th></tr><tr><td>page_size</td><td>How many.</td></tr></table>',
    ],
    ['of prose', '<h1>Errors</h1><p>An error has a code, such as <code>not_found</code>.</p>'],
    ['of endpoints', '<h1>API</h1><ul><li><code>GET /orders</code>: all orders</li></ul>'],
    ['of prices', 'Plan\tPrice\nbasic_plan\t7\npro_plan\t9'],
  ])('%s gives no draft', async (_, text) => {
    expect((await draftFromText(text)).ok).toBe(false);
  });
});
