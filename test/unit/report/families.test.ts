/** One failure of each family as each format writes it. */
import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import type { Failure } from '../../../lib/finding.ts';
import { FORMATS } from '../../../lib/report/formats.ts';
import { writeReport } from '../../../lib/report/report.ts';
import { createWords } from '../../../lib/words/words.ts';
import { reportContext } from '../../failures.ts';
import { contextOf, exchangeOf, readFixtures } from '../../fixtures.ts';
import { planted } from '../redact/secrets.ts';

const engine = createEngine(builtInFamilies);
const fixtures = readFixtures();

/** The first fixture that is diagnosed as one of the family, on its own channel if it has one. */
function firstOf(family: string): Failure {
  for (const fixture of fixtures) {
    const exchange = exchangeOf(fixture);
    const conversation = exchange.channel === 'http' ? undefined : engine.openConversation();
    for (const message of contextOf(fixture)) conversation?.observe(message);
    const finding = engine.diagnose(exchange, conversation);
    if (finding?.family === family) return { exchange, finding };
  }
  throw new Error(`no fixture of ${family}`);
}

const words = createWords(builtInFamilies);

describe.each(builtInFamilies.map(({ id }) => id))('a failure of %s', (family) => {
  const failure = firstOf(family);
  const { connection } = planted(failure.exchange, undefined);
  const context = reportContext({ connection, words });

  it.each(FORMATS.map(({ id }) => id))('as %s', async (format) => {
    const { text, parts } = await writeReport(format, [[failure]], context);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(text).toMatchSnapshot();
  });

  it.each(['github', 'jira', 'jira-markdown', 'slack', 'text'] as const)(
    'says in %s what it is and what to do',
    async (format) => {
      const { text } = await writeReport(format, [[failure]], context);
      const letters = (line: string) => line.replace(/[^A-Za-z]/g, '').toLowerCase();
      for (const say of [words.name, words.meaning, words.action])
        expect(letters(text.replace(/&[lg]t;|&amp;/g, ''))).toContain(
          letters(say(failure.finding).replace(/[<>&]/g, '')),
        );
    },
  );
});
