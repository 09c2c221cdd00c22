/** An extension that blocks every request to one host, as content blockers do. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the folder of the unpacked extension, which the caller removes. */
export function blockerOf(host: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'wire-triage-blocker-'));
  const rule = { id: 1, action: { type: 'block' }, condition: { urlFilter: `||${host}^` } };
  const manifest = {
    manifest_version: 3,
    name: 'Blocker',
    version: '1',
    permissions: ['declarativeNetRequest'],
    declarative_net_request: { rule_resources: [{ id: 'rules', enabled: true, path: 'rules.json' }] },
    browser_specific_settings: { gecko: { id: 'blocker@wire-triage.example' } },
  };
  for (const [name, content] of Object.entries({ 'manifest.json': manifest, 'rules.json': [rule] }))
    writeFileSync(join(folder, name), JSON.stringify(content));
  return folder;
}
