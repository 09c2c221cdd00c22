/** Small modules in common chunks, packs of services above all: each alone is too small to be compressed well. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const FOLDER = fileURLToPath(new URL('../lib/catalog/packs/services/', import.meta.url));

/** Of sources, in bytes: packed, about 15 KB, which a browser reads and evaluates within a frame. */
const MAX_GROUP = 100_000;

/** The number of the group of each pack, by the name of its file. Neighbours in the alphabet are often of one vendor. */
export function packGroups(sizes: ReadonlyMap<string, number>, most = MAX_GROUP): ReadonlyMap<string, number> {
  const groups = new Map<string, number>();
  let group = 0;
  let filled = 0;
  for (const name of [...sizes.keys()].sort()) {
    const size = sizes.get(name) ?? 0;
    if (filled > 0 && filled + size > most) {
      group++;
      filled = 0;
    }
    filled += size;
    groups.set(name, group);
  }
  return groups;
}

/** Small modules that are there from the start and that later chunks share: each would be a chunk of its own. */
const SMALL = new RegExp(
  `/lib/(?:${[
    'bytes',
    'memory',
    'preferences',
    'text',
    'trace-template',
    'browser/(?:families|preferences|stored|tap-permission)',
    'catalog/(?:choice|host-pattern)',
    'diagnose/body-text',
    'redact/(?:redacted|rules)',
    'report/limits',
    'session/(?:connections|limits)',
  ].join('|')})\\.ts$`,
);

/** Puts packs and small modules into their chunks, where a build has chunks at all. */
export function groupedChunks(): Plugin {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  const numbers = packGroups(new Map(names.map((name) => [name, statSync(FOLDER + name).size])));
  return {
    name: 'grouped-chunks',
    outputOptions(options) {
      if (options.format === 'iife' || options.codeSplitting === false) return options;
      const nameOf = (id: string) => {
        const group = numbers.get(path.basename(id));
        return group === undefined ? null : `packs-${group}`;
      };
      const isPack = (id: string) => path.normalize(id).startsWith(path.normalize(FOLDER));
      const groups = [
        { test: isPack, name: nameOf },
        { test: SMALL, name: 'small' },
      ];
      return { ...options, codeSplitting: { groups } };
    },
  };
}
