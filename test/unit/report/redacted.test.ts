/** Nothing raw can be handed to a writer: each of these lines is a mistake of types, and the compiler says so. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type Redacted, type RedactedJson, safe, word } from '../../../lib/redact/redacted.ts';
import { jsonText } from '../../../lib/report/json.ts';
import type { Fact, ReportDocument, ReportModel, Section } from '../../../lib/report/model.ts';
import { createRedactor } from '../../../lib/report/redact.ts';

const raw: string = 'password=k5e!6tuPv7q';
const redacted = createRedactor().text(raw);

describe('a writer', () => {
  it('takes a fact, a section, a title and a foot only from redaction', () => {
    const fact: Fact = { id: 'time', label: 'When', value: redacted };
    const section: Pick<Section, 'text'> = { text: redacted };
    // @ts-expect-error a raw value of a fact
    const rawFact: Fact = { id: 'time', label: 'When', value: raw };
    // @ts-expect-error a raw text of a section
    const rawSection: Pick<Section, 'text'> = { text: raw };
    // @ts-expect-error a raw title
    const title: Pick<ReportModel, 'title'> = { title: raw };
    // @ts-expect-error a raw foot
    const foot: Pick<ReportDocument, 'foot'> = { foot: raw };
    expect([fact, section, rawFact, rawSection, title, foot]).toHaveLength(6);
  });

  it('takes no JSON with a raw text in it, at any depth', () => {
    const json: RedactedJson = { a: [{ b: redacted, n: 1, is: true }] };
    // @ts-expect-error a raw text in a list in an object
    const rawJson: RedactedJson = { a: [{ b: raw }] };
    // @ts-expect-error a raw text
    expect(jsonText(raw)).toBe(jsonText(rawJson === json ? '' : raw));
  });

  it('puts texts together only from what is redacted, numbers and words of closed sets', () => {
    const kind = 'temporary' as 'temporary' | 'permanent';
    expect(safe`${redacted} ${1} ${word(kind)}`).toBe(`${redacted} 1 temporary`);
    // @ts-expect-error a raw value in a template
    expect(safe`${raw}`).toBe(raw);
    // @ts-expect-error any text is no word of a closed set
    expect(word(raw)).toBe(raw);
    // @ts-expect-error a text that is cut by hand is raw again
    const cut: Redacted<string> = redacted.slice(0, 3);
    expect(cut).toHaveLength(3);
  });
});

it('only the room of redaction says what is redacted', () => {
  const found = execFileSync('git', ['grep', '-l', 'asRedacted', '--', 'lib', 'components', 'entrypoints'], {
    encoding: 'utf8',
  });
  expect(
    found
      .trim()
      .split('\n')
      .every((file) => file.startsWith('lib/redact/')),
  ).toBe(true);
});
