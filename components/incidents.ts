/** Failures with one cause, told above the list, and the list narrowed to one of them. */
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Incident } from '../lib/incident.ts';
import { groupKey } from '../lib/session/group.ts';
import type { Session, Snapshot } from '../lib/session/log.ts';
import { type Clock, paced } from './pace.ts';

/** Worked out at most this often, in milliseconds: that takes as long as drawing the whole list. */
const LOOK_MS = 2_000;

export interface ShownIncident {
  /** The same as long as it is the same incident, however many failures join it. */
  readonly id: string;
  readonly incident: Incident;
}

export function createIncidents(snapshot: ReadonlySignal<Snapshot>, session: Pick<Session, 'incidents'>, clock: Clock) {
  const picked = signal<string | undefined>(undefined);
  const all = signal<readonly ShownIncident[]>([]);
  const look = paced(
    () => {
      all.value = session.incidents().map((incident) => ({ id: idOf(incident), incident }));
    },
    LOOK_MS,
    clock,
  );
  const stop = effect(() => {
    if (snapshot.value.groups.length > 0) look();
    else
      batch(() => {
        all.value = [];
        picked.value = undefined;
      });
  });
  clock.signal.addEventListener('abort', stop, { once: true });
  const shown = computed(() => all.value.find(({ id }) => id === picked.value));
  /** Keys of the rows that the picked incident is about; undefined while none is picked. */
  const keys = computed<ReadonlySet<string> | undefined>(
    () => shown.value && new Set(shown.value.incident.failures.map(groupKey)),
  );

  return {
    incidents: all as ReadonlySignal<readonly ShownIncident[]>,
    pickedIncident: computed(() => shown.value?.id),
    incidentKeys: keys,
    /** Narrows the list to an incident; the same again gives all of it back. */
    toggleIncident(id: string | undefined): void {
      picked.value = picked.value === id ? undefined : id;
    },
  };
}

function idOf({ rule, on, root }: Incident): string {
  return [rule, on, root.exchange.id].join('\n');
}
