/** Nothing raw can be handed to a writer: each of these lines is a mistake of types, and the compiler says so. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { PanelHost } from '../../../components/host.ts';
import { saveFile, writeClipboard } from '../../../lib/browser/hand-out.ts';
import { heading, type Redacted, type RedactedJson, rendered, safe, word } from '../../../lib/redact/redacted.ts';
import { jsonText } from '../../../lib/report/json.ts';
import type { Fact, ReportDocument, ReportModel, Section } from '../../../lib/report/model.ts';
import { createRedactor } from '../../../lib/report/redact.ts';
import type { Report } from '../../../lib/report/report.ts';
import type { FactUse, MemberUse } from '../../../lib/session/fields/outlet.ts';

const raw: string = 'password=k5e!6tuPv7q';
const redacted = createRedactor().text(raw);

describe('a writer', () => {
  it('takes a fact, a section, a title and a foot only from redaction', () => {
    const fact: Fact = { id: heading('time'), label: heading('When'), value: redacted };
    const section: Pick<Section, 'text'> = { text: redacted };
    // @ts-expect-error a raw value of a fact
    const rawFact: Fact = { id: heading('time'), label: heading('When'), value: raw };
    // @ts-expect-error a raw text of a section
    const rawSection: Pick<Section, 'text'> = { text: raw };
    // @ts-expect-error a raw title
    const title: Pick<ReportModel, 'title'> = { title: raw };
    // @ts-expect-error a raw foot
    const foot: Pick<ReportDocument, 'foot'> = { foot: raw };
    expect([fact, section, rawFact, rawSection, title, foot]).toHaveLength(6);
  });

  it('writes no document with a raw text in it, at any depth', () => {
    const lines = ({ rows }: { rows: readonly { readonly text: string }[] }) => rows.map(({ text }) => text);
    const kind = 'temporary' as 'temporary' | 'permanent';
    expect([...rendered({ rows: [{ text: redacted, count: 1, kind }] }, lines)]).toEqual([redacted]);
    // @ts-expect-error a raw text in a list in an object
    expect([...rendered({ rows: [{ text: raw }] }, lines)]).toEqual([raw]);
    // @ts-expect-error a raw text
    expect([...rendered(raw, (text: string) => [text])]).toEqual([raw]);
  });

  it('takes no JSON with a raw text in it, at any depth', () => {
    const json: RedactedJson = { a: [{ b: redacted, n: 1, is: true }] };
    // @ts-expect-error a raw text in a list in an object
    const rawJson: RedactedJson = { a: [{ b: raw }] };
    // @ts-expect-error a raw text
    expect(jsonText(raw)).toBe(jsonText(rawJson === json ? '' : raw));
  });

  it('tells of a row only what went through its outlet', () => {
    const told: FactUse = { label: 'Depth', value: (row, _, out) => out.text(row.key) };
    // @ts-expect-error a text that is handed on as it is
    const raw: FactUse = { label: 'Depth', value: (row) => row.key };
    // @ts-expect-error a raw text in an object
    const json: MemberUse = { name: 'depth', value: (row, _, out) => ({ a: out.text(row.key), b: row.key }) };
    expect([told, raw, json]).toHaveLength(3);
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

it('nothing leaves the panel that redaction has not let through', () => {
  // @ts-expect-error a text as it was on the wire
  const text: PanelHost['redactedText'] = (raw) => raw;
  // @ts-expect-error the same of an id
  const id: PanelHost['redactedRequestId'] = (raw) => raw;
  // @ts-expect-error a call that nobody redacted
  const code: PanelHost['fetchCode'] = () => raw;
  // @ts-expect-error a report of a raw text
  const report: Pick<Report, 'text'> = { text: raw };
  // @ts-expect-error a raw text on the clipboard
  const copy = () => writeClipboard(raw, undefined);
  // @ts-expect-error a raw text in a file
  const save = () => saveFile('a.txt', raw);
  expect([text, id, code, report, copy, save]).toHaveLength(6);
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
