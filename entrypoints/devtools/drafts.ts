/** What drafts of families need of the devtools page: the session to try them on, and the storage to keep them in. */
import type { DraftHost } from '../../components/families/drafting.ts';
import { evaluateSoon, type InspectedPage } from '../../lib/browser/inspected-page.ts';
import type { Stored } from '../../lib/browser/stored.ts';
import type { FamilyChoice } from '../../lib/catalog/choice.ts';
import type { Session } from '../../lib/session/log.ts';
import type { Capture } from './capture.ts';

interface Around {
  readonly choice: Stored<FamilyChoice>;
  readonly capture: () => Promise<Pick<Capture, 'engine' | 'apply'>>;
  readonly session: Session;
  readonly page: InspectedPage;
  readonly pause: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** Longest page that is read, in characters. */
const MAX_PAGE = 4_000_000;
/** A page that is busy does not answer in time, and in Firefox a question can get lost. */
const READ_ATTEMPTS = 4;
const READ_PAGE = `({ url: location.href, html: document.documentElement.outerHTML.slice(0, ${MAX_PAGE}) })`;

export function createDrafts({
  choice,
  capture,
  session,
  page,
  pause,
  signal,
}: Around): Required<Omit<DraftHost, 'titleOf'>> {
  return {
    async try(document) {
      const { parseFamily } = await import('../../lib/catalog/parse-family.ts');
      const parsed = parseFamily(document);
      if (!parsed.ok) return parsed;
      const { tryFamily } = await import('../../lib/session/trial.ts');
      return { ok: true, trial: await tryFamily(parsed.family, (await capture()).engine.families, session, pause) };
    },
    async add(document) {
      const { notStored } = await import('../../lib/catalog/own-families.ts');
      const { builtInFamilies } = await import('../../lib/catalog/index.ts');
      const { serviceSigns } = await import('../../lib/catalog/service-packs.ts');
      const { addDraft } = await import('../../lib/drafts/merge.ts');
      const builtIn = new Set([...builtInFamilies, ...serviceSigns].map(({ id }) => id));
      const changed = addDraft(choice.read(), document, { builtIn });
      if (!changed.ok) return changed;
      if (!choice.write(changed.choice)) return notStored();
      await (await capture()).apply();
      return { ok: true };
    },
    async readPage() {
      const { url, html } = ((await evaluateSoon(page, READ_PAGE, signal, READ_ATTEMPTS)) ?? {}) as {
        readonly url?: unknown;
        readonly html?: unknown;
      };
      return typeof url === 'string' && typeof html === 'string' ? { url, html } : undefined;
    },
  };
}
