import { initiatorOf, type Initiator as Line, type RunningPlace } from '../../lib/exchange.ts';
import type { Failure } from '../../lib/finding.ts';
import { nearestCallers, placeName } from '../../lib/words/code-place.ts';
import { useStore } from '../context.ts';
import { whole } from '../text/format.ts';
import { CodeLines } from './code-lines.tsx';
import { Place } from './code-place.tsx';

/** The line of code that asked, with the code around it. A click opens it in the browser's own Sources panel, where the browser can be asked to. */
export function Initiator({ failure: { exchange } }: { failure: Failure }) {
  const { translate } = useStore();
  const place = initiatorOf(exchange);
  if (!place) return null;
  const callers = nearestCallers(place);
  return (
    <div class="initiator" data-part="initiator">
      <p>
        {translate('initiator')} <Place place={place} /> <Share place={place} />
      </p>
      <CodeLines place={place} />
      {callers && <Callers places={callers} />}
    </div>
  );
}

/** How the page got to that line, the nearest caller first. */
function Callers({ places }: { places: readonly RunningPlace[] }) {
  const { translate } = useStore();
  return (
    <div class="callers" data-part="callers">
      {translate('callers')}{' '}
      <ol>
        {places.map((place, i) => (
          <li key={`${place.function} ${place.url} ${place.line} ${place.column}`}>
            {i > 0 && <span aria-hidden="true"> ← </span>}
            <Place place={place} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** How many of all failures the same line caused, where that says something. A click lists them. */
function Share({ place }: { place: Line }) {
  const { translate, failuresAt, snapshot, addToFilter } = useStore();
  const mine = failuresAt(place);
  const { failures } = snapshot.value.counts;
  if (mine < 2) return null;
  return (
    <button
      type="button"
      class="link dim"
      data-action="filter-initiator"
      onClick={() => addToFilter('initiator', placeName(place))}
    >
      {translate('initiatorShare', whole(mine), whole(failures))}
    </button>
  );
}
