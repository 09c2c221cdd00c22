import { groupKey } from '../lib/session/group.ts';
import { incidentLine } from '../lib/words/incidents.ts';
import { useStore } from './context.ts';
import { IncidentIcon } from './icons.tsx';
import type { ShownIncident } from './incidents.ts';
import { Popover } from './popover.tsx';
import { oneLine } from './text/clean.ts';
import { whole } from './text/format.ts';

/** Incidents listed; beyond that nobody reads them. */
const MAX_LISTED = 20;

/** What the failures have in common, one line: the root first, then what followed from it. A click lists its rows. */
export function IncidentStrip() {
  const { translate, incidents, pickedIncident, popover, togglePopover } = useStore();
  const listed = incidents.value.slice(0, MAX_LISTED);
  const first = listed.find(({ id }) => id === pickedIncident.value) ?? listed[0];
  if (!first) return null;
  const others = listed.filter((one) => one !== first);
  return (
    <section class="bar incidents" data-part="incidents" aria-label={translate('incidents')}>
      <IncidentIcon />
      <IncidentButton shown={first} />
      {others.length > 0 && (
        <div class="more-incidents">
          <button
            type="button"
            class="chip more"
            data-action="more-incidents"
            aria-label={translate('moreIncidents', String(others.length))}
            aria-expanded={popover.value === 'incidents'}
            onClick={() => togglePopover('incidents')}
          >
            {translate('moreChips', whole(others.length))}
          </button>
          <Popover name="incidents" label={translate('incidents')}>
            <ul>
              {others.map((shown) => (
                <li key={shown.id}>
                  <IncidentButton shown={shown} />
                </li>
              ))}
            </ul>
          </Popover>
        </div>
      )}
    </section>
  );
}

function IncidentButton({ shown: { id, incident } }: { shown: ShownIncident }) {
  const { translate, words, pickedIncident, toggleIncident, closePopover, selectKey } = useStore();
  const { root, rule } = incident;
  const name = words.name(root.finding);
  const isPicked = pickedIncident.value === id;
  const line = oneLine(incidentLine(incident), 300);
  return (
    <button
      type="button"
      class="incident"
      data-incident={rule}
      aria-pressed={isPicked}
      title={`${line}\n${translate(isPicked ? 'incidentRelease' : 'incidentPick')}`}
      onClick={() => {
        toggleIncident(id);
        closePopover();
        if (!isPicked) selectKey(groupKey(root));
      }}
    >
      <b class="code">{oneLine(root.finding.code, 40)}</b>{' '}
      {name !== root.finding.code && <bdi>{oneLine(name, 80)}</bdi>}
      <span class="dim"> · {line}</span>
    </button>
  );
}
