/** What Slack reads in a message: https://docs.slack.dev/messaging/formatting-message-text. */
import { describe, expect, it } from 'vitest';
import type { HttpExchange } from '../../../lib/exchange.ts';
import { writeReport } from '../../../lib/report/report.ts';
import { failure, type MadeUp, reportContext } from '../../failures.ts';
import { bodyOf } from '../../fixtures.ts';

async function message(said: MadeUp, exchange: Partial<HttpExchange> = {}): Promise<string> {
  return (await writeReport('slack', [[failure(said, exchange)]], reportContext())).text;
}

/** The text without what stands in code. */
const outsideCode = (text: string) => text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');

describe('a message to Slack', () => {
  it.each(['https://evil.example/x', 'see evil.example/x now', 'www.evil.example', '(ftp://evil.example)'])(
    'has the address of a server in code alone: %s',
    async (text) => {
      const all = await message({ name: text, said: text, meaning: text });
      expect(all).toContain('evil.example');
      expect(outsideCode(all)).not.toContain('evil.example');
    },
  );

  it('has no code that a backtick of the server ends', async () => {
    const all = await message({}, { url: 'https://h.example/a`b' });
    expect(all).toContain('h.example/a');
    expect(all.split('\n').filter((line) => (line.match(/`/g)?.length ?? 0) % 2 === 1)).toEqual([]);
  });

  it('has no block that three backticks of the server end', async () => {
    const all = await message({}, { responseBody: bodyOf('a ``` <!channel> ```` b'), mimeType: 'text/plain' });
    expect(all.match(/```/g)).toHaveLength(2);
    expect(all).toContain('&lt;!channel&gt;');
  });

  it.each(['http://a.example/x', 'javascript:alert(1)', 'https://a.example/<!channel>'])(
    'has no link to %s',
    async (source) => {
      const all = await message({ source });
      expect(all).not.toContain(`*Source:* ${source}`);
      expect(outsideCode(all)).not.toMatch(/a\.example|javascript|<!/);
    },
  );

  it('has what a server says on the line that tells it', async () => {
    const two = ['a', 'b'].map((id) => [failure({ name: 'no\n> quoted' }, { id })]);
    const { text } = await writeReport('slack', two, reportContext());
    expect(text).toContain('no &gt; quoted');
    expect(text).not.toMatch(/^>/m);
  });
});
