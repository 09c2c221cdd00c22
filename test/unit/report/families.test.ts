/** One failure of each family as each format writes it. */
import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import type { Diagnosis } from '../../../lib/diagnosis.ts';
import type { Exchange } from '../../../lib/exchange.ts';
import { REPORT_FORMATS } from '../../../lib/report/formats.ts';
import { writeReport } from '../../../lib/report/report.ts';
import { reportContext } from '../../failures.ts';
import { contextOf, exchangeOf, readFixtures } from '../../fixtures.ts';
import { planted } from '../redact/secrets.ts';

const engine = createEngine(builtInFamilies);
const fixtures = readFixtures();

/** The first fixture that is diagnosed as one of the family, on its own channel if it has one. */
function firstOf(family: string): { exchange: Exchange; diagnosis: Diagnosis } {
  for (const fixture of fixtures) {
    const exchange = exchangeOf(fixture);
    const conversation = exchange.channel === 'http' ? undefined : engine.openConversation();
    for (const message of contextOf(fixture)) conversation?.observe(message);
    const diagnosis = engine.diagnose(exchange, conversation);
    if (diagnosis?.family === family) return { exchange, diagnosis };
  }
  throw new Error(`no fixture of ${family}`);
}

const titles = new Map(builtInFamilies.map(({ id, title }) => [id, title]));

describe.each(builtInFamilies.map(({ id }) => id))('a failure of %s', (family) => {
  const failure = firstOf(family);
  const { frames } = planted(failure.exchange, undefined);
  const context = reportContext({ frames, familyTitle: (id) => titles.get(id) ?? id });

  it.each(REPORT_FORMATS)('as %s', async (format) => {
    const { text, parts } = await writeReport(format, [[failure]], context);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(text).toMatchSnapshot();
  });

  it.each(['github', 'jira', 'jira-markdown', 'slack', 'text'] as const)(
    'says in %s what it is and what to do',
    async (format) => {
      const { text } = await writeReport(format, [[failure]], context);
      const letters = (words: string) => words.replace(/[^A-Za-z]/g, '').toLowerCase();
      for (const words of [failure.diagnosis.name, failure.diagnosis.meaning, failure.diagnosis.action])
        expect(letters(text.replace(/&[lg]t;|&amp;/g, ''))).toContain(letters(words.replace(/[<>&]/g, '')));
    },
  );
});
