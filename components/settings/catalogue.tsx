import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { bindHosts, exportedFamily, type FileFault, switchFamily } from '../../lib/catalog/own-families.ts';
import type { Family } from '../../lib/catalog/schema.ts';
import { type FoundCode, searchCodes } from '../../lib/catalog/search.ts';
import { FamilyHosts } from '../families/family-hosts.tsx';
import { whole } from '../text/format.ts';
import { Prose } from '../text/prose.tsx';
import type { Translate } from '../translate.ts';
import { VERDICT_WORD } from '../verdict.tsx';
import type { FamiliesHost } from './families-host.ts';
import { useStored } from './use-stored.ts';

interface CatalogueProps {
  readonly translate: Translate;
  readonly host: FamiliesHost;
}

/** Codes that are shown of those that were found. */
const MAX_SHOWN = 50;

/** Every known code, searched offline, and the built-in families. All of it is read when somebody first opens it. */
export function Catalogue({ translate, host }: CatalogueProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section class="report-settings" data-settings="catalogue">
      <h2>{translate('catalogueTitle')}</h2>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary data-action="open-catalogue">{translate('catalogueOpen')}</summary>
        {isOpen && <OpenCatalogue translate={translate} host={host} />}
      </details>
    </section>
  );
}

function OpenCatalogue({ translate, host }: CatalogueProps) {
  const id = useId();
  const [builtIn, setBuiltIn] = useState<readonly Family[]>([]);
  const [query, setQuery] = useState('');
  const { catalogue } = host;

  useEffect(() => {
    const controller = new AbortController();
    void catalogue().then((families) => {
      if (!controller.signal.aborted) setBuiltIn(families);
    });
    return () => controller.abort();
  }, [catalogue]);

  const found = useMemo(() => searchCodes(builtIn, query, MAX_SHOWN), [builtIn, query]);
  return (
    <>
      <div class="setting">
        <label htmlFor={id}>{translate('catalogueSearch')}</label>{' '}
        <input
          id={id}
          type="search"
          data-action="search-codes"
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      </div>
      <p role="status">{translate('catalogueFound', whole(found.total), whole(builtIn.length))}</p>
      <ul class="own-families" data-part="codes">
        {found.shown.map((one) => (
          <Code key={`${one.family.id} ${one.entry.id}`} translate={translate} found={one} />
        ))}
      </ul>
      <BuiltIn translate={translate} host={host} families={builtIn} />
    </>
  );
}

function Code({ translate, found: { family, entry, source } }: { translate: Translate; found: FoundCode }) {
  return (
    <li data-code={entry.codes[0]} data-family={family.id}>
      <span>
        <code>{entry.codes.join(', ')}</code> {!entry.codes.includes(entry.name) && <b>{entry.name}</b>}
      </span>
      <span class="dim">
        {family.title} · {translate(VERDICT_WORD[entry.permanence])}
      </span>
      <Prose text={`${entry.meaning} ${entry.action}`} />
      <a href={source} target="_blank" rel="noopener noreferrer">
        {source.replace(/^https:\/\//, '')}
      </a>
    </li>
  );
}

/** Built-in families: on or off, with hosts of their user, and as documents to start from. */
function BuiltIn({ translate, host, families }: CatalogueProps & { families: readonly Family[] }) {
  const { current, isStored, write } = useStored(host.choice);

  function bind(family: string, written: string): readonly FileFault[] {
    const changed = bindHosts(host.choice.read(), family, written);
    if (changed.ok) write(changed.choice);
    return changed.ok ? [] : changed.faults;
  }

  return (
    <>
      <h3>{translate('catalogueFamilies')}</h3>
      <p>{translate('catalogueFamiliesText')}</p>
      <p class="trouble" role="alert">
        {!isStored && translate('settingsNotStored')}
      </p>
      <ul class="own-families">
        {families.map((family) => (
          <li key={family.id} data-built-in={family.id}>
            <label>
              <input
                type="checkbox"
                data-action="switch-family"
                checked={family.fallback === true || !current.off.includes(family.id)}
                disabled={family.fallback === true}
                onChange={({ currentTarget }) =>
                  write(switchFamily(host.choice.read(), family.id, currentTarget.checked))
                }
              />{' '}
              <b>{family.title}</b> <code>{family.id}</code>
            </label>
            <FamilyHosts
              translate={translate}
              hosts={current.bound.find((one) => one.family === family.id)?.hosts ?? []}
              onChange={(written) => bind(family.id, written)}
            />
            <span class="settings-buttons">
              <button
                type="button"
                data-action="export-family"
                aria-label={`${family.title}: ${translate('familyExport')}`}
                onClick={() => host.saveFamily(exportedFamily(family))}
              >
                {translate('familyExport')}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
