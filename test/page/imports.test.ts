/** Recordings into the panel, read by a worker. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Session } from '../browsers/session.ts';
import { counts, shows } from '../e2e/stage.ts';
import { harEntry, harText } from '../har.ts';
import { startWith, textAt, withPage } from './stage.ts';

const INPUT = 'input[type=file][data-action="import-har-file"]';

const stage = withPage();
let folder: string;
let panel: Session;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wire-triage-recordings-'));
  panel = stage.panel;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => startWith(panel));

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

it('reads a recording beside what is there', async () => {
  const entries = [500, 502, 200].map((status) => harEntry({ url: `https://a.example/${status}`, status }));
  await panel.chooseFile(INPUT, written('three.har', harText(entries)));
  await shows(panel, [
    { family: 'http', code: '500' },
    { family: 'http', code: '502' },
  ]);
});

it('reads a recording that was packed to be sent', async () => {
  const archive = new JSZip().file('case.har', harText([harEntry({ status: 503 })]));
  await panel.chooseFile(INPUT, written('case.zip', await archive.generateAsync({ type: 'uint8array' })));
  await shows(panel, [{ family: 'http', code: '503' }]);
});

it('says in one line what is no recording', async () => {
  await panel.chooseFile(INPUT, written('notes.har', 'remember the milk'));
  await expect.poll(() => textAt(panel, '[data-part="import-refused"]')).toMatch(/^notes\.har is not JSON/);
});

it('answers while thousands of entries are read', async () => {
  const entries = Array.from({ length: 4_000 }, (_, i) =>
    harEntry({ url: `https://a.example/${i}`, status: i % 2 ? 500 : 200, body: 'x'.repeat(2_000) }),
  );
  await panel.chooseFile(INPUT, written('large.har', harText(entries)));
  await counts(panel, 2_000);
});
