import { useStore } from './context.ts';
import { SocketStatus } from './socket-status.tsx';
import { whole } from './text/format.ts';
import { counted } from './translate.ts';

export function StatusBar() {
  const { translate, snapshot, selection, shownCount, everyCount, isFiltered, knownCount, knownIsShown } = useStore();
  const { counts, recording } = snapshot.value;
  const { temporary, permanent, unknown } = counts.byPermanence;
  return (
    <footer class="status">
      <span>
        <b>{counted(translate, counts.failures, 'failuresOne', 'failuresMany')}</b>{' '}
        <span class="among">{counted(translate, counts.exchanges, 'inExchangesOne', 'inExchangesMany')}</span>
      </span>
      {counts.failures > 0 && (
        <span class="verdicts">{translate('statusVerdicts', whole(temporary), whole(permanent), whole(unknown))}</span>
      )}
      {isFiltered.value && <span>{translate('shownOf', whole(shownCount.value), whole(everyCount.value))}</span>}
      {selection.value.keys.size > 1 && <span>{translate('selectedMany', whole(selection.value.keys.size))}</span>}
      {counts.dropped > 0 && (
        <span title={translate('droppedHint')}>{counted(translate, counts.dropped, 'droppedOne', 'droppedMany')}</span>
      )}
      {knownCount.value > 0 && (
        <button
          type="button"
          class="link"
          data-action="show-known"
          aria-pressed={knownIsShown.value}
          onClick={() => {
            knownIsShown.value = !knownIsShown.value;
          }}
        >
          {translate(knownIsShown.value ? 'hideKnown' : 'showKnown', whole(knownCount.value))}
        </button>
      )}
      {!recording && <span class="paused">{translate('paused')}</span>}
      <SocketStatus />
    </footer>
  );
}
