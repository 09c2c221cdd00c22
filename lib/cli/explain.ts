/** `--explain FAMILY/CODE`: what the catalogue knows of a code, without a recording and without a network. */
import type { Entry, Family } from '../catalog/schema.ts';
import { oneLine } from '../text.ts';
import { nearest } from './nearest.ts';

export type Explained = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

interface Catalogue {
  /** Every family, loaded or not. */
  readonly ids: readonly string[];
  /** Undefined for an id that no family has. */
  readonly family: (id: string) => Promise<Family | undefined>;
}

/** @param wanted `FAMILY/CODE`; only the first slash counts, for codes can hold others */
export async function explain(wanted: string, { ids, family: familyOf }: Catalogue): Promise<Explained> {
  const slash = wanted.indexOf('/');
  const id = slash < 0 ? wanted : wanted.slice(0, slash);
  const family = await familyOf(id);
  if (!family) return unknown(`there is no family "${id}"`, nearest(id, ids));
  const code = slash < 0 ? '' : wanted.slice(slash + 1);
  const entries = family.entries.filter(({ codes }) => codes.includes(code));
  if (entries.length > 0)
    return { ok: true, text: `${entries.map((one) => inWords(family, code, one)).join('\n\n')}\n` };
  const codes = nearest(
    code,
    family.entries.flatMap((one) => one.codes),
  );
  return unknown(
    code === '' ? `no code is named` : `${id} has no code "${code}"`,
    codes.map((one) => `${id}/${one}`),
  );
}

function unknown(why: string, near: readonly string[]): Explained {
  return { ok: false, why: near.length === 0 ? why : `${why}; the nearest: ${near.join(', ')}` };
}

function inWords({ id, title, source }: Family, code: string, entry: Entry): string {
  const { name, texts = [], meaning, action, permanence, basis, constructed } = entry;
  return [
    `${id} ${code}: ${name}`,
    `  ${title}; ${permanence}, ${basis}${constructed ? ', no payload compared' : ''}`,
    ...texts.map((text) => `  where the reply says: ${text}`),
    `  ${meaning}`,
    `  -> ${action}`,
    `  ${entry.source ?? source}`,
  ]
    .map((line) => oneLine(line))
    .join('\n');
}
