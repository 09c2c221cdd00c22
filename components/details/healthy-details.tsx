import type { HttpExchange } from '../../lib/exchange.ts';
import type { Healthy } from '../../lib/session/healthy.ts';
import { useStore } from '../context.ts';
import { addressWithoutUser } from '../text/address.ts';
import { cut, oneLine } from '../text/clean.ts';
import { duration, fullTime, size } from '../text/format.ts';
import { BodyTab } from './body-tab.tsx';
import { Facts } from './facts.tsx';
import { HeaderList } from './header-list.tsx';
import { Section } from './section.tsx';
import { TabBar } from './tab-bar.tsx';
import { FINDING_NAME } from './tab-ids.ts';

/** The little that is kept of an exchange in which nothing failed. */
export function HealthyDetails({ healthy }: { healthy: Healthy }) {
  const { translate, host } = useStore();
  const reply = host.session.replyOf(healthy);
  const headers = reply ?? host.session.headersOf(healthy);
  return (
    <>
      <TabBar>
        <h2 class="tab-title" id={FINDING_NAME}>
          {translate('noFailure')}
        </h2>
      </TabBar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it can scroll, and a keyboard must be able to scroll it */}
      <div class="pane" tabIndex={0}>
        <Facts
          facts={[
            [translate('factUrl'), cut(addressWithoutUser(healthy.url), 4_000)],
            [translate('columnMethod'), oneLine(healthy.method, 40)],
            [translate('factStatus'), healthy.status || ''],
            [translate('columnChannel'), healthy.channel],
            [translate('factAt'), fullTime(healthy.at)],
            [translate('factDuration'), healthy.durationMs === undefined ? '' : duration(healthy.durationMs)],
            [translate('factSize'), healthy.size === undefined ? '' : size(healthy.size)],
            [translate('factType'), oneLine(healthy.mimeType ?? '', 100)],
            [translate('fieldResourceType'), oneLine(healthy.resourceType ?? '', 40)],
          ]}
        />
        {reply && <Bodies key={reply.id} reply={reply} />}
        {headers && (
          <>
            <HeaderList title={translate('responseHeaders')} headers={headers.responseHeaders} />
            <HeaderList title={translate('requestHeaders')} headers={headers.requestHeaders} />
          </>
        )}
        {!reply && <p class="dim">{translate(headers ? 'healthyHintBody' : 'healthyHint')}</p>}
      </div>
    </>
  );
}

/** What came, and what was sent where that is known. */
function Bodies({ reply: { requestBody, responseBody, mimeType } }: { reply: HttpExchange }) {
  const { translate } = useStore();
  const isSent = requestBody.state === 'read' && requestBody.text !== '';
  return (
    <>
      <Section title={translate('tabResponse')}>
        <BodyTab body={responseBody} side="response" mimeType={mimeType} />
      </Section>
      {isSent && (
        <Section title={translate('tabPayload')}>
          <BodyTab body={requestBody} side="request" />
        </Section>
      )}
    </>
  );
}
