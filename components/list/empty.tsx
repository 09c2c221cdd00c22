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
          offersCapture
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
      return <Note title={translate('purpose')} text={translate('emptyNothingHint')} offersCapture="always" />;
  }
}

interface NoteProps {
  readonly title: string;
  readonly text: string;
  /**
   * Loading the page again with its sockets watched from the start would help, unless they are already; `always`: loading it
   * again helps anyway.
   */
  readonly offersCapture?: boolean | 'always';
  /** Buttons. */
  readonly children?: ComponentChildren;
}

function Note({ title, text, offersCapture = false, children }: NoteProps) {
  const { translate, snapshot, host, openDraft } = useStore();
  const { socketWatch } = snapshot.value;
  const canCapture = offersCapture !== false && (socketWatch === 'none' || socketWatch === 'top-frame');
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      <p>{text}</p>
      {canCapture && <p>{translate('emptySocketsHint')}</p>}
      <div class="acts">
        {children}
        {(canCapture || offersCapture === 'always') && (
          <button type="button" class="reload" onClick={canCapture ? host.reloadAndCapture : host.reload}>
            {translate(canCapture ? 'reloadCapture' : 'reload')}
          </button>
        )}
        {offersCapture !== false && host.drafts && (
          <button
            type="button"
            data-action="learn"
            title={translate('learnHint')}
            onClick={() => openDraft({ from: 'documentation' })}
          >
            {translate('learn')}
          </button>
        )}
      </div>
    </div>
  );
}
