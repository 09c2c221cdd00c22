import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { createImporter } from '../../../lib/session/importer.ts';
import { type Portion, type ReadRecording, readRecording } from '../../../lib/session/recording-reader.ts';
import { createSession } from '../../../lib/session/session.ts';
import { harEntry, harText } from '../../har.ts';

const engine = createEngine(builtInFamilies);
const bytes = (text: string) => new TextEncoder().encode(text);
const recording = (count: number, more: Parameters<typeof harEntry>[0] = {}) =>
  bytes(
    harText(Array.from({ length: count }, (_, i) => harEntry({ url: `https://a.example/${i}`, status: 500, ...more }))),
  );

async function portionsOf(file: Uint8Array<ArrayBuffer>): Promise<readonly Portion[]> {
  const portions: Portion[] = [];
  for await (const portion of readRecording(file, 'import 1')) portions.push(portion);
  return portions;
}

function importer(read: ReadRecording = readRecording) {
  const session = createSession({ schedule: () => {} });
  const shares: number[] = [];
  let pauses = 0;
  let now = 0;
  const importFile = createImporter({
    engine,
    session: session.imported,
    read,
    pause: async () => void pauses++,
    // Every record takes its millisecond.
    now: () => now++,
  });
  const open = (file: Uint8Array<ArrayBuffer>, signal = new AbortController().signal) =>
    importFile(file, (share) => shares.push(share), signal);
  return { open, session, shares, pauses: () => pauses };
}

describe('a recording that is read in portions', () => {
  it('comes as plain data, which another thread can be handed', async () => {
    const portions = await portionsOf(recording(3));
    expect(structuredClone(portions)).toEqual(portions);
  });

  it('comes in small portions that say how far it was read', async () => {
    const portions = await portionsOf(recording(450));
    expect(portions.map((portion) => portion.kind === 'records' && [portion.found.length, portion.read])).toEqual([
      [200, 200],
      [200, 400],
      [50, 450],
    ]);
  });

  it('comes with what cannot be read, and with what has no body', async () => {
    const socket = harEntry({
      url: 'wss://a.example/',
      status: 101,
      extra: { _resourceType: 'websocket', _webSocketMessages: [{ type: 'receive', time: 1, opcode: 1, data: '{}' }] },
    });
    const [portion] = await portionsOf(bytes(harText([null, socket])));
    expect(portion).toMatchObject({
      found: [{ kind: 'fault', entry: 0 }, { record: { channel: 'http' } }, { record: { channel: 'websocket' } }],
    });
  });

  it('comes in smaller ones where bodies are large', async () => {
    const portions = await portionsOf(recording(5, { body: 'x'.repeat(600_000) }));
    expect(portions.length).toBe(3);
  });

  it.each([
    ['', 'is empty'],
    ['<html>', 'is not JSON'],
    ['{"a":1}', 'is not a HAR: it has no "log"'],
    ['{"log":{}}', 'is not a HAR: "log.entries" is no list'],
    ['\x1f\x8b', 'is not JSON'],
  ])('says of %j that it %s', async (text, why) => {
    const [portion] = await portionsOf(bytes(text));
    expect(portion).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) });
  });
});

describe('the import of a file', () => {
  it('counts what it found and pauses while it reads', async () => {
    const { open, session, shares, pauses } = importer();
    expect(await open(recording(300))).toEqual({ kind: 'done', exchanges: 300, failures: 300, unreadable: 0 });
    expect(session.snapshot().counts.failures).toBe(300);
    expect(shares).toEqual([200 / 300, 1]);
    expect(pauses()).toBeGreaterThan(10);
  });

  it('overwrites nothing of the one before', async () => {
    const { open, session } = importer();
    await open(recording(1));
    await open(recording(1));
    expect(session.snapshot().counts.failures).toBe(2);
  });

  it('keeps what was read when it is stopped', async () => {
    const controller = new AbortController();
    const { open, session, shares } = importer(async function* (file, source) {
      for await (const portion of readRecording(file, source)) {
        yield portion;
        controller.abort();
      }
    });
    expect(await open(recording(450), controller.signal)).toEqual({ kind: 'stopped' });
    expect(session.snapshot().counts.failures).toBe(200);
    expect(shares).toEqual([200 / 450]);
  });

  it('refuses what is no recording, and what cannot be read to its end', async () => {
    expect(await importer().open(bytes('no'))).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching('not JSON'),
    });
    const broken: ReadRecording = () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('gone')) }),
    });
    expect(await importer(broken).open(bytes(''))).toEqual({ kind: 'refused', why: 'could not be read to its end' });
  });

  it('is stopped, not refused, where its reader gives up because of that', async () => {
    const controller = new AbortController();
    const { open } = importer(async function* (file, source) {
      yield* readRecording(file, source);
      controller.abort();
      throw new Error('gone');
    });
    expect(await open(recording(1), controller.signal)).toEqual({ kind: 'stopped' });
  });

  it('names the recordings, so that what they hold is told apart', async () => {
    const sources: string[] = [];
    const { open } = importer((file, source) => {
      sources.push(source);
      return readRecording(file, source);
    });
    for (const file of [recording(1), recording(1)]) await open(file);
    expect(sources).toEqual(['import 1', 'import 2']);
  });

  it('is complete where the recording is empty', async () => {
    const { open, shares } = importer();
    expect(await open(recording(0))).toEqual({ kind: 'done', exchanges: 0, failures: 0, unreadable: 0 });
    expect(shares).toEqual([1]);
  });
});
