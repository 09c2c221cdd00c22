import type { FileFault } from '../../lib/catalog/own-families.ts';
import { oneLine } from '../text/clean.ts';
import { whole } from '../text/format.ts';
import { counted, type Translate } from '../translate.ts';

/** A list of faults is read from its beginning; the rest is counted. */
const MAX_SHOWN = 20;

/** All that is wrong with what was given, each with its place and what was expected there. Nothing has been changed. */
export function FaultList({ translate, faults }: { translate: Translate; faults: readonly FileFault[] }) {
  if (faults.length === 0) return null;
  const left = faults.length - MAX_SHOWN;
  return (
    <>
      <p>{translate('familyRefused', counted(translate, faults.length, 'familyFaultsOne', 'familyFaultsMany'))}</p>
      <ul data-part="faults">
        {faults.slice(0, MAX_SHOWN).map(({ file, path, expected, found }) => (
          <li key={`${file} ${path}`}>
            {file !== '' && <span class="dim">{oneLine(file, 100)} </span>}
            {path !== '' && <code>{oneLine(path, 200)}</code>}{' '}
            {translate('familyFault', oneLine(expected, 400), oneLine(found, 200))}
          </li>
        ))}
      </ul>
      {left > 0 && <p>{translate('familyMoreFaults', whole(left))}</p>}
    </>
  );
}
