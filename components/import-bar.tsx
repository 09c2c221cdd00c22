import { useStore } from './context.ts';

/** How far a recording was read, and which ones are none. */
export function ImportBar() {
  const { translate, importing, importRefusals, stopImport, dismissRefusals } = useStore();
  const running = importing.value;
  return (
    <>
      {running && (
        <div class="bar importing" data-part="importing">
          <progress max={1} value={running.share} aria-label={translate('importing', running.name)} />
          <span>
            {translate('importing', running.name)}
            {running.count > 1 && ` · ${translate('importPlace', String(running.place), String(running.count))}`}
          </span>
          <button type="button" class="link" data-action="stop-import" onClick={stopImport}>
            {translate('importStop')}
          </button>
        </div>
      )}
      {importRefusals.value.length > 0 && (
        <div class="bar trouble" role="alert" data-part="import-refused">
          <span>
            {importRefusals.value.map(({ name, why }) => (
              <span class="refusal" key={name}>
                {translate('importRefused', name, why)}{' '}
              </span>
            ))}
          </span>
          <button type="button" class="link" onClick={dismissRefusals}>
            {translate('close')}
          </button>
        </div>
      )}
    </>
  );
}
