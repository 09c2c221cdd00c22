import { useStore } from './context.ts';
import { whole } from './text/format.ts';

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
            {running.count > 1 && ` · ${translate('importPlace', whole(running.place), whole(running.count))}`}
          </span>
          <button type="button" class="link" data-action="stop-import" onClick={stopImport}>
            {translate('importStop')}
          </button>
        </div>
      )}
      {!running && <Recordings />}
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

/** What was read stands beside live traffic; or it takes its place, and the way back is here. */
function Recordings() {
  const { translate, recordings, snapshot, showAlone, keepBeside, closeRecordings } = useStore();
  const shown = recordings.value;
  if (!shown) return null;
  const names = shown.count > 1 ? translate('recordingsMany', shown.name, whole(shown.count - 1)) : shown.name;
  // Who lets live traffic in again has both.
  const isAlone = shown.isAlone && !snapshot.value.recording;
  return (
    <div class="bar recordings" data-part="recordings">
      <span>{translate(isAlone ? 'recordingAlone' : 'recordingBeside', names)}</span>
      {isAlone ? (
        <button type="button" class="link" data-action="close-recordings" onClick={closeRecordings}>
          {translate('recordingClose')}
        </button>
      ) : (
        <>
          <button type="button" class="link" data-action="show-alone" onClick={showAlone}>
            {translate('recordingShowAlone')}
          </button>
          <button type="button" class="link" data-action="keep-beside" onClick={keepBeside}>
            {translate('close')}
          </button>
        </>
      )}
    </div>
  );
}
