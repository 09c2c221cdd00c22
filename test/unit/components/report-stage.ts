/** The panel with four rows of failures, and reports of made-up secrets, where a test sees what was copied and saved. */

import { beforeEach, vi } from 'vitest';
import type { PanelHost } from '../../../components/host.ts';
import type { StoreDeps } from '../../../components/store.ts';
import type { Failure } from '../../../lib/finding.ts';
import type { ReportFormat } from '../../../lib/report/formats.ts';
import type { Disclosure, Hidden } from '../../../lib/report/redact.ts';
import type { Report } from '../../../lib/report/report.ts';
import { letThrough } from '../../failures.ts';
import { finding, host, http, NOON, session } from './fakes.ts';
import { show } from './mounted.tsx';

/** Four rows, the first of two repeats, and a healthy exchange. */
export function fourRows() {
  const held = session();
  held.add(http('a1'), finding());
  held.add(http('a2', { at: NOON + 1 }), finding());
  ['404', '500', '503'].forEach((code, i) => {
    held.add(
      http(code, { at: NOON + 2 + i, url: `https://b.example/${code}` }),
      finding({ family: 'http', code, permanence: 'unknown', name: `error ${code}` }),
    );
  });
  held.add(http('ok', { at: NOON + 9, url: 'https://ok.example/', status: 200 }), undefined);
  return held;
}

const SECRETS: readonly Hidden[] = [
  { pseudonym: '<token 1>', kind: 'token', value: 'planted-1', count: 3 },
  { pseudonym: '<e-mail 1>', kind: 'e-mail', value: 'planted-2', count: 1 },
];

/** `github 429×2 500: <token 1> <e-mail 1>`, with what is disclosed in place of the pseudonyms. JSON numbers them the other way. */
export async function report(
  groups: readonly (readonly Failure[])[],
  format: ReportFormat,
  disclosure?: Disclosure,
): Promise<Report> {
  const rows = groups.map((failures) => `${failures[0]?.finding.code}×${failures.length}`).join(' ');
  const hidden =
    format === 'json'
      ? SECRETS.map((one, i) => ({ ...one, pseudonym: `<value ${2 - i}>` }))
      : groups.length > 0
        ? SECRETS
        : [];
  const parts: { readonly text: string; readonly pseudonym?: string }[] = [
    { text: `${format} ${rows}:` },
    ...hidden.flatMap(({ pseudonym, value }) => [
      { text: ' ' },
      disclosure?.kind === 'raw' || disclosure?.shown.has(pseudonym) ? { text: value } : { text: pseudonym, pseudonym },
    ]),
  ];
  const text = parts.map((part) => part.text).join('');
  return {
    text: letThrough(text),
    html: format === 'github' ? undefined : letThrough(`<p>${format}</p>`),
    parts: parts.map((part) => ({ ...part, text: letThrough(part.text) })),
    hidden: disclosure?.kind === 'raw' ? [] : hidden,
  };
}

export const writeClipboard = vi.fn<StoreDeps['writeClipboard']>();
export const saveFile = vi.fn<StoreDeps['saveFile']>();

/** For a file of tests: nothing is copied or saved yet when one begins. */
export function forgetBefore() {
  beforeEach(() => {
    writeClipboard.mockReset().mockResolvedValue(undefined);
    saveFile.mockReset();
  });
}

export function open(more: Partial<PanelHost> = {}) {
  return show(host({ session: fourRows(), report, ...more }), { writeClipboard, saveFile });
}

/** Where the row of this code is. */
export const row = (code: string) => `[role=row][data-code="${code}"]`;
export const copiedTexts = () => writeClipboard.mock.calls.map(([text]) => text);
