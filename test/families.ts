/** Families for tests. */
import { parseFamily } from '../lib/catalog/parse-family.ts';
import type { Family, FamilyDocument } from '../lib/catalog/schema.ts';

/** The family of a document that has to be a good one. */
export function familyOf(document: FamilyDocument): Family {
  const parsed = parseFamily(document, { builtIn: true });
  if (parsed.ok) return parsed.family;
  throw new Error(parsed.faults.map(({ path, expected, found }) => `${path}: ${expected}, not ${found}`).join('\n'));
}

/** A shape of Acme's whose errors nobody else would take for some: on its host, inside a success. */
export const QUIET_SHAPE: FamilyDocument['shapes'][number] = {
  id: 'outcome',
  channels: ['http'],
  says: 'body {"outcome": text}',
  body: { decode: 'json', members: { outcome: 'text' } },
  read: { code: 'outcome' },
  needs: ['host'],
};

/** A small family of the kind that users write. */
export const ACME: FamilyDocument = {
  id: 'acme',
  title: 'Acme',
  source: 'https://acme.example/errors',
  hosts: ['api.acme.example'],
  defaults: { permanence: 'permanent', basis: 'documented' },
  shapes: [
    {
      id: 'reply',
      channels: ['http', 'websocket'],
      says: 'body {"fault": text}',
      body: { decode: 'json', members: { fault: 'text' } },
      read: { code: 'fault', text: 'message' },
      needs: ['host'],
      unlisted: { as: 'http', name: '{text}' },
    },
  ],
  entries: [
    { codes: ['quota_used_up'], name: 'Quota used up', meaning: 'The plan has no calls left.', action: 'Wait a day.' },
  ],
};
