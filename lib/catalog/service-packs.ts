/** The packs of services, each loaded when it is first met. */
import type { PackSigns } from './pack-index.ts';
import { resolveFamily } from './resolve-family.ts';
import type { Family, FamilyDocument } from './schema.ts';
import { SERVICE_LOADERS } from './service-loaders.ts';
import signs from './service-signs.json' with { type: 'json' };

export const serviceSigns = signs as unknown as readonly PackSigns[];

/** The pack of a service. Rejects for an id that is none of `serviceSigns`, or where the chunk cannot be read. */
export async function loadService(id: string): Promise<Family> {
  const load = Object.hasOwn(SERVICE_LOADERS, id) ? SERVICE_LOADERS[id] : undefined;
  if (!load) throw new Error(`there is no pack ${id}`);
  // The packs are part of the build, and a test checks each of them.
  return resolveFamily((await load()).default as FamilyDocument);
}
