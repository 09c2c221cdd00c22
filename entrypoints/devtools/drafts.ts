/** What drafts of families need of the devtools page: the session to try them on, and the storage to keep them in. */
import type { DraftHost } from '../../components/families/drafting.ts';
import type { InspectedPage } from '../../lib/browser/inspected-page.ts';
import type { Stored } from '../../lib/browser/stored.ts';
import { type FamilyChoice, titleOfOwn } from '../../lib/catalog/choice.ts';
import { serviceSigns } from '../../lib/catalog/service-packs.ts';
import type { Engine } from '../../lib/diagnose/diagnose.ts';
import type { Session } from '../../lib/session/log.ts';

interface Around {
  readonly choice: Stored<FamilyChoice>;
  readonly engine: Engine;
  readonly session: Session;
  readonly page: InspectedPage;
  readonly pause: () => Promise<void>;
  /** Takes what this page has changed in the choice. */
  readonly apply: () => Promise<void>;
}

/** Longest page that is read, in characters. */
const MAX_PAGE = 4_000_000;
const READ_PAGE = `({ url: location.href, html: document.documentElement.outerHTML.slice(0, ${MAX_PAGE}) })`;

export function createDrafts({ choice, engine, session, page, pause, apply }: Around): DraftHost {
  return {
    async try(document) {
      const { parseFamily } = await import('../../lib/catalog/parse-family.ts');
      const parsed = parseFamily(document);
      if (!parsed.ok) return parsed;
      const { tryFamily } = await import('../../lib/session/trial.ts');
      return { ok: true, trial: await tryFamily(parsed.family, engine.families, session, pause) };
    },
    async add(document) {
      const { notStored } = await import('../../lib/catalog/own-families.ts');
      const { builtInFamilies } = await import('../../lib/catalog/index.ts');
      const { addDraft } = await import('../../lib/drafts/merge.ts');
      const builtIn = new Set([...builtInFamilies, ...serviceSigns].map(({ id }) => id));
      const changed = addDraft(choice.read(), document, { builtIn });
      if (!changed.ok) return changed;
      if (!choice.write(changed.choice)) return notStored();
      await apply();
      return { ok: true };
    },
    titleOf: (id) => titleOfOwn(choice.read(), id),
    async readPage() {
      const { url, html } = ((await page.evaluate(READ_PAGE)) ?? {}) as {
        readonly url?: unknown;
        readonly html?: unknown;
      };
      return typeof url === 'string' && typeof html === 'string' ? { url, html } : undefined;
    },
  };
}
