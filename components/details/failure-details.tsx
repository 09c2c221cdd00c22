import type { Body, Exchange } from '../../lib/exchange.ts';
import type { Failure } from '../../lib/finding.ts';
import type { Group } from '../../lib/session/group.ts';
import type { Session } from '../../lib/session/log.ts';
import { shownOf } from '../../lib/session/rows.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import { BodyTab } from './body-tab.tsx';
import { DiagnosisTab } from './diagnosis-tab.tsx';
import { FindBar } from './find-bar.tsx';
import { FramesTab } from './frames-tab.tsx';
import { HeadersTab } from './headers-tab.tsx';
import { MessageTab } from './message-tab.tsx';
import { TabBar } from './tab-bar.tsx';
import { FINDING_NAME, type TabId, tabsFor } from './tab-ids.ts';
import { Tabs } from './tabs.tsx';
import { TimingTab } from './timing-tab.tsx';

export function FailureDetails({ group }: { group: Group }) {
  const store = useStore();
  const failure = shownOf(group);
  const tabs = tabsFor(failure.exchange);
  const tab = tabs.find(({ id }) => id === store.tab.value)?.id ?? 'diagnosis';
  return (
    <>
      <TabBar>
        <Tabs
          tabs={tabs}
          selected={tab}
          onSelect={(id) => {
            store.tab.value = id;
          }}
        />
      </TabBar>
      <div
        class="pane"
        id="tab-panel"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it can scroll, and a keyboard must be able to scroll it
        tabIndex={0}
        key={`${group.key} ${tab}`}
      >
        {tab !== 'diagnosis' && (
          <h2 class="unseen" id={FINDING_NAME}>
            {oneLine(store.words.name(failure.finding), 200)}
          </h2>
        )}
        {store.find.value !== undefined && (
          <FindBar source={sourceOf(bodyOf(tab, failure.exchange), store.host.session)} />
        )}
        <TabBody tab={tab} failure={failure} />
      </div>
    </>
  );
}

function TabBody({ tab, failure }: { tab: TabId; failure: Failure }) {
  const { wholeOf } = useStore().host.session;
  const { exchange, finding } = failure;
  switch (tab) {
    case 'diagnosis':
      return <DiagnosisTab failure={failure} />;
    case 'headers':
      return <HeadersTab failure={failure} />;
    case 'payload':
      return exchange.channel === 'http' ? (
        <BodyTab body={wholeOf(exchange.requestBody)} side="request" finding={finding} />
      ) : null;
    case 'response':
      return exchange.channel === 'http' ? (
        <BodyTab body={wholeOf(exchange.responseBody)} side="response" mimeType={exchange.mimeType} finding={finding} />
      ) : null;
    case 'message':
      return <MessageTab failure={failure} />;
    case 'frames':
      return <FramesTab exchange={exchange} />;
    case 'timing':
      return <TimingTab failure={failure} />;
    default:
      return tab satisfies never;
  }
}

/** The text that a tab shows, which the search goes through as a whole; undefined for tabs that show something else. */
function sourceOf(kept: Body | undefined, { wholeOf }: Pick<Session, 'wholeOf'>): string | undefined {
  const body = kept && wholeOf(kept);
  return body?.state === 'read' && !body.base64 ? body.text : undefined;
}

/** The body that a tab is about. */
function bodyOf(tab: TabId, exchange: Exchange): Body | undefined {
  if (exchange.channel === 'http') {
    if (tab === 'payload') return exchange.requestBody;
    return tab === 'response' ? exchange.responseBody : undefined;
  }
  return tab === 'message' && 'body' in exchange ? exchange.body : undefined;
}
