import type { ComponentChildren } from 'preact';
import { useStore } from '../context.ts';
import { counted } from '../translate.ts';
import { emptyReason } from './empty-reason.ts';

/** Why the list is empty, and the next thing to do about it. */
export function Empty() {
  const store = useStore();
  const { translate, snapshot, showAll } = store;
  const { counts } = snapshot.value;
  switch (emptyReason(snapshot.value, store.isFiltered.value, showAll.value)) {
    case 'filtered':
      return (
        <Note
          title={translate('emptyFiltered')}
          text={`${counted(translate, counts.failures, 'failuresOne', 'failuresMany')} ${counted(translate, counts.exchanges, 'inExchangesOne', 'inExchangesMany')}`}
        >
          <button type="button" onClick={store.clearFilter}>
            {translate('clearFilter')}
          </button>
        </Note>
      );
    case 'paused':
      return (
        <Note title={translate('paused')} text={translate('emptyPaused')}>
          <button type="button" onClick={store.toggleRecording}>
            {translate('record')}
          </button>
        </Note>
      );
    case 'healthy':
      return (
        <Note
          title={counted(translate, counts.exchanges, 'allHealthyOne', 'allHealthyMany')}
          text={translate('emptyHealthy')}
        >
          {!showAll.value && (
            <button
              type="button"
              onClick={() => {
                showAll.value = true;
              }}
            >
              {translate('showAll')}
            </button>
          )}
        </Note>
      );
    case 'nothing':
      return (
        <Note title={translate('emptyNothing')} text={translate('emptyNothingHint')}>
          <button type="button" onClick={store.host.reload}>
            {translate('reload')}
          </button>
        </Note>
      );
  }
}

function Note({ title, text, children }: { title: string; text: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      <p>{text}</p>
      {children}
    </div>
  );
}
