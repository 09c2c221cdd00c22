/** What no recording of a healthy page may be told of, through the whole import, with every pack loaded. */
import { describe, expect, it } from 'vitest';
import { readServicePacks } from '../../../build/service-packs.ts';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { readHarFile } from '../../../lib/har/file.ts';
import { importRecording } from '../../../lib/session/import.ts';
import { createSession } from '../../../lib/session/session.ts';
import { harEntry, harText } from '../../har.ts';
import { HEALTHY_ENTRIES, HEALTHY_SOCKET } from './healthy-traffic.ts';

const engine = createEngine([...readServicePacks(), ...builtInFamilies]);

/** Addresses and codes of what is told as a failure. */
async function toldOf(entries: readonly unknown[], creator: string): Promise<string[]> {
  const file = readHarFile(harText(entries, creator));
  if (!file.ok) throw new Error(file.why);
  const session = createSession({ schedule: () => {} });
  const { exchanges, faults } = await importRecording(session.imported, file, {
    engine,
    source: 'import 1',
    pause: async () => {},
  });
  expect(faults).toEqual([]);
  expect(exchanges).toBe(entries.length);
  return session.failures().map(({ exchange, finding }) => {
    const at = 'url' in exchange ? exchange.url : exchange.channel;
    return `${at} ${finding.family}/${finding.code}`;
  });
}

describe.each(['WebInspector', 'Firefox', 'mitmproxy', 'Charles Proxy'])('a recording of %s', (creator) => {
  const healthy = [...HEALTHY_ENTRIES, HEALTHY_SOCKET];

  it('in which nothing failed has no failure, not even a possible one', async () => {
    expect(await toldOf(healthy, creator)).toEqual([]);
  });

  it('has its one failure among all that is well', async () => {
    const failing = harEntry({ url: 'https://pond.example/last', body: '{"ok":false,"error":"pond_is_frozen"}' });
    expect(await toldOf([...healthy, failing], creator)).toEqual(['https://pond.example/last envelope/pond_is_frozen']);
  });
});
